package io.calotype.cli.report;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.Console;
import io.calotype.cli.console.Table;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestVariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A picture's ladder in a few lines: one for the picture, one for each step with its formats side
 * by side.
 *
 * <pre>
 * holiday/beach.jpg  4032×3024 → 10 variants, 1.1 MB, render 412 ms
 *   w160   160×120   jpg 6.1 kB  webp 4.0 kB
 *   w320   320×240   jpg  17 kB  webp  12 kB
 * </pre>
 */
public final class LadderText {
  private LadderText() {}

  /** Writes what became of a picture: its ladder as a result, a refusal as a note. */
  public static void write(Console console, Outcome outcome) {
    if (outcome.state() == Outcome.State.ready) {
      console.line(headline(console, outcome));
      steps(outcome.readyManifest()).forEach(console::line);
    } else {
      console.note(refusal(outcome));
    }
  }

  /** The same, with the key that the picture was given. */
  public static void writeWithKey(Console console, Outcome outcome) {
    if (outcome.state() == Outcome.State.ready) {
      console.line(headline(console, outcome));
      console.line("  key    " + outcome.readyManifest().key());
      steps(outcome.readyManifest()).forEach(console::line);
    } else {
      console.note(refusal(outcome));
    }
  }

  private static String headline(Console console, Outcome outcome) {
    Manifest manifest = outcome.readyManifest();
    return console.strong(outcome.path())
        + "  "
        + size(manifest)
        + " → "
        + Amount.count(variants(manifest).size(), "variant")
        + ", "
        + Amount.bytes(bytes(manifest))
        + toCome(manifest)
        + outcome.timings().stream()
            .map(timing -> ", " + timing.part() + " " + Amount.time(timing.took()))
            .collect(Collectors.joining());
  }

  /** The slow formats that nobody has waited for. */
  private static String toCome(Manifest manifest) {
    return manifest.awaitsSlow()
        ? " (" + String.join(", ", manifest.pending()) + " still to come)"
        : "";
  }

  /** One line on a picture without a ladder. */
  public static String refusal(Outcome outcome) {
    return outcome.path()
        + " "
        + outcome.state()
        + (outcome.reason() == null ? "" : " (" + outcome.reason() + ")")
        + ": "
        + outcome.message();
  }

  /** A line for each step of a ladder, narrowest first. */
  public static List<String> steps(Manifest manifest) {
    Map<String, List<ManifestVariant>> byStep = new LinkedHashMap<>();
    for (ManifestVariant variant : variants(manifest)) {
      String step = variant.name().substring(0, variant.name().lastIndexOf('.'));
      byStep.computeIfAbsent(step, any -> new ArrayList<>()).add(variant);
    }
    int formats = byStep.values().stream().mapToInt(List::size).max().orElse(0);
    Table table = new Table("ll" + "lr".repeat(formats));
    byStep.forEach(
        (step, variants) -> {
          List<String> row = new ArrayList<>();
          row.add("  " + step);
          row.add(Amount.pixels(variants.get(0).width(), variants.get(0).height()));
          for (ManifestVariant variant : variants) {
            row.add(variant.name().substring(variant.name().lastIndexOf('.') + 1));
            row.add(Amount.bytes(variant.bytes()));
          }
          table.row(row);
        });
    return table.lines();
  }

  /** All variants' bytes. */
  public static long bytes(Manifest manifest) {
    return variants(manifest).stream().mapToLong(ManifestVariant::bytes).sum();
  }

  private static List<ManifestVariant> variants(Manifest manifest) {
    return Objects.requireNonNullElse(manifest.variants(), List.of());
  }

  private static String size(Manifest manifest) {
    return Amount.pixels(
        Objects.requireNonNullElse(manifest.width(), 0),
        Objects.requireNonNullElse(manifest.height(), 0));
  }
}
