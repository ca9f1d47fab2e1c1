package io.calotype.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.calotype.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.calotype.cli.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule environmentIsReadInSettingsOnly =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Settings")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule commandsWriteToTheirConsoleOnly =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule renderingLocallyNeedsNoCloud =
      noClasses()
          .that()
          .resideInAnyPackage("..cli.render..", "..cli.plan..", "..cli.report..", "..cli.console..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "org.apache.flink..", "io.calotype.infra..");
}
