package dev.trueup.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the simulation: the world knows them all, and they know each other one way only. */
@AnalyzeClasses(packages = "dev.trueup.simulation", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.trueup.simulation.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyKnowsTheWorld = noClasses()
            .that()
            .resideInAPackage("dev.trueup.simulation.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.trueup.simulation");
}
