package io.calotype.pipeline.kinesis.apache;

import io.calotype.pipeline.kinesis.KinesisRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kinesis.source.serialization.KinesisDeserializationSchema;
import org.apache.flink.util.Collector;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Takes records as they are: the next operator decodes them, and knows their shard then. */
public final class KinesisRecordSchema implements KinesisDeserializationSchema<KinesisRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(
      Record record, String stream, String shardId, Collector<KinesisRecord> output) {
    output.collect(
        new KinesisRecord(
            shardId,
            record.sequenceNumber(),
            record.partitionKey(),
            record.approximateArrivalTimestamp().toEpochMilli(),
            record.data().asByteArrayUnsafe()));
  }

  @Override
  public TypeInformation<KinesisRecord> getProducedType() {
    return TypeInformation.of(KinesisRecord.class);
  }
}
