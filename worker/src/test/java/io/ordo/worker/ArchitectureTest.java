package io.ordo.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ordo.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.ordo.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule conceptsDoNotKnowTheApplication = noClasses()
            .that()
            .resideInAPackage("io.ordo.worker.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.ordo.worker");

    @ArchTest
    static final ArchRule theSchedulerIsKnownByItsApiOnly =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.ordo.scheduler..", "io.ordo.ranker..");

    @ArchTest
    static final ArchRule onlyTheClientSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("io.ordo.worker.client")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..");

    @ArchTest
    static final ArchRule executingKnowsNothingOfLeases = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.ordo.worker.execution",
                    "io.ordo.worker.logs",
                    "io.ordo.worker.numbers",
                    "io.ordo.worker.process",
                    "io.ordo.worker.scripts")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ordo.worker.attempt", "io.ordo.worker.client", "io.ordo.worker.pop");

    @ArchTest
    static final ArchRule thereIsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut.context..", "io.micronaut.http..", "jakarta..");
}
