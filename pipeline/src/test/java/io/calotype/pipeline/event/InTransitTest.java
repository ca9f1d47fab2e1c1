package io.calotype.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.fixture.Events;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class InTransitTest {
  private static final TypeSerializer<InTransit> SERIALIZER =
      TypeInformation.of(InTransit.class).createSerializer(new SerializerConfigImpl());

  @Test
  void noTwoFitIntoOneBuffer() throws Exception {
    long bufferBytes = TaskManagerOptions.MEMORY_SEGMENT_SIZE.defaultValue().getBytes();
    int bytes = written(event()).length;
    assertThat((long) bytes).isBetween(bufferBytes, bufferBytes * 11 / 10);
  }

  @Test
  void carriesTheEventAsItIs() throws Exception {
    OriginalEvent arrived =
        SERIALIZER.deserialize(new DataInputDeserializer(written(event()))).event();
    assertThat(arrived).usingRecursiveComparison().isEqualTo(event());
  }

  @Test
  void needsNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(InTransit.class);
  }

  private static OriginalEvent event() {
    return Events.decoded(Events.created("a", "01"));
  }

  private static byte[] written(OriginalEvent event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    SERIALIZER.serialize(InTransit.of(event), out);
    return out.getCopyOfBuffer();
  }
}
