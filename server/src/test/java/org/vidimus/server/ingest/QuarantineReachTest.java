package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** What of the quarantine somebody sees whose right to it reaches less than the house. */
class QuarantineReachTest extends IngestTest {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String role = "SORTER_" + mark.toUpperCase(Locale.ROOT);

    private TusClient sorter(Unit unit) {
        people.api(Role.ADMINISTRATOR)
                .put()
                .uri("/api/roles/" + role)
                .body(Map.of(
                        "name",
                        "Sorter",
                        "rights",
                        List.of(Map.of("action", "quarantine.list", "reach", "UNIT", "upTo", "OPEN"))))
                .retrieve()
                .toBodilessEntity();
        Person person = people.another(Role.WEARER, "sorter-" + mark, unit);
        people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/people/" + person.id() + "/duties")
                .body(Map.of("role", role))
                .retrieve()
                .toBodilessEntity();
        return new TusClient("http://127.0.0.1:" + port, people.token(person));
    }

    /** An upload that came as other bytes than it said. */
    private String refused(Unit unit) {
        byte[] bytes = bytes(100, UUID.randomUUID().getMostSignificantBits());
        String path = dock.created(
                bytes.length,
                Map.of(
                        "camera",
                        camera,
                        "recording",
                        "R-" + UUID.randomUUID(),
                        "filename",
                        "BAD.MP4",
                        "sha256",
                        Sha256.of(new byte[1]).toString()));
        assertThat(dock.patch(path, 0, bytes).code()).isEqualTo("digest-mismatch");
        sql.sql("update upload set unit = ? where id = ?")
                .params(unit.id().value(), UUID.fromString(id(path)))
                .update();
        return id(path);
    }

    @Test
    void isOnlyWhatTheirDutyReaches() {
        Unit unit = people.unit("Sorting " + mark);
        String own = refused(unit);
        refused(people.unit("Elsewhere " + mark));

        JsonNode seen = sorter(unit).get("/api/quarantine").json();

        assertThat(seen.get("items").valueStream().map(item -> item.get("id").asString()))
                .containsExactly(own);
        assertThat(seen.get("more").asLong()).isZero();
    }

    @Test
    void isAllOfItPageByPage() {
        Unit unit = people.unit("Sorting " + mark);
        String oldest = refused(unit);
        sql.sql("""
                        insert into upload (id, state, evidence_id, length_bytes, name, part, made_by, unit, created_at, expires_at)
                        select gen_random_uuid(), 'REFUSED', gen_random_uuid(), 1, 'x', 1, gen_random_uuid(), ?, now() + interval '1 s', now()
                        from generate_series(1, 203)
                        """).param(unit.id().value()).update();
        TusClient sorter = sorter(unit);

        JsonNode first = sorter.get("/api/quarantine").json();
        JsonNode rest = sorter.get("/api/quarantine?skip=200").json();

        assertThat(first.get("items")).hasSize(200);
        assertThat(first.get("more").asLong()).isEqualTo(4);
        assertThat(rest.get("items")).hasSize(4);
        assertThat(rest.get("items").get(3).get("id").asString()).isEqualTo(oldest);
        assertThat(rest.get("more").asLong()).isZero();
    }
}
