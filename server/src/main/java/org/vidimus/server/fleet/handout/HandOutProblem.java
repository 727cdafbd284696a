package org.vidimus.server.fleet.handout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vidimus.server.Problem;
import org.vidimus.server.fleet.Readiness;
import org.vidimus.server.fleet.Standing;

/** What hand-outs and the kiosk refuse. */
sealed interface HandOutProblem extends Problem {
    @Override
    default int status() {
        return 409;
    }

    /** @param ever whether not even an exception helps: footage is on it, or nobody knows */
    record NotReady(String serial, List<Readiness.Lack> missing, boolean ever) implements HandOutProblem {
        @Override
        public String code() {
            return "camera-not-ready";
        }

        @Override
        public String message() {
            return "Camera " + serial + " is not ready: "
                    + missing.stream().map(NotReady::inWords).collect(Collectors.joining(", ")) + ". "
                    + (ever
                            ? "Leave it in its dock until its footage is safe here and erased there, or take another."
                            : "Take another, or give this one as an exception with a reason.");
        }

        private static String inWords(Readiness.Lack lack) {
            return switch (lack) {
                case NEVER_REPORTED -> "no dock has looked at it yet";
                case NOT_LOOKED_AT -> "no dock has looked at it since it was away, so put it into a dock first";
                case NOT_OFFLOADED -> "footage on it has not arrived here";
                case NOT_SECURED -> "footage of it is not secured yet";
                case NOT_ERASED -> "its footage is safe but not erased from it";
                case FOOTAGE_MISSING -> "footage is missing by its own numbering";
                case SETTINGS_DIFFER -> "it is not set as it shall be";
                case NOT_FOUND -> "somebody did not find it in its slot";
                case CLOCK_OFF -> "its clock is off";
                case NOT_CHARGED -> "it is not charged";
            };
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of(
                    "camera",
                    serial,
                    "missing",
                    missing.stream().map(Enum::name).toList());
        }
    }

    record NotInService(String serial, Standing standing) implements HandOutProblem {
        @Override
        public String code() {
            return "camera-not-in-service";
        }

        @Override
        public String message() {
            return "Camera " + serial + " is " + standing + " in the register; only one IN_SERVICE is handed out.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("camera", serial, "standing", standing.name());
        }
    }

    record Out(String serial) implements HandOutProblem {
        @Override
        public String code() {
            return "camera-out";
        }

        @Override
        public String message() {
            return "Camera " + serial + " is handed out already; it has to come back or be taken back first.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("camera", serial);
        }
    }

    record Allocated(String serial) implements HandOutProblem {
        @Override
        public String code() {
            return "camera-allocated";
        }

        @Override
        public String message() {
            return "Camera " + serial + " is allocated to somebody else; give it as an exception with a reason, or take"
                    + " another.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("camera", serial);
        }
    }

    record HasCamera(String serial) implements HandOutProblem {
        @Override
        public String code() {
            return "person-has-camera";
        }

        @Override
        public String message() {
            return "This person has camera " + serial
                    + "; one camera a person at a time. Take it back, or give a second"
                    + " one as an exception with a reason.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("camera", serial);
        }
    }

    record NoneReady() implements HandOutProblem {
        @Override
        public String code() {
            return "no-camera-ready";
        }

        @Override
        public String message() {
            return "No camera that this person may take is ready in a dock.";
        }
    }

    record PersonGone() implements HandOutProblem {
        @Override
        public String code() {
            return "person-not-here";
        }

        @Override
        public String message() {
            return "This person has left; a camera is given only to somebody who is here.";
        }
    }

    record PersonLocked() implements HandOutProblem {
        @Override
        public String code() {
            return "person-locked";
        }

        @Override
        public String message() {
            return "This account is locked; release it first.";
        }
    }

    record Over() implements HandOutProblem {
        @Override
        public String code() {
            return "hand-out-over";
        }

        @Override
        public String message() {
            return "This hand-out has ended already.";
        }
    }

    /** Which of badge, number and PIN was wrong is told to nobody, nor whether there is such a one. */
    record NotIdentified() implements HandOutProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "not-identified";
        }

        @Override
        public String message() {
            return "Badge, or staff number and PIN, do not identify anybody here. Try again, or ask whoever keeps the"
                    + " cameras.";
        }
    }

    /** Who stands at the kiosk is not known any more, or does not have that camera from just now. */
    record VisitOver() implements HandOutProblem {
        @Override
        public String code() {
            return "visit-over";
        }

        @Override
        public String message() {
            return "Nobody stands at this kiosk who was sent to that camera just now. Show the badge again, or type number and PIN.";
        }
    }

    record TooManyTries(Duration delay) implements HandOutProblem {
        @Override
        public int status() {
            return 429;
        }

        @Override
        public String code() {
            return "too-many-tries";
        }

        @Override
        public String message() {
            return "Too many tries have failed. Try again in " + seconds() + " seconds.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("retryAfterSeconds", seconds());
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(seconds()));
        }

        private long seconds() {
            return Math.max(1, delay.toSeconds());
        }
    }

    record CodeRefused() implements HandOutProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "kiosk-code-refused";
        }

        @Override
        public String message() {
            return "This code opens no kiosk: it is mistyped, used or older than a quarter of an hour. Ask for a new one.";
        }
    }

    record BadgeTaken() implements HandOutProblem {
        @Override
        public String code() {
            return "badge-taken";
        }

        @Override
        public String message() {
            return "This badge belongs to somebody already; take it from them first.";
        }
    }

    /** A value that cannot be what it stands for. */
    record Unfit(String field, String wanted) implements HandOutProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "hand-out-unfit";
        }

        @Override
        public String message() {
            return field + ": " + wanted;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }
}
