package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.settings.JobSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The Flink job on Managed Flink, with a role that may do what the job does and no more. */
final class Processing extends Construct {
  private static final String RUNTIME = "FLINK-2_2";

  /** The group that the job's settings are read from. */
  static final String PROPERTY_GROUP = "calotype";

  private final EventBus announcements;
  private final CfnApplication application;

  /**
   * Makes the application, which {@link ApplicationStart} starts.
   *
   * @param distribution the id of CloudFront's, where it is to forget what was overwritten
   */
  Processing(
      Construct scope,
      DeploymentSettings settings,
      Storage storage,
      Ingest ingest,
      Encryption encryption,
      Programs programs,
      Optional<String> distribution) {
    super(scope, "Processing");
    this.announcements =
        EventBus.Builder.create(this, "Announcements")
            .description("Calotype: variants that are ready or removed, originals that are refused")
            .build();
    Asset jar = Asset.Builder.create(this, "Jar").path(programs.pipelineJar().toString()).build();
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(LogDays.of(settings))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    LogStream logStream = LogStream.Builder.create(this, "LogStream").logGroup(logs).build();
    Role role = role(storage, ingest, jar, logs);
    allow(role, "Announce", List.of(announcements.getEventBusArn()), "events:PutEvents");
    distribution.ifPresent(
        id -> allow(role, "Invalidate", List.of(arn(id)), "cloudfront:CreateInvalidation"));
    encryption.letUse(role);
    this.application =
        CfnApplication.Builder.create(this, "Application")
            .applicationDescription("Calotype: makes the variants of originals")
            .runtimeEnvironment(RUNTIME)
            .serviceExecutionRole(role.getRoleArn())
            .applicationConfiguration(
                configuration(jar, settings, properties(settings, storage, ingest, distribution)))
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

  EventBus announcements() {
    return announcements;
  }

  CfnApplication application() {
    return application;
  }

  private static CfnApplication.ApplicationConfigurationProperty configuration(
      Asset jar, DeploymentSettings settings, Map<String, String> properties) {
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
                .snapshotsEnabled(settings.job().snapshots())
                .build())
        .environmentProperties(
            CfnApplication.EnvironmentPropertiesProperty.builder()
                .propertyGroups(
                    List.of(
                        CfnApplication.PropertyGroupProperty.builder()
                            .propertyGroupId(PROPERTY_GROUP)
                            .propertyMap(properties)
                            .build()))
                .build())
        .flinkApplicationConfiguration(flink(settings.job()))
        .build();
  }

  private static CfnApplication.FlinkApplicationConfigurationProperty flink(JobSettings job) {
    return CfnApplication.FlinkApplicationConfigurationProperty.builder()
        .checkpointConfiguration(
            CfnApplication.CheckpointConfigurationProperty.builder()
                .configurationType("DEFAULT")
                .build())
        .monitoringConfiguration(
            CfnApplication.MonitoringConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .logLevel("INFO")
                .metricsLevel(job.metrics())
                .build())
        // Rendering is bound by CPU: one slot a KPU, more KPUs as the stream fills.
        .parallelismConfiguration(
            CfnApplication.ParallelismConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .parallelism(job.parallelism())
                .parallelismPerKpu(1)
                .autoScalingEnabled(job.autoscaling())
                .build())
        .build();
  }

  private Map<String, String> properties(
      DeploymentSettings settings, Storage storage, Ingest ingest, Optional<String> distribution) {
    // Sorted, so that the template is the same each time.
    Map<String, String> properties = new TreeMap<>();
    properties.put("bucket.originals", storage.originals().getBucketName());
    properties.put("bucket.variants", storage.variants().getBucketName());
    properties.put("bucket.dead-letters", storage.deadLetters().getBucketName());
    properties.put("stream.arn", ingest.stream().getStreamArn());
    properties.put("engine", "vips");
    properties.put("recipe", settings.recipeJson());
    properties.put("announce.bus", announcements.getEventBusArn());
    distribution.ifPresent(
        id -> {
          properties.put("invalidation.distribution", id);
          properties.put("invalidation.by", "tag");
        });
    return properties;
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
        "KeepMarkersOfRenders",
        List.of(storage.deadLetters().arnForObjects("attempts/*")),
        "s3:DeleteObject",
        "s3:GetObject");
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

  private String arn(String distribution) {
    return "arn:aws:cloudfront::" + Stack.of(this).getAccount() + ":distribution/" + distribution;
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
