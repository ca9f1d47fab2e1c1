package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.variants.manifest.Manifest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A stack whose process is killed in the middle of work leaves nothing behind and nothing undone.
 */
class KillIT {
  private static final int PHOTOS = 25;

  @TempDir Path dir;
  private Process process;

  @AfterEach
  void endTheChild() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Test
  void losesNothingAndLeavesNoChildWhenKilled() throws Exception {
    process = startInAProcessOfItsOwn();
    Stack killed = awaitStack();
    List<ProcessHandle> children = process.descendants().toList();
    assertThat(children).as("the stand-in for Kinesis").isNotEmpty();
    putAll(killed);

    process.destroyForcibly().waitFor();

    await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    try (StackFixture next = new StackFixture(dir)) {
      for (int i = 0; i < PHOTOS; i++) {
        assertThat(next.awaitManifest(key(i)).state()).isEqualTo(Manifest.State.ready);
      }
    }
  }

  private static String key(int i) {
    return "photo " + i + ".jpg";
  }

  private static void putAll(Stack stack) {
    byte[] photo = StackFixture.photo("rocket.jpg");
    S3Credentials keys = new S3Credentials(stack.accessKeyId(), stack.secretAccessKey());
    try (Clients clients = new Clients(keys, stack.region());
        S3Client s3 = clients.s3(URI.create(stack.s3()))) {
      for (int i = 0; i < PHOTOS; i++) {
        String key = key(i);
        s3.putObject(
            put -> put.bucket("calotype-originals").key(key), RequestBody.fromBytes(photo));
      }
    }
  }

  private Process startInAProcessOfItsOwn() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            dir.toString())
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("child.log").toFile())
        .start();
  }

  private Stack awaitStack() {
    StackFile file = StackFixture.stackFile(dir);
    return await()
        .atMost(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .failFast("the child ended, see child.log", () -> !process.isAlive())
        .until(() -> file.find(), found -> found.isPresent())
        .orElseThrow();
  }

  /** The process that is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      Path dir = Path.of(arguments[0]);
      try (LocalStack stack =
          LocalStack.start(StackFixture.options(dir), StackFixture.stackFile(dir))) {
        stack.awaitFailure();
      }
    }
  }
}
