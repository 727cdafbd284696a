package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SCIM as a directory speaks it, byte for byte as the RFC's examples, Entra ID and Okta send it. */
@ServerTest
// A house of its own: it lets people go.
@TestPropertySource(properties = "vidimus.test=scim")
class ScimTest {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    JsonMapper json;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private String token = "";

    @BeforeEach
    void directory() {
        token = people.token(Role.DIRECTORY);
        people.person(Role.ADMINISTRATOR);
    }

    private record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        String text(String pointer) {
            return body.at(pointer).asString("");
        }
    }

    private Answer send(String method, String path, String body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(people.url() + "/scim/v2" + path))
                    .header("Content-Type", "application/scim+json")
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> raw = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (!raw.body().isEmpty()) {
                assertThat(raw.headers().firstValue("Content-Type").orElse("")).startsWith("application/scim+json");
            }
            return new Answer(raw.statusCode(), json.readTree(raw.body().isEmpty() ? "{}" : raw.body()), raw);
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Answer get(String path) {
        return send("GET", path, "");
    }

    private Answer filtered(String kind, String filter) {
        return get("/" + kind + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    private String user(String login) {
        Answer made = send("POST", "/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","externalId":"ext-%s",
                 "name":{"formatted":"Ms. Barbara J Jensen III","familyName":"Jensen","givenName":"Barbara"}}
                """.formatted(login, login));
        assertThat(made.status()).isEqualTo(201);
        return made.text("/id");
    }

    private Answer patch(String id, String operations) {
        return send(
                "PATCH",
                "/Users/" + id,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":" + operations + "}");
    }

    @Test
    void describesItself() {
        assertThat(get("/ServiceProviderConfig").body().at("/patch/supported").asBoolean())
                .isTrue();
        Answer types = get("/ResourceTypes");
        assertThat(types.body().get("Resources").valueStream().map(each -> each.get("endpoint")
                        .asString()))
                .containsExactly("/Users", "/Groups");
        assertThat(get("/ResourceTypes/User").text("/schema")).isEqualTo("urn:ietf:params:scim:schemas:core:2.0:User");
        assertThat(get("/Schemas").body().get("totalResults").asInt()).isEqualTo(3);
        assertThat(get("/Schemas/" + ENTERPRISE).text("/id")).isEqualTo(ENTERPRISE);
        assertThat(get("/Schemas/urn:nothing").status()).isEqualTo(404);
        assertThat(get("/Nothing").status()).isEqualTo(404);
        assertThat(send("DELETE", "/Users", "").status()).isEqualTo(405);
    }

    @Test
    void takesInSomebodyAsTheStandardShows() {
        String login = "bjensen." + mark;
        Answer made = send("POST", "/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","%s"],"userName":"%s","externalId":"bjensen",
                 "name":{"formatted":"Ms. Barbara J Jensen III","familyName":"Jensen","givenName":"Barbara"},
                 "emails":[{"value":"babs@jensen.org","type":"home"},{"value":"bjensen@example.com","type":"work","primary":true}],
                 "title":"Constable","%s":{"employeeNumber":"E%s"},"nickName":"Babs","password":"t1meMa$heen"}
                """.formatted(ENTERPRISE, login, ENTERPRISE, mark));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.raw().headers().firstValue("Location")).contains(made.text("/meta/location"));
        assertThat(made.raw().headers().firstValue("ETag")).contains(made.text("/meta/version"));
        assertThat(made.text("/displayName")).isEqualTo("Ms. Barbara J Jensen III");
        assertThat(made.text("/name/familyName")).isEqualTo("Jensen");
        assertThat(made.text("/emails/0/value")).isEqualTo("bjensen@example.com");
        assertThat(made.body().get(ENTERPRISE).get("employeeNumber").asString()).isEqualTo("E" + mark);
        assertThat(made.body().get("active").asBoolean()).isTrue();
        assertThat(made.body().has("password")).isFalse();
        Answer again = send("POST", "/Users", "{\"userName\":\"" + login.toUpperCase(java.util.Locale.ROOT) + "\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/scimType")).isEqualTo("uniqueness");
        assertThat(again.text("/status")).isEqualTo("409");
        assertThat(again.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(get("/Users/" + made.text("/id")).body()).isEqualTo(made.body());
        assertThat(sql.sql("select count(*) from duty d join person p on p.id = d.person where p.login = ?")
                        .param(login)
                        .query(Integer.class)
                        .single())
                .as("a directory gives no rights by itself")
                .isZero();
    }

    @Test
    void findsSortsAndPages() {
        for (String name : List.of("a", "b", "c")) {
            user("page-" + name + "." + mark);
        }

        Answer found = filtered("Users", "userName eq \"page-b." + mark + "\"");
        assertThat(found.body().get("totalResults").asInt()).isEqualTo(1);
        assertThat(found.text("/Resources/0/userName")).isEqualTo("page-b." + mark);
        assertThat(filtered("Users", "externalId eq \"ext-page-b." + mark + "\" and active eq \"x\"")
                        .body()
                        .get("totalResults")
                        .asInt())
                .isZero();
        assertThat(filtered("Users", "userName eq \"nobody." + mark + "\"")
                        .body()
                        .get("totalResults")
                        .asInt())
                .isZero();
        String ours =
                URLEncoder.encode("userName sw \"page-\" and userName ew \"" + mark + "\"", StandardCharsets.UTF_8);
        Answer page = get("/Users?filter=" + ours
                + "&sortBy=userName&sortOrder=descending&startIndex=2&count=1&attributes=userName,name.givenName");
        assertThat(page.body().get("totalResults").asInt()).isEqualTo(3);
        assertThat(page.body().get("itemsPerPage").asInt()).isEqualTo(1);
        assertThat(page.body().get("startIndex").asInt()).isEqualTo(2);
        assertThat(page.text("/Resources/0/userName")).isEqualTo("page-b." + mark);
        assertThat(page.body().at("/Resources/0").propertyNames())
                .containsExactlyInAnyOrder("schemas", "id", "userName", "name");
        assertThat(page.body().at("/Resources/0/name").propertyNames()).containsExactly("givenName");
        assertThat(get("/Users?count=0").body().get("Resources")).isEmpty();
        assertThat(get("/Users?startIndex=-3&count=2&excludedAttributes=emails,name")
                        .body()
                        .at("/Resources/0")
                        .has("name"))
                .isFalse();
        Answer searched = send("POST", "/Users/.search", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["displayName"],
                 "filter":"userName sw \\"page-\\" and userName ew \\"%s\\"","startIndex":1,"count":10}
                """.formatted(mark));
        assertThat(searched.body().get("Resources")).hasSize(3);
        assertThat(filtered("Users", "userName is \"x\"").text("/scimType")).isEqualTo("invalidFilter");
        assertThat(get("/Users?count=many").status()).isEqualTo(400);
    }

    @Test
    void changesAsEntraSendsIt() {
        String id = user("entra." + mark);
        String boss = user("boss." + mark);
        people.unit("Traffic " + mark);

        Answer changed = patch(id, """
                [{"op":"Add","path":"emails[type eq \\"work\\"].value","value":"entra@example.org"},
                 {"op":"Replace","path":"displayName","value":"Barbara E."},
                 {"op":"Add","path":"title","value":"Sergeant"},
                 {"op":"Replace","path":"name.familyName","value":"Ellis"},
                 {"op":"Add","path":"%1$s:department","value":"Traffic %2$s"},
                 {"op":"Add","path":"%1$s:manager","value":"%3$s"},
                 {"op":"Add","path":"%1$s:employeeNumber","value":"N%2$s"},
                 {"op":"Replace","path":"active","value":"False"},
                 {"op":"Add","path":"phoneNumbers[type eq \\"work\\"].value","value":"+49 0"}]
                """.formatted(ENTERPRISE, mark, boss));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/emails/0/value")).isEqualTo("entra@example.org");
        assertThat(changed.text("/displayName")).isEqualTo("Barbara E.");
        assertThat(changed.text("/name/familyName")).isEqualTo("Ellis");
        assertThat(changed.body().get("active").asBoolean()).isFalse();
        assertThat(changed.body().get(ENTERPRISE).get("manager").get("value").asString())
                .isEqualTo(boss);
        assertThat(changed.body().get(ENTERPRISE).get("department").asString()).isEqualTo("Traffic " + mark);

        Answer back = patch(id, """
                [{"op":"replace","value":{"active":"True","name.givenName":"Bea",
                  "%1$s:employeeNumber":"M%2$s","%1$s":{"department":null}}},
                 {"op":"Remove","path":"%1$s:manager"},
                 {"op":"replace","path":"emails[type eq \\"work\\"].value","value":"bea@example.org"}]
                """.formatted(ENTERPRISE, mark));
        assertThat(back.body().get("active").asBoolean()).isTrue();
        assertThat(back.text("/name/givenName")).isEqualTo("Bea");
        assertThat(back.text("/displayName")).isEqualTo("Bea Ellis");
        assertThat(back.body().get(ENTERPRISE).propertyNames()).containsExactly("employeeNumber");
        assertThat(back.text("/emails/0/value")).isEqualTo("bea@example.org");

        assertThat(patch(
                                id,
                                "[{\"op\":\"replace\",\"path\":\"emails[type eq \\\"home\\\"].value\",\"value\":\"x@y.z\"}]")
                        .text("/scimType"))
                .isEqualTo("noTarget");
        assertThat(patch(id, "[{\"op\":\"remove\"}]").text("/scimType")).isEqualTo("noTarget");
        assertThat(patch(id, "[{\"op\":\"remove\",\"path\":\"userName\"}]").text("/scimType"))
                .isEqualTo("mutability");
        assertThat(patch(id, "[{\"op\":\"replace\",\"path\":\"groups\",\"value\":[]}]")
                        .text("/scimType"))
                .isEqualTo("mutability");
        assertThat(patch(id, "[{\"op\":\"add\",\"path\":\"shoeSize\",\"value\":\"44\"}]")
                        .text("/scimType"))
                .isEqualTo("invalidPath");
        assertThat(patch(id, "[{\"op\":\"add\",\"path\":\"" + ENTERPRISE + ":department\",\"value\":\"Nowhere\"}]")
                        .text("/scimType"))
                .isEqualTo("invalidValue");
        assertThat(patch(id, "[{\"op\":\"add\",\"path\":\"" + ENTERPRISE + ":manager\",\"value\":\"" + id + "\"}]")
                        .text("/scimType"))
                .isEqualTo("invalidValue");
    }

    @Test
    void changesAsOktaSendsIt() {
        String id = user("okta." + mark);

        Answer replaced = send("PUT", "/Users/" + id, """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"%s","userName":"okta2.%s",
                 "name":{"givenName":"Another","familyName":"Name"},"emails":[{"primary":true,"value":"o@example.org","type":"work"}],
                 "displayName":"Another Name","locale":"en-US","externalId":"00u1","groups":[],"active":true,
                 "meta":{"resourceType":"User"}}
                """.formatted(id, mark));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("/userName")).isEqualTo("okta2." + mark);
        assertThat(replaced.text("/displayName")).isEqualTo("Another Name");

        Answer off = patch(id, "[{\"op\":\"replace\",\"value\":{\"active\":false}}]");
        assertThat(off.body().get("active").asBoolean()).isFalse();
        Answer on = patch(id, "[{\"op\":\"replace\",\"value\":{\"active\":true}}]");
        assertThat(on.body().get("active").asBoolean()).isTrue();
    }

    @Test
    void changesOnlyWhatIsStillAsTheDirectoryKnowsIt() {
        String id = user("tags." + mark);
        String tag = get("/Users/" + id).text("/meta/version");
        String title = "{\"Operations\":[{\"op\":\"add\",\"path\":\"title\",\"value\":\"%s\"}]}";

        assertThat(send("GET", "/Users/" + id, "", "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(send("PATCH", "/Users/" + id, title.formatted("One"), "If-Match", tag)
                        .status())
                .isEqualTo(200);
        assertThat(send("PATCH", "/Users/" + id, title.formatted("Two"), "If-Match", tag)
                        .status())
                .isEqualTo(412);
        assertThat(send("DELETE", "/Users/" + id, "", "If-Match", tag).status()).isEqualTo(412);
        assertThat(get("/Users/" + id).text("/title")).isEqualTo("One");
        assertThat(send("PATCH", "/Users/" + id, title.formatted("Three"), "If-Match", "*")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void deletesForTheDirectoryAndKeepsForTheHouse() {
        String id = user("gone." + mark);

        assertThat(send("DELETE", "/Users/" + id, "").status()).isEqualTo(204);
        assertThat(get("/Users/" + id).status()).isEqualTo(404);
        assertThat(send("DELETE", "/Users/" + id, "").status()).isEqualTo(404);
        assertThat(filtered("Users", "userName eq \"gone." + mark + "\"")
                        .body()
                        .get("totalResults")
                        .asInt())
                .isZero();
        assertThat(sql.sql("select left_at is not null from person where id = ?")
                        .param(UUID.fromString(id))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(user("gone." + mark)).as("the same person, back again").isEqualTo(id);
        assertThat(get("/Users/" + id).body().get("active").asBoolean()).isTrue();
    }

    @Test
    void makesSomebodyNewOfALoginThatIsGivenAnew() {
        String login = "reused." + mark;
        String former = numbered(login, "N1" + mark);
        send("DELETE", "/Users/" + former, "");

        String newcomer = numbered(login, "N2" + mark);

        assertThat(newcomer).isNotEqualTo(former);
        assertThat(get("/Users/" + former).status()).isEqualTo(404);
        assertThat(sql.sql("select login from person where id = ?")
                        .param(UUID.fromString(former))
                        .query(String.class)
                        .single())
                .isEqualTo(login + "-" + former.substring(0, 8));
        assertThat(sql.sql("select left_at is not null from person where id = ?")
                        .param(UUID.fromString(former))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void bringsSomebodyBackWithoutTheirOldKeys() {
        String login = "back." + mark;
        String id = numbered(login, "B" + mark);
        UUID person = UUID.fromString(id);
        Answer group = send("POST", "/Groups", """
                {"displayName":"Back-%s","members":[{"value":"%s"}]}
                """.formatted(mark, id));
        means("{\"items\":[{\"group\":\"Back-" + mark + "\",\"role\":\"WEARER\"}]}");
        sql.sql("update person set password = 'hash' where id = ?")
                .param(person)
                .update();
        sql.sql("insert into openid_link (issuer, subject, person, claims, linked_at, seen_at) "
                        + "values ('https://idp', ?, ?, '{}', now(), now())")
                .param(id)
                .param(person)
                .update();
        people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/people/" + id + "/duties")
                .body(Map.of("role", "EVIDENCE_MANAGER"))
                .retrieve()
                .toBodilessEntity();
        assertThat(roles(id)).containsExactlyInAnyOrder("WEARER", "EVIDENCE_MANAGER");
        send("DELETE", "/Users/" + id, "");

        assertThat(numbered(login, "b" + mark)).as("the same staff number").isEqualTo(id);
        groups(group.text("/id"), "[{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"" + id + "\"}]}]");

        assertThat(get("/Users/" + id).body().get("active").asBoolean()).isTrue();
        assertThat(roles(id)).as("what the directory gives now").containsExactly("WEARER");
        assertThat(sql.sql("select count(*) from person p where p.id = ? and (p.password is not null "
                                + "or exists (select from openid_link l where l.person = p.id))")
                        .param(person)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Whoever the directory calls that, with that number and no other id of its own. */
    private String numbered(String login, String number) {
        Answer made = send("POST", "/Users", """
                {"userName":"%s","displayName":"Somebody","%s":{"employeeNumber":"%s"}}
                """.formatted(login, ENTERPRISE, number));
        assertThat(made.status()).isEqualTo(201);
        return made.text("/id");
    }

    @Test
    void endsTokenOfWhoeverItDeactivates() {
        String id = user("ends." + mark);
        String theirs = people.token(
                new Person(new PersonId(UUID.fromString(id)), "ends", "Ends", java.util.Optional.empty(), List.of()));
        String administrator = people.person(Role.ADMINISTRATOR).id().toString();

        patch(id, "[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}]");
        patch(id, "[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"True\"}]");

        assertThat(people.api(theirs)
                        .get()
                        .uri("/api/session")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .as("coming back does not revive it")
                .isEqualTo(401);
        Answer last = patch(administrator, "[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}]");
        assertThat(last.status()).as("a house keeps an administrator").isEqualTo(409);
    }

    @Test
    void keepsGroupsAndGivesWhatTheyMean() {
        String first = user("first." + mark);
        String second = user("second." + mark);
        Unit unit = people.unit("North " + mark);
        means("""
                {"items":[{"group":"bwc-supervisors-%1$s","role":"SUPERVISOR","roleUnit":"%2$s"},
                          {"group":"BWC-North-%1$s","unit":"%2$s"}]}
                """.formatted(mark, unit.id()));

        Answer made = send("POST", "/Groups", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"externalId":"g1","displayName":"BWC-Supervisors-%s",
                 "members":[{"value":"%s","display":"x"}]}
                """.formatted(mark, first));
        assertThat(made.status()).isEqualTo(201);
        String id = made.text("/id");
        assertThat(roles(first)).containsExactly("SUPERVISOR");

        Answer entered = groups(id, """
                [{"op":"Add","path":"members","value":[{"value":"%s"}]}]
                """.formatted(second));
        assertThat(entered.status()).isEqualTo(204);
        assertThat(roles(second)).containsExactly("SUPERVISOR");
        assertThat(get("/Groups/" + id + "?excludedAttributes=members").body().has("members"))
                .isFalse();
        assertThat(filtered(
                                "Groups",
                                "displayName eq \"bwc-supervisors-" + mark + "\" and members eq \"" + second + "\"")
                        .body()
                        .get("totalResults")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/Users/" + second).text("/groups/0/display")).isEqualTo("BWC-Supervisors-" + mark);

        groups(id, "[{\"op\":\"Remove\",\"path\":\"members[value eq \\\"" + first + "\\\"]\"}]");
        assertThat(roles(first)).isEmpty();
        groups(id, "[{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + second + "\"}]}]");
        assertThat(roles(second)).isEmpty();

        // As Okta renames, id and all; the name means a unit.
        groups(id, """
                [{"op":"replace","value":{"id":"%s","displayName":"BWC-North-%s"}},
                 {"op":"replace","path":"members","value":[{"value":"%s"},{"value":"%s"}]}]
                """.formatted(id, mark, first, second));
        assertThat(get("/Users/" + first)
                        .body()
                        .get(ENTERPRISE)
                        .get("department")
                        .asString())
                .isEqualTo(unit.name());

        means("{\"items\":[{\"group\":\"BWC-North-" + mark + "\",\"role\":\"WEARER\"}]}");
        assertThat(roles(first)).as("a new meaning counts at once").containsExactly("WEARER");
        assertThat(send("DELETE", "/Groups/" + id, "").status()).isEqualTo(204);
        assertThat(roles(first)).isEmpty();
        assertThat(get("/Groups/" + id).status()).isEqualTo(404);
        assertThat(send("POST", "/Groups", "{\"displayName\":\"x" + mark + "\",\"members\":[{\"value\":\"no\"}]}")
                        .text("/scimType"))
                .isEqualTo("invalidValue");
    }

    @Test
    void showsWhatAMeaningWouldChangeBeforeItDoes() {
        String id = user("preview." + mark);
        send("POST", "/Groups", "{\"displayName\":\"P-" + mark + "\",\"members\":[{\"value\":\"" + id + "\"}]}");

        JsonNode preview = java.util.Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/directory/meanings/preview")
                .header("Content-Type", "application/json")
                .body("{\"items\":[{\"group\":\"P-" + mark + "\",\"role\":\"EVIDENCE_MANAGER\"}]}")
                .retrieve()
                .body(JsonNode.class));

        JsonNode touched = preview.get("people")
                .valueStream()
                .filter(each -> each.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(touched.get("gains").get(0).get("role").asString()).isEqualTo("EVIDENCE_MANAGER");
        assertThat(roles(id)).isEmpty();
    }

    private void means(String body) {
        assertThat(people.api(Role.ADMINISTRATOR)
                        .put()
                        .uri("/api/directory/meanings")
                        .header("Content-Type", "application/json")
                        .body(body)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private Answer groups(String id, String operations) {
        return send(
                "PATCH",
                "/Groups/" + id,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":" + operations + "}");
    }

    private List<String> roles(String person) {
        return sql.sql("select role from duty where person = ? and (until_at is null or until_at > now())")
                .param(UUID.fromString(person))
                .query(String.class)
                .list();
    }

    @Test
    void isForDirectoriesAndRecorded() {
        String id = user("recorded." + mark);
        patch(id, "[{\"op\":\"add\",\"path\":\"title\",\"value\":\"Chief\"}]");

        List<String> payloads = sql
                .sql("select convert_from(payload, 'UTF8') from custody_entry where payload is not null")
                .query(String.class)
                .list()
                .stream()
                .filter(text -> text.contains("action scim.change") && text.contains("subject person " + id))
                .toList();
        assertThat(payloads).anyMatch(text -> text.contains("detail changed") && text.contains("title"));
        assertThat(payloads).noneMatch(text -> text.contains("Chief"));
        token = people.token(Role.WEARER);
        assertThat(get("/Users").status()).isEqualTo(403);
        assertThat(get("/Schemas").status()).isEqualTo(403);
        token = "nonsense";
        assertThat(get("/Users").status()).isEqualTo(401);
        token = "";
        assertThat(get("/Users").status()).isEqualTo(401);
    }

    @Test
    void neverFailsAtWhatItIsSent() {
        Random random = new Random(7643);
        List<String> pieces = List.of(
                "userName",
                "emails",
                "[",
                "]",
                "(",
                ")",
                " ",
                " and ",
                " or ",
                "not ",
                " eq ",
                " pr",
                "\"x\"",
                "\"",
                "\\",
                "true",
                "null",
                "1",
                ".",
                "type",
                ":",
                "urn:",
                "\u0001",
                "ä",
                "$ref",
                " gt ",
                "%",
                "&",
                "{");
        for (int round = 0; round < 300; round++) {
            StringBuilder filter = new StringBuilder();
            for (int i = random.nextInt(10); i >= 0; i--) {
                filter.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(filtered("Users", filter.toString()).status())
                    .as(filter.toString())
                    .isIn(200, 400);
        }
        String id = user("odd." + mark);
        for (String body : List.of("", "{", "[]", "null", "{\"Operations\":{}}", "{\"Operations\":[1]}", "\u0000")) {
            assertThat(send("PATCH", "/Users/" + id, body).status()).as(body).isEqualTo(400);
            assertThat(send("POST", "/Users", body).status()).as(body).isEqualTo(400);
        }
        assertThat(get("/Users/not-an-id").status()).isEqualTo(404);
        assertThat(get("/Groups/not-an-id").status()).isEqualTo(404);
        assertThat(get("/Users?sortBy=" + URLEncoder.encode("a b", StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
        assertThat(get("/Users?attributes=" + URLEncoder.encode("x[", StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }
}
