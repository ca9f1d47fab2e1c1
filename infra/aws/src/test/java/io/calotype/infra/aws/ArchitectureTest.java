package io.calotype.infra.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
            "io.calotype.variants..", "io.calotype.edge..", "io.calotype.pipeline..")
        .check(classes);
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
