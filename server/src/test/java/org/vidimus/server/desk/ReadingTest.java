package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.TestEvidence;

/** Reading the ledger, who opened my footage, delays and counts: at the desk. */
@DeskTest
// A house of its own: here entries are erased and months are filled by hand, which no other test expects.
@TestPropertySource(properties = "vidimus.test=reading")
class ReadingTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @Autowired
    TestPeople people;

    @Autowired
    TestEvidence evidence;

    @Autowired
    Gate gate;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void findsProvesAndExportsWhatWasDone(Desk desk) {
        UUID id = opened("complaint " + mark);
        awaitRegister();
        desk.signIn(Caller.Role.AUDITOR).open("/ledger?evidence=" + id + "&door=screen");

        Locator rows = desk.page().locator("main ol > li");
        assertThat(rows).hasCount(2);
        assertThat(rows.last()).containsText("Watched by Name of evidence_manager");
        assertThat(rows.last()).containsText("complaint " + mark);
        assertThat(desk.page().locator("main [role=status]").first()).hasText("2 entries");
        rows.last().getByRole(AriaRole.BUTTON).first().click();
        desk.button("Check this entry").click();
        assertThat(desk.text("Your browser has checked it")).isVisible();
        desk.picture(PICTURES.resolve("ledger.png"));
        Download export = desk.page().waitForDownload(() -> desk.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Export with proofs"))
                .click());
        org.assertj.core.api.Assertions.assertThat(export.suggestedFilename()).matches("vidimus-ledger-.*\\.zip");
        org.assertj.core.api.Assertions.assertThat(export.path()).isNotEmptyFile();

        desk.label("Words of the purpose").fill("nothing like it");
        desk.label("Words of the purpose").press("Enter");
        assertThat(desk.heading("Nothing matches")).isVisible();
        assertThat(desk.page()).hasURL(Pattern.compile("purpose=nothing"));
        awaitRegister();
        desk.button("Clear all").click();
        // Perhaps not the first: the house does something by itself as well.
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Ledger read"))
                        .first())
                .isVisible();
    }

    @Test
    void isNotOfferedToOthers(Desk desk) {
        desk.signIn(Caller.Role.SUPERVISOR);
        assertThat(desk.page().getByRole(AriaRole.NAVIGATION)).not().containsText("Ledger");
        assertThat(desk.page().getByRole(AriaRole.NAVIGATION)).not().containsText("Delays");

        desk.open("/ledger");

        assertThat(desk.heading("Not for your role")).isVisible();
    }

    @Test
    void showsWhatWasErasedByLawAsThat(Desk desk) {
        UUID id = opened("erased " + mark);
        awaitRegister();
        sql.sql(
                        "update custody_entry set payload = null, salt = null, erased_at = '2026-11-20T12:00:00Z' "
                                + "where subjects @> array[?]::text[] and convert_from(payload, 'UTF8') like '%action evidence.view%'")
                .param("evidence " + id)
                .update();
        sql.sql(
                        "update entry_line set action = null, who = null, door = null, result = null, purpose = null, ended = false, "
                                + "personal = false, erased_at = '2026-11-20T12:00:00Z' where evidence @> array[?]::uuid[] and action = 'evidence.view'")
                .param(id)
                .update();
        desk.signIn(Caller.Role.AUDITOR).open("/ledger?evidence=" + id);

        Locator erased =
                desk.page().locator("main ol > li").filter(new Locator.FilterOptions().setHasText("Erased by law on"));
        assertThat(erased).hasCount(2);
        erased.first().getByRole(AriaRole.BUTTON).first().click();
        desk.button("Check this entry").click();
        assertThat(desk.text("Your browser has checked it")).isVisible();
        desk.isAccessible();
    }

    @Test
    void tellsTheWearerWhoOpenedTheirFootage(Desk desk) {
        opened("complaint " + mark);
        awaitRegister();
        desk.signIn(Caller.Role.WEARER).open("/my-footage");

        Locator row =
                desk.page().locator("main ol > li").filter(new Locator.FilterOptions().setHasText("complaint " + mark));
        assertThat(row.first()).containsText("Name of evidence_manager");
        desk.picture(PICTURES.resolve("my-footage.png"));
        row.first().getByRole(AriaRole.LINK).first().click();
        assertThat(desk.page()).hasURL(Pattern.compile("evidence="));
        assertThat(desk.link("All my footage")).isVisible();
    }

    @Test
    void delaysAndHasThatReviewed(Desk desk) {
        people.another(Caller.Role.EVIDENCE_MANAGER, "inquirer" + mark, people.unit());
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/delays");
        desk.button("Delay openings").click();
        desk.isAccessible();
        Locator viewer = desk.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Viewer"));
        viewer.fill("Name of inquirer" + mark);
        desk.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Name of inquirer" + mark))
                .click();
        desk.label("Reason").fill("inquiry " + mark);
        desk.label("Until").fill("2999-01-01");
        desk.button("Delay").click();
        assertThat(desk.page().getByRole(AriaRole.ALERT).first()).containsText("do not allow a delay until then");
        desk.label("Until")
                .fill(OffsetDateTime.now(ZoneOffset.UTC)
                        .plusDays(5)
                        .toLocalDate()
                        .toString());
        desk.button("Delay").click();
        Locator item = desk.page().locator("main li").filter(new Locator.FilterOptions().setHasText("inquiry " + mark));
        assertThat(item).containsText("Not yet");
        desk.picture(PICTURES.resolve("delays.png"));
        item.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End it now"))
                .click();
        assertThat(item).containsText("ended");
    }

    enum Look {
        LIGHT,
        DARK,
        GERMAN_PHONE;

        Desk of(Desk desk) {
            return switch (this) {
                case LIGHT -> desk;
                case DARK -> desk.dark();
                case GERMAN_PHONE -> desk.german().phone();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingThatAxeFinds(Look look, Desk desk) {
        UUID id = opened("axe " + mark);
        awaitRegister();
        look.of(desk).signIn(Caller.Role.AUDITOR).open("/ledger?evidence=" + id);
        desk.page().locator("main ol > li button").first().click();
        assertThat(desk.page().locator("main ol dl").first()).isVisible();
        desk.isAccessible();
        desk.picture(PICTURES.resolve("ledger-" + look + ".png"));
        desk.open("/ledger?purpose=nothing-like-" + mark);
        assertThat(desk.page().locator("main h2")).isVisible();
        desk.isAccessible();
        desk.open("/delays");
        assertThat(desk.page().locator("main h1")).isVisible();
        desk.isAccessible();
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingThatAxeFindsAtTheWearers(Look look, Desk desk) {
        opened("axe " + mark);
        awaitRegister();
        look.of(desk).signIn(Caller.Role.WEARER).open("/my-footage");
        assertThat(desk.page().locator("main ol > li").first()).isVisible();
        desk.isAccessible();
        desk.picture(PICTURES.resolve("my-footage-" + look + ".png"));
    }

    @ParameterizedTest
    @EnumSource
    void showsCountsToTheWorksCouncil(Look look, Desk desk) {
        OffsetDateTime month = OffsetDateTime.now().withDayOfMonth(12);
        for (int back = 1; back <= 8; back++) {
            crowd(month.minusMonths(back), 3 + back * 2, look.ordinal());
        }
        look.of(desk).signIn(Caller.Role.WORKS_COUNCIL).open("/counts");

        assertThat(desk.page().locator("main table").first()).isVisible();
        desk.isAccessible();
        desk.picture(PICTURES.resolve("counts-" + look + ".png"));
        assertThat(desk.page().getByRole(AriaRole.MAIN)).not().containsText("Name of");
    }

    /** A piece of the wearer's, watched and opened by the evidence manager. */
    private UUID opened(String purpose) {
        byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        UUID id = evidence.receive(TestEvidence.Delivery.of(bytes, "Clip " + mark + ".txt")
                        .at(Instant.parse("2026-03-01T08:00:00Z"))
                        .wornBy(
                                people.person(Caller.Role.WEARER).id(),
                                people.unit().id()))
                .evidence()
                .value();
        for (Action action : new Action[] {Action.EVIDENCE_VIEW, Action.EVIDENCE_SHOW}) {
            Passage passage = Passage.of(people.caller(Caller.Role.EVIDENCE_MANAGER), action, Subject.evidence(id));
            gate.view(passage.because(Optional.of(purpose)), outcome -> outcome);
        }
        return id;
    }

    private void crowd(OffsetDateTime at, int people, int salt) {
        for (int i = 0; i < people; i++) {
            UUID footage = UUID.randomUUID();
            sql.sql("insert into evidence (id, kind, title, wearer, received_at, sorted_at, ends_at, state) "
                            + "values (?, 'FILE', 'x', ?, now(), now(), now(), 'SEALED')")
                    .param(footage)
                    .param(UUID.randomUUID())
                    .update();
            sql.sql(
                            "insert into entry_line (leaf_index, entry, at, ended, action, who, door, result, purpose, evidence, personal) "
                                    + "values (10000000 + (select count(*) from entry_line), ?, ?, false, ?, ?, 'screen', 'done', ?, ?, true)")
                    .param(UUID.randomUUID())
                    .param(at)
                    .param(i % 3 == 0 ? "evidence.download" : "evidence.view")
                    .param(new UUID(salt, i))
                    .param(i % 2 == 0 ? null : "words of one's own")
                    .param(new UUID[] {footage})
                    .update();
        }
    }

    /** Until all that was written is in the register, and below a signed checkpoint. */
    private void awaitRegister() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (sql.sql("select r.next < h.size or exists (select from custody_entry where leaf_index is null) "
                        + "or h.size > coalesce((select max(size) from ledger_checkpoint), -1) "
                        + "from entry_register r, ledger_head h")
                .query(Boolean.class)
                .single()) {
            org.assertj.core.api.Assertions.assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000_000L);
        }
    }
}
