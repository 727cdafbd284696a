package org.vidimus.server.access;

import java.time.Duration;
import java.util.Map;
import org.vidimus.server.Problem;

/** What sign-in and the keeping of people refuse. */
public sealed interface AccessProblem extends Problem {
    /** Login or password is wrong; which of them is not told. */
    record SignInRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "sign-in-refused";
        }

        @Override
        public String message() {
            return "Login and password do not belong together.";
        }
    }

    /** The password is right, and a code of the authenticator app is needed too. */
    record CodeNeeded() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "code-needed";
        }

        @Override
        public String message() {
            return "Type the code of your authenticator app too.";
        }
    }

    /** The code is wrong, too old, or was used before; which of them is not told. */
    record CodeRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "code-refused";
        }

        @Override
        public String message() {
            return "This code does not count. Wait for the next one that the app shows.";
        }
    }

    /** The password is right, but in this house it is not enough. */
    record PasskeyNeeded() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "passkey-needed";
        }

        @Override
        public String message() {
            return "A password alone is not enough here. Use your passkey.";
        }
    }

    /** The passkey is unknown, somebody else's, for another address, late, or did not sign what it should; which is not told. */
    record PasskeyRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "passkey-refused";
        }

        @Override
        public String message() {
            return "This passkey does not open the house. Try once more, or use another way.";
        }
    }

    record PasskeysNotHere() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "passkeys-not-here";
        }

        @Override
        public String message() {
            return "There are no passkeys for this address of the house. Open it by the address that its operator has named.";
        }
    }

    record NoSuchPasskey() implements AccessProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "no-such-passkey";
        }

        @Override
        public String message() {
            return "You have no passkey of this id.";
        }
    }

    record NoticeNotAccepted() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "notice-not-accepted";
        }

        @Override
        public String message() {
            return "This house has a notice that is to be accepted before signing in.";
        }
    }

    record LastWayIn() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "last-way-in";
        }

        @Override
        public String message() {
            return "Without this you could not sign in any more. Set up another way first.";
        }
    }

    record HasWayIn() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "has-way-in";
        }

        @Override
        public String message() {
            return "This person can sign in already. Whoever no longer can is helped by a recovery.";
        }
    }

    record NotOneself() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "not-for-oneself";
        }

        @Override
        public String message() {
            return "Nobody recovers or locks their own account.";
        }
    }

    record TooManySignIns(Duration delay) implements AccessProblem {
        @Override
        public int status() {
            return 429;
        }

        @Override
        public String code() {
            return "too-many-sign-ins";
        }

        @Override
        public String message() {
            return "Too many sign-ins with this login have failed. Try again in " + seconds() + " seconds.";
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
            return Math.max(1, delay.plusMillis(999).toSeconds());
        }
    }

    /** The bearer token is unknown, expired or revoked; which of them is not told. */
    record TokenRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "token-refused";
        }

        @Override
        public String message() {
            return "The token is unknown, has expired or was revoked.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("WWW-Authenticate", "Bearer");
        }
    }

    /** The client certificate is not this house's, has ended or was revoked; which of them is not told. */
    record CertificateRefused() implements AccessProblem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "certificate-refused";
        }

        @Override
        public String message() {
            return "The client certificate is unknown, has expired or was revoked.";
        }
    }

    record LoginTaken() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "login-taken";
        }

        @Override
        public String message() {
            return "Another person has this login already.";
        }
    }

    record StaffNumberTaken() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "staff-number-taken";
        }

        @Override
        public String message() {
            return "Another person has this staff number already.";
        }
    }

    /** @param role the last of whose holders would lose it */
    record LastOfTheirKind(String role) implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "last-administrator";
        }

        @Override
        public String message() {
            return "Nobody else is " + role + " for the whole house and without an end. Make somebody else one first.";
        }
    }

    /** @param role which would give more than its giver has, or where its giver has nothing */
    record MoreThanOwn(String role) implements AccessProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "more-than-your-own";
        }

        @Override
        public String message() {
            return "You may give only what you may do yourself, in units of your own. Role " + role
                    + " is more than that.";
        }
    }

    record RoleHeld(String role, int holders) implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "role-held";
        }

        @Override
        public String message() {
            return "Role " + role + " is held by " + holders + " people. End their duties first.";
        }
    }

    record UnitTaken() implements AccessProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "unit-taken";
        }

        @Override
        public String message() {
            return "Another unit has this name already.";
        }
    }

    /** @param why which rule the text breaks */
    record Unfit(String field, String why) implements AccessProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "unfit-value";
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

    /** The link was used, replaced by a newer one, is too old, or was never given. */
    record SetUpLinkUnknown() implements AccessProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "set-up-link-unknown";
        }

        @Override
        public String message() {
            return "This link has been used or replaced, or it is too old. Ask for a new one; a house without an administrator prints"
                    + " one at its start.";
        }
    }
}
