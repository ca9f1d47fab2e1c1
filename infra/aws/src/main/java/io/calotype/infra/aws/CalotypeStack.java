package io.calotype.infra.aws;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** One region's system: the constructs by role, and what each is told of the others. */
public final class CalotypeStack extends Stack {
  /** Creates all resources. */
  public CalotypeStack(
      Construct scope,
      String id,
      StackProps props,
      DeploymentSettings settings,
      Programs programs) {
    super(scope, id, props);
    Storage storage = new Storage(this, settings);
    Ingest ingest = new Ingest(this, storage);
    Processing processing = new Processing(this, storage, ingest, programs);
    Upload upload = new Upload(this, storage, settings, programs);

    output("OriginalsBucket", storage.originals().getBucketName());
    output("VariantsBucket", storage.variants().getBucketName());
    output("DeadLettersBucket", storage.deadLetters().getBucketName());
    output("EventStream", ingest.stream().getStreamName());
    output("FlinkApplication", processing.application().getRef());
    output("UploadApi", upload.api().getApiEndpoint());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
