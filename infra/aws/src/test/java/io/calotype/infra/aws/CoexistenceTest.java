package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/**
 * Systems with different home regions share an account: what has the same name in both would be
 * refused, or one's taken for the other's.
 */
final class CoexistenceTest {
  /** Names that are not the account's own: of a part of something, or nothing but labels. */
  private static final Set<String> OF_A_PART =
      Set.of(
          "AWS::ApiGatewayV2::Api.Name",
          "AWS::ApiGatewayV2::Authorizer.Name",
          "AWS::ApiGatewayV2::Stage.StageName",
          "AWS::CloudWatch::Alarm.MetricName",
          "AWS::IAM::Policy.PolicyName",
          "AWS::Lambda::Alias.Name",
          "AWS::SNS::Topic.DisplayName");

  @Test
  void systemsOfOneAccountShareNoName() {
    List<Set<String>> systems =
        List.of(
            names(Synthesised.FULL.home(), Synthesised.FULL.edge(), Synthesised.FULL.replica()),
            names(
                Synthesised.NEIGHBOUR.home(),
                Synthesised.NEIGHBOUR.edge(),
                Synthesised.NEIGHBOUR.replica()),
            names(Synthesised.OTHER.home(), Synthesised.OTHER.edge()));
    assertThat(systems.get(0))
        .as("what is looked for is found")
        .contains(
            "AWS::CloudWatch::Dashboard.DashboardName Calotype-eu-central-1",
            "AWS::Lambda::Function.FunctionName calotype-on-the-fly-eu-central-1",
            "AWS::S3::Bucket.BucketName calotype-variants-123456789012-eu-central-1-eu-west-1")
        .anyMatch(name -> name.startsWith("AWS::CloudFront::ResponseHeadersPolicy"))
        .anyMatch(name -> name.startsWith("AWS::CloudFront::OriginAccessControl"))
        .anyMatch(name -> name.startsWith("AWS::Events::EventBus"));

    for (int one = 0; one < systems.size(); one++) {
      for (int other = 0; other < one; other++) {
        assertThat(systems.get(one)).doesNotContainAnyElementsOf(systems.get(other));
      }
    }
  }

  @Test
  void systemsOfOneAccountShareNoStack() {
    List<String> stacks = new ArrayList<>();
    for (Synthesised each : List.of(Synthesised.FULL, Synthesised.NEIGHBOUR, Synthesised.OTHER)) {
      stacks.addAll(List.of(each.homeStack(), each.edgeStack(), each.replicaStack()));
    }

    assertThat(stacks).doesNotHaveDuplicates();
  }

  @Test
  void namesOfBucketsFitIntoS3sBoundForTheLongestRegions() {
    String longest =
        Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .filter(region -> "aws".equals(region.metadata().partition().id()))
            .map(Region::id)
            .reduce("", (one, other) -> one.length() < other.length() ? other : one);
    BucketNames names = new BucketNames("123456789012", longest, longest);

    assertThat(List.of("originals", "variants", "dead-letters"))
        .allSatisfy(role -> assertThat(names.of(role)).hasSizeLessThanOrEqualTo(63));
  }

  /** Every name that is told to AWS and known before a deployment, with type and property. */
  private static Set<String> names(JsonNode... templates) {
    Set<String> names = new TreeSet<>();
    for (JsonNode template : templates) {
      for (JsonNode resource : template.path("Resources")) {
        String type = resource.path("Type").asText();
        if (type.startsWith("AWS::")) {
          add(type, resource.path("Properties"), names);
          // CloudFront's policies have their names one level below.
          resource.path("Properties").forEach(part -> add(type, part, names));
        }
      }
    }
    return names;
  }

  private static void add(String type, JsonNode properties, Set<String> names) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String of = type + "." + property.getKey();
      if (property.getKey().endsWith("Name")
          && property.getValue().isTextual()
          && !OF_A_PART.contains(of)) {
        names.add(of + " " + property.getValue().textValue());
      }
    }
  }
}
