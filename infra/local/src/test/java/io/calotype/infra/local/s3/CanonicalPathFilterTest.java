package io.calotype.infra.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPathFilterTest {
  @ParameterizedTest
  @CsvSource({
    "/b/plain.jpg, /b/plain.jpg",
    "/b/%6Blower%2fslash, /b/klower/slash",
    "/b//x, /b//x",
    "/b/%2Fx, /b//x",
    "/b/(1)!, /b/%281%29%21",
    "/b/k%C3%B6ln, /b/k%C3%B6ln",
    "/b/%252F, /b/%252F",
    "/b/broken%, /b/broken%",
  })
  void isThePathThatSignaturesAreMadeOf(String path, String canonical) {
    assertThat(CanonicalPathFilter.canonical(path)).isEqualTo(canonical);
  }
}
