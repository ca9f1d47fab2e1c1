package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** cdk-nag's rules for AWS solutions: whatever they find is fixed, or explained here. */
final class NagTest {
  /**
   * A finding that stays.
   *
   * @param finding what is found, as a pattern of rule and path
   * @param why it stays
   */
  private record Explained(Pattern finding, String why) {
    static Explained of(String finding, String why) {
      return new Explained(Pattern.compile(finding), why);
    }
  }

  private static final List<Explained> EXPLAINED =
      List.of(
          Explained.of(
              "AwsSolutions-CFR1 .*", "Pictures are for everybody: who wants less sets a web ACL."),
          Explained.of(
              "AwsSolutions-CFR2 .*",
              "The web ACL is a switch, delivery.firewall; it costs money."),
          Explained.of(
              "AwsSolutions-CFR4 .*",
              "Without a domain CloudFront's own certificate has its own policy; with one it is"
                  + " TLS 1.2, which a test of Delivery asserts."),
          Explained.of(
              "AwsSolutions-COG2 .*", "MFA is each user's choice; the pool only issues tickets."),
          Explained.of(
              "AwsSolutions-COG3 .*", "Threat protection is a paid plan; sign-up is closed."),
          Explained.of(
              "AwsSolutions-IAM4\\[.*AWSLambdaBasicExecutionRole] .*",
              "Three actions on logs, nothing else; edge functions need them in each region."),
          Explained.of(
              "AwsSolutions-IAM5\\[Resource::<SystemStorage(Originals|Variants|DeadLetters)[^>]*>/(attempts/)?\\*] .*",
              "All objects of one bucket: keys are the users' own."),
          Explained.of(
              "AwsSolutions-IAM5\\[Resource::arn:aws:s3:::calotype-originals-.*/\\*] .*",
              "All objects of one bucket, the second region's."),
          Explained.of(
              "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:logs:.*:log-group:\\*] .*",
              "logs:DescribeLogGroups, which Managed Flink asks for, knows no narrower resource."),
          Explained.of(
              "AwsSolutions-IAM5\\[Resource::\\*] /Calotype-Edge-[a-z0-9-]+/LogRetention.*",
              "The construct's own role; it sets how long logs are kept, in many regions."),
          Explained.of(
              "AwsSolutions-IAM5\\[Action::kms:(GenerateDataKey|ReEncrypt)\\*] .*",
              "Each a family of one action's forms, on the one key of this system."),
          Explained.of(
              "AwsSolutions-L1 /Calotype(-Replica)?-[a-z0-9-]+/(System/OnTheFly/Render|Upload/Tickets)/Resource",
              "java21: the newest that the native library and SnapStart were tried on."),
          Explained.of(
              "AwsSolutions-L1 .*(viewer-request|origin-response).*",
              "nodejs22.x: what Lambda@Edge runs."),
          Explained.of(
              "AwsSolutions-SMG4 .*",
              "A rotation would break URLs that were given out; docs/operations.md says how to"
                  + " rotate by hand, with two keys for a while."),
          Explained.of(
              "AwsSolutions-SQS3 .*/Undelivered/.*", "It is a dead-letter queue: EventBridge's."),
          Explained.of(
              "AwsSolutions-KDS3 .*", "It has a key of the account's own: more, not less."));

  @Test
  void findsNothingThatIsNotExplained() throws Exception {
    assertThat(findings())
        .filteredOn(
            finding ->
                EXPLAINED.stream().noneMatch(each -> each.finding().matcher(finding).matches()))
        .isEmpty();
  }

  @Test
  void explainsNothingThatIsNotFound() throws Exception {
    Set<String> findings = findings();
    assertThat(EXPLAINED)
        .allSatisfy(
            each ->
                assertThat(findings)
                    .as("%s: %s", each.finding(), each.why())
                    .anyMatch(finding -> each.finding().matcher(finding).matches()));
  }

  private static Set<String> findings() throws IOException {
    Set<String> findings = new TreeSet<>();
    for (Synthesised each : List.of(Synthesised.FULL, Synthesised.OTHER)) {
      findings.addAll(Nag.findings(each.folder(), each.homeStack()));
      findings.addAll(Nag.findings(each.folder(), each.edgeStack()));
    }
    findings.addAll(Nag.findings(Synthesised.FULL.folder(), Synthesised.FULL.replicaStack()));
    return findings;
  }
}
