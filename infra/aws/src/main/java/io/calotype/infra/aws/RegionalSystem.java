package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.watch.Watched;
import java.util.Optional;
import software.constructs.Construct;

/** What each region has: buckets, stream, job, and the function that renders on the fly. */
final class RegionalSystem extends Construct {
  private final Encryption encryption;
  private final Storage storage;
  private final Ingest ingest;
  private final OnTheFly onTheFly;

  /**
   * Makes all of it but the job, which may need to know of the distribution.
   *
   * @param home the home region of the system, be it this one or not
   * @param names fixed names of the buckets, where another region must know them
   */
  RegionalSystem(
      Construct scope,
      DeploymentSettings settings,
      String home,
      Programs programs,
      Optional<BucketNames> names) {
    super(scope, "System");
    this.encryption = new Encryption(this, settings);
    this.storage = new Storage(this, settings, encryption, UploadOrigins.of(settings), names);
    this.ingest = new Ingest(this, storage, settings.stream(), encryption);
    this.onTheFly = new OnTheFly(this, settings, home, storage, encryption, programs);
  }

  Encryption encryption() {
    return encryption;
  }

  Storage storage() {
    return storage;
  }

  Ingest ingest() {
    return ingest;
  }

  OnTheFly onTheFly() {
    return onTheFly;
  }

  /** The names that alarms and dashboards need. */
  Watched watched(Processing processing) {
    return new Watched(
        ingest.stream().getStreamName(),
        ingest.undelivered().getQueueName(),
        processing.application().getRef(),
        storage.deadLetters().getBucketName(),
        Storage.REQUEST_METRICS,
        onTheFly.function().getFunctionName());
  }
}
