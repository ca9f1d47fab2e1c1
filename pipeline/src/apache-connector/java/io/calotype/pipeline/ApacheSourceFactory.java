package io.calotype.pipeline;

import io.calotype.pipeline.kinesis.KinesisRecord;
import io.calotype.pipeline.kinesis.apache.KinesisRecordSchema;
import java.net.URI;
import java.util.Objects;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.aws.config.AWSConfigConstants;
import org.apache.flink.connector.aws.config.AWSConfigConstants.CredentialProvider;
import org.apache.flink.connector.kinesis.source.KinesisStreamsSource;
import org.apache.flink.connector.kinesis.source.config.KinesisSourceConfigOptions;
import org.apache.flink.connector.kinesis.source.config.KinesisSourceConfigOptions.InitialPosition;
import org.apache.flink.connector.kinesis.source.config.KinesisSourceConfigOptions.ReaderType;

/**
 * Apache's Kinesis source, from the oldest record of the stream on, polling, parents before
 * children. Built in with the Maven profile {@code apache-connector} only, and then used.
 *
 * <p>Its state is not that of {@link KinesisSourceFactory}, under the same uid: a job that changes
 * from one to the other cannot go on from a savepoint.
 */
public final class ApacheSourceFactory implements SourceFactory {
  @Override
  public Source<KinesisRecord, ?, ?> source(PipelineSettings settings) {
    return KinesisStreamsSource.<KinesisRecord>builder()
        .setStreamArn(settings.streamArn())
        .setSourceConfig(config(settings))
        .setDeserializationSchema(new KinesisRecordSchema())
        .build();
  }

  private static Configuration config(PipelineSettings settings) {
    Configuration config = new Configuration();
    // By itself it begins at what comes after the start, which loses what came before.
    config.set(KinesisSourceConfigOptions.STREAM_INITIAL_POSITION, InitialPosition.TRIM_HORIZON);
    config.set(KinesisSourceConfigOptions.READER_TYPE, ReaderType.POLLING);
    config.setString(AWSConfigConstants.AWS_REGION, settings.region());
    URI endpoint = settings.kinesisEndpoint();
    if (endpoint != null) {
      // The settings take an endpoint only together with credentials.
      config.setString(AWSConfigConstants.AWS_ENDPOINT, endpoint.toString());
      config.setString(
          AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, CredentialProvider.BASIC.name());
      config.setString(
          AWSConfigConstants.AWS_ACCESS_KEY_ID, Objects.requireNonNull(settings.accessKeyId()));
      config.setString(
          AWSConfigConstants.AWS_SECRET_ACCESS_KEY,
          Objects.requireNonNull(settings.secretAccessKey()));
    }
    return config;
  }
}
