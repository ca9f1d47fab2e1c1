package io.calotype.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.calotype.benchmarks.peers.Peer;
import io.calotype.benchmarks.result.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the project set out to reach, as a ratio within one run.
 *
 * @param text what it is about
 * @param bound the least that is wanted, or the most
 * @param atLeast which of the two
 * @param unit of the bound
 * @param found what was measured; null where it was not
 * @param low where its interval begins
 * @param high where it ends
 * @param interval what that interval is, in words; may be empty
 * @param of which photos it was measured with; may be empty
 * @param state {@code reached} or {@code missed} where the whole interval says so, {@code open}
 *     where the bound lies in it, {@code not measured}
 */
record Goal(
    String text,
    double bound,
    boolean atLeast,
    String unit,
    @Nullable Double found,
    @Nullable Double low,
    @Nullable Double high,
    String interval,
    String of,
    String state) {
  private static final String WHOLE_RECIPE = "JPEG + WebP + AVIF";

  /** All goals, with what these runs say of them. */
  static List<Goal> of(List<Run> runs) {
    return List.of(
        peer(runs, "Ladder, CPU of sharp with clone() over ours", 2.7, "sharp, clone()"),
        peer(runs, "Ladder, CPU of sharp decoding once over ours", 1.4, "sharp, decoded once"),
        peer(runs, "Ladder, CPU of imgscalr AUTOMATIC over ours", 6, "imgscalr"),
        of(
            "Whole path, CPU of the job over the engine’s own, default recipe, worst photos",
            1.15,
            false,
            "×",
            named(runs, "endtoend", "cpu-ratio-to-engine")
                .filter(run -> WHOLE_RECIPE.equals(run.params().get("formats")))
                .max(Comparator.comparingDouble(Run::median))),
        of(
            "Function at the edge, CPU of a srcset’s URL at the median",
            50,
            false,
            "µs",
            named(runs, "edge", "cpu-per-call")
                .filter(run -> "median".equals(run.params().get("quantile")))
                .filter(run -> "a srcset’s URL".equals(run.params().get("request")))
                .findFirst()));
  }

  /** The state, with the part that is missing where it is missed, and the photos. */
  @JsonProperty
  String verdict() {
    String missing =
        found != null && state.equals("missed")
            ? String.format(Locale.ROOT, " by %.1f %%", 100 * Math.abs(found - bound) / bound)
            : "";
    return state + missing + (of.isEmpty() ? "" : ", " + of);
  }

  private static Goal peer(List<Run> runs, String text, double bound, String contender) {
    return of(
        text,
        bound,
        true,
        "×",
        named(runs, "peers", "cpu-ratio-to-calotype")
            .filter(run -> "JPEG".equals(run.params().get("format")))
            .filter(run -> isOf(run, contender))
            .findFirst());
  }

  private static Stream<Run> named(List<Run> runs, String section, String name) {
    return runs.stream().filter(run -> run.section().equals(section) && run.name().equals(name));
  }

  /** Of sharp's rows the one with its own kernel and the encoder's settings that are those here. */
  private static boolean isOf(Run run, String contender) {
    String does = String.valueOf(run.params().get("contender"));
    return does.equals(contender)
        || (does.startsWith(contender + " ") && does.endsWith("; " + Peer.SHARP_SAME));
  }

  private static Goal of(
      String text, double bound, boolean atLeast, String unit, Optional<Run> run) {
    return run.map(
            found ->
                new Goal(
                    text,
                    bound,
                    atLeast,
                    unit,
                    found.median(),
                    found.low(),
                    found.high(),
                    found.interval(),
                    photos(found),
                    state(found, bound, atLeast)))
        .orElseGet(
            () -> new Goal(text, bound, atLeast, unit, null, null, null, "", "", "not measured"));
  }

  private static String state(Run found, double bound, boolean atLeast) {
    boolean all = atLeast ? found.low() >= bound : found.high() <= bound;
    boolean none = atLeast ? found.high() < bound : found.low() > bound;
    return all ? "reached" : none ? "missed" : "open";
  }

  /** Such as {@code 4 real photos} or {@code photos of 8 MP}. */
  private static String photos(Run run) {
    Object set = run.params().get("photos");
    Object photo = run.params().get("photo");
    if (set != null) {
      return set.toString().replaceFirst(" \\(.*", "");
    }
    return photo == null
        ? ""
        : photo.toString().matches("[0-9.]+ MP") ? "photos of " + photo : photo.toString();
  }
}
