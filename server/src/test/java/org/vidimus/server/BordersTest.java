package org.vidimus.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.vidimus.server.web.Events;

/** The borders between the rooms, as docs/design/borders.md draws them. */
class BordersTest {
    private static final String HOUSE = "org.vidimus.server.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.vidimus.server");

    /** What each room may use of the others; trust and the house's own few classes are everybody's. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("custody", List.of()),
            Map.entry("access", List.of("custody", "paper")),
            Map.entry("database", List.of()),
            Map.entry("jobs", List.of()),
            Map.entry("vault", List.of("custody")),
            Map.entry("ingest", List.of("custody", "access", "vault", "evidence")),
            Map.entry("evidence", List.of("custody", "access", "vault")),
            Map.entry("media", List.of("custody", "access", "vault", "evidence", "ingest", "fleet")),
            Map.entry("fleet", List.of("custody", "access", "ingest", "evidence", "notices", "paper")),
            Map.entry("notices", List.of("custody")),
            Map.entry("paper", List.of()),
            Map.entry("sharing", List.of("custody", "access", "vault", "evidence", "paper")),
            Map.entry("privacy", List.of("custody", "access", "evidence", "paper")),
            Map.entry("web", List.of("custody", "access")));

    @Test
    void areCrossedOnlyWhereAgreed() {
        MAY_USE.forEach((room, others) -> noClasses()
                .that()
                .resideInAPackage(HOUSE + room + "..")
                .should()
                .dependOnClassesThat(isInARoomBut(room, others))
                .check(CLASSES));
    }

    private static DescribedPredicate<JavaClass> isInARoomBut(String room, List<String> others) {
        return new DescribedPredicate<>("live in a room other than %s and %s", room, others) {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith(HOUSE)
                        && !isIn(type, room)
                        && others.stream().noneMatch(other -> isIn(type, other))
                        && !type.getFullName().startsWith(Events.class.getName());
            }
        };
    }

    private static boolean isIn(JavaClass type, String room) {
        return type.getPackageName().equals(HOUSE + room)
                || type.getPackageName().startsWith(HOUSE + room + ".");
    }

    @Test
    void namesEveryRoom() {
        var rooms = new TreeSet<String>();
        CLASSES.forEach(type -> {
            if (type.getPackageName().startsWith(HOUSE)) {
                rooms.add(type.getPackageName().substring(HOUSE.length()).replaceAll("\\..*", ""));
            }
        });
        // The demo furnishes the house from outside, and may use all of it.
        rooms.remove("demo");

        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void haveNoCircles() {
        slices().matching(HOUSE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepProgramsInMedia() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HOUSE + "media..", HOUSE + "database..", HOUSE + "demo..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "start a program",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec")))
                .because("every call of another program is bounded in one place")
                .check(CLASSES);
    }

    @Test
    void keepGuessableRandomnessOut() {
        noClasses()
                .that()
                // The demo paints streets, the same ones every time.
                .resideOutsideOfPackage(HOUSE + "demo..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are guessable randomness",
                        type -> type.isEquivalentTo(Random.class) || type.isEquivalentTo(ThreadLocalRandom.class)))
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    @Test
    void letTimeComeFromOutside() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "take a clock of their own",
                        call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system")
                                && !call.getOriginOwner().isEquivalentTo(Vidimus.class)))
                .check(CLASSES);
    }

    @Test
    void letOnlyTheGateWriteTheLedger() {
        classes()
                .that()
                .haveSimpleName("Entries")
                .and()
                .resideInAPackage(HOUSE + "custody")
                .should()
                .onlyBeAccessed()
                .byClassesThat(DescribedPredicate.describe(
                        "are the gate",
                        type -> type.getSimpleName().equals("LedgerGate")
                                || type.getSimpleName().equals("Entries")))
                .check(CLASSES);
    }

    @Test
    void sayWhatMayBeNull() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name ->
                        !name.equals("org.vidimus.server") && !name.equals(HOUSE + "demo") && !isNullMarked(name))
                .sorted()
                .toList();

        assertThat(unmarked).isEmpty();
    }

    private static boolean isNullMarked(String packageName) {
        try {
            return Arrays.stream(Class.forName(packageName + ".package-info").getAnnotations())
                    .anyMatch(annotation -> annotation.annotationType() == NullMarked.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
