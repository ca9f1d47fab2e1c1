package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.infra.local.StackOptions.Ports;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackOptionsTest {
  @Test
  void leavesToS3AndKinesisWhichPortTheyTake() throws IOException {
    Ports ports = new Ports(0, 0, 0, 0, 0).resolved();

    assertThat(ports.s3()).isZero();
    assertThat(ports.kinesis()).isZero();
    assertThat(Set.of(ports.edge(), ports.flink(), ports.metrics())).doesNotContain(0);
  }

  @Test
  void keepsPortsThatAreNamed() throws IOException {
    Ports named = new Ports(1, 2, 3, 4, 5);

    assertThat(named.resolved()).isEqualTo(named);
  }
}
