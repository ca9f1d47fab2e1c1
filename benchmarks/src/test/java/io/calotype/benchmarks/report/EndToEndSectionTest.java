package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndToEndSectionTest {
  /** An hour's figures are not lost to a control that fails at the end. */
  @Test
  void keepsWhatWasMeasuredBeforeARunFailed(@TempDir Path home) throws IOException {
    Path run = home.resolve("benchmarks/endtoend/run");
    Files.createDirectories(run.getParent());
    Files.writeString(
        run,
        """
        #!/bin/sh
        cat > "$2" <<'END'
        {"schema": 1, "command": "run", "notes": [], "runs": [
          {"section": "endtoend", "name": "throughput", "params": {"slots": 2},
           "unit": "images/min", "better": "higher", "median": 300.0, "low": 300.0,
           "high": 300.0, "samples": [300.0]}]}
        END
        exit 1
        """);
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
    Findings findings = new Findings("endtoend");
    Workplace workplace =
        new Workplace(home, home, Effort.QUICK, BenchmarkSettings.ofEnvironment());

    assertThatThrownBy(() -> new EndToEndSection().measure(workplace, findings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with status 1");

    assertThat(findings.runs())
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.name()).isEqualTo("throughput");
              assertThat(figure.params()).isEqualTo(Map.of("slots", 2));
            });
    assertThat(findings.runs()).extracting(Run::median).containsExactly(300.0);
  }
}
