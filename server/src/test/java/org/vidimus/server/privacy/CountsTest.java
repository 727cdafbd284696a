package org.vidimus.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.custody.Caller.Role.*;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;

/** What the works council sees over HTTP, and what it does not get to. */
// A house of its own: months that are over are counted once, and others fill theirs.
@TestPropertySource(properties = "vidimus.test=counts")
class CountsTest extends ReadingHouse {
    private static final List<UUID> CROWD =
            Stream.generate(UUID::randomUUID).limit(8).toList();
    /** In the zone of the machine, as the server counts. */
    private static final OffsetDateTime LAST_MONTH =
            OffsetDateTime.now().minusMonths(1).withDayOfMonth(10);

    private static final OffsetDateTime BEFORE = LAST_MONTH.minusMonths(1);
    private static boolean lived;

    /** Once, before anybody counts. */
    @BeforeEach
    void live() {
        if (lived) {
            return;
        }
        lived = true;
        // Last month: a crowd looked without a purpose, one person with one.
        CROWD.forEach(viewer -> seen(viewer, UUID.randomUUID(), LAST_MONTH, ""));
        seen(CROWD.getFirst(), UUID.randomUUID(), LAST_MONTH, "Miller asked me to");
        // The month before: two people only.
        seen(CROWD.get(0), UUID.randomUUID(), BEFORE, "complaint 18");
        seen(CROWD.get(1), UUID.randomUUID(), BEFORE, "complaint 19");
    }

    @Test
    void showsGroupsAndNoSinglePeople() {
        JsonNode answer = get(people.api(WORKS_COUNCIL), "/api/counts");

        List<JsonNode> months =
                StreamSupport.stream(answer.get("months").spliterator(), false).toList();
        assertThat(months).hasSize(12);
        JsonNode last = of(months, LAST_MONTH);
        JsonNode one = of(months, BEFORE);
        assertThat(answer.get("groupSize").asInt()).isGreaterThan(2);
        assertThat(last.get("openings").asInt()).isEqualTo(9);
        assertThat(last.get("viewers").asInt()).isEqualTo(8);
        // The lone purpose is hidden, and its neighbour with it, or the total would tell.
        assertThat(last.get("byPurpose").toString()).doesNotContain("count", "Miller", "miller");
        assertThat(one.has("openings")).isFalse();
        assertThat(one.get("byKind").toString()).doesNotContain("count");
        CROWD.forEach(viewer -> assertThat(answer.toString()).doesNotContain(viewer.toString()));
    }

    private static JsonNode of(List<JsonNode> months, OffsetDateTime at) {
        return months.stream()
                .filter(month ->
                        month.get("month").asString().equals(YearMonth.from(at).toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void cannotBeNarrowedDown() {
        var council = people.api(WORKS_COUNCIL);
        JsonNode all = get(council, "/api/counts");

        for (String filter : List.of(
                "person=" + UUID.randomUUID(),
                "unit=" + people.unit().id(),
                "from=2026-01-01",
                "purpose=COMPLAINT",
                "groupSize=1")) {
            assertThat(get(council, "/api/counts?" + filter)).isEqualTo(all);
        }
        for (String path : List.of(
                "/api/ledger/entries",
                "/api/ledger/export",
                "/api/evidence",
                "/api/people",
                "/api/opening-delays",
                "/api/cameras")) {
            assertThat(ask(council, path).getStatusCode().value()).as(path).isEqualTo(403);
        }
    }

    @Test
    void isForNobodyElse() {
        for (Caller.Role role : List.of(WEARER, SUPERVISOR, EVIDENCE_MANAGER, ADMINISTRATOR, AUDITOR)) {
            assertThat(ask(people.api(role), "/api/counts").getStatusCode().value())
                    .as(role.name())
                    .isEqualTo(403);
        }
    }

    /** A line as the register would have it after such a look. */
    private void seen(UUID viewer, UUID wearer, OffsetDateTime at, String purpose) {
        UUID evidence = UUID.randomUUID();
        sql.sql("insert into evidence (id, kind, title, wearer, received_at, sorted_at, ends_at, state) "
                        + "values (?, 'FILE', 'x', ?, now(), now(), now(), 'SEALED')")
                .param(evidence)
                .param(wearer)
                .update();
        sql.sql(
                        "insert into entry_line (leaf_index, entry, at, ended, action, who, door, result, purpose, evidence, personal) "
                                + "values (10000000 + (select count(*) from entry_line), ?, ?, false, 'evidence.view', ?, 'screen', 'done', ?, ?, true)")
                .param(UUID.randomUUID())
                .param(at)
                .param(viewer)
                .param(purpose.isEmpty() ? null : purpose)
                .param(new UUID[] {evidence})
                .update();
    }
}
