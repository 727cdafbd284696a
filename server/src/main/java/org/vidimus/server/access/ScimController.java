package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.vidimus.server.access.ScimUsers.IfMatch;
import org.vidimus.server.access.scim.Projection;
import org.vidimus.server.access.scim.ResourceType;
import org.vidimus.server.access.scim.ScimProblem;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * SCIM 2.0 (RFC 7644) for directories. Describes itself by {@code /Schemas}, so it is not in the API's description; refusals are
 * made by {@link ScimErrors}.
 */
@RestController
@Hidden
@RequestMapping(ScimForm.BASE)
class ScimController {
    private static final String TYPE = "application/scim+json;charset=UTF-8";
    private static final int BODY_MOST = 4 * 1024 * 1024;

    private final Gate gate;
    private final ScimUsers users;
    private final ScimGroups groups;
    private final JsonMapper json;

    ScimController(Gate gate, ScimUsers users, ScimGroups groups, JsonMapper json) {
        this.gate = gate;
        this.users = users;
        this.groups = groups;
        this.json = json;
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/ServiceProviderConfig")
    ResponseEntity<String> configuration(Caller caller) {
        return ok(gate.view(read(caller), _ -> ScimForm.configuration(base())));
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/ResourceTypes")
    ResponseEntity<String> resourceTypes(Caller caller) {
        return ok(gate.view(
                read(caller),
                _ -> all(Stream.of(ResourceType.values())
                        .map(type -> ScimForm.describe(type, base()))
                        .toList())));
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/ResourceTypes/{id}")
    ResponseEntity<String> resourceType(Caller caller, @PathVariable String id) {
        return ok(gate.view(read(caller), _ -> Stream.of(ResourceType.values())
                .filter(type -> type.label().equalsIgnoreCase(id))
                .findFirst()
                .map(type -> ScimForm.describe(type, base()))
                .orElseThrow(() -> ScimProblem.notFound(id))));
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/Schemas")
    ResponseEntity<String> schemas(Caller caller) {
        return ok(gate.view(
                read(caller),
                _ -> all(
                        known().map(schema -> ScimForm.describe(schema, base())).toList())));
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/Schemas/{id}")
    ResponseEntity<String> schema(Caller caller, @PathVariable String id) {
        return ok(gate.view(
                read(caller), _ -> known().filter(schema -> schema.id().equalsIgnoreCase(id))
                        .findFirst()
                        .map(schema -> ScimForm.describe(schema, base()))
                        .orElseThrow(() -> ScimProblem.notFound(id))));
    }

    /** Whatever else is asked for; the desk answers what nobody knows, and it must not here. */
    @Does(Action.SCIM_READ)
    @GetMapping("/**")
    ResponseEntity<String> nothing(Caller caller, HttpServletRequest request) {
        return gate.view(read(caller), _ -> {
            throw ScimProblem.notFound("of this address");
        });
    }

    private static Stream<ResourceType.Schema> known() {
        return Stream.of(ResourceType.values()).flatMap(ResourceType::schemas);
    }

    private static ObjectNode all(List<ObjectNode> forms) {
        return ScimForm.list(forms, forms.size(), 1);
    }

    private static Passage read(Caller caller) {
        return Passage.of(caller, Action.SCIM_READ);
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/Users")
    ResponseEntity<String> listUsers(Caller caller, HttpServletRequest request) {
        return ok(users.list(caller, ScimQuery.of(ResourceType.USER, words(request)), base()));
    }

    @Does(Action.SCIM_READ)
    @PostMapping("/Users/.search")
    ResponseEntity<String> searchUsers(Caller caller, HttpServletRequest request) {
        return ok(users.list(caller, ScimQuery.of(ResourceType.USER, ScimQuery.Words.of(body(request))), base()));
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/Users/{id}")
    ResponseEntity<String> showUser(Caller caller, @PathVariable String id, HttpServletRequest request) {
        return unlessKnown(
                request, users.show(caller, ScimUsers.person(id), shown(ResourceType.USER, request), base()));
    }

    @Does(Action.SCIM_CHANGE)
    @PostMapping("/Users")
    ResponseEntity<String> createUser(Caller caller, HttpServletRequest request) {
        return created(shown(ResourceType.USER, request), users.create(caller, body(request), base()));
    }

    @Does(Action.SCIM_CHANGE)
    @PutMapping("/Users/{id}")
    ResponseEntity<String> replaceUser(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Projection shown = shown(ResourceType.USER, request);
        return resource(
                HttpStatus.OK,
                shown,
                users.replace(caller, ScimUsers.person(id), body(request), condition(request), base()));
    }

    @Does(Action.SCIM_CHANGE)
    @PatchMapping("/Users/{id}")
    ResponseEntity<String> patchUser(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Projection shown = shown(ResourceType.USER, request);
        return resource(
                HttpStatus.OK,
                shown,
                users.patch(caller, ScimUsers.person(id), body(request), condition(request), base()));
    }

    @Does(Action.SCIM_CHANGE)
    @DeleteMapping("/Users/{id}")
    ResponseEntity<String> removeUser(Caller caller, @PathVariable String id, HttpServletRequest request) {
        users.remove(caller, ScimUsers.person(id), condition(request));
        return ResponseEntity.noContent().build();
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/Groups")
    ResponseEntity<String> listGroups(Caller caller, HttpServletRequest request) {
        return ok(groups.list(caller, ScimQuery.of(ResourceType.GROUP, words(request)), base()));
    }

    @Does(Action.SCIM_READ)
    @PostMapping("/Groups/.search")
    ResponseEntity<String> searchGroups(Caller caller, HttpServletRequest request) {
        return ok(groups.list(caller, ScimQuery.of(ResourceType.GROUP, ScimQuery.Words.of(body(request))), base()));
    }

    @Does(Action.SCIM_READ)
    @GetMapping("/Groups/{id}")
    ResponseEntity<String> showGroup(Caller caller, @PathVariable String id, HttpServletRequest request) {
        return unlessKnown(
                request, groups.show(caller, ScimGroups.group(id), shown(ResourceType.GROUP, request), base()));
    }

    @Does(Action.SCIM_CHANGE)
    @PostMapping("/Groups")
    ResponseEntity<String> createGroup(Caller caller, HttpServletRequest request) {
        return created(shown(ResourceType.GROUP, request), groups.create(caller, body(request), base()));
    }

    @Does(Action.SCIM_CHANGE)
    @PutMapping("/Groups/{id}")
    ResponseEntity<String> replaceGroup(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Projection shown = shown(ResourceType.GROUP, request);
        return resource(
                HttpStatus.OK,
                shown,
                groups.replace(caller, ScimGroups.group(id), body(request), condition(request), base()));
    }

    /** Without a body unless attributes were asked for: a group may have thousands of members. */
    @Does(Action.SCIM_CHANGE)
    @PatchMapping("/Groups/{id}")
    ResponseEntity<String> patchGroup(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Projection shown = shown(ResourceType.GROUP, request);
        ObjectNode group = groups.patch(caller, ScimGroups.group(id), body(request), condition(request), base());
        return request.getParameter("attributes") == null
                ? ResponseEntity.noContent().eTag(tag(group)).build()
                : resource(HttpStatus.OK, shown, group);
    }

    @Does(Action.SCIM_CHANGE)
    @DeleteMapping("/Groups/{id}")
    ResponseEntity<String> removeGroup(Caller caller, @PathVariable String id, HttpServletRequest request) {
        groups.remove(caller, ScimGroups.group(id), condition(request));
        return ResponseEntity.noContent().build();
    }

    private static ScimQuery.Words words(HttpServletRequest request) {
        return new ScimQuery.Words(
                request.getParameter("filter"),
                request.getParameter("sortBy"),
                request.getParameter("sortOrder"),
                request.getParameter("startIndex"),
                request.getParameter("count"),
                request.getParameter("attributes"),
                request.getParameter("excludedAttributes"));
    }

    private static Projection shown(ResourceType type, HttpServletRequest request) {
        return Projection.of(type, request.getParameter("attributes"), request.getParameter("excludedAttributes"));
    }

    private static IfMatch condition(HttpServletRequest request) {
        return new IfMatch(Optional.ofNullable(request.getHeader(HttpHeaders.IF_MATCH)));
    }

    private JsonNode body(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(BODY_MOST + 1);
            if (bytes.length > BODY_MOST) {
                throw new ScimProblem(413, "", "The body has more than " + BODY_MOST + " bytes.").refused();
            }
            JsonNode body = json.readTree(bytes);
            if (!body.isObject()) {
                throw ScimProblem.invalidSyntax("want a JSON object");
            }
            return body;
        } catch (JacksonException | IOException e) {
            throw ScimProblem.invalidSyntax("the body is not JSON");
        }
    }

    private static String base() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(ScimForm.BASE)
                .toUriString();
    }

    private ResponseEntity<String> ok(ObjectNode form) {
        return answer(HttpStatus.OK).body(form.toString());
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static ResponseEntity<String> resource(HttpStatus status, Projection shown, ObjectNode form) {
        return answer(status).eTag(tag(form)).body(shown.of(form).toString());
    }

    private static ResponseEntity<String> created(Projection shown, ObjectNode form) {
        return answer(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, form.path("meta").path("location").asString())
                .eTag(tag(form))
                .body(shown.of(form).toString());
    }

    /** 304 for a directory that has it as it is. */
    private static ResponseEntity<String> unlessKnown(HttpServletRequest request, ObjectNode shown) {
        JsonNode tag = shown.path("meta").path("version");
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (tag.isString() && known != null && IfMatch.names(known, tag.asString())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(tag.asString())
                    .build();
        }
        ResponseEntity.BodyBuilder answer = answer(HttpStatus.OK);
        return (tag.isString() ? answer.eTag(tag.asString()) : answer).body(shown.toString());
    }

    private static String tag(ObjectNode form) {
        return form.path("meta").path("version").asString();
    }
}
