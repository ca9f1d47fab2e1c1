package io.calotype.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is deployed: complete without the build's class path, and small. */
final class LambdaJarIT {
  private static final Path JAR = Path.of("target", "calotype-lambda.jar");

  /** Lambda unpacks the jar at each cold start. */
  private static final long BYTES_MAX = 20_000_000;

  @TempDir private Path temp;

  @Test
  void issuesTicketsFromItsOwnClassesAndEnvironment() throws Exception {
    JsonNode ticket = new JsonMapper().readTree(run(Map.of()));

    assertThat(ticket.path("key").asText()).matches("[a-z2-7]{12}/a\\.jpg");
    assertThat(ticket.path("uploadUrl").asText())
        .startsWith("https://calotype-originals.s3.eu-central-1.amazonaws.com/")
        .contains("X-Amz-Security-Token=");
  }

  @Test
  void sendsUploadsNearTheirUserWhereToldTo() throws Exception {
    String ticket = run(Map.of("CALOTYPE_TRANSFER_ACCELERATION", "true"));

    assertThat(new JsonMapper().readTree(ticket).path("uploadUrl").asText())
        .startsWith("https://calotype-originals.s3-accelerate.amazonaws.com/");
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(BYTES_MAX);
  }

  private String run(Map<String, String> more) throws Exception {
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR.toString(),
                new File(LambdaJarIT.class.getResource("AskForTicket.java").toURI()).toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    java.environment().keySet().removeIf(name -> name.startsWith("CALOTYPE_"));
    java.environment()
        .putAll(
            Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "session",
                "CALOTYPE_ORIGINALS_BUCKET", "calotype-originals",
                "CALOTYPE_PUBLIC_URL", "https://pictures.example.com"));
    java.environment().putAll(more);
    Process process = java.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err, StandardCharsets.UTF_8)).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
