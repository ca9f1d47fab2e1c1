package io.calotype.pipeline.store;

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
  static void packagesHaveNoCycles(JavaClasses module) {
    slices().matching("io.calotype.pipeline.(*)..").should().beFreeOfCycles().check(module);
  }

  @ArchTest
  static void aLambdaCanUseItWithoutFlink(JavaClasses module) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..")
        .check(module);
  }

  @ArchTest
  static void onlyTheS3StoreAndTheClassifierOfFaultsKnowTheSdk(JavaClasses module) {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("S3")
        .and()
        .doNotHaveSimpleName("SdkFault")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..")
        .check(module);
  }
}
