package io.calotype.infra.aws;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;

/**
 * Copies originals to the second region, deletions too. The job there makes their variants: a copy
 * keeps entity tag and version, from which a manifest's version comes, so both regions end in the
 * same variants under the same URLs.
 */
final class Replication extends Construct {
  Replication(Construct scope, RegionalSystem system, Replica replica) {
    super(scope, "Replication");
    String originals = system.storage().originals().getBucketArn();
    String copies = replica.names().arn("originals");
    Role role =
        Role.Builder.create(this, "Role")
            .description("Copies originals to " + replica.region())
            .assumedBy(new ServicePrincipal("s3.amazonaws.com"))
            .build();
    allow(role, "ReadSettings", originals, "s3:GetReplicationConfiguration", "s3:ListBucket");
    allow(
        role,
        "ReadOriginals",
        originals + "/*",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging");
    allow(
        role,
        "WriteCopies",
        copies + "/*",
        "s3:ReplicateDelete",
        "s3:ReplicateObject",
        "s3:ReplicateTags");
    ((CfnBucket) system.storage().originals().getNode().getDefaultChild())
        .setReplicationConfiguration(
            CfnBucket.ReplicationConfigurationProperty.builder()
                .role(role.getRoleArn())
                .rules(List.of(rule(copies)))
                .build());
  }

  private static CfnBucket.ReplicationRuleProperty rule(String copies) {
    return CfnBucket.ReplicationRuleProperty.builder()
        .id("originals")
        .status("Enabled")
        .priority(1)
        .filter(CfnBucket.ReplicationRuleFilterProperty.builder().prefix("").build())
        .deleteMarkerReplication(
            CfnBucket.DeleteMarkerReplicationProperty.builder().status("Enabled").build())
        .destination(
            CfnBucket.ReplicationDestinationProperty.builder()
                .bucket(copies)
                // Most copies within 15 minutes, and a metric that says how many are not.
                .replicationTime(
                    CfnBucket.ReplicationTimeProperty.builder()
                        .status("Enabled")
                        .time(minutes(15))
                        .build())
                .metrics(
                    CfnBucket.MetricsProperty.builder()
                        .status("Enabled")
                        .eventThreshold(minutes(15))
                        .build())
                .build())
        .build();
  }

  private static CfnBucket.ReplicationTimeValueProperty minutes(int minutes) {
    return CfnBucket.ReplicationTimeValueProperty.builder().minutes(minutes).build();
  }

  private static void allow(Role role, String sid, String resource, String... actions) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid(sid)
            .actions(List.of(actions))
            .resources(List.of(resource))
            .build());
  }
}
