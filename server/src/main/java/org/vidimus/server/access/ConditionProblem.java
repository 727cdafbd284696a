package org.vidimus.server.access;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.vidimus.server.Problem;

/** What is missing before something may happen that one is allowed to do. */
sealed interface ConditionProblem extends Problem {
    /** The person at the screen has to prove again who they are. */
    record ConfirmNeeded() implements ConditionProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "confirm-needed";
        }

        @Override
        public String message() {
            return "Confirm first that it is you: this is too important to rest on an earlier sign-in.";
        }
    }

    record PurposeNeeded() implements ConditionProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "purpose-needed";
        }

        @Override
        public String message() {
            return "Say first for which purpose: the rules of this house ask for one before footage is opened or handed over.";
        }
    }

    record PurposeUnfit(String field, String why) implements ConditionProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "purpose-unfit";
        }

        @Override
        public String message() {
            return field + ": " + why;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }

    record SecondPersonNeeded() implements ConditionProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "second-person-needed";
        }

        @Override
        public String message() {
            return "The rules of this house want a second person for this. Ask for one: send it again with the reason in "
                    + "the header Vidimus-Ask.";
        }
    }

    /** Nothing is wrong: it waits for somebody else now. */
    record SecondPersonAsked(UUID approval, Instant until) implements ConditionProblem {
        @Override
        public int status() {
            return 202;
        }

        @Override
        public String code() {
            return "second-person-asked";
        }

        @Override
        public String message() {
            return "A second person is asked. Nothing has been changed yet.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("approval", approval, "until", until);
        }
    }

    /** It is somebody else's, about something else, not approved, used already, or too old. */
    record ApprovalUnfit(String why) implements ConditionProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "approval-unfit";
        }

        @Override
        public String message() {
            return "This approval does not count here: " + why + ".";
        }
    }

    record GlassNotAllowed() implements ConditionProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "glass-not-allowed";
        }

        @Override
        public String message() {
            return "The rules of this house know no emergency access.";
        }
    }

    /** Nobody judges what they did or asked for themselves. */
    record OwnMatter() implements ConditionProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "own-matter";
        }

        @Override
        public String message() {
            return "This concerns you. Somebody else has to decide on it.";
        }
    }
}
