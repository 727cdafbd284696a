package org.vidimus.server.ingest.bodyworn;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a request points, read from the address as it was sent: names may hold any character, also a slash, and are told apart
 * before they are decoded.
 *
 * @param account empty for the authentication address
 */
record Place(DoorId door, Optional<String> account, Optional<String> container, Optional<String> object) {
    static final String BASE = "/api/bodyworn/";
    private static final String STORAGE = "/v1";
    /** Bytes of UTF-8, as in Swift. */
    private static final int LONGEST_CONTAINER = 256;

    private static final int LONGEST_OBJECT = 1024;

    /** Empty where it is no address of a door at all. */
    static Optional<DoorId> doorOf(HttpServletRequest request) {
        String uri = request.getRequestURI();
        if (!uri.startsWith(BASE)) {
            return Optional.empty();
        }
        String id = uri.substring(BASE.length()).split("/", 2)[0];
        try {
            return Optional.of(new DoorId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws org.vidimus.server.Refused for a name that Swift would not take */
    static Place of(HttpServletRequest request) {
        DoorId door = doorOf(request).orElseThrow(() -> new BodywornProblem.NoSuchAddress().refused());
        String rest = request.getRequestURI().substring(BASE.length());
        rest = rest.substring(Math.min(rest.length(), door.toString().length()));
        if (!rest.startsWith(STORAGE + "/")) {
            throw new BodywornProblem.NoSuchAddress().refused();
        }
        String[] names = rest.substring(STORAGE.length() + 1).split("/", 3);
        return new Place(
                door,
                name(names, 0),
                fit("container name", name(names, 1), LONGEST_CONTAINER),
                fit("object name", name(names, 2), LONGEST_OBJECT));
    }

    /** As people read it. */
    String inWords() {
        return container
                .map(name -> name + object.map(of -> "/" + of).orElse(""))
                .orElse("the account");
    }

    private static Optional<String> name(String[] names, int i) {
        return i < names.length && !names[i].isEmpty() ? Optional.of(decoded(names[i])) : Optional.empty();
    }

    private static Optional<String> fit(String what, Optional<String> name, int mostBytes) {
        if (name.isPresent() && name.get().getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw new BodywornProblem.Unfit(what, "at most " + mostBytes + " bytes of UTF-8").refused();
        }
        return name;
    }

    /** @throws org.vidimus.server.Refused if it is no percent-encoded UTF-8 */
    static String decoded(String text) {
        byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes[length++] = raw[i];
                continue;
            }
            int high = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new BodywornProblem.NotUtf8().refused();
            }
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            if (decoded.indexOf('\0') >= 0) {
                throw new BodywornProblem.NotUtf8().refused();
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw new BodywornProblem.NotUtf8().refused();
        }
    }
}
