package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.access.DirectoryPeople.Entry;
import org.vidimus.server.access.DirectoryPeople.Named;
import org.vidimus.server.access.scim.Attribute;
import org.vidimus.server.access.scim.ResourceType;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** People and groups as SCIM shows them. */
final class ScimForm {
    static final String BASE = "/scim/v2";
    static final String ENTERPRISE = ResourceType.USER.extensions().getFirst().id();
    private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int TAG_LENGTH = 32;

    private ScimForm() {}

    /** Without {@code meta}: what a directory may say, and what it is told with it. */
    static ObjectNode of(Entry entry) {
        ObjectNode user = NODES.objectNode();
        user.putArray("schemas").add(ResourceType.USER.core().id()).add(ENTERPRISE);
        user.put("id", entry.id().toString());
        entry.externalId().ifPresent(id -> user.put("externalId", id));
        user.put("userName", entry.login());
        ObjectNode name = user.putObject("name");
        name.put("formatted", entry.name());
        entry.family().ifPresent(family -> name.put("familyName", family));
        entry.given().ifPresent(given -> name.put("givenName", given));
        user.put("displayName", entry.name());
        entry.particulars().rank().ifPresent(rank -> user.put("title", rank));
        user.put("active", entry.presence() == Presence.ACTIVE);
        entry.particulars().email().ifPresent(email -> user.putArray("emails")
                .addObject()
                .put("value", email)
                .put("type", "work")
                .put("primary", true));
        if (!entry.groups().isEmpty()) {
            ArrayNode groups = user.putArray("groups");
            entry.groups().forEach(group -> groups.addObject()
                    .put("value", group.id().toString())
                    .put("$ref", BASE + "/Groups/" + group.id())
                    .put("display", group.name())
                    .put("type", "direct"));
        }
        ObjectNode extension = NODES.objectNode();
        entry.particulars().staffNumber().ifPresent(number -> extension.put("employeeNumber", number));
        entry.unit().ifPresent(unit -> extension.put("department", unit.name()));
        entry.manager().ifPresent(manager -> extension
                .putObject("manager")
                .put("value", manager.id().toString())
                .put("$ref", BASE + "/Users/" + manager.id())
                .put("displayName", manager.name()));
        if (!extension.isEmpty()) {
            user.set(ENTERPRISE, extension);
        }
        return user;
    }

    static ObjectNode of(DirectoryGroups.Group group) {
        ObjectNode form = NODES.objectNode();
        form.putArray("schemas").add(ResourceType.GROUP.core().id());
        form.put("id", group.id().toString());
        group.externalId().ifPresent(id -> form.put("externalId", id));
        form.put("displayName", group.name());
        if (!group.members().isEmpty()) {
            ArrayNode members = form.putArray("members");
            for (Named member : group.members()) {
                members.addObject()
                        .put("value", member.id().toString())
                        .put("$ref", BASE + "/Users/" + member.id())
                        .put("type", "User")
                        .put("display", member.name());
            }
        }
        return form;
    }

    /** @param base address of SCIM as the directory reached it */
    static ObjectNode withMeta(ResourceType type, ObjectNode form, String base, Instant madeAt, Instant changedAt) {
        String id = form.get("id").asString();
        String tag = tag(form);
        form.putObject("meta")
                .put("resourceType", type.label())
                .put("created", madeAt.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("lastModified", changedAt.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("location", base + type.endpoint() + "/" + id)
                .put("version", tag);
        return form;
    }

    /** Of all that a directory is told but {@code meta}: it changes exactly when that does. */
    static String tag(ObjectNode form) {
        ObjectNode plain = form.deepCopy();
        plain.remove("meta");
        String digest =
                Sha256.of(plain.toString().getBytes(StandardCharsets.UTF_8)).toString();
        return "W/\"" + digest.substring(0, Math.min(TAG_LENGTH, digest.length())) + "\"";
    }

    static ObjectNode list(List<ObjectNode> resources, int total, int startIndex) {
        ObjectNode list = NODES.objectNode();
        list.putArray("schemas").add(MESSAGES + "ListResponse");
        list.put("totalResults", total);
        list.put("startIndex", startIndex);
        list.put("itemsPerPage", resources.size());
        ArrayNode all = list.putArray("Resources");
        resources.forEach(all::add);
        return list;
    }

    static ObjectNode error(int status, String scimType, String detail) {
        ObjectNode error = NODES.objectNode();
        error.putArray("schemas").add(MESSAGES + "Error");
        error.put("status", Integer.toString(status));
        if (!scimType.isEmpty()) {
            error.put("scimType", scimType);
        }
        error.put("detail", detail);
        return error;
    }

    /** RFC 7643 §5. */
    static ObjectNode configuration(String base) {
        ObjectNode config = NODES.objectNode();
        config.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        config.putObject("filter").put("supported", true).put("maxResults", ScimQuery.MOST);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", true);
        config.putObject("etag").put("supported", true);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Token of the house")
                .put("description", "A token of somebody with the role Directory, sent as a bearer token.")
                .put("primary", true);
        return located(config, base + "/ServiceProviderConfig", "ServiceProviderConfig");
    }

    static ObjectNode describe(ResourceType type, String base) {
        ObjectNode form = NODES.objectNode();
        form.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:ResourceType");
        form.put("id", type.label()).put("name", type.label()).put("endpoint", type.endpoint());
        form.put("description", type.core().description());
        form.put("schema", type.core().id());
        ArrayNode extensions = form.putArray("schemaExtensions");
        type.extensions()
                .forEach(each -> extensions.addObject().put("schema", each.id()).put("required", false));
        return located(form, base + "/ResourceTypes/" + type.label(), "ResourceType");
    }

    static ObjectNode describe(ResourceType.Schema schema, String base) {
        ObjectNode form = NODES.objectNode();
        form.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Schema");
        form.put("id", schema.id()).put("name", schema.name()).put("description", schema.description());
        ArrayNode attributes = form.putArray("attributes");
        schema.attributes().forEach(each -> attributes.add(describe(each)));
        return located(form, base + "/Schemas/" + schema.id(), "Schema");
    }

    private static ObjectNode describe(Attribute attribute) {
        ObjectNode form = NODES.objectNode();
        form.put("name", attribute.name());
        form.put(
                "type",
                switch (attribute.type()) {
                    case STRING -> "string";
                    case BOOLEAN -> "boolean";
                    case DATE_TIME -> "dateTime";
                    case REFERENCE -> "reference";
                    case COMPLEX -> "complex";
                });
        form.put("multiValued", attribute.multiValued());
        form.put("description", attribute.description());
        form.put("required", attribute.traits().required());
        form.put("caseExact", attribute.traits().caseExact());
        form.put("mutability", attribute.traits().mutability());
        form.put("returned", attribute.traits().returned());
        form.put("uniqueness", attribute.traits().uniqueness());
        if (attribute.type() == Attribute.Type.REFERENCE) {
            form.putArray("referenceTypes").add("User").add("Group");
        }
        if (!attribute.subs().isEmpty()) {
            ArrayNode subs = form.putArray("subAttributes");
            attribute.subs().forEach(each -> subs.add(describe(each)));
        }
        return form;
    }

    private static ObjectNode located(ObjectNode form, String location, String type) {
        form.putObject("meta").put("resourceType", type).put("location", location);
        return form;
    }

    /** Empty for what cannot be an id. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
