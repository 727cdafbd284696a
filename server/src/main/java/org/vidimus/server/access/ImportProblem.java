package org.vidimus.server.access;

import org.vidimus.server.Problem;

/** What an import refuses as a whole; single lines are refused in its answer. */
public sealed interface ImportProblem extends Problem {
    record Unreadable(String why) implements ImportProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "import-unreadable";
        }

        @Override
        public String message() {
            return "The file cannot be imported: " + why;
        }
    }

    /** Nothing was done. */
    record Stale() implements ImportProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "import-stale";
        }

        @Override
        public String message() {
            return "The file, or something in the house, is no longer as it was when this import was tried. Try it again and look.";
        }
    }
}
