package io.calotype.pipeline;

import io.calotype.pipeline.kinesis.KinesisRecord;
import io.calotype.pipeline.kinesis.KinesisSourceSettings;
import io.calotype.pipeline.kinesis.KinesisStreamSource;
import io.calotype.pipeline.kinesis.StreamCredentials;
import java.net.URI;
import java.util.Objects;
import org.apache.flink.api.connector.source.Source;

/** Our own Kinesis source, from the oldest record of the stream on. */
public final class KinesisSourceFactory implements SourceFactory {
  @Override
  public Source<KinesisRecord, ?, ?> source(PipelineSettings settings) {
    KinesisSourceSettings source =
        KinesisSourceSettings.of(settings.streamArn(), settings.region());
    URI endpoint = settings.kinesisEndpoint();
    if (endpoint != null) {
      // The settings take an endpoint only together with credentials.
      source =
          source.at(
              endpoint,
              new StreamCredentials(
                  Objects.requireNonNull(settings.accessKeyId()),
                  Objects.requireNonNull(settings.secretAccessKey())));
    }
    return new KinesisStreamSource(source);
  }
}
