package io.calotype.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.ResidentSize;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@EnabledOnOs(OS.LINUX)
class SoakTest {
  @TempDir Path out;

  @Test
  void samplesEveryLadderOfAShortRunAndDrawsThem() throws Exception {
    int status = new CommandLine(new Soak()).execute("--ladders=12", "--out=" + out);

    assertThat(status).isZero();
    assertThat(Files.readAllLines(out.resolve("soak.csv"))).hasSize(1 + 12);
    assertThat(ImageIO.read(out.resolve("soak.png").toFile()).getWidth()).isEqualTo(1000);
  }

  @Test
  void leavesNoClassLoaderOfARestart() throws Exception {
    int status = new CommandLine(new Reloads()).execute("--restarts=2", "--out=" + out);

    assertThat(status).isZero();
    assertThat(Files.readAllLines(out.resolve("reloads.csv"))).hasSize(1 + 2);
  }

  @Test
  void slopeIsThatOfTheSecondHalf() {
    Samples samples = new Samples();
    for (int i = 0; i < 100; i++) {
      samples.add(i, i < 50 ? 10 * i : 500 + 0.002 * i);
    }

    assertThat(samples.slopeOfSecondHalf()).isBetween(1.99, 2.01);
  }

  @Test
  void sizeIsAtLeastTheHeap() {
    assertThat(ResidentSize.mb()).isBetween(20.0, 20_000.0);
  }
}
