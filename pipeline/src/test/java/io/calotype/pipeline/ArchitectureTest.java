package io.calotype.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

@AnalyzeClasses(
    packages = "io.calotype.pipeline",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static void packagesHaveNoCycles(JavaClasses job) {
    slices().matching("io.calotype.pipeline.(*)..").should().beFreeOfCycles().check(job);
  }

  @ArchTest
  static void onlyTheEdgesKnowTheSdk(JavaClasses job) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.calotype.pipeline.fault..",
            "io.calotype.pipeline.store..",
            "io.calotype.pipeline.kinesis..",
            "io.calotype.pipeline.announce..",
            "io.calotype.pipeline.deadletter..",
            "io.calotype.pipeline.invalidate..",
            "io.calotype.pipeline.send..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..")
        .check(job);
  }

  @ArchTest
  static void whatMakesVariantsKnowsNoFlink(JavaClasses job) {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.calotype.pipeline.fault..",
            "io.calotype.pipeline.fetch..",
            "io.calotype.pipeline.render..",
            "io.calotype.pipeline.store..")
        .or()
        .haveSimpleName("VariantMaker")
        .or()
        .haveSimpleName("MakeRound")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..")
        .check(job);
  }

  @ArchTest
  static void onlySettingsReadTheEnvironment(JavaClasses job) {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Settings")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(job);
  }
}
