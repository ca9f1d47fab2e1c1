package io.calotype.pipeline;

import io.calotype.pipeline.kinesis.KinesisRecord;
import java.util.ServiceLoader;
import org.apache.flink.api.connector.source.Source;

/** Where the job's records come from. */
@FunctionalInterface
public interface SourceFactory {
  /** A source that reads each record of the stream at least once. */
  Source<KinesisRecord, ?, ?> source(PipelineSettings settings);

  /**
   * What this build reads with: {@link KinesisSourceFactory}, unless it was made with a Maven
   * profile that brings another one.
   */
  static SourceFactory ofThisBuild() {
    return ServiceLoader.load(SourceFactory.class, SourceFactory.class.getClassLoader())
        .findFirst()
        .orElseGet(KinesisSourceFactory::new);
  }
}
