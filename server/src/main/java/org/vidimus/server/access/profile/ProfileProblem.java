package org.vidimus.server.access.profile;

import java.util.Map;
import org.vidimus.server.Problem;

/** What the keeping of profiles refuses. */
sealed interface ProfileProblem extends Problem {
    /** @param place in the file */
    record Unfit(String place, String wanted) implements ProfileProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "profile-unfit";
        }

        @Override
        public String message() {
            return "This is no profile that can be used: at " + place + ", want " + wanted + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("place", place, "wanted", wanted);
        }
    }

    /** The same code and version with another content: a version never changes. */
    record VersionTaken(String profile, int version) implements ProfileProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "profile-version-taken";
        }

        @Override
        public String message() {
            return "There is another " + profile + " version " + version
                    + " already. Give the changed one a new number.";
        }
    }

    record Unknown(String profile, int version) implements ProfileProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "profile-unknown";
        }

        @Override
        public String message() {
            return "There is no profile " + profile + " version " + version + " here.";
        }
    }

    /** It carries a signature that does not fit, or one of a key that nobody here trusts. */
    record SignatureUnfit(String why) implements ProfileProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "profile-signature-unfit";
        }

        @Override
        public String message() {
            return "The profile's signature does not count: " + why + ".";
        }
    }
}
