package io.calotype.pipeline.event;

import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.kinesis.KinesisRecord;
import io.calotype.variants.reason.Reason;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Records in, events on their way out; what is no event leaves as a dead letter by the side. */
public final class DecodeEvents extends ProcessFunction<KinesisRecord, InTransit> {
  private static final long serialVersionUID = 1L;

  /** Where the dead letters of malformed records leave. */
  public static final OutputTag<DeadLetter> MALFORMED =
      new OutputTag<>("malformed", TypeInformation.of(DeadLetter.class));

  private static final EventDecoder DECODER = new EventDecoder();

  @Override
  public void processElement(KinesisRecord record, Context context, Collector<InTransit> out) {
    try {
      out.collect(InTransit.of(DECODER.decode(record)));
    } catch (MalformedEventException e) {
      context.output(
          MALFORMED,
          new DeadLetter(
              record.shardId(),
              record.sequenceNumber(),
              e.key(),
              Reason.MALFORMED_EVENT,
              e.getMessage(),
              0,
              System.currentTimeMillis(),
              record.data()));
    }
  }
}
