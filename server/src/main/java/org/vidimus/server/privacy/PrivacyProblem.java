package org.vidimus.server.privacy;

import java.time.Instant;
import java.util.Map;
import org.vidimus.server.Problem;

/** What reading the ledger and the keeping of delays refuse. */
sealed interface PrivacyProblem extends Problem {
    /** A parameter does not say anything that can be looked for. */
    record NotUnderstood(String parameter, String wanted) implements PrivacyProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "parameter-unfit";
        }

        @Override
        public String message() {
            return parameter + ": want " + wanted + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("parameter", parameter);
        }
    }

    record TooManyEntries(int most) implements PrivacyProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "too-many-entries";
        }

        @Override
        public String message() {
            return "More than " + most
                    + " entries match. Narrow the search, for instance by time, and export it in parts.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("most", most);
        }
    }

    record OwnViewing() implements PrivacyProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "own-viewing";
        }

        @Override
        public String message() {
            return "Nobody delays that somebody learns of their own looking. Somebody else has to.";
        }
    }

    record DelayTooLong(Instant most) implements PrivacyProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "delay-too-long";
        }

        @Override
        public String message() {
            return "The rules in force allow a delay until " + most + " at most, and only into the future.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("most", most.toString());
        }
    }

    record DelayOver() implements PrivacyProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "delay-over";
        }

        @Override
        public String message() {
            return "This delay has ended already.";
        }
    }

    record OwnDelay() implements PrivacyProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "own-delay";
        }

        @Override
        public String message() {
            return "Whoever made a delay does not review it. Ask somebody else.";
        }
    }
}
