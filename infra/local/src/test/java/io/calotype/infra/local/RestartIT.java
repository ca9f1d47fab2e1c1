package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.variants.manifest.Manifest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What was not finished at the end of a stack is finished by the next one. */
class RestartIT {
  private static final int PHOTOS = 12;

  @TempDir Path dir;

  @Test
  void finishesWhatWasUnderWayAndKeepsKeysAndAddressesGood() throws Exception {
    byte[] photo = StackFixture.photo("rocket.jpg");
    String secret;
    try (StackFixture first = new StackFixture(dir)) {
      secret = first.addresses.secretAccessKey();
      first.put("finished.jpg", photo);
      first.awaitManifest("finished.jpg");
      first.s3.putObject(
          put -> put.bucket(LocalS3Settings.VARIANTS).key("ghost.jpg/w160.jpg"),
          RequestBody.fromBytes(photo));
      for (int i = 0; i < PHOTOS; i++) {
        first.put("under way " + i, photo);
      }
      first.put("control character \u0001.jpg", photo);
      first.put("longer than a partition key ".repeat(10), photo);
    }

    try (StackFixture second = new StackFixture(dir)) {
      assertThat(second.addresses.secretAccessKey()).isEqualTo(secret);
      assertThat(second.awaitManifest("finished.jpg").state()).isEqualTo(Manifest.State.ready);
      for (int i = 0; i < PHOTOS; i++) {
        assertThat(second.awaitManifest("under way " + i).state()).isEqualTo(Manifest.State.ready);
      }
      assertThat(second.awaitManifest("control character \u0001.jpg").state())
          .isEqualTo(Manifest.State.ready);
      await("what no original has any more is removed")
          .atMost(PATIENCE)
          .until(() -> second.derivedKeys("ghost.jpg").isEmpty());
      second.put("new.jpg", photo);
      assertThat(second.awaitManifest("new.jpg").state()).isEqualTo(Manifest.State.ready);
    }
  }
}
