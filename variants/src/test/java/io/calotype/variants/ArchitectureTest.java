package io.calotype.variants;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

@AnalyzeClasses(
    packages = "io.calotype.variants",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The domain is used by the job, the edge and the command line, and knows none of them. */
  @ArchTest
  static void knowsOnlyJavaAndItsFewLibraries(JavaClasses variants) {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.calotype.variants..",
            "java..",
            "javax.imageio..",
            "javax.crypto..",
            "com.sun.management",
            "com.sun.security.auth.module", // The JDK's own: whose a folder is.
            "org.w3c.dom..",
            "org.jspecify..",
            "org.slf4j",
            "com.fasterxml.jackson..",
            "com.sun.jna..",
            "org.imgscalr..")
        .check(variants);
  }

  /** The role and its engines count as one: the choice of an engine has to name them. */
  @ArchTest
  static void hasNoCycles(JavaClasses variants) {
    slices().matching("io.calotype.variants.(*)..").should().beFreeOfCycles().check(variants);
  }

  @ArchTest
  static void enginesDoNotKnowEachOther(JavaClasses variants) {
    slices()
        .matching("io.calotype.variants.render.(*)..")
        .should()
        .notDependOnEachOther()
        .check(variants);
  }

  @ArchTest
  static void readsTheEnvironmentInSettingsOnly(JavaClasses variants) {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Settings")
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .check(variants);
  }

  @ArchTest
  static void speaksThroughItsLog(JavaClasses variants) {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(variants);
  }
}
