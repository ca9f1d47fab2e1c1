package io.calotype.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandWorkerTest {
  private static final String REQUEST =
      "{\"photo\":\"a.jpg\",\"sizes\":[[2,2],[1,1]],\"sideways\":false,\"out\":null}\n";

  @TempDir private Path folder;

  /** As a tool without an encoder does, which has made what came before. */
  @Test
  void saysWhatFailedAndGoesOnAndLeavesNothing() throws Exception {
    Path tool = folder.resolve("tool");
    Files.writeString(
        tool,
        """
        #!/bin/sh
        [ "$1" = --version ] && echo "tool 1" && exit
        for last; do :; done
        echo half > "${last%%\\[*}"
        echo no encoder
        exit 3
        """);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));

    List<String> answers = worker(tool, temporary, REQUEST + REQUEST);

    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).contains("tool 1");
    assertThat(answers.subList(1, 3))
        .allMatch(answer -> answer.contains("ended with status 3, saying: no encoder"));
    assertThat(temporary).isEmptyDirectory();
  }

  private static List<String> worker(Path tool, Path temporary, String requests) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                CommandWorker.class.getName(),
                Tool.VIPSTHUMBNAIL.name(),
                tool.toString(),
                Format.JPEG.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.outputWriter(UTF_8).append(requests).close();
    List<String> answers =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    return answers;
  }
}
