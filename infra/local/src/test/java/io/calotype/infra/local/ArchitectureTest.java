package io.calotype.infra.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain tests, since surefire runs ArchUnit's own {@code @ArchTest} fields without reporting. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.calotype.infra.local");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.calotype.infra.local.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void environmentIsReadInSettingsOnly() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Settings")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CLASSES);
  }

  @Test
  void objectsKnowNothingOfHttpOrAws() {
    noClasses()
        .that()
        .resideInAPackage("..s3.objects..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.gaul..", "software.amazon..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void s3KnowsNoOtherStandIn() {
    noClasses()
        .that()
        .resideInAPackage("..s3..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.calotype.infra.local.eventbridge..",
            "io.calotype.infra.local.kinesis..",
            "io.calotype.infra.local.state..")
        .check(CLASSES);
  }
}
