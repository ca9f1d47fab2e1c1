package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
  void theDashboardShowsTheWayOfAPictureAndWhatItCosts() {
    String body =
        Synthesised.properties("AWS::CloudWatch::Dashboard", "OverviewDashboard").toString();

    assertThat(body)
        .contains("GetRecords.IteratorAgeMilliseconds", "ApproximateNumberOfMessagesVisible")
        .contains("endToEndMsP50", "endToEndMsP99", "rejected", "bytesInFlight")
        .contains("containerMemoryUtilization", "CacheHitRate", "5xxErrorRate", "Throttles")
        .contains("KPUs", "IncomingBytes", "BytesDownloaded");
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
