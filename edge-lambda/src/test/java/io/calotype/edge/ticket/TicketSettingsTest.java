package io.calotype.edge.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.edge.settings.InvalidSettingsException;
import io.calotype.variants.recipe.RecipeReader;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TicketSettingsTest {
  private static final Map<String, String> SMALLEST =
      Map.of(
          "CALOTYPE_ORIGINALS_BUCKET", "calotype-originals",
          "CALOTYPE_PUBLIC_URL", "https://pictures.example.com");

  @Test
  void takesDefaultsForWhatMayBeLeftOut() {
    assertThat(TicketSettings.fromEnvironment(SMALLEST))
        .isEqualTo(
            TicketSettings.of(
                "calotype-originals",
                URI.create("https://pictures.example.com"),
                RecipeReader.defaultRecipe()))
        .extracting(TicketSettings::ticketLifetime)
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void readsEachVariable() {
    TicketSettings settings =
        TicketSettings.fromEnvironment(
            with(
                Map.of(
                    "CALOTYPE_TICKET_SECONDS", "60",
                    "CALOTYPE_TRANSFER_ACCELERATION", "true",
                    "CALOTYPE_CORS_ORIGINS", "https://a.example.com, http://localhost:3000",
                    "CALOTYPE_RECIPE",
                        "{\"version\":1,\"widths\":[100],\"formats\":[{\"format\":\"jpeg\",\"quality\":80}]}",
                    "PATH", "/bin")));

    assertThat(settings.ticketLifetime()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.accelerated()).isTrue();
    assertThat(settings.corsOrigins())
        .containsExactlyInAnyOrder("https://a.example.com", "http://localhost:3000");
    assertThat(settings.recipe().widthsPx()).containsExactly(100);
  }

  @Test
  void reportsAllProblemsTogether() {
    assertThat(
            problems(
                Map.of(
                    "CALOTYPE_ORIGINALS_BUCKET", "Not a bucket",
                    "CALOTYPE_TICKET_SECONDS", "soon",
                    "CALOTYPE_CORS_ORIGINS", "example.com",
                    "CALOTYPE_RECIPE", "{}",
                    "CALOTYPE_TICKETS", "1")))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactlyInAnyOrder(
            "CALOTYPE_TICKETS",
            "CALOTYPE_PUBLIC_URL",
            "CALOTYPE_TICKET_SECONDS",
            "CALOTYPE_RECIPE",
            "CALOTYPE_RECIPE",
            "CALOTYPE_RECIPE",
            "CALOTYPE_ORIGINALS_BUCKET",
            "CALOTYPE_CORS_ORIGINS");
  }

  @Test
  void refusesLifetimesOutsideOneMinuteToTwelveHours() {
    for (String fine : List.of("60", "43200")) {
      assertThat(
              TicketSettings.fromEnvironment(with(Map.of("CALOTYPE_TICKET_SECONDS", fine)))
                  .ticketLifetime())
          .hasSeconds(Long.parseLong(fine));
    }
    for (String not : List.of("59", "43201", "-60", "1e3")) {
      assertThat(problems(with(Map.of("CALOTYPE_TICKET_SECONDS", not)))).hasSize(1);
    }
  }

  @Test
  void refusesPublicUrlsThatNothingCanBeAppendedTo() {
    for (String not :
        List.of(
            "https://a.example.com/",
            "https://a.example.com?x",
            "https://a.example.com#x",
            "ftp://a.example.com",
            "a.example.com",
            "https://me@a.example.com",
            "https://a b")) {
      assertThat(problems(with(Map.of("CALOTYPE_PUBLIC_URL", not)))).as(not).hasSize(1);
    }
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(
            InvalidSettingsException.class, () -> TicketSettings.fromEnvironment(environment))
        .problems();
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(SMALLEST);
    all.putAll(more);
    return all;
  }
}
