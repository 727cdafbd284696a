package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** Tables of people and units: over HTTP, as a screen sends them. */
@ServerTest
// A house of its own: it lets people go.
@TestPropertySource(properties = "vidimus.test=import")
class ImportTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void showsFirstAndThenDoesExactlyThat() {
        people.unit("Harbour " + mark);
        String file = """
                Login,Name,Staff number,Rank,Unit,Roles,Line manager,Appraisers
                anna.%1$s,Anna Ahrens,A%1$s,Sergeant,Harbour %1$s,SUPERVISOR | WEARER,,
                bert.%1$s,Bert Braun,B%1$s,Constable,Harbour %1$s,WEARER,anna.%1$s,anna.%1$s | A%1$s
                carl.%1$s,Carl,,,Nowhere,WEARER,,
                dora.%1$s,Dora,,,,NO_SUCH_ROLE,,
                emil.%1$s,Emil,,,,,carl.%1$s,
                !,Bad login,,,,,,
                anna.%1$s,Twice,,,,,,
                """.formatted(mark);

        JsonNode tried = ok(post("/api/people/import?dryRun=true", file));
        assertThat(count(tried, "CREATE")).isEqualTo(2);
        assertThat(count(tried, "REFUSED")).isEqualTo(5);
        assertThat(line(tried, 4).get("reason").asString()).contains("Nowhere");
        assertThat(line(tried, 6).get("reason").asString()).contains("carl." + mark);
        assertThat(line(tried, 7).get("reason").asString()).contains("login");
        assertThat(line(tried, 8).get("reason").asString()).contains("another line");
        assertThat(known("anna")).isZero();

        JsonNode done =
                ok(post("/api/people/import?digest=" + tried.get("digest").asString(), file));
        assertThat(done.get("lines")).isEqualTo(tried.get("lines"));
        assertThat(known("anna")).isOne();
        JsonNode bert = person("bert");
        assertThat(bert.get("lineManager").get("name").asString()).isEqualTo("Anna Ahrens");
        assertThat(bert.get("appraisers")).hasSize(1);
        assertThat(bert.get("rank").asString()).isEqualTo("Constable");
        assertThat(bert.get("unit").get("name").asString()).isEqualTo("Harbour " + mark);

        String changes = """
                login;name;rank;roles
                BERT.%1$s;Bert Braun;Sergeant;WEARER|SUPERVISOR@Harbour %1$s
                """.formatted(mark);
        JsonNode change = ok(post("/api/people/import?dryRun=true", changes));
        assertThat(change.get("lines")).hasSize(1);
        assertThat(line(change, 2).get("kind").asString()).isEqualTo("CHANGE");
        assertThat(line(change, 2)
                        .get("changes")
                        .valueStream()
                        .map(each -> each.get("field").asString() + " "
                                + (each.has("from") ? each.get("from").asString() : "-") + ">"
                                + each.get("to").asString()))
                .containsExactly(
                        "login bert." + mark + ">BERT." + mark,
                        "rank Constable>Sergeant",
                        "roles WEARER>SUPERVISOR @ Harbour " + mark + " | WEARER");
    }

    @Test
    void doesNothingOnceSomethingHasChangedSince() {
        String file = "login,name,rank\nstale." + mark + ",Stale,One\n";
        String first =
                ok(post("/api/people/import?dryRun=true", file)).get("digest").asString();
        ok(post("/api/people/import?digest=" + first, file));

        assertThat(code(post("/api/people/import?digest=" + first, file))).isEqualTo("import-stale");
        assertThat(code(post("/api/people/import", file))).isEqualTo("unfit-value");
        String changed = file.replace("One", "Two");
        String second = ok(post("/api/people/import?dryRun=true", changed))
                .get("digest")
                .asString();
        sql.sql("update person set rank = 'Three' where login = ?")
                .param("stale." + mark)
                .update();
        assertThat(code(post("/api/people/import?digest=" + second, changed))).isEqualTo("import-stale");
        assertThat(person("stale").get("rank").asString()).isEqualTo("Three");
    }

    @Test
    void changesNothingWhenWhatWasExportedComesBack() {
        UUID unit = people.unit("Round \"trip\"; " + mark).id().value();
        people.person(Role.ADMINISTRATOR);
        String file = """
                login,name,staff number,rank,email,unit,roles,active
                round.%1$s,"Ünal, ""A"" Ayşe",'=1+%1$s,'-1,,"Round ""trip""; %1$s",WEARER,yes
                gone.%1$s,'''quoted,,,,,WEARER,no
                """.formatted(mark);
        JsonNode made = ok(post("/api/people/import?dryRun=true", file));
        ok(post("/api/people/import?digest=" + made.get("digest").asString(), file));
        assertThat(person("round").get("staffNumber").asString()).isEqualTo("=1+" + mark);
        assertThat(person("round").get("unit").get("id").asString()).isEqualTo(unit.toString());

        for (String language : List.of("en", "de")) {
            byte[] exported = Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                    .get()
                    .uri("/api/people.csv")
                    .header("Accept-Language", language)
                    .retrieve()
                    .body(byte[].class));
            String text = new String(exported, StandardCharsets.UTF_8);
            assertThat(text).startsWith("\uFEFF").contains("'=1+" + mark);
            JsonNode back = ok(post("/api/people/import?dryRun=true&leavers=true", exported));
            assertThat(back.get("lines")).as(back.toString()).isEmpty();
            assertThat(back.get("same").asInt()).isGreaterThanOrEqualTo(3);
            byte[] units = Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                    .get()
                    .uri("/api/units.csv")
                    .header("Accept-Language", language)
                    .retrieve()
                    .body(byte[].class));
            assertThat(ok(post("/api/units/import?dryRun=true", units)).get("lines"))
                    .isEmpty();
        }
    }

    @Test
    void readsWhatSpreadsheetsWrite() {
        String german = "Benutzername;Name;Dienstgrad\r\nwin." + mark + ";Jörg Müßig;Obermeister\r\n";
        for (byte[] file : List.of(
                german.getBytes(Charset.forName("windows-1252")),
                german.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + german).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + german.replace(';', '\t')).getBytes(StandardCharsets.UTF_16LE))) {
            JsonNode tried = ok(post("/api/people/import?dryRun=true", file));
            assertThat(line(tried, 2).get("name").asString()).isEqualTo("Jörg Müßig");
        }
        assertThat(code(post("/api/people/import?dryRun=true", ""))).isEqualTo("import-unreadable");
        assertThat(code(post("/api/people/import?dryRun=true", "a,b\n1,2\n"))).isEqualTo("import-unreadable");
        assertThat(code(post("/api/people/import?dryRun=true", "login,login\n")))
                .isEqualTo("import-unreadable");
        assertThat(code(post("/api/people/import?dryRun=true", "login,name\n\"x")))
                .isEqualTo("import-unreadable");
        assertThat(code(post("/api/people/import?dryRun=true", "login\n" + "x\n".repeat(10_001))))
                .isEqualTo("import-unreadable");
        JsonNode odd = ok(post("/api/people/import?dryRun=true", "login,shoe size,name\nodd." + mark + ",44\n"));
        assertThat(odd.get("ignored").get(0).asString()).isEqualTo("shoe size");
        assertThat(line(odd, 2).get("reason").asString()).contains("name");
    }

    @Test
    void letsGoOnlyWhenAskedAndKeepsAnAdministrator() {
        Person administrator = people.person(Role.ADMINISTRATOR);
        Person leaver = people.another(Role.WEARER, "leaver." + mark, people.unit());
        String file = "login,name\nsomebody." + mark + ",Somebody\n";

        assertThat(count(ok(post("/api/people/import?dryRun=true", file)), "LEAVE"))
                .isZero();
        JsonNode tried = ok(post("/api/people/import?dryRun=true&leavers=true", file));
        assertThat(tried.get("lines")
                        .valueStream()
                        .filter(line -> line.has("id")
                                && line.get("id").asString().equals(leaver.id().toString())))
                .singleElement()
                .satisfies(line -> assertThat(line.get("kind").asString()).isEqualTo("LEAVE"));
        assertThat(tried.get("lines")
                        .valueStream()
                        .filter(line -> line.has("id")
                                && line.get("id")
                                        .asString()
                                        .equals(administrator.id().toString())))
                .as("whoever imports stays")
                .isEmpty();
        JsonNode last =
                ok(post("/api/people/import?dryRun=true", "login,roles\n" + administrator.login() + ",WEARER\n"));
        assertThat(line(last, 2).get("kind").asString()).isEqualTo("REFUSED");
        JsonNode off = ok(post("/api/people/import?dryRun=true", "login,active\nleaver." + mark + ",nein\n"));
        ok(post(
                "/api/people/import?digest=" + off.get("digest").asString(),
                "login,active\nleaver." + mark + ",nein\n"));
        JsonNode back = ok(post("/api/people/import?dryRun=true", "login,active\nleaver." + mark + ",ja\n"));
        assertThat(line(back, 2).get("kind").asString()).isEqualTo("RETURN");
    }

    @Test
    void givesNobodyMoreThanTheImporterMayGive() {
        String role = "CLERK_" + mark.toUpperCase(java.util.Locale.ROOT);
        people.api(Role.ADMINISTRATOR)
                .put()
                .uri("/api/roles/" + role)
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        "{\"name\":\"Clerk\",\"rights\":["
                                + "{\"action\":\"person.import\",\"reach\":\"UNIT\"},{\"action\":\"person.create\",\"reach\":\"UNIT\"},"
                                + "{\"action\":\"person.change\",\"reach\":\"UNIT\"},{\"action\":\"duty.change\",\"reach\":\"UNIT\"}]}")
                .retrieve()
                .toBodilessEntity();
        Unit unit = people.unit("Clerks " + mark);
        Person clerk = people.another(Role.WEARER, "clerk." + mark, unit);
        people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/people/" + clerk.id() + "/duties")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"role\":\"" + role + "\"}")
                .retrieve()
                .toBodilessEntity();
        RestClient api = people.api(people.token(clerk));
        String file = """
                login,name,unit,roles
                own.%1$s,Own,Clerks %1$s,%2$s
                more.%1$s,More,Clerks %1$s,ADMINISTRATOR
                else.%1$s,Elsewhere,Parking,
                administrator,Renamed,,
                """.formatted(mark, role);
        people.person(Role.ADMINISTRATOR);

        JsonNode tried = ok(post(api, "/api/people/import?dryRun=true", file.getBytes(StandardCharsets.UTF_8)));
        assertThat(line(tried, 2).get("kind").asString()).isEqualTo("CREATE");
        assertThat(line(tried, 3).get("reason").asString()).contains("only what you may do yourself");
        assertThat(line(tried, 4).get("reason").asString()).contains("outside of your reach");
        assertThat(line(tried, 5).get("reason").asString()).contains("outside of your reach");
        assertThat(code(post(
                        people.api(Role.SUPERVISOR),
                        "/api/people/import?dryRun=true",
                        file.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("not-allowed");
    }

    @Test
    void asksForWhatTheSameActByHandAsksFor() {
        Unit unit = people.unit("Movers " + mark);
        people.another(Role.WEARER, "moved." + mark, unit);
        people.another(Role.SUPERVISOR, "kept." + mark, unit);
        byte[] bytes = """
                login,unit,roles
                moved.%1$s,Parking,WEARER
                kept.%1$s,Movers %1$s,WEARER
                """.formatted(mark).getBytes(StandardCharsets.UTF_8);
        people.unit();
        // Neither has a say in Parking, and one changes nobody's duties.
        RestClient clerk = clerk("MOVER_", unit, "person.import", "person.change");
        RestClient full = clerk("FULL_", unit, "person.import", "person.change", "duty.change");

        JsonNode tried = ok(post(clerk, "/api/people/import?dryRun=true", bytes));

        assertThat(line(tried, 2).get("kind").asString()).isEqualTo("REFUSED");
        assertThat(line(tried, 2).get("name").asString()).isEqualTo("moved." + mark);
        assertThat(line(tried, 2).get("reason").asString()).contains("none that you may move people to");
        assertThat(line(tried, 3).get("reason").asString()).contains("roles", "outside of your reach");
        JsonNode may = ok(post(full, "/api/people/import?dryRun=true", bytes));
        assertThat(line(may, 2).get("kind").asString()).isEqualTo("REFUSED");
        assertThat(line(may, 3).get("kind").asString()).isEqualTo("CHANGE");
        ok(post(clerk, "/api/people/import?digest=" + tried.get("digest").asString(), bytes));
        assertThat(person("kept").get("duties").toString()).contains("SUPERVISOR");
        assertThat(person("moved").get("unit").get("name").asString()).isEqualTo(unit.name());
    }

    /** The API of somebody who may do these in that unit, beside what a wearer may. */
    private RestClient clerk(String code, Unit unit, String... actions) {
        String role = code + mark.toUpperCase(java.util.Locale.ROOT);
        RestClient administrator = people.api(Role.ADMINISTRATOR);
        administrator
                .put()
                .uri("/api/roles/" + role)
                .body(Map.of(
                        "name",
                        role,
                        "rights",
                        Stream.of(actions)
                                .map(action -> Map.of("action", action, "reach", "UNIT"))
                                .toList()))
                .retrieve()
                .toBodilessEntity();
        Person person = people.another(Role.WEARER, code + mark, unit);
        administrator
                .post()
                .uri("/api/people/" + person.id() + "/duties")
                .body(Map.of("role", role))
                .retrieve()
                .toBodilessEntity();
        return people.api(people.token(person));
    }

    @Test
    void takesTreesOfUnitsInAnyOrder() {
        String file = """
                Unit;Part of
                Low %1$s;Middle %1$s
                Middle %1$s;Top %1$s
                Top %1$s;
                Lost %1$s;Nowhere
                Under lost %1$s;Lost %1$s
                Ring a %1$s;Ring b %1$s
                Ring b %1$s;Ring a %1$s
                """.formatted(mark);

        JsonNode tried = ok(post("/api/units/import?dryRun=true", file));
        assertThat(count(tried, "CREATE")).isEqualTo(3);
        assertThat(count(tried, "REFUSED")).isEqualTo(4);
        ok(post("/api/units/import?digest=" + tried.get("digest").asString(), file));
        assertThat(sql.sql("select p.name from unit u join unit p on p.id = u.parent where u.name = ?")
                        .param("Low " + mark)
                        .query(String.class)
                        .single())
                .isEqualTo("Middle " + mark);

        String turned = """
                Unit;Part of
                Top %1$s;Low %1$s
                Middle %1$s;Top %1$s
                Low %1$s;
                """.formatted(mark);
        JsonNode turn = ok(post("/api/units/import?dryRun=true", turned));
        assertThat(count(turn, "CHANGE")).isEqualTo(2);
        ok(post("/api/units/import?digest=" + turn.get("digest").asString(), turned));
        assertThat(ok(post("/api/units/import?dryRun=true", turned)).get("same").asInt())
                .isEqualTo(3);
    }

    @Test
    void takesInAWholeForceWithinSeconds() {
        StringBuilder file = new StringBuilder("login,name,staff number,rank,unit,roles,line manager,appraisers\n");
        Unit unit = people.unit("Force " + mark);
        for (int i = 0; i < 2_000; i++) {
            file.append("f")
                    .append(i)
                    .append('.')
                    .append(mark)
                    .append(",Officer ")
                    .append(i)
                    .append(",S")
                    .append(i);
            file.append(mark).append(",Constable,").append(unit.name()).append(",WEARER,");
            file.append(i < 10 ? "," : "f" + i % 10 + "." + mark + ",f" + i % 10 + "." + mark)
                    .append('\n');
        }
        // Whatever starts up with the first one is not what is measured.
        ok(post("/api/people/import?dryRun=true", "login,name\nwarm." + mark + ",Warm\n"));

        long begin = System.nanoTime();
        JsonNode tried = ok(post("/api/people/import?dryRun=true", file.toString()));
        long shown = System.nanoTime();
        ok(post("/api/people/import?digest=" + tried.get("digest").asString(), file.toString()));
        long done = System.nanoTime();

        System.out.println(
                "2,000 people: shown in " + Duration.ofNanos(shown - begin).toMillis() + " ms, done in "
                        + Duration.ofNanos(done - shown).toMillis() + " ms");
        assertThat(count(tried, "CREATE")).isEqualTo(2_000);
        // Generous for a machine that does something else meanwhile; what looked at everybody for everybody would take
        // longer.
        assertThat(Duration.ofNanos(done - shown)).isLessThan(Duration.ofSeconds(60));
        long listing = System.nanoTime();
        JsonNode all = Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                .get()
                .uri("/api/people")
                .retrieve()
                .body(JsonNode.class));
        System.out.println("2,000 people: listed in "
                + Duration.ofNanos(System.nanoTime() - listing).toMillis() + " ms");
        assertThat(all.get("items").size()).isGreaterThan(2_000);
        assertThat(ok(post("/api/people/import?dryRun=true", file.toString()))
                        .get("same")
                        .asInt())
                .isEqualTo(2_000);
    }

    private int known(String login) {
        return sql.sql("select count(*) from person where login = ?")
                .param(login + "." + mark)
                .query(Integer.class)
                .single();
    }

    private JsonNode person(String login) {
        return Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                        .get()
                        .uri("/api/people?presence=ACTIVE&presence=INACTIVE")
                        .retrieve()
                        .body(JsonNode.class))
                .get("items")
                .valueStream()
                .filter(item -> item.get("login").asString().equals(login + "." + mark))
                .findFirst()
                .orElseThrow();
    }

    private ResponseEntity<JsonNode> post(String path, String file) {
        return post(path, file.getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<JsonNode> post(String path, byte[] file) {
        return post(people.api(Role.ADMINISTRATOR), path, file);
    }

    private static ResponseEntity<JsonNode> post(RestClient api, String path, byte[] file) {
        return api.post()
                .uri(path)
                .contentType(MediaType.parseMediaType("text/csv"))
                .body(file)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private static JsonNode ok(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(200);
        return Objects.requireNonNull(answer.getBody());
    }

    private static String code(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody()).get("code").asString();
    }

    private static int count(JsonNode answer, String kind) {
        return answer.get("counts").get(kind).asInt();
    }

    private static JsonNode line(JsonNode answer, int number) {
        Optional<JsonNode> line = answer.get("lines")
                .valueStream()
                .filter(each -> each.get("number").asInt() == number)
                .findFirst();
        return line.orElseThrow(() -> new AssertionError("no line " + number + " in " + answer));
    }
}
