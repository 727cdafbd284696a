package org.vidimus.server.access.scim;

import java.util.Map;
import org.vidimus.server.Problem;
import org.vidimus.server.Refused;

/**
 * What SCIM refuses, as RFC 7644 §3.12 has it.
 *
 * @param scimType one of the table's words; empty where it has none for the case
 */
public record ScimProblem(int status, String scimType, String message) implements Problem {
    @Override
    public String code() {
        return "scim-refused";
    }

    @Override
    public Map<String, Object> facts() {
        return scimType.isEmpty() ? Map.of() : Map.of("scimType", scimType);
    }

    public static Refused invalidFilter(String message) {
        return new ScimProblem(400, "invalidFilter", message).refused();
    }

    public static Refused invalidPath(String message) {
        return new ScimProblem(400, "invalidPath", message).refused();
    }

    public static Refused invalidSyntax(String message) {
        return new ScimProblem(400, "invalidSyntax", message).refused();
    }

    public static Refused invalidValue(String message) {
        return new ScimProblem(400, "invalidValue", message).refused();
    }

    public static Refused mutability(String message) {
        return new ScimProblem(400, "mutability", message).refused();
    }

    public static Refused noTarget(String message) {
        return new ScimProblem(400, "noTarget", message).refused();
    }

    public static Refused uniqueness(String message) {
        return new ScimProblem(409, "uniqueness", message).refused();
    }

    public static Refused tooMany(String message) {
        return new ScimProblem(400, "tooMany", message).refused();
    }

    public static Refused notFound(String id) {
        return new ScimProblem(404, "", "There is no resource " + id + ".").refused();
    }

    public static Refused changedMeanwhile() {
        return new ScimProblem(412, "", "The resource is not as If-Match says it is. Read it again.").refused();
    }
}
