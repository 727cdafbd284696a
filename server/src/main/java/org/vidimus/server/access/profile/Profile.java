package org.vidimus.server.access.profile;

import java.util.List;
import java.util.Optional;
import org.vidimus.trust.Sha256;

/**
 * A jurisdiction's rules, each with what it rests on.
 *
 * @param code such as {@code DE-NW-OBG}
 * @param version counts from 1; another content is another version
 * @param text the file as it was read, whose digest is the profile's identity
 */
public record Profile(String code, int version, Texts name, Texts about, List<Line> lines, Rules rules, String text) {
    /**
     * One rule.
     *
     * @param value as the file has it, in JSON
     * @param basis the law or practice that it rests on
     * @param reference to the collection of requirements, such as {@code DE-09}
     * @param confirmed whether somebody has found it in a source; else it must be checked before anyone relies on it
     */
    public record Line(
            Rule rule,
            String value,
            Texts basis,
            Optional<String> reference,
            boolean confirmed,
            Optional<Texts> note) {}

    public Profile {
        lines = List.copyOf(lines);
    }

    public Sha256 digest() {
        return Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
