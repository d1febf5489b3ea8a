package io.ordo.scheduler;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micronaut.context.annotation.Factory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Who may know whom. Think hard about the floors before you change this file: it is what lets every class of floors 0
 * and 1 be made with {@code new} in a test, and every rim be replaced alone.
 *
 * <p>Packages that do not exist yet stand here so that whoever adds them finds their place. A package that is added
 * without a place fails {@link #everyClassStandsOnAFloor}.
 */
class FloorsTest {
    /** Values that decide. */
    private static final List<String> FLOOR_0 = List.of(
            "work",
            "schedule",
            "queue",
            "lease",
            "task",
            "job",
            "access",
            "target",
            "connection",
            "template",
            "event",
            "tenant",
            "filter",
            "commit",
            "coalescing");

    /** Actors: ports in, ports out. */
    private static final List<String> FLOOR_1 = List.of(
            "ledger",
            "scheduling",
            "planning",
            "relaying",
            "receiving",
            "backfilling",
            "arriving",
            "pushing",
            "choosing",
            "pacing",
            "ranking",
            "foreseeing",
            "explaining",
            "lab",
            "claiming",
            "steering",
            "tending",
            "templating",
            "telling",
            "dispatching",
            "limiting",
            "signing",
            "fleet",
            "upkeep");

    /** Rims, each around one technology. */
    private static final List<String> FLOOR_2 = List.of(
            "http.api",
            "http.queue",
            "http.lab",
            "http.access",
            "http.problem",
            "http.request",
            "http.value",
            "http.item",
            "http.schema",
            "http.gate",
            "http.once",
            "http.lane",
            "http.kat",
            "http.kat.filter",
            "http.kat.queue",
            "http.kat.schedule",
            "http.kat.task",
            "http.metrics",
            "http.tasks",
            "http.ranking",
            "http.schedule",
            "http.client",
            "http.event",
            "http.cronlog",
            "http.target",
            "http.connection",
            "http.template",
            "http.restjobs",
            "ui",
            "postgres",
            "postgres.hot",
            "postgres.plan",
            "postgres.history",
            "postgres.admin",
            "kafka",
            "redis",
            "rest",
            "cron");

    /** Wiring and main, which may know everything. */
    private static final List<String> FLOOR_3 = List.of("app", "app.wiring");

    /** What a package of floor 0 may know of its own floor. A task and a job know nothing of each other. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "commit",
            Set.of("lease"),
            "queue",
            Set.of("work"),
            "work",
            Set.of("target"),
            "task",
            Set.of("work", "lease", "filter"),
            "connection",
            Set.of("work", "target"),
            "job",
            Set.of("schedule", "work", "target"),
            "template",
            Set.of("job", "schedule", "work", "target"));

    private static final String SCHEDULER = "io.ordo.scheduler.";
    private static final String RANKER = "io.ordo.ranker";

    /** The packages of the library, which stand for themselves wherever it may be known. */
    private static final List<String> RANKER_PACKAGES = Stream.of(
                    "", ".factor", ".catalog", ".fair", ".history", ".ahead", ".simulation", ".simulation.load")
            .map(RANKER::concat)
            .toList();

    /** The records on the wire, by concept. */
    private static final List<String> WIRE = Stream.of(
                    "",
                    ".queue",
                    ".task",
                    ".tenant",
                    ".explanation",
                    ".ranking",
                    ".schedule",
                    ".template",
                    ".event",
                    ".flow",
                    ".connection",
                    ".kat",
                    ".dialect")
            .map("io.ordo.api"::concat)
            .toList();

    /** What rims of HTTP share. Any other is known to the app alone. */
    private static final List<String> SHARED_HTTP = List.of(
            "http.request",
            "http.value",
            "http.item",
            "http.schema",
            "http.gate",
            "http.once",
            "http.lane",
            "http.ranking",
            "http.schedule",
            "http.target",
            "http.template",
            "http.problem",
            "http.kat",
            "http.kat.filter");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ordo");

    @Test
    void everyClassStandsOnAFloor() {
        var known = Stream.of(FLOOR_0, FLOOR_1, FLOOR_2, FLOOR_3)
                .flatMap(Collection::stream)
                .map(name -> SCHEDULER + name)
                .toList();
        classes()
                .that()
                .resideInAPackage("io.ordo.scheduler..")
                .should()
                .resideInAnyPackage(known.toArray(String[]::new))
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("FLOOR_0")
    void onFloor0OnlyTheNamedArrowsExist(String name) {
        var friends = ARROWS.getOrDefault(name, Set.of()).stream().map(friend -> SCHEDULER + friend);
        assertKnowsOnly(name, Stream.concat(friends, Stream.of(RANKER)));
    }

    @ParameterizedTest
    @FieldSource("FLOOR_1")
    void anActorKnowsValuesAndOtherActors(String name) {
        assertKnowsOnly(name, Stream.concat(valuesAndActors(), Stream.of(RANKER)));
    }

    @ParameterizedTest
    @FieldSource("FLOOR_2")
    void aRimKnowsNoOtherRim(String name) {
        var below = Stream.concat(valuesAndActors(), Stream.of(RANKER));
        if (name.startsWith("http.")) {
            assertKnowsOnly(name, Stream.concat(below, Stream.concat(on(SHARED_HTTP), WIRE.stream())));
        } else if (name.startsWith("postgres.")) {
            assertKnowsOnly(name, Stream.concat(below, Stream.of(SCHEDULER + "postgres")));
        } else {
            assertKnowsOnly(name, valuesAndActors());
        }
    }

    @ParameterizedTest
    @FieldSource("FLOOR_3")
    void theAppKnowsTheSchedulerItsRankerAndItsWire(String name) {
        var scheduler = Stream.of(FLOOR_0, FLOOR_1, FLOOR_2, FLOOR_3).flatMap(FloorsTest::on);
        assertKnowsOnly(name, Stream.concat(scheduler, Stream.concat(Stream.of(RANKER), WIRE.stream())));
    }

    @Test
    void theOtherModulesKnowOnlyThemselves() {
        for (var module : List.of(RANKER_PACKAGES, WIRE)) {
            classes()
                    .that()
                    .resideInAnyPackage(module.toArray(String[]::new))
                    .should()
                    .onlyDependOnClassesThat(outsideOrdoOr(module::contains))
                    .check(CLASSES);
        }
    }

    @Test
    void valuesStandOnTheJdkAlone() {
        assertStandsOn(FLOOR_0, foreign -> false);
    }

    @Test
    void actorsStandOnTheJdkAndALogger() {
        assertStandsOn(FLOOR_1, foreign -> foreign.equals("org.slf4j"));
    }

    @Test
    void theRankerStandsOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage(RANKER + "..")
                .should()
                .onlyDependOnClassesThat(ordoOrJdkOr(foreign -> false))
                .check(CLASSES);
    }

    @Test
    void packagesKnowEachOtherInOneDirection() {
        slices().matching("io.ordo.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void conceptsKnowEachOtherInOneDirection() {
        slices().matching("io.ordo.scheduler.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theAppIsPutTogetherInOnePlace() {
        classes()
                .that()
                .areAnnotatedWith(Factory.class)
                .should()
                .resideInAPackage(SCHEDULER + "app.wiring")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        var unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked)
                .as("packages without a package-info.java annotated @NullMarked")
                .isEmpty();
    }

    private static void assertKnowsOnly(String name, Stream<String> others) {
        var known = others.toList();
        classes()
                .that()
                .resideInAPackage(SCHEDULER + name)
                .should()
                .onlyDependOnClassesThat(outsideOrdoOr(other -> other.equals(SCHEDULER + name)
                        || known.contains(other)
                        || (known.contains(RANKER) && RANKER_PACKAGES.contains(other))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static void assertStandsOn(List<String> floor, Predicate<String> foreign) {
        classes()
                .that()
                .resideInAnyPackage(on(floor).toArray(String[]::new))
                .should()
                .onlyDependOnClassesThat(ordoOrJdkOr(foreign))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> outsideOrdoOr(Predicate<String> known) {
        return describe(
                "are no part of Ordo or may be known",
                other -> !isOrdo(other)
                        || known.test(other.getBaseComponentType().getPackageName()));
    }

    /** JDBC is part of the JDK and yet of one rim alone. */
    private static DescribedPredicate<JavaClass> ordoOrJdkOr(Predicate<String> foreign) {
        return describe("are Ordo's, the JDK's or allowed here", other -> {
            String name = other.getBaseComponentType().getPackageName();
            boolean jdk = name.startsWith("java.") && !name.startsWith("java.sql");
            return isOrdo(other) || jdk || name.startsWith("org.jspecify.") || foreign.test(name);
        });
    }

    private static boolean isOrdo(JavaClass other) {
        return other.getBaseComponentType().getPackageName().startsWith("io.ordo.");
    }

    private static Stream<String> on(List<String> floor) {
        return floor.stream().map(name -> SCHEDULER + name);
    }

    private static Stream<String> valuesAndActors() {
        return Stream.concat(on(FLOOR_0), on(FLOOR_1));
    }
}
