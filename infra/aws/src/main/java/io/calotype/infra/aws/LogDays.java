package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How long logs are kept, as CloudWatch names it: it takes certain numbers of days only. */
final class LogDays {
  private static final Map<Integer, RetentionDays> BY_DAYS =
      Map.of(
          7, RetentionDays.ONE_WEEK,
          14, RetentionDays.TWO_WEEKS,
          30, RetentionDays.ONE_MONTH,
          60, RetentionDays.TWO_MONTHS,
          90, RetentionDays.THREE_MONTHS,
          180, RetentionDays.SIX_MONTHS,
          365, RetentionDays.ONE_YEAR);

  private LogDays() {}

  static RetentionDays of(DeploymentSettings settings) {
    return Objects.requireNonNull(BY_DAYS.get(settings.logDays()), "settings check the number");
  }
}
