package io.calotype.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.RenderedImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A photo that is stored turned: whoever leaves it so makes another picture in less time. */
class TurnedPhotoTest {
  private static final byte[] PHOTO = MadePhoto.ofMegapixels(1);
  private static final Recipe RECIPE = Formats.JPEG_ONLY.recipe(List.of(320));

  @ParameterizedTest
  @EnumSource(Contender.class)
  void isMadeUprightByEachEngine(Contender contender) throws IOException {
    Plane stored = Plane.of(read(PHOTO));
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] turned = withOrientation(orientation);
      Plan plan = Plan.ladder(RECIPE, Probe.read(turned, RECIPE));

      RenderedImage made = contender.open().render(turned, plan).images().get(0);

      Plane upright = stored.upright(orientation);
      assertThat(
              Similarity.of(
                  upright.resized(made.planned().widthPx(), made.planned().heightPx()),
                  Plane.of(read(made.bytes()))))
          .as("orientation %d", orientation)
          .isGreaterThan(0.85);
    }
  }

  private static BufferedImage read(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  /** The photo with an EXIF segment behind its first two bytes. */
  private static byte[] withOrientation(int orientation) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(PHOTO, 0, 2);
    file.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0});
    file.write(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1});
    file.write(new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0});
    file.write(PHOTO, 2, PHOTO.length - 2);
    return file.toByteArray();
  }
}
