package io.calotype.cli.render;

import io.calotype.cli.console.Amount;
import io.calotype.cli.report.LadderText;
import io.calotype.cli.report.Outcome;
import io.calotype.variants.manifest.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a run came to.
 *
 * @param ready photos with their ladder
 * @param refused photos at fault
 * @param failed photos that something else kept from their ladder
 * @param variants files that were made, manifests not counted
 * @param bytes all variants' bytes
 * @param seconds from start to end
 * @param cpuSeconds processor time of the whole process meanwhile
 */
public record RenderTotals(
    long ready,
    long refused,
    long failed,
    long variants,
    long bytes,
    double seconds,
    double cpuSeconds) {

  /** Counts. */
  public static RenderTotals of(List<Outcome> outcomes, RenderRun.Result result) {
    List<Manifest> manifests =
        outcomes.stream().map(Outcome::manifest).filter(Objects::nonNull).toList();
    return new RenderTotals(
        count(outcomes, Outcome.State.ready),
        count(outcomes, Outcome.State.refused),
        count(outcomes, Outcome.State.failed),
        manifests.stream()
            .mapToLong(one -> Objects.requireNonNullElse(one.variants(), List.of()).size())
            .sum(),
        manifests.stream().mapToLong(LadderText::bytes).sum(),
        result.took().toNanos() / 1e9,
        result.cpu().toNanos() / 1e9);
  }

  private static long count(List<Outcome> outcomes, Outcome.State state) {
    return outcomes.stream().filter(outcome -> outcome.state() == state).count();
  }

  /**
   * All of it in one line.
   *
   * @param engine the engine's name
   * @param others files that were passed over
   */
  public String line(String engine, int others) {
    StringBuilder line = new StringBuilder(Amount.count(ready, "photo"));
    if (ready > 0) {
      line.append(
          String.format(
              Locale.ROOT,
              ", %s, %s in %.1f s: %.2f photos/s, %.0f ms of CPU each, %.1f of %d cores busy",
              Amount.count(variants, "variant"),
              Amount.bytes(bytes),
              seconds,
              ready / seconds,
              1000 * cpuSeconds / ready,
              cpuSeconds / seconds,
              Runtime.getRuntime().availableProcessors()));
    }
    line.append(", engine ").append(engine);
    line.append(refused == 0 ? "" : "; " + refused + " refused");
    line.append(failed == 0 ? "" : "; " + failed + " failed");
    line.append(others == 0 ? "" : "; " + Amount.count(others, "other file") + " left alone");
    return line.toString();
  }

  /** All of it for programs. */
  public Map<String, Object> asJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ready", ready);
    json.put("refused", refused);
    json.put("failed", failed);
    json.put("variants", variants);
    json.put("bytes", bytes);
    json.put("seconds", seconds);
    json.put("photosPerSecond", seconds == 0 ? 0 : ready / seconds);
    json.put("cpuSeconds", cpuSeconds);
    return json;
  }
}
