package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.watch.Alarms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** The second region's stack: copies of the originals, and variants of its own made of them. */
final class ReplicaStack extends Stack {
  /**
   * Creates all resources.
   *
   * @param home the settings of the home region
   */
  ReplicaStack(
      Construct scope,
      StackProps props,
      DeploymentSettings home,
      Programs programs,
      Replica replica) {
    super(scope, name(home), props);
    DeploymentSettings settings = home.inRegion(replica.region());
    RegionalSystem system =
        new RegionalSystem(this, settings, home.region(), programs, Optional.of(replica.names()));
    letDistributionsRead(system.storage(), settings.account());
    replica.onTheFlyUrl().keep(this, "OnTheFlyUrl", system.onTheFly().url());
    Processing processing =
        new Processing(
            this,
            settings,
            system.storage(),
            system.ingest(),
            system.encryption(),
            programs,
            // The home region's job tells it already.
            Optional.empty());
    new ApplicationStart(this, settings, processing);
    new Alarms(this, system.watched(processing), settings.alarmEmail());
  }

  /** Its name, which no other home region's has, in whatever region it is. */
  static String name(DeploymentSettings home) {
    return "Calotype-Replica-" + home.region();
  }

  /**
   * Of this account only: which one is not known yet, since the home region's stack, which has it,
   * is made after this one.
   */
  private static void letDistributionsRead(Storage storage, String account) {
    storage
        .variants()
        .addToResourcePolicy(
            PolicyStatement.Builder.create()
                .sid("Distributions")
                .principals(List.of(new ServicePrincipal("cloudfront.amazonaws.com")))
                .actions(List.of("s3:GetObject", "s3:ListBucket"))
                .resources(
                    List.of(
                        storage.variants().getBucketArn(), storage.variants().arnForObjects("*")))
                .conditions(
                    Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", account),
                        "ArnLike",
                        Map.of(
                            "aws:SourceArn", "arn:aws:cloudfront::" + account + ":distribution/*")))
                .build());
  }
}
