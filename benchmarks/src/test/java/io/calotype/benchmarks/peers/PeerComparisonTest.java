package io.calotype.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.benchmarks.MadePhoto;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The comparison as a whole, once around: real processes, one made photo; sharp where installed.
 */
class PeerComparisonTest {
  @TempDir Path folder;

  @Test
  void reportsWhatEachPeerTookAndMade() throws Exception {
    Files.write(folder.resolve("made.jpg"), MadePhoto.ofMegapixels(1));
    Path json = folder.resolve("rows.json");

    int status =
        new CommandLine(new PeerComparison())
            .execute(
                "--rounds=1", "--cold", "--peers=peers", "--photos=" + folder, "--json=" + json);

    JsonNode rows = new ObjectMapper().readTree(json.toFile());
    assertThat(status).isZero();
    assertThat(rows.findValuesAsText("id")).contains("calotype", "imgscalr");
    for (JsonNode row : rows) {
      assertThat(row.get("cpuMs").asDouble()).isPositive();
      assertThat(row.get("likeness").get("leastSimilarity").asDouble()).isGreaterThan(0.8);
    }
  }

  @Test
  void saysWhatIsWrongInALine() {
    StringWriter err = new StringWriter();

    int status =
        PeerComparison.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("--rounds=0", "--photos=" + folder);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .contains("expected --rounds of 1 or more but got 0")
        .doesNotContain("\tat ");
    assertThat(PeerComparison.commandLine().execute("--photos=/nonexistent")).isEqualTo(1);
  }

  @Test
  void refusesFormatsThatItDoesNotKnow() {
    assertThat(new CommandLine(new PeerComparison()).execute("--formats=GIF")).isEqualTo(2);
    assertThat(PeerComparison.commandLine().execute("--formats=WHOLE")).isEqualTo(2);
  }
}
