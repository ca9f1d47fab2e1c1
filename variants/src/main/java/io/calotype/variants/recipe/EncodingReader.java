package io.calotype.variants.recipe;

import io.calotype.variants.name.Format;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a recipe's formats, and what rules change in them. */
final class EncodingReader {
  private static final int EFFORT_DEFAULT = 2;
  private static final String FORMATS = "one of jpeg, webp, avif, png";

  private final List<String> problems;

  EncodingReader(List<String> problems) {
    this.problems = problems;
  }

  List<Encoding> encodings(RecipeNode recipe) {
    List<Encoding> encodings = new ArrayList<>();
    Set<Format> seen = EnumSet.noneOf(Format.class);
    for (RecipeNode item : recipe.list("formats", true, Format.values().length)) {
      if (!item.isObject()) {
        continue;
      }
      item.onlyHas("format", "quality", "effort", "slow", "optimizeCoding");
      Optional<Format> format = item.requiredText("format", FORMATS, Format::ofId);
      Optional<Long> quality = item.integer("quality", Encoding.QUALITY_MIN, Encoding.QUALITY_MAX);
      int effortMax = format.map(Encoding::effortMax).orElse(Encoding.EFFORT_MAX);
      long effort = item.integerOr("effort", EFFORT_DEFAULT, Encoding.EFFORT_MIN, effortMax);
      boolean slow = item.flagOr("slow", false);
      boolean optimizeCoding = item.flagOr("optimizeCoding", false);
      format.ifPresent(f -> item.addOnce(seen, f));
      if (format.isPresent() && quality.isPresent() && effort >= 0 && effort <= effortMax) {
        encodings.add(
            new Encoding(
                format.get(), (int) (long) quality.get(), (int) effort, slow, optimizeCoding));
      }
    }
    if (problems.isEmpty()) {
      requireEagerJpeg(encodings, seen);
    }
    return encodings;
  }

  private void requireEagerJpeg(List<Encoding> encodings, Set<Format> seen) {
    if (!seen.contains(Format.JPEG)) {
      problems.add(
          "formats: expected jpeg among them, since every viewer can show it, but got "
              + seen.stream().map(Format::id).collect(Collectors.joining(", ")));
    } else if (encodings.stream().anyMatch(e -> e.format() == Format.JPEG && e.slow())) {
      problems.add(
          "formats: expected jpeg not to be slow, since it is shown until slow formats are there,"
              + " but it is: take slow out");
    }
  }

  List<Rule.Change> changes(RecipeNode rule, Set<Format> made) {
    List<Rule.Change> changes = new ArrayList<>();
    Set<Format> seen = EnumSet.noneOf(Format.class);
    for (RecipeNode item : rule.list("formats", false, Format.values().length)) {
      if (!item.isObject()) {
        continue;
      }
      item.onlyHas("format", "quality", "effort", "optimizeCoding");
      Optional<Format> format = item.requiredText("format", FORMATS, Format::ofId);
      format.ifPresent(f -> item.addOnce(seen, f));
      if (format.isPresent() && !made.contains(format.get())) {
        problems.add(
            item.place()
                + ".format: expected a format of the recipe, since rules add none, but got \""
                + format.get().id()
                + "\"");
      }
      int effortMax = format.map(Encoding::effortMax).orElse(Encoding.EFFORT_MAX);
      Optional<Long> quality =
          item.child("quality")
              .flatMap(q -> q.asInteger(Encoding.QUALITY_MIN, Encoding.QUALITY_MAX));
      Optional<Long> effort =
          item.child("effort").flatMap(e -> e.asInteger(Encoding.EFFORT_MIN, effortMax));
      Optional<Boolean> optimizeCoding =
          item.has("optimizeCoding")
              ? Optional.of(item.flagOr("optimizeCoding", false))
              : Optional.empty();
      format.ifPresent(
          f ->
              changes.add(
                  new Rule.Change(
                      f,
                      quality.map(Long::intValue).orElse(null),
                      effort.map(Long::intValue).orElse(null),
                      optimizeCoding.orElse(null))));
    }
    return changes;
  }
}
