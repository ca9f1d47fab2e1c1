package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} explains every alarm that there is, and no other. */
final class AlarmsTest {
  @Test
  void explainsEveryAlarm() throws Exception {
    Set<String> made = new TreeSet<>();
    Synthesised.TEMPLATE
        .findResources("AWS::CloudWatch::Alarm")
        .keySet()
        .forEach(id -> made.addAll(matches("Alarms([A-Za-z]+)[0-9A-F]{8}", id)));
    String document = Files.readString(Path.of("..", "..", "docs", "operations.md"));
    String section = document.substring(document.indexOf("## Alarms"));
    section = section.substring(0, section.indexOf("\n## ", 4));
    Set<String> explained = new TreeSet<>();
    section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(line -> explained.addAll(matches("`([A-Z][A-Za-z]+)`", line.split("\\|", -1)[1])));

    assertThat(made).hasSize(10);
    assertThat(explained).isEqualTo(made);
  }

  @Test
  void everyTopicIsOpenToTheAlarmsOfItsAccount() {
    for (JsonNode template :
        List.of(Synthesised.FULL.home(), Synthesised.FULL.replica(), Synthesised.OTHER.home())) {
      Set<String> told = new TreeSet<>();
      Set<String> open = new TreeSet<>();
      for (JsonNode resource : template.path("Resources")) {
        resource.at("/Properties/AlarmActions").forEach(topic -> told.add(topic.toString()));
        resource.at("/Properties/OKActions").forEach(topic -> told.add(topic.toString()));
        if (resource.path("Type").asText().equals("AWS::SNS::TopicPolicy")
            && letsAlarmsTell(resource.at("/Properties/PolicyDocument/Statement"))) {
          resource.at("/Properties/Topics").forEach(topic -> open.add(topic.toString()));
        }
      }

      assertThat(told).hasSize(1);
      assertThat(open).containsAll(told);
    }
  }

  @Test
  void countsTheRendersThatTheFunctionAnswersWithAFault() {
    JsonNode metrics =
        new JsonMapper()
            .valueToTree(Synthesised.properties("AWS::CloudWatch::Alarm", "AlarmsRenderErrors"))
            .path("Metrics");

    assertThat(metrics.at("/0/Expression").textValue())
        .isEqualTo("MAX([FILL(answers, 0), FILL(errors, 0)])");
    assertThat(metrics.findValuesAsText("MetricName")).containsExactly("Url5xxCount", "Errors");
    assertThat(metrics.findValuesAsText("Namespace")).containsOnly("AWS/Lambda");
    assertThat(new TreeSet<>(metrics.findValuesAsText("Ref")))
        .containsExactly(Synthesised.id("AWS::Lambda::Function", "SystemOnTheFlyRender"));
  }

  @Test
  void theDashboardShowsTheWayOfAPictureAndWhatItCosts() {
    String body =
        Synthesised.properties("AWS::CloudWatch::Dashboard", "OverviewDashboard").toString();

    assertThat(body)
        .contains("GetRecords.IteratorAgeMilliseconds", "ApproximateNumberOfMessagesVisible")
        .contains("endToEndMsP50", "endToEndMsP99", "rejected", "bytesInFlight")
        .contains(
            "containerMemoryUtilization",
            "CacheHitRate",
            "5xxErrorRate",
            "Throttles",
            "Url5xxCount")
        .contains("KPUs", "IncomingBytes", "BytesDownloaded");
  }

  private static boolean letsAlarmsTell(JsonNode statements) {
    for (JsonNode statement : statements) {
      if (statement.path("Effect").asText().equals("Allow")
          && statement.at("/Principal/Service").asText().equals("cloudwatch.amazonaws.com")
          && statement.path("Action").asText().equals("sns:Publish")
          && statement
              .at("/Condition/StringEquals/aws:SourceAccount")
              .asText()
              .equals("123456789012")) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> matches(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
