package io.calotype.pipeline;

import io.calotype.pipeline.kinesis.KinesisRecord;
import org.apache.flink.api.connector.source.Source;

/** Where the job's records come from. */
@FunctionalInterface
public interface SourceFactory {
  /** A source that reads each record of the stream at least once. */
  Source<KinesisRecord, ?, ?> source(PipelineSettings settings);
}
