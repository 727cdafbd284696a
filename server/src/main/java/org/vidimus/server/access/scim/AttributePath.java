package org.vidimus.server.access.scim;

import java.util.Locale;
import java.util.Optional;

/**
 * What a filter, a sort or a projection names: {@code userName}, {@code name.familyName}, {@code urn:…:User:manager.value}
 * (RFC 7644 §3.10).
 *
 * @param schema id of an extension; empty for the core, also where the core's id was written out
 * @param attribute empty where the whole extension is meant
 */
public record AttributePath(Optional<String> schema, Optional<String> attribute, Optional<String> sub) {
    /** @throws org.vidimus.server.Refused with {@code invalidPath} */
    public static AttributePath parse(ResourceType type, String text) {
        String rest = text;
        Optional<String> schema = Optional.empty();
        if (text.toLowerCase(Locale.ROOT).startsWith("urn:")) {
            String id = type.schemas()
                    .map(ResourceType.Schema::id)
                    .filter(known -> isPrefix(known, text))
                    .findFirst()
                    .orElseThrow(
                            () -> ScimProblem.invalidPath("no schema of this resource begins '" + shown(text) + "'"));
            schema = Optional.of(id).filter(each -> !each.equals(type.core().id()));
            if (text.length() == id.length()) {
                return new AttributePath(schema, Optional.empty(), Optional.empty());
            }
            rest = text.substring(id.length() + 1);
        }
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        Optional<String> sub = dot < 0 ? Optional.empty() : Optional.of(rest.substring(dot + 1));
        if (!isName(name) || sub.filter(each -> !isName(each)).isPresent()) {
            throw ScimProblem.invalidPath("'" + shown(text) + "' names no attribute");
        }
        return new AttributePath(schema, Optional.of(name), sub);
    }

    private static boolean isPrefix(String schema, String text) {
        return text.regionMatches(true, 0, schema, 0, schema.length())
                && (text.length() == schema.length() || text.charAt(schema.length()) == ':');
    }

    /** {@code $ref} begins with a dollar. */
    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(each -> each < 128 && Character.isLetterOrDigit(each)
                                || each == '-'
                                || each == '_'
                                || each == '$');
    }

    static String shown(String text) {
        String clean = text.codePoints()
                .map(each -> Character.isISOControl(each) ? ' ' : each)
                .limit(80)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() < text.length() ? clean + "…" : clean;
    }
}
