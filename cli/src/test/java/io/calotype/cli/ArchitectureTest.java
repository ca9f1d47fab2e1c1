package io.calotype.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Rules as methods: Surefire runs no rule that is a field, and says nothing. */
@AnalyzeClasses(packages = "io.calotype.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static void packagesHaveNoCycles(JavaClasses classes) {
    slices().matching("io.calotype.cli.(**)").should().beFreeOfCycles().check(classes);
  }

  @ArchTest
  static void environmentIsReadInSettingsOnly(JavaClasses classes) {
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
  static void commandsWriteToTheirConsoleOnly(JavaClasses classes) {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  @ArchTest
  static void renderingLocallyNeedsNoCloud(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage("..cli.render..", "..cli.plan..", "..cli.report..", "..cli.console..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "org.apache.flink..", "io.calotype.infra..")
        .check(classes);
  }
}
