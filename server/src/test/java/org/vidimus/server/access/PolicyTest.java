package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Policy.Decision;
import org.vidimus.server.custody.Subject;

class PolicyTest {
    private static final Denials NO_DENIALS = new Denials() {
        @Override
        public Optional<String> why(Caller caller, Action action, Facts facts) {
            return Optional.empty();
        }

        @Override
        public boolean concern(Action action) {
            return false;
        }
    };

    private final UnitId unit = UnitId.random();
    private final UnitId below = UnitId.random();
    private List<FormerUnits.Spell> former = List.of();
    private final Person wearer = person(Role.WEARER, unit);
    private final Map<UUID, Facts> things = new ConcurrentHashMap<>();
    private final HousePolicy policy =
            new HousePolicy(StandardRoles::rights, unit -> Set.of(unit, below), _ -> former, NO_DENIALS, sources());

    private final Subject own = evidence(wearer.id(), unit);
    private final Subject ofUnit = evidence(PersonId.random(), unit);
    private final Subject elsewhere = evidence(PersonId.random(), UnitId.random());
    private final Subject nowhere = Subject.evidence(UUID.randomUUID());

    @Test
    void letsWearersSeeTheirOwnFootageAndNoOther() {
        Caller caller = caller(wearer);

        for (Action action : List.of(
                Action.EVIDENCE_SHOW,
                Action.EVIDENCE_VIEW,
                Action.EVIDENCE_PREVIEW,
                Action.EVIDENCE_HISTORY,
                Action.EVIDENCE_CLASSIFY)) {
            assertThat(decide(caller, action, own)).isEqualTo("allowed");
            assertThat(decide(caller, action, ofUnit)).isEqualTo("hidden");
            assertThat(decide(caller, action, nowhere)).isEqualTo("hidden");
            assertThat(decide(caller, action, own, elsewhere)).isEqualTo("hidden");
        }
        assertThat(policy.of(caller, Action.EVIDENCE_LIST))
                .isEqualTo(new Scope(List.of(
                        new Scope.Sight.Own(wearer.id(), Level.RESTRICTED),
                        new Scope.Sight.Granted(wearer.id(), Level.CONFIDENTIAL))));
        assertThat(decide(caller, Action.EVIDENCE_DOWNLOAD, own)).isEqualTo("refused");
        assertThat(decide(caller, Action.BUNDLE_EXPORT, own)).isEqualTo("refused");
        assertThat(decide(caller, Action.PERSON_CREATE)).isEqualTo("refused");
    }

    @Test
    void letsSupervisorsSeeTheirUnit() {
        Person supervisor = person(Role.SUPERVISOR, unit);
        Caller caller = caller(supervisor);

        assertThat(decide(caller, Action.EVIDENCE_VIEW, own, ofUnit)).isEqualTo("allowed");
        assertThat(decide(caller, Action.EVIDENCE_VIEW, elsewhere)).isEqualTo("hidden");
        assertThat(policy.of(caller, Action.EVIDENCE_LIST))
                .isEqualTo(new Scope(List.of(
                        new Scope.Sight.Own(supervisor.id(), Level.RESTRICTED),
                        new Scope.Sight.Units(Set.of(unit, below), Level.OPEN),
                        new Scope.Sight.Granted(supervisor.id(), Level.CONFIDENTIAL))));
        assertThat(decide(caller, Action.BUNDLE_EXPORT, own)).isEqualTo("refused");
    }

    @Test
    void reachesUnitsBelowAndADutysOwnUnit() {
        Subject lower = evidence(PersonId.random(), below);

        assertThat(decide(caller(person(Role.SUPERVISOR, unit)), Action.EVIDENCE_VIEW, lower))
                .isEqualTo("allowed");
        Person elsewhere = new Person(
                PersonId.random(),
                "visiting",
                "Visiting",
                Optional.of(new Unit(UnitId.random(), "Far away", Optional.empty())),
                List.of(duty(Role.SUPERVISOR, Optional.of(new Unit(unit, "Unit", Optional.empty())))));
        assertThat(decide(caller(elsewhere), Action.EVIDENCE_VIEW, ofUnit)).isEqualTo("allowed");
        assertThat(decide(caller(elsewhere), Action.EVIDENCE_VIEW, this.elsewhere))
                .isEqualTo("hidden");
    }

    @Test
    void hidesWhatIsHeldCloserThanADutyReachesButNotFromThoseNamed() {
        Person supervisor = person(Role.SUPERVISOR, unit);
        Person named = person(Role.WEARER, unit);
        Subject restricted = evidence(wearer.id(), unit, Level.RESTRICTED, named.id());
        Subject confidential = evidence(wearer.id(), unit, Level.CONFIDENTIAL, named.id());

        assertThat(decide(caller(wearer), Action.EVIDENCE_VIEW, restricted)).isEqualTo("allowed");
        assertThat(decide(caller(wearer), Action.EVIDENCE_VIEW, confidential)).isEqualTo("hidden");
        assertThat(decide(caller(supervisor), Action.EVIDENCE_VIEW, restricted)).isEqualTo("hidden");
        assertThat(decide(caller(named), Action.EVIDENCE_VIEW, restricted, confidential))
                .isEqualTo("allowed");
        // A name on the list adds nothing that the role does not have.
        assertThat(decide(caller(named), Action.EVIDENCE_CLASSIFY, restricted)).isEqualTo("hidden");
        assertThat(decide(caller(person(Role.EVIDENCE_MANAGER, unit)), Action.EVIDENCE_VIEW, confidential))
                .isEqualTo("allowed");
    }

    @Test
    void keepsSightOfAFormerUnitForItsTimeWhereTheRulesSaySo() {
        UnitId before = UnitId.random();
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant until = Instant.parse("2026-06-01T00:00:00Z");
        Caller moved = caller(person(Role.SUPERVISOR, unit));
        Subject then = recorded(before, Instant.parse("2026-03-01T00:00:00Z"));
        Subject later = recorded(before, until);
        assertThat(decide(moved, Action.EVIDENCE_VIEW, then)).isEqualTo("hidden");

        former = List.of(new FormerUnits.Spell(before, from, until));

        assertThat(decide(moved, Action.EVIDENCE_VIEW, then)).isEqualTo("allowed");
        assertThat(decide(moved, Action.EVIDENCE_VIEW, later)).isEqualTo("hidden");
        assertThat(policy.of(moved, Action.EVIDENCE_LIST).sights())
                .contains(new Scope.Sight.Former(Set.of(before, below), from, until, Level.OPEN));
    }

    @Test
    void leavesASupervisorWithoutAUnitTheirOwn() {
        Person alone = new Person(
                PersonId.random(),
                "alone",
                "Alone",
                Optional.empty(),
                List.of(duty(Role.SUPERVISOR, Optional.empty())));

        assertThat(policy.of(caller(alone), Action.EVIDENCE_LIST))
                .isEqualTo(new Scope(List.of(
                        new Scope.Sight.Own(alone.id(), Level.RESTRICTED),
                        new Scope.Sight.Granted(alone.id(), Level.CONFIDENTIAL))));
        assertThat(decide(caller(alone), Action.EVIDENCE_VIEW, evidence(alone.id(), unit)))
                .isEqualTo("allowed");
        assertThat(decide(caller(alone), Action.EVIDENCE_VIEW, ofUnit)).isEqualTo("hidden");
    }

    @Test
    void letsEvidenceManagersWorkWithAllEvidence() {
        Caller caller = caller(person(Role.EVIDENCE_MANAGER, unit));

        for (Action action : List.of(Action.EVIDENCE_VIEW, Action.EVIDENCE_DOWNLOAD, Action.BUNDLE_EXPORT)) {
            assertThat(decide(caller, action, elsewhere)).isEqualTo("allowed");
        }
        assertThat(decide(caller, Action.EVIDENCE_VIEW, nowhere)).isEqualTo("hidden");
        assertThat(decide(caller, Action.VAULT_SCRUB)).isEqualTo("allowed");
        assertThat(decide(caller, Action.QUARANTINE_LIST)).isEqualTo("allowed");
        assertThat(decide(caller, Action.PERSON_CREATE)).isEqualTo("refused");
        assertThat(policy.of(caller, Action.EVIDENCE_LIST)).isEqualTo(Scope.everything());
    }

    @Test
    void endsARoleThatReachesEverythingAtTheUnitThatItIsGivenFor() {
        Caller north = caller(holding(Role.EVIDENCE_MANAGER));
        Subject confidential = evidence(PersonId.random(), below, Level.CONFIDENTIAL);

        assertThat(decide(north, Action.EVIDENCE_VIEW, ofUnit, confidential)).isEqualTo("allowed");
        assertThat(decide(north, Action.EVIDENCE_VIEW, elsewhere)).isEqualTo("hidden");
        assertThat(decide(north, Action.BUNDLE_EXPORT, ofUnit, elsewhere)).isEqualTo("hidden");
        assertThat(policy.of(north, Action.EVIDENCE_LIST))
                .isEqualTo(new Scope(List.of(new Scope.Sight.Units(Set.of(unit, below), Level.CONFIDENTIAL))));
        assertThat(policy.why(
                        north, Action.EVIDENCE_VIEW, policy.factsOf(ofUnit).orElseThrow()))
                .hasValueSatisfying(because -> assertThat(because).contains("unit and below"));
        assertThat(policy.why(
                        north, Action.EVIDENCE_VIEW, policy.factsOf(elsewhere).orElseThrow()))
                .isEmpty();
        assertThat(decide(north, Action.QUARANTINE_LIST))
                .as("it lies in no unit")
                .isEqualTo("refused");
        assertThat(policy.of(north)).contains("evidence.view").doesNotContain("quarantine.list", "vault.scrub");
    }

    @Test
    void leavesTheHouseToThoseWhoseDutyHasNoUnit() {
        Caller north = caller(holding(Role.ADMINISTRATOR));
        Caller whole = caller(person(Role.ADMINISTRATOR, unit));

        for (Action action : List.of(Action.UNIT_CHANGE, Action.UNIT_CREATE, Action.ROLE_CHANGE)) {
            assertThat(decide(north, action)).isEqualTo("refused");
            assertThat(policy.of(north)).doesNotContain(action.code());
            assertThat(decide(whole, action)).isEqualTo("allowed");
            assertThat(policy.of(whole)).contains(action.code());
        }
        assertThat(decide(caller(holding(Role.DIRECTORY)), Action.SCIM_CHANGE)).isEqualTo("refused");
    }

    /** Somebody from elsewhere with the role for the unit. */
    private Person holding(Role role) {
        return new Person(
                PersonId.random(),
                "holding",
                "Holding",
                Optional.of(new Unit(UnitId.random(), "Far away", Optional.empty())),
                List.of(duty(role, Optional.of(new Unit(unit, "Unit", Optional.empty())))));
    }

    @Test
    void letsAdministratorsKeepTheHouseAndSeeNoFootage() {
        Caller caller = caller(person(Role.ADMINISTRATOR, unit));

        assertThat(decide(caller, Action.PERSON_CREATE)).isEqualTo("allowed");
        assertThat(decide(caller, Action.CAMERA_REGISTER)).isEqualTo("allowed");
        assertThat(decide(caller, Action.VAULT_REPORT)).isEqualTo("allowed");
        for (Action action : Action.values()) {
            if (action.code().startsWith("evidence.") || action.code().startsWith("bundle.")) {
                assertThat(decide(caller, action, own)).as(action.code()).isEqualTo("refused");
                assertThat(policy.of(caller, action)).isEqualTo(Scope.NOTHING);
            }
        }
    }

    @Test
    void letsDocksUploadAndReportAndNothingElse() {
        Caller dock = Callers.dock(new Token(
                TokenId.random(),
                "dock",
                true,
                Optional.of(wearer.id()),
                Optional.of(unit),
                java.time.Instant.EPOCH,
                java.time.Instant.MAX,
                Optional.empty()));

        assertThat(policy.of(dock).stream().filter(code -> !policy.of(Caller.visitor(Caller.Door.API))
                        .contains(code)))
                .containsExactlyInAnyOrder(
                        "upload.create",
                        "upload.append",
                        "upload.seal",
                        "upload.show",
                        "upload.terminate",
                        "camera.report",
                        "camera.erase",
                        "dock.slots",
                        "dock.certify",
                        "session.show");
        assertThat(decide(dock, Action.EVIDENCE_VIEW, own)).isEqualTo("refused");
    }

    @Test
    void treatsAScriptLikeItsOwner() {
        Caller script = Callers.of(
                new Token(
                        TokenId.random(),
                        "script",
                        false,
                        Optional.of(wearer.id()),
                        Optional.of(unit),
                        java.time.Instant.EPOCH,
                        java.time.Instant.MAX,
                        Optional.empty()),
                wearer);

        assertThat(decide(script, Action.EVIDENCE_VIEW, own)).isEqualTo("allowed");
        assertThat(decide(script, Action.EVIDENCE_VIEW, ofUnit)).isEqualTo("hidden");
    }

    @Test
    void sendsVisitorsToSignIn() {
        Caller visitor = Caller.visitor(Caller.Door.SCREEN);

        assertThat(decide(visitor, Action.EVIDENCE_LIST)).isEqualTo("refused");
        assertThat(decide(visitor, Action.LEDGER_CHECKPOINT)).isEqualTo("allowed");
        assertThat(decide(visitor, Action.SESSION_START)).isEqualTo("allowed");
        assertThat(policy.of(visitor, Action.EVIDENCE_LIST)).isEqualTo(Scope.NOTHING);
    }

    @Test
    void offersTheSameAsItAllows() {
        for (Role role : Role.values()) {
            if (role == Role.DOCK) {
                continue;
            }
            Caller caller = caller(person(role, unit));
            for (Subject subject : List.of(ofUnit, elsewhere)) {
                List<String> may = policy.of(
                        caller, Subject.Kind.EVIDENCE, policy.factsOf(subject).orElseThrow());
                for (Action action : Permissions.concerning(Subject.Kind.EVIDENCE)) {
                    assertThat(may.contains(action.code()))
                            .as("%s %s %s", role, action, subject)
                            .isEqualTo(decide(caller, action, subject).equals("allowed"));
                }
            }
        }
    }

    @Test
    void letsWhatIsBeingMadeNotExistYet() {
        Caller caller = caller(wearer);

        assertThat(decide(caller, Action.UPLOAD_CREATE, Subject.upload(UUID.randomUUID())))
                .isEqualTo("allowed");
        assertThat(decide(caller, Action.UPLOAD_SHOW, Subject.upload(UUID.randomUUID())))
                .isEqualTo("hidden");
    }

    private String decide(Caller caller, Action action, Subject... subjects) {
        return switch (policy.decide(caller, action, List.of(subjects))) {
            case Decision.Allowed _ -> "allowed";
            case Decision.Refusal refusal -> refusal.hidden() ? "hidden" : "refused";
        };
    }

    private static Person person(Role role, UnitId unit) {
        return new Person(
                PersonId.random(),
                "login",
                "Name",
                Optional.of(new Unit(unit, "Unit", Optional.empty())),
                List.of(duty(role, Optional.empty())));
    }

    private static Duty duty(Role role, Optional<Unit> unit) {
        return Duties.beginning(role.name(), unit, java.time.Instant.EPOCH, Optional.empty());
    }

    private static Caller caller(Person person) {
        return Callers.of(person, UUID.randomUUID());
    }

    private Subject recorded(UnitId unit, Instant at) {
        UUID id = UUID.randomUUID();
        things.put(
                id,
                new Facts(
                        Optional.of(PersonId.random()),
                        Optional.of(unit),
                        Optional.empty(),
                        Level.OPEN,
                        Set.of(),
                        Set.of(),
                        Optional.of(at)));
        return Subject.evidence(id);
    }

    private Subject evidence(PersonId wearer, UnitId unit) {
        return evidence(wearer, unit, Level.OPEN);
    }

    private Subject evidence(PersonId wearer, UnitId unit, Level level, PersonId... named) {
        UUID id = UUID.randomUUID();
        things.put(
                id,
                new Facts(
                        Optional.of(wearer),
                        Optional.of(unit),
                        Optional.empty(),
                        level,
                        Set.of(named),
                        Set.of(),
                        Optional.empty()));
        return Subject.evidence(id);
    }

    private ObjectProvider<Facts.Source> sources() {
        var beans = new StaticListableBeanFactory();
        for (Subject.Kind kind : List.of(Subject.Kind.EVIDENCE, Subject.Kind.UPLOAD)) {
            beans.addBean(kind.name(), new Facts.Source() {
                @Override
                public Subject.Kind kind() {
                    return kind;
                }

                @Override
                public Optional<Facts> of(UUID id) {
                    return Optional.ofNullable(things.get(id));
                }
            });
        }
        return beans.getBeanProvider(Facts.Source.class);
    }
}
