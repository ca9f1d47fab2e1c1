package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.recipe.RecipeReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
  @TempDir Path dir;

  /** An engine that cannot work is told of at once, not after Kinesis and S3 were started. */
  @Test
  void opensItsEngineBeforeAnythingElse() {
    Path data = dir.resolve("data");
    StackOptions options =
        new StackOptions(
            data, new StackOptions.Ports(0, 0, 0, 0, 0), 1, "turbo", RecipeReader.defaultJson());

    assertThatThrownBy(() -> LocalStack.start(options, StackFixture.stackFile(dir)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an engine of auto, vips or scalr but got");
    assertThat(data).doesNotExist();
  }
}
