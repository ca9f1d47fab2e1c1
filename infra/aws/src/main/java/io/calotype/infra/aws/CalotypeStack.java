package io.calotype.infra.aws;

import io.calotype.infra.aws.delivery.Delivery;
import io.calotype.infra.aws.delivery.EdgeFunctions;
import io.calotype.infra.aws.delivery.SigningSecret;
import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.watch.Alarms;
import io.calotype.infra.aws.watch.Overview;
import io.calotype.infra.aws.watch.Watched;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The home region's stack: the constructs by role, and what each is told of the others. */
final class CalotypeStack extends Stack {
  /** Creates all resources. */
  CalotypeStack(
      Construct scope,
      StackProps props,
      DeploymentSettings settings,
      Programs programs,
      Path bundles,
      Optional<Replica> replica) {
    super(scope, name(settings), props);
    RegionalSystem system =
        new RegionalSystem(this, settings, settings.region(), programs, Optional.empty());
    replica.ifPresent(other -> new Replication(this, system, other));
    Upload upload = new Upload(this, settings, system.storage(), system.encryption(), programs);
    SigningSecret signing = new SigningSecret(this, settings);
    Map<String, IOrigin> origins = new Origins(this, settings, system, upload, replica).byName();
    EdgeFunctions functions =
        new EdgeFunctions(this, settings, bundles, edgeRights(settings, replica));
    Delivery delivery =
        new Delivery(
            this,
            settings.delivery(),
            origins,
            functions.versions(),
            system.storage().accessLogs(),
            EdgeStack.webAcl(this, settings));
    system.encryption().acknowledgeDistribution();
    upload.announce(delivery.publicUrl());
    Processing processing =
        new Processing(
            this,
            settings,
            system.storage(),
            system.ingest(),
            system.encryption(),
            programs,
            Optional.of(delivery.distribution().getDistributionId()));
    new ApplicationStart(this, settings, processing);

    Watched watched = system.watched(processing);
    Alarms alarms =
        new Alarms(this, watched, settings.alarmEmail())
            .withTickets(upload.tickets().getFunctionName());
    new Overview(
        this, name(settings), watched, delivery.distribution().getDistributionId(), alarms);

    Outputs.add(this, "PublicUrl", delivery.publicUrl());
    Outputs.add(this, "DistributionDomain", delivery.distribution().getDistributionDomainName());
    Outputs.add(this, "Distribution", delivery.distribution().getDistributionId());
    Outputs.add(this, "OriginalsBucket", system.storage().originals().getBucketName());
    Outputs.add(this, "VariantsBucket", system.storage().variants().getBucketName());
    Outputs.add(this, "DeadLettersBucket", system.storage().deadLetters().getBucketName());
    Outputs.add(this, "EventStream", system.ingest().stream().getStreamName());
    Outputs.add(this, "UndeliveredQueue", system.ingest().undelivered().getQueueUrl());
    Outputs.add(this, "FlinkApplication", processing.application().getRef());
    Outputs.add(this, "AnnouncementBus", processing.announcements().getEventBusName());
    Outputs.add(this, "UrlSigningSecret", signing.secretName());
    Outputs.add(this, "AlarmTopic", alarms.topicArn());
  }

  /**
   * Its name. The region is in it since CloudFront's policies and CloudWatch's dashboards, which
   * are named after it, are one namespace for all regions of an account.
   */
  static String name(DeploymentSettings settings) {
    return "Calotype-" + settings.region();
  }

  /** What the functions at the edge may do: read the signing keys, and ask for variants. */
  private static Map<String, List<PolicyStatement>> edgeRights(
      DeploymentSettings settings, Optional<Replica> replica) {
    List<PolicyStatement> askFor = new ArrayList<>(OnTheFly.askedBy(settings, settings.region()));
    replica.ifPresent(other -> askFor.addAll(OnTheFly.askedBy(settings, other.region())));
    return Map.of(
        "viewer-request", List.of(SigningSecret.readBy(settings)), "origin-response", askFor);
  }
}
