package org.vidimus.server.ingest.bodyworn;

import java.util.Map;
import java.util.UUID;
import org.vidimus.server.Problem;

/** Everything that the door for camera systems refuses, in Swift's statuses, and what the desk may not do with doors. */
sealed interface BodywornProblem extends Problem {
    /** How Swift asks for a token. */
    Map<String, String> ASK = Map.of("WWW-Authenticate", "Swift realm=\"vidimus\"");

    record KeyRefused() implements BodywornProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "integration-key-refused";
        }

        @Override
        public String message() {
            return "X-Auth-User and X-Auth-Key are not those of this door's connection file, or the door is closed. Load its"
                    + " newest connection file.";
        }

        @Override
        public Map<String, String> headers() {
            return ASK;
        }
    }

    record TokenRefused() implements BodywornProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "integration-token-refused";
        }

        @Override
        public String message() {
            return "X-Auth-Token has expired or was taken back. Ask for another one at the authentication address.";
        }

        @Override
        public Map<String, String> headers() {
            return ASK;
        }
    }

    record AddressRefused(String address) implements BodywornProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "integration-address-refused";
        }

        @Override
        public String message() {
            return "This door is not open to the address " + address + ".";
        }
    }

    record NotOffered(String what) implements BodywornProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "integration-not-offered";
        }

        @Override
        public String message() {
            return "This door does not offer " + what + ".";
        }
    }

    record MethodUnknown(String method) implements BodywornProblem {
        @Override
        public int status() {
            return 405;
        }

        @Override
        public String code() {
            return "integration-method-unknown";
        }

        @Override
        public String message() {
            return "This door knows GET, HEAD, PUT and POST, and no " + method + ".";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Allow", "GET, HEAD, PUT, POST");
        }
    }

    record NoSuchContainer(String container) implements BodywornProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "integration-no-such-container";
        }

        @Override
        public String message() {
            return "There is no container " + container + " here. Create it with PUT first.";
        }
    }

    record NoSuchObject(String object) implements BodywornProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "integration-no-such-object";
        }

        @Override
        public String message() {
            return "There is no object " + object + " here.";
        }
    }

    record NoSuchAddress() implements BodywornProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "integration-no-such-address";
        }

        @Override
        public String message() {
            return "Want …/v1/<account>/<container>/<object> as the answer to the authentication names it.";
        }
    }

    /** A name, a header or a parameter that Swift would not take either. */
    record Unfit(String what, String want) implements BodywornProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "integration-unfit";
        }

        @Override
        public String message() {
            return what + ": want " + want + ".";
        }
    }

    record NotUtf8() implements BodywornProblem {
        @Override
        public int status() {
            return 412;
        }

        @Override
        public String code() {
            return "integration-not-utf8";
        }

        @Override
        public String message() {
            return "A name in the address is no percent-encoded UTF-8, or contains NUL.";
        }
    }

    record LimitUnfit(int most) implements BodywornProblem {
        @Override
        public int status() {
            return 412;
        }

        @Override
        public String code() {
            return "integration-limit-unfit";
        }

        @Override
        public String message() {
            return "Parameter limit: want a number from 0 to " + most + ".";
        }
    }

    record LengthNeeded() implements BodywornProblem {
        @Override
        public int status() {
            return 411;
        }

        @Override
        public String code() {
            return "integration-length-needed";
        }

        @Override
        public String message() {
            return "Want the header Content-Length, or Transfer-Encoding: chunked.";
        }
    }

    record Exists(String object) implements BodywornProblem {
        @Override
        public int status() {
            return 412;
        }

        @Override
        public String code() {
            return "integration-exists";
        }

        @Override
        public String message() {
            return "Object " + object + " exists, and If-None-Match: * wants that it does not.";
        }
    }

    record TooLarge(long mostBytes) implements BodywornProblem {
        @Override
        public int status() {
            return 413;
        }

        @Override
        public String code() {
            return "integration-too-large";
        }

        @Override
        public String message() {
            return "This object may have at most " + mostBytes + " bytes. Nothing of it was kept.";
        }
    }

    record TooMany(String what, int most) implements BodywornProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "integration-too-many";
        }

        @Override
        public String message() {
            return "There may be at most " + most + " " + what + ".";
        }
    }

    record EtagDiffers(String declared, String received) implements BodywornProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "integration-etag-differs";
        }

        @Override
        public String message() {
            return "Etag says " + declared + ", and what came has the MD5 " + received
                    + ". Nothing of it was kept; send it again.";
        }
    }

    record BodyCut(long receivedBytes) implements BodywornProblem {
        @Override
        public int status() {
            return 408;
        }

        @Override
        public String code() {
            return "integration-body-cut";
        }

        @Override
        public String message() {
            return "The body broke off after " + receivedBytes + " bytes. Nothing of it was kept; send it again.";
        }
    }

    record ReadBackFailed(String what) implements BodywornProblem {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String code() {
            return "integration-read-back-failed";
        }

        @Override
        public String message() {
            return "What the vault has of " + what
                    + " is not what came, or cannot be read. Keep it, and send it again.";
        }
    }

    record SegmentsMissing(String manifest) implements BodywornProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "integration-segments-missing";
        }

        @Override
        public String message() {
            return "The manifest " + manifest + " names segments that are not here. Send them before it.";
        }
    }

    record Busy(int most) implements BodywornProblem {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String code() {
            return "integration-busy";
        }

        @Override
        public String message() {
            return most + " files come in through this door already. Try again soon.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "5");
        }
    }

    record Full() implements BodywornProblem {
        @Override
        public int status() {
            return 507;
        }

        @Override
        public String code() {
            return "integration-storage-full";
        }

        @Override
        public String message() {
            return "The vault has no room. Nothing of this object was kept; send it again when there is.";
        }
    }

    record DoorUnknown(UUID door) implements BodywornProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "integration-door-unknown";
        }

        @Override
        public String message() {
            return "There is no door " + door + ", or it is closed.";
        }
    }

    record DoorNameTaken() implements BodywornProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "integration-door-name-taken";
        }

        @Override
        public String message() {
            return "Another door that is open has this name.";
        }
    }

    record DoorUnfit(String field, String want) implements BodywornProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "integration-door-unfit";
        }

        @Override
        public String message() {
            return field + ": want " + want + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }
}
