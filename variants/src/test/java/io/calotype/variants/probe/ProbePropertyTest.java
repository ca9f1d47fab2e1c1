package io.calotype.variants.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Headers;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, a probe answers with a header or a refusal. */
class ProbePropertyTest {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

  private static final List<byte[]> SEEDS =
      List.of(
          Exif.intoJpeg(Headers.jpeg(640, 480), Exif.orientation(6, true)),
          Headers.png(640, 480, 8, 6, Headers.pngChunk("eXIf", Exif.orientation(3, false))),
          Headers.gif(70, 30, 3, true),
          Headers.webp(
              Headers.vp8x(0x1a, 640, 480),
              Headers.webpChunk("ANMF", new byte[24]),
              Headers.webpChunk("EXIF", Exif.orientation(8, true))),
          Headers.webp(Headers.vp8l(16383, 2, true)),
          Headers.tiff(true, 256, 640, 257, 480, 274, 6, 338, 2),
          Headers.tiff(false, 256, 640, 257, 480, 274, 6, 338, 2),
          Headers.avif("avif", "grid", true, Headers.ispe(640, 480)));

  @Property(tries = 1000)
  void answersForAnyBytesBehindAnyBeginning(
      @ForAll @IntRange(max = 7) int seed,
      @ForAll @IntRange(min = 2, max = 40) int kept,
      @ForAll byte[] tail) {
    byte[] head = SEEDS.get(seed);
    byte[] file = Arrays.copyOf(head, Math.min(kept, head.length) + tail.length);
    System.arraycopy(tail, 0, file, file.length - tail.length, tail.length);
    answers(file);
  }

  @Property(tries = 5000)
  void answersForMutatedHeaders(
      @ForAll @IntRange(max = 7) int seed,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 400) Integer> places,
      @ForAll @Size(6) List<@ByteRange(min = Byte.MIN_VALUE) Byte> values) {
    byte[] file = SEEDS.get(seed).clone();
    for (int i = 0; i < places.size(); i++) {
      file[places.get(i) % file.length] = values.get(i);
    }
    answers(file);
  }

  @Property(tries = 1000)
  void answersForRandomBytes(@ForAll byte[] file) {
    answers(file);
  }

  private static void answers(byte[] file) {
    try {
      ImageHeader header = Probe.read(file, RECIPE);
      assertThat(header.uprightWidthPx()).isPositive();
    } catch (RefusedException refusal) {
      assertThat(refusal.getMessage()).startsWith("expected ").doesNotContain("\n");
    }
  }
}
