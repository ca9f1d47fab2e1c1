package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.PhotoFolder;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A photo whose ladder is made.
 *
 * @param path where it is
 * @param plan what is to be made of it, the same by every peer
 */
public record Photo(Path path, Plan plan) {

  /**
   * All of a folder, by name.
   *
   * @throws IOException where there are none, or where one is broken
   */
  public static List<Photo> allOf(Path folder, Formats formats) throws IOException {
    return allOf(folder, formats.recipe());
  }

  /** The same after any recipe. */
  public static List<Photo> allOf(Path folder, Recipe recipe) throws IOException {
    List<Photo> photos = new ArrayList<>();
    for (Path path : PhotoFolder.photos(folder)) {
      photos.add(of(path, recipe));
    }
    return photos;
  }

  /** One of them. */
  static Photo of(Path path, Recipe recipe) throws IOException {
    try {
      return new Photo(path, Plan.ladder(recipe, Probe.read(Files.readAllBytes(path), recipe)));
    } catch (RefusedException e) {
      throw new IOException("expected a photo in " + path + " but: " + e.getMessage(), e);
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
