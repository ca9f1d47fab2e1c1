package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.Scratch;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Renderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what peers make before they are timed: a ladder of the wrong size or of a blurred
 * picture must not count as a fast one.
 */
final class Inspection {
  private final Map<Peer, Sums> sums = new HashMap<>();
  private final Map<Integer, Plane> references = new HashMap<>();
  private @Nullable Path lastPhoto;
  private @Nullable Plane whole;

  /**
   * Adds a photo, made once by a peer.
   *
   * @return what the peer said of it
   * @throws IOException where a file has not the planned size and format, or the peer says another
   *     number of bytes than its files have
   */
  Answer add(Photo photo, PeerProcess peer) throws IOException {
    try (Scratch scratch = Scratch.of("calotype-peers")) {
      Path folder = scratch.folder();
      Answer answer = peer.ask(photo.request(folder));
      long bytes = 0;
      Sums seen = sums.computeIfAbsent(peer.peer(), any -> new Sums());
      for (PlannedImage planned : photo.plan().images()) {
        Path file = folder.resolve(planned.widthPx() + "." + planned.encoding().format().id());
        Plane made = plane(file, planned, photo.plan().recipe());
        bytes += Files.size(file);
        seen.add(
            photo.name() + " at " + planned.widthPx(),
            Files.size(file),
            Similarity.of(reference(photo, planned), made));
      }
      if (answer.bytes() != bytes) {
        throw new IOException(
            "Expected " + bytes + " bytes, as its files have, but it says " + answer.bytes() + ".");
      }
      seen.endPhoto(photo.plan().images().size());
      return answer;
    }
  }

  private Plane reference(Photo photo, PlannedImage planned) throws IOException {
    if (!photo.path().equals(lastPhoto)) {
      references.clear();
      whole =
          Plane.of(ImageIO.read(photo.path().toFile()))
              .upright(photo.plan().header().orientation());
      lastPhoto = photo.path();
    }
    Plane of = Objects.requireNonNull(whole);
    return references.computeIfAbsent(
        planned.widthPx(), any -> of.resized(planned.widthPx(), planned.heightPx()));
  }

  /** What was seen of a peer. */
  Likeness of(Peer peer) {
    return sums.getOrDefault(peer, new Sums()).likeness();
  }

  private static Plane plane(Path file, PlannedImage planned, Recipe recipe) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ImageHeader header = Probe.read(bytes, recipe);
    if (header.uprightWidthPx() != planned.widthPx()
        || header.uprightHeightPx() != planned.heightPx()
        || !header.format().contentType().equals(planned.encoding().format().contentType())) {
      throw new IOException("Expected " + planned + " but got " + header + ".");
    }
    BufferedImage picture =
        ImageIO.read(
            new ByteArrayInputStream(
                planned.encoding().format() == Format.WEBP ? asPng(bytes, header) : bytes));
    return Plane.of(picture).upright(header.orientation());
  }

  /** Java reads no WebP. */
  private static byte[] asPng(byte[] webp, ImageHeader header) {
    Recipe all = Formats.DEFAULT.recipe();
    Recipe asIs =
        new Recipe(
            List.of(header.widthPx()),
            all.ratios(),
            List.of(new Encoding(Format.PNG, 100, 0, false)),
            all.background(),
            all.accept(),
            all.limits());
    Renderer renderer = Contender.VIPS.open();
    return renderer.render(webp, Plan.ladder(asIs, header)).images().get(0).bytes();
  }

  /** What adds up to a {@link Likeness}. */
  private static final class Sums {
    private final List<Double> similarities = new ArrayList<>();
    private long bytes;
    private double least = 1;
    private String leastFile = "none";
    private double leastPhoto = 1;

    void add(String file, long fileBytes, double similarity) {
      bytes += fileBytes;
      similarities.add(similarity);
      if (similarity < least) {
        least = similarity;
        leastFile = file;
      }
    }

    /** The last files were those of one photo. */
    void endPhoto(int files) {
      leastPhoto =
          Math.min(
              leastPhoto,
              mean(similarities.subList(similarities.size() - files, similarities.size())));
    }

    Likeness likeness() {
      return new Likeness(bytes, mean(similarities), least, leastFile, leastPhoto);
    }

    private static double mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
  }
}
