package org.vidimus.server.media.salvage;

import java.util.UUID;
import org.vidimus.server.Problem;

/** Why salvage refuses. */
public sealed interface SalvageProblem extends Problem {
    /** There is no such case, or the caller may not know of it. */
    record CaseUnknown(UUID id) implements SalvageProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "salvage-case-unknown";
        }

        @Override
        public String message() {
            return "There is no salvage case " + id + ".";
        }
    }

    /** Nothing more is tried in a case that is closed. */
    record CaseClosed(UUID id) implements SalvageProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "salvage-case-closed";
        }

        @Override
        public String message() {
            return "Salvage case " + id + " is closed.";
        }
    }

    /** One attempt at a time. */
    record AttemptRunning(UUID id) implements SalvageProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "salvage-attempt-running";
        }

        @Override
        public String message() {
            return "An attempt of salvage case " + id + " is running or waiting to begin.";
        }
    }

    /** The file itself never arrived. */
    record NothingToSalvage(UUID id) implements SalvageProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "nothing-to-salvage";
        }

        @Override
        public String message() {
            return "Salvage case " + id
                    + " is about a file of which no bytes were received. Dock the camera again, or bring in"
                    + " an image of its card as evidence.";
        }
    }

    /** A field of the request cannot be what it stands for. */
    record NotUnderstood(String field, String wanted) implements SalvageProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "salvage-not-understood";
        }

        @Override
        public String message() {
            return field + " is missing or not understood, want " + wanted + ".";
        }
    }
}
