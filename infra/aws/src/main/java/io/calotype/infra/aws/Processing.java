package io.calotype.infra.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The Flink job on Managed Flink, with a role that may do what the job does and no more. */
final class Processing extends Construct {
  private static final String RUNTIME = "FLINK-2_2";

  /** The group that the job's settings are read from. */
  static final String PROPERTY_GROUP = "calotype";

  private static final int PARALLELISM = 2;

  private final CfnApplication application;

  Processing(Construct scope, Storage storage, Ingest ingest, Programs programs) {
    super(scope, "Processing");
    Asset jar = Asset.Builder.create(this, "Jar").path(programs.pipelineJar().toString()).build();
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    LogStream logStream = LogStream.Builder.create(this, "LogStream").logGroup(logs).build();
    Role role = role(storage, ingest, jar, logs);
    this.application =
        CfnApplication.Builder.create(this, "Application")
            .applicationDescription("Calotype: makes the variants of originals")
            .runtimeEnvironment(RUNTIME)
            .serviceExecutionRole(role.getRoleArn())
            .applicationConfiguration(configuration(jar, storage, ingest))
            .build();
    // Its policy too: the service looks at once whether it may read the jar.
    application.getNode().addDependency(role);
    CfnApplicationCloudWatchLoggingOption logging =
        CfnApplicationCloudWatchLoggingOption.Builder.create(this, "Logging")
            .applicationName(application.getRef())
            .cloudWatchLoggingOption(
                CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty.builder()
                    .logStreamArn(logStreamArn(logs, logStream))
                    .build())
            .build();
    logging.getNode().addDependency(role);
  }

  CfnApplication application() {
    return application;
  }

  private static CfnApplication.ApplicationConfigurationProperty configuration(
      Asset jar, Storage storage, Ingest ingest) {
    return CfnApplication.ApplicationConfigurationProperty.builder()
        .applicationCodeConfiguration(
            CfnApplication.ApplicationCodeConfigurationProperty.builder()
                .codeContentType("ZIPFILE")
                .codeContent(
                    CfnApplication.CodeContentProperty.builder()
                        .s3ContentLocation(
                            CfnApplication.S3ContentLocationProperty.builder()
                                .bucketArn(jar.getBucket().getBucketArn())
                                .fileKey(jar.getS3ObjectKey())
                                .build())
                        .build())
                .build())
        .applicationSnapshotConfiguration(
            CfnApplication.ApplicationSnapshotConfigurationProperty.builder()
                .snapshotsEnabled(true)
                .build())
        .environmentProperties(
            CfnApplication.EnvironmentPropertiesProperty.builder()
                .propertyGroups(
                    List.of(
                        CfnApplication.PropertyGroupProperty.builder()
                            .propertyGroupId(PROPERTY_GROUP)
                            .propertyMap(properties(storage, ingest))
                            .build()))
                .build())
        .flinkApplicationConfiguration(
            CfnApplication.FlinkApplicationConfigurationProperty.builder()
                .checkpointConfiguration(
                    CfnApplication.CheckpointConfigurationProperty.builder()
                        .configurationType("DEFAULT")
                        .build())
                .monitoringConfiguration(
                    CfnApplication.MonitoringConfigurationProperty.builder()
                        .configurationType("CUSTOM")
                        .logLevel("INFO")
                        .metricsLevel("OPERATOR")
                        .build())
                // Rendering is bound by CPU: one slot a KPU, more KPUs as the stream fills.
                .parallelismConfiguration(
                    CfnApplication.ParallelismConfigurationProperty.builder()
                        .configurationType("CUSTOM")
                        .parallelism(PARALLELISM)
                        .parallelismPerKpu(1)
                        .autoScalingEnabled(true)
                        .build())
                .build())
        .build();
  }

  private static Map<String, String> properties(Storage storage, Ingest ingest) {
    // Sorted, so that the template is the same each time.
    return new TreeMap<>(
        Map.of(
            "bucket.originals", storage.originals().getBucketName(),
            "bucket.variants", storage.variants().getBucketName(),
            "bucket.dead-letters", storage.deadLetters().getBucketName(),
            "stream.arn", ingest.stream().getStreamArn(),
            "engine", "vips"));
  }

  private Role role(Storage storage, Ingest ingest, Asset jar, LogGroup logs) {
    Role role =
        Role.Builder.create(this, "Role")
            .description("What the Flink job may do")
            .assumedBy(new ServicePrincipal("kinesisanalytics.amazonaws.com"))
            .build();
    allow(
        role,
        "ReadEvents",
        List.of(ingest.stream().getStreamArn()),
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards");
    allow(role, "ReadOriginals", List.of(storage.originals().arnForObjects("*")), "s3:GetObject");
    allow(
        role,
        "KeepVariants",
        List.of(storage.variants().arnForObjects("*")),
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:PutObject");
    // Without it S3 answers 403, not 404, for what is not there.
    allow(
        role,
        "TellMissingFromForbidden",
        List.of(
            storage.originals().getBucketArn(),
            storage.variants().getBucketArn(),
            storage.deadLetters().getBucketArn()),
        "s3:ListBucket");
    allow(
        role,
        "WriteDeadLetters",
        List.of(storage.deadLetters().arnForObjects("*")),
        "s3:PutObject");
    allow(
        role,
        "ReadJar",
        List.of(jar.getBucket().arnForObjects(jar.getS3ObjectKey())),
        "s3:GetObject",
        "s3:GetObjectVersion");
    allow(
        role,
        "WriteLogs",
        List.of(logs.getLogGroupArn()),
        "logs:DescribeLogStreams",
        "logs:PutLogEvents");
    allow(
        role, "FindLogs", List.of(Stack.of(this).formatArn(logGroups())), "logs:DescribeLogGroups");
    return role;
  }

  /** The action knows no narrower resource. */
  private static ArnComponents logGroups() {
    return ArnComponents.builder()
        .service("logs")
        .resource("log-group")
        .resourceName("*")
        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
        .build();
  }

  private String logStreamArn(LogGroup logs, LogStream stream) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("logs")
                .resource("log-group")
                .resourceName(logs.getLogGroupName() + ":log-stream:" + stream.getLogStreamName())
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }

  private static void allow(Role role, String sid, List<String> resources, String... actions) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid(sid)
            .actions(List.of(actions))
            .resources(resources)
            .build());
  }
}
