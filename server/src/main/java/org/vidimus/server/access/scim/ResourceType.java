package org.vidimus.server.access.scim;

import static org.vidimus.server.access.scim.Attribute.Type.BOOLEAN;
import static org.vidimus.server.access.scim.Attribute.Type.DATE_TIME;
import static org.vidimus.server.access.scim.Attribute.Type.REFERENCE;
import static org.vidimus.server.access.scim.Attribute.Type.STRING;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vidimus.server.access.scim.Attribute.Traits;

/**
 * A kind of resource and the attributes that this house keeps of it: what {@code /Schemas} tells, and what paths, filters and
 * PATCH are checked against.
 */
public enum ResourceType {
    USER("User", "/Users", Schemas.USER, List.of(Schemas.ENTERPRISE)),
    GROUP("Group", "/Groups", Schemas.GROUP, List.of());

    public record Schema(String id, String name, String description, List<Attribute> attributes) {
        Optional<Attribute> attribute(String wanted) {
            return attributes.stream()
                    .filter(each -> each.name().equalsIgnoreCase(wanted))
                    .findFirst();
        }
    }

    /** Every resource has these (RFC 7643 §3.1). */
    private static final List<Attribute> COMMON = List.of(
            Attribute.of("id", STRING, Traits.ID, "Given by the house."),
            Attribute.of("externalId", STRING, Traits.EXACT, "Given by the directory."),
            Attribute.complex(
                    "meta",
                    Traits.READ_ONLY,
                    "About the resource.",
                    Attribute.of("resourceType", STRING, Traits.EXACT_READ_ONLY, "User or Group."),
                    Attribute.of("created", DATE_TIME, Traits.READ_ONLY, "When it was made."),
                    Attribute.of("lastModified", DATE_TIME, Traits.READ_ONLY, "When it changed last."),
                    Attribute.of("location", REFERENCE, Traits.EXACT_READ_ONLY, "Its address."),
                    Attribute.of("version", STRING, Traits.EXACT_READ_ONLY, "Its entity tag.")));

    /** What RFC 7643 knows and this house does not keep. Told to us, it is passed over: a directory sends what it was set up to. */
    private static final Set<String> NOT_KEPT = Set.of(
            "nickname",
            "profileurl",
            "usertype",
            "preferredlanguage",
            "locale",
            "timezone",
            "phonenumbers",
            "ims",
            "photos",
            "addresses",
            "entitlements",
            "roles",
            "x509certificates",
            "password",
            "costcenter",
            "organization",
            "division",
            "schemas");

    private final String label;
    private final String endpoint;
    private final Schema core;
    private final List<Schema> extensions;

    ResourceType(String label, String endpoint, Schema core, List<Schema> extensions) {
        this.label = label;
        this.endpoint = endpoint;
        this.core = core;
        this.extensions = extensions;
    }

    public String label() {
        return label;
    }

    public String endpoint() {
        return endpoint;
    }

    public Schema core() {
        return core;
    }

    public List<Schema> extensions() {
        return extensions;
    }

    /** The core first. */
    public Stream<Schema> schemas() {
        return Stream.concat(Stream.of(core), extensions.stream());
    }

    public Optional<Schema> extension(String id) {
        return extensions.stream()
                .filter(each -> each.id().equalsIgnoreCase(id))
                .findFirst();
    }

    /** @param schema id of an extension; empty for the core and what every resource has */
    public Optional<Attribute> attribute(Optional<String> schema, String name) {
        return schema.isPresent()
                ? extension(schema.get()).flatMap(known -> known.attribute(name))
                : core.attribute(name).or(() -> COMMON.stream()
                        .filter(each -> each.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    /** Whether the standard has such an attribute, though this house keeps none. */
    public static boolean isNotKept(String name) {
        return NOT_KEPT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The schemas of RFC 7643 §4, as far as this house keeps them. */
    private static final class Schemas {
        static final Schema USER = new Schema(
                "urn:ietf:params:scim:schemas:core:2.0:User",
                "User",
                "A person of the house.",
                List.of(
                        Attribute.of("userName", STRING, Traits.REQUIRED_UNIQUE, "The login."),
                        Attribute.complex(
                                "name",
                                Traits.PLAIN,
                                "The parts of the name.",
                                Attribute.of("formatted", STRING, Traits.PLAIN, "The whole name."),
                                Attribute.of("familyName", STRING, Traits.PLAIN, "The family name."),
                                Attribute.of("givenName", STRING, Traits.PLAIN, "The given name.")),
                        Attribute.of("displayName", STRING, Traits.PLAIN, "The name that screens and the ledger show."),
                        Attribute.of("title", STRING, Traits.PLAIN, "Rank or function."),
                        Attribute.of("active", BOOLEAN, Traits.PLAIN, "Whether the person is in the house now."),
                        Attribute.many(
                                "emails",
                                Traits.PLAIN,
                                "One address is kept: the primary one, else the one for work.",
                                Attribute.of("value", STRING, Traits.PLAIN, "The address."),
                                Attribute.of("type", STRING, Traits.PLAIN, "Always work."),
                                Attribute.of("primary", BOOLEAN, Traits.PLAIN, "Always true.")),
                        Attribute.many(
                                "groups",
                                Traits.READ_ONLY,
                                "Groups of the directory that the person is in.",
                                Attribute.of("value", STRING, Traits.EXACT_READ_ONLY, "The group's id."),
                                Attribute.of("$ref", REFERENCE, Traits.EXACT_READ_ONLY, "The group's address."),
                                Attribute.of("display", STRING, Traits.READ_ONLY, "The group's name."),
                                Attribute.of("type", STRING, Traits.READ_ONLY, "Always direct."))));

        static final Schema ENTERPRISE = new Schema(
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                "EnterpriseUser",
                "The person's place in the organisation.",
                List.of(
                        Attribute.of("employeeNumber", STRING, Traits.UNIQUE, "The staff number."),
                        Attribute.of(
                                "department", STRING, Traits.PLAIN, "The name of a unit of this house, which exists."),
                        Attribute.complex(
                                "manager",
                                Traits.PLAIN,
                                "The line manager.",
                                Attribute.of("value", STRING, Traits.EXACT, "The manager's id."),
                                Attribute.of("$ref", REFERENCE, Traits.EXACT_READ_ONLY, "The manager's address."),
                                Attribute.of("displayName", STRING, Traits.READ_ONLY, "The manager's name."))));

        static final Schema GROUP = new Schema(
                "urn:ietf:params:scim:schemas:core:2.0:Group",
                "Group",
                "A group of the directory. What it brings in this house, administrators say here.",
                List.of(
                        Attribute.of("displayName", STRING, Traits.REQUIRED_UNIQUE, "The group's name."),
                        Attribute.many(
                                "members",
                                Traits.PLAIN,
                                "People.",
                                Attribute.of("value", STRING, Traits.EXACT, "The person's id."),
                                Attribute.of("$ref", REFERENCE, Traits.EXACT_READ_ONLY, "The person's address."),
                                Attribute.of("type", STRING, Traits.READ_ONLY, "Always User."),
                                Attribute.of("display", STRING, Traits.READ_ONLY, "The person's name."))));

        private Schemas() {}
    }
}
