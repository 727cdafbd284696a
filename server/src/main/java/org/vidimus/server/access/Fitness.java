package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.access.signin.CommonPasswords;

/** What a name, a login and a password must be like. Each gives the value back, or refuses it. */
final class Fitness {
    private static final int NAME_LONGEST = 200;
    private static final int PASSWORD_SHORTEST = 10;
    private static final int PASSWORD_LONGEST = 200;
    private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}._@-]{2,100}");

    private static final Pattern ROLE = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

    /** Enough to catch a slip; whether it is somebody's only a letter to it would tell. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}");

    private static final int NUMBER_LONGEST = 50;

    private Fitness() {}

    static Particulars particulars(@Nullable String number, @Nullable String rank, @Nullable String email) {
        Optional<String> address = given("email", email, NAME_LONGEST);
        if (address.filter(text -> !EMAIL.matcher(text).matches()).isPresent()) {
            throw unfit("email", "want an address such as name@example.org");
        }
        return new Particulars(
                given("staffNumber", number, NUMBER_LONGEST), given("rank", rank, NAME_LONGEST), address);
    }

    /** Empty for nothing and for blanks. */
    private static Optional<String> given(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.strip().length() > longest) {
            throw unfit(field, "has " + value.length() + " characters, want at most " + longest);
        }
        return Optional.of(name(field, value.strip()));
    }

    static String name(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw unfit(field, "is missing");
        }
        if (value.length() > NAME_LONGEST) {
            throw unfit(field, "has " + value.length() + " characters, want at most " + NAME_LONGEST);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw unfit(field, "has control characters");
        }
        return value;
    }

    static boolean isLogin(@Nullable String value) {
        return value != null && LOGIN.matcher(value).matches();
    }

    static String login(@Nullable String value) {
        if (value == null || !isLogin(value)) {
            throw unfit("login", "want 2 to 100 letters, digits, dots, hyphens, underscores or @");
        }
        return value;
    }

    /**
     * Length is what counts, and that others would not try it first (NIST SP 800-63B §3.1.1.2); nothing is asked about the kinds of
     * characters.
     *
     * @param near login and name of its owner
     */
    static String password(@Nullable String value, String... near) {
        int length = value == null ? 0 : value.codePointCount(0, value.length());
        if (value == null || length < PASSWORD_SHORTEST || length > PASSWORD_LONGEST) {
            throw unfit("password", "want " + PASSWORD_SHORTEST + " to " + PASSWORD_LONGEST + " characters");
        }
        List<String> parts = Stream.concat(Stream.of("vidimus"), Stream.of(near).flatMap(Fitness::parts))
                .toList();
        CommonPasswords.objection(value, parts).ifPresent(why -> {
            throw unfit("password", why);
        });
        return value;
    }

    private static Stream<String> parts(String name) {
        return Stream.concat(Stream.of(name), Stream.of(name.split("[\\s.@_-]+", -1)));
    }

    static int between(String field, @Nullable Integer value, int least, int most) {
        if (value == null || value < least || value > most) {
            throw unfit(field, "want " + least + " to " + most);
        }
        return value;
    }

    /** The code of a role of the house's own making. */
    static String ownRole(String code) {
        if (!ROLE.matcher(code).matches() || StandardRoles.all().containsKey(code)) {
            throw unfit(
                    "role",
                    "want 2 to 40 capital letters, digits and underscores, and no role that comes with the program");
        }
        return code;
    }

    /** The code of a role that people may hold. */
    static String personal(Roles roles, @Nullable String role) {
        if (role == null || StandardRoles.isByItself(role) || !roles.exists(role)) {
            throw unfit(
                    "role", "want the code of a role of this house, such as WEARER; a dock has a token and no duty");
        }
        return role;
    }

    private static org.vidimus.server.Refused unfit(String field, String why) {
        return new AccessProblem.Unfit(field, why).refused();
    }
}
