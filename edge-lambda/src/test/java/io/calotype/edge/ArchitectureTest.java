package io.calotype.edge;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Rules as methods: Surefire runs no rule that is a field, and says nothing. */
@AnalyzeClasses(packages = "io.calotype.edge", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static void packagesHaveNoCycles(JavaClasses classes) {
    slices().matching("io.calotype.edge.(*)..").should().beFreeOfCycles().check(classes);
  }

  @ArchTest
  static void onlySettingsReadTheEnvironment(JavaClasses classes) {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Settings")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(classes);
  }

  @ArchTest
  static void noFunctionRunsTheJob(JavaClasses classes) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("io.calotype.pipeline..")
                .and(
                    resideOutsideOfPackages(
                        "io.calotype.pipeline.store..",
                        "io.calotype.pipeline.fetch..",
                        "io.calotype.pipeline.fault..")))
        .check(classes);
  }

  @ArchTest
  static void ticketsNeedNeitherStoreNorEngine(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("io.calotype.edge.ticket..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.calotype.pipeline..",
            "io.calotype.edge.onthefly..",
            "io.calotype.variants.render..")
        .check(classes);
  }
}
