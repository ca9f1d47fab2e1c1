package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.Formats;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A photo whose ladder is made.
 *
 * @param path where it is
 * @param plan what is to be made of it, the same by every peer
 */
public record Photo(Path path, Plan plan) {

  /** All of a folder, named {@code *.jpg}, by name. */
  public static List<Photo> allOf(Path folder, Formats formats) throws IOException {
    return allOf(folder, formats.recipe());
  }

  /** The same after any recipe. */
  public static List<Photo> allOf(Path folder, Recipe recipe) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> paths = files.filter(path -> path.toString().endsWith(".jpg")).sorted().toList();
      return paths.stream().map(path -> planned(path, recipe)).toList();
    }
  }

  /** One of them. */
  static Photo of(Path path, Recipe recipe) throws IOException {
    return new Photo(path, Plan.ladder(recipe, Probe.read(Files.readAllBytes(path), recipe)));
  }

  private static Photo planned(Path path, Recipe recipe) {
    try {
      return of(path, recipe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its file's name. */
  public String name() {
    return path.getFileName().toString();
  }

  /** What to ask of a peer; with its files kept in a folder, where one is given. */
  Request request(@Nullable Path out) {
    return new Request(
        path.toString(),
        plan.images().stream().map(image -> List.of(image.widthPx(), image.heightPx())).toList(),
        plan.header().sideways(),
        out == null ? null : out.toString());
  }
}
