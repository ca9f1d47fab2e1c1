package io.calotype.pipeline.kinesis;

/** Makes clients that talk to Kinesis through the AWS SDK. */
final class SdkStreamClientFactory implements StreamClientFactory {

  private static final long serialVersionUID = 1L;

  private final KinesisSourceSettings settings;

  SdkStreamClientFactory(KinesisSourceSettings settings) {
    this.settings = settings;
  }

  @Override
  public StreamClient create() {
    return new SdkStreamClient(settings);
  }
}
