package io.calotype.infra.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Rules as methods: Surefire runs no rule that is a field, and says nothing. */
@AnalyzeClasses(
    packages = "io.calotype.infra.aws",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static void dependsOnAssetsOnly(JavaClasses classes) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.calotype.edge..", "io.calotype.pipeline..", "io.calotype.infra.local..")
        .check(classes);
  }

  @ArchTest
  static void onlySettingsKnowOfRecipes(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.calotype.infra.aws.settings")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.calotype.variants..")
        .check(classes);
  }

  @ArchTest
  static void settingsAreReadWithoutTheCdk(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("io.calotype.infra.aws.settings")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awscdk..", "software.constructs..")
        .check(classes);
  }

  @ArchTest
  static void packagesHaveNoCycles(JavaClasses classes) {
    slices().matching("io.calotype.infra.aws.(**)").should().beFreeOfCycles().check(classes);
  }

  @ArchTest
  static void readsNoEnvironment(JavaClasses classes) {
    noClasses()
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(classes);
  }
}
