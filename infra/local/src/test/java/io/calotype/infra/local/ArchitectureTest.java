package io.calotype.infra.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.calotype.infra.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.calotype.infra.local.(**)").should().beFreeOfCycles();

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
  static final ArchRule objectsKnowNothingOfHttpOrAws =
      noClasses()
          .that()
          .resideInAPackage("..s3.objects..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.gaul..", "software.amazon..", "jakarta..");

  @ArchTest
  static final ArchRule standInsDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("..s3..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..eventbridge..", "..kinesis..", "..state..");
}
