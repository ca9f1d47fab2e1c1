package io.calotype.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

@AnalyzeClasses(
    packages = "io.calotype.benchmarks",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static void readsTheEnvironmentInSettingsOnly(JavaClasses benchmarks) {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Settings")
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .check(benchmarks);
  }

  /** A benchmark without one could measure nothing and win. */
  @ArchTest
  static void everyBenchmarkEndsWithItsControl(JavaClasses benchmarks) {
    List<JavaClass> found =
        benchmarks.stream()
            .filter(type -> type.getMethods().stream().anyMatch(isA(Benchmark.class)))
            .toList();

    assertThat(found).isNotEmpty();
    assertThat(found)
        .allMatch(
            type -> type.getMethods().stream().anyMatch(isA(TearDown.class)), "has a control");
  }

  private static Predicate<JavaMethod> isA(Class<? extends Annotation> annotation) {
    return method -> method.isAnnotatedWith(annotation);
  }
}
