package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.infra.aws.settings.InvalidDeploymentException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProgramsTest {
  @Test
  void saysWhatIsNotBuilt() {
    assertThat(
            catchThrowableOfType(
                    InvalidDeploymentException.class, () -> Programs.in(Path.of("nowhere")))
                .problems())
        .hasSize(4)
        .first()
        .isEqualTo(
            "expected the file nowhere/pipeline/target/calotype-pipeline-flink.jar but it is not"
                + " there: build the project first");
  }
}
