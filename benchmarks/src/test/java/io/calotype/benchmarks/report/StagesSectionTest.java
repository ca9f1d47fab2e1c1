package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesSectionTest {
  private final Findings findings = new Findings("stages");

  @Test
  void tellsTimeAndRatesOfAStage() throws Exception {
    StagesSection.add(
        findings,
        json(
            """
            {"benchmark": "io.calotype.benchmarks.stages.DecodeBenchmark.decode", "mode": "thrpt",
             "params": {"engine": "LIBVIPS", "megapixels": "12"},
             "primaryMetric": {"scoreUnit": "ops/s", "rawData": [[20, 25, 50]]},
             "secondaryMetrics": {
               "megapixels": {"scoreUnit": "ops/s", "rawData": [[240, 300, 600]]},
               "bytes": {"scoreUnit": "ops/s", "rawData": [[1e7, 2e7, 3e7]]}}}
            """));

    assertThat(findings.runs())
        .extracting(Run::name, Run::median, Run::unit, Run::better)
        .containsExactly(
            tuple("decode", 40.0, "ms", Better.LOWER),
            tuple("decode-pictures-per-second", 25.0, "1/s", Better.HIGHER),
            tuple("decode-megapixels-per-second", 300.0, "MP/s", Better.HIGHER),
            tuple("decode-bytes-per-second", 2e7, "bytes/s", Better.HIGHER));
    assertThat(findings.runs())
        .allMatch(run -> run.params().equals(Map.of("engine", "LIBVIPS", "megapixels", 12)));
  }

  @Test
  void tellsWhereTheCompilerWasNotDone() throws Exception {
    StagesSection.tellOfCompiler(findings, small("[[2, 3, 1]]"));
    assertThat(findings.notes()).isEmpty();

    StagesSection.tellOfCompiler(findings, small("[[50, 30, 10]]"));
    assertThat(findings.notes())
        .extracting(Results.Note::text)
        .containsExactly(
            "manifest: Java's compiler was not done, and took 30 % of the time measured.");
  }

  private static JsonNode small(String compiler) throws Exception {
    return json(
        """
        {"benchmark": "io.calotype.benchmarks.domain.ManifestBenchmark.manifest", "mode": "avgt",
         "primaryMetric": {"scoreUnit": "us/op", "rawData": [[3, 2, 1]]},
         "secondaryMetrics": {"compiler": {"scoreUnit": "%%", "rawData": %s}}}
        """
            .formatted(compiler));
  }

  private static JsonNode json(String text) throws Exception {
    return new JsonMapper().readTree(text);
  }
}
