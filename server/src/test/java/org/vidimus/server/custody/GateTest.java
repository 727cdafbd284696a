package org.vidimus.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.Refused;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;

@ServerTest
class GateTest {
    @Autowired
    Gate gate;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestPeople people;

    private final Caller job = Caller.job("test");
    private final UUID evidence = UUID.randomUUID();

    @BeforeEach
    void makeSomethingToChange() {
        sql.sql("create table if not exists scribble (line text)").update();
        sql.sql("truncate scribble").update();
    }

    @Test
    void recordsAttemptAndOutcomeOfAChange() {
        Passage passage = Passage.of(job, Action.EVIDENCE_CLASSIFY, Subject.evidence(evidence))
                .because(Optional.of("complaint 12\nsecond line"))
                .with("category", "assault");

        gate.change(passage, outcome -> {
            scribble("changed");
            return outcome.note("was", "none");
        });

        List<String> entries = entriesAbout(evidence);
        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst())
                .startsWith("vidimus.entry/v1\nid ")
                .contains("\nphase attempt\naction evidence.classify\nactor job " + job.id() + " test\ndoor job\n")
                .contains("\nsubject evidence " + evidence + "\npurpose complaint 12\\nsecond line\nresult allowed\n")
                .endsWith("\ndetail category assault\n");
        assertThat(entries.getLast())
                .contains("\nphase outcome\nattempt " + idOf(entries.getFirst()) + "\n")
                .endsWith("\nresult done\ndetail category assault\ndetail was none\n");
        assertThat(scribbles()).containsExactly("changed");
    }

    @Test
    void rollsBackWhatFailedAndRecordsIt() {
        Passage passage = Passage.of(job, Action.EVIDENCE_CLASSIFY, Subject.evidence(evidence));

        assertThatThrownBy(() -> gate.change(passage, outcome -> {
                    scribble("changed");
                    outcome.about(Subject.upload(UUID.randomUUID()));
                    throw new CustodyProblem.NotFound().refused();
                }))
                .isInstanceOf(Refused.class);

        assertThat(scribbles()).isEmpty();
        assertThat(entriesAbout(evidence))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("\nresult failed\ndetail problem not-found\n");
    }

    @Test
    void recordsARefusalAndDoesNothing() {
        Caller wearer = people.caller(Caller.Role.WEARER);
        Passage passage = Passage.of(wearer, Action.EVIDENCE_DOWNLOAD, Subject.evidence(evidence));

        assertThatThrownBy(() -> gate.change(passage, outcome -> {
                    scribble("changed");
                    return "";
                }))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("not-allowed"));

        assertThat(scribbles()).isEmpty();
        assertThat(entriesAbout(evidence)).singleElement().asString().contains("\nresult refused\n");
    }

    @Test
    void recordsThatARuleOfTheHouseRefused() {
        Passage passage = Passage.of(job, Action.EVIDENCE_CLASSIFY, Subject.evidence(evidence));
        Runnable rule = () -> {
            throw new CustodyProblem.NotFound().refused();
        };

        assertThatThrownBy(() -> gate.change(passage, rule, outcome -> {
                    scribble("changed");
                    return "";
                }))
                .isInstanceOf(Refused.class);

        assertThat(scribbles()).isEmpty();
        assertThat(entriesAbout(evidence))
                .singleElement()
                .asString()
                .contains("\nresult refused\n", "\ndetail reason not-found\n");
    }

    @Test
    void keepsSilentAboutThingsOutOfReach() {
        Caller wearer = people.caller(Caller.Role.WEARER);
        Passage passage = Passage.of(wearer, Action.EVIDENCE_VIEW, Subject.evidence(evidence));

        assertThatThrownBy(() -> gate.view(passage, outcome -> ""))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("not-found"));
    }

    @Test
    void recordsOneViewingOnce() {
        Caller viewer = inSitting(UUID.randomUUID());
        Passage passage = Passage.of(viewer, Action.EVIDENCE_VIEW, Subject.evidence(evidence));

        for (int range = 0; range < 5; range++) {
            String opened = gate.view(passage, outcome -> "bytes");
            assertThat(opened).isEqualTo("bytes");
        }

        assertThat(entriesAbout(evidence)).hasSize(2);
        gate.view(passage.because(Optional.of("another purpose")), outcome -> "bytes");
        assertThat(entriesAbout(evidence)).hasSize(4);
        Caller sameInAnotherSitting = inSitting(UUID.randomUUID());
        gate.view(
                Passage.of(sameInAnotherSitting, Action.EVIDENCE_VIEW, Subject.evidence(evidence)), outcome -> "bytes");
        assertThat(entriesAbout(evidence)).hasSize(6);
    }

    @Test
    void doesNotTakeAFailedViewingForASeenOne() {
        Passage passage = Passage.of(job, Action.EVIDENCE_VIEW, Subject.evidence(evidence));
        assertThatThrownBy(() -> gate.view(passage, outcome -> {
                    throw new IllegalStateException("the vault is away");
                }))
                .hasMessage("the vault is away");

        gate.view(passage, outcome -> "bytes");

        assertThat(entriesAbout(evidence)).hasSize(4).last().asString().contains("\nresult done\n");
    }

    @Test
    void refusesToBePassedInsideATransaction() {
        Passage passage = Passage.of(job, Action.EVIDENCE_VIEW, Subject.evidence(evidence));

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> gate.view(passage, outcome -> "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of a transaction");

        assertThat(entriesAbout(evidence)).isEmpty();
    }

    @Test
    void putsWhatWasMadeIntoItsOwnHistory() {
        UUID made = UUID.randomUUID();

        gate.change(Passage.of(job, Action.UPLOAD_CREATE), outcome -> outcome.about(Subject.upload(made)));

        assertThat(entriesAbout(Subject.upload(made)))
                .singleElement()
                .asString()
                .contains("\nresult done\n");
    }

    private Caller inSitting(UUID session) {
        return new Caller(
                job.kind(),
                job.id(),
                job.name(),
                job.duties(),
                job.unit(),
                job.door(),
                job.person(),
                Optional.of(session));
    }

    private void scribble(String line) {
        sql.sql("insert into scribble values (?)").param(line).update();
    }

    private List<String> scribbles() {
        return sql.sql("select line from scribble").query(String.class).list();
    }

    private List<String> entriesAbout(UUID id) {
        return entriesAbout(Subject.evidence(id));
    }

    private List<String> entriesAbout(Subject subject) {
        return sql
                .sql("select payload from custody_entry where subjects @> array[?::text] order by arrival")
                .param(subject.toString())
                .query(byte[].class)
                .list()
                .stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .toList();
    }

    private static String idOf(String entry) {
        return entry.lines()
                .filter(line -> line.startsWith("id "))
                .findFirst()
                .orElseThrow()
                .substring(3);
    }
}
