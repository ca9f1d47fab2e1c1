package io.calotype.benchmarks;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * The ladder as an application writes it that follows a Java library's documentation: decode once,
 * resize from the original for each width, turn the small pictures upright, encode with ImageIO. It
 * converts no colours, which is in its favour, as is that it turns small pictures and not the
 * original.
 */
final class JavaLadder implements Renderer {
  private static final Preview NO_PREVIEW = new Preview(1, 1, new byte[4]);

  private final Resizing resizing;

  JavaLadder(Resizing resizing) {
    this.resizing = resizing;
  }

  @Override
  public String name() {
    return resizing.name();
  }

  @Override
  public Set<Format> formats() {
    return Set.of(Format.JPEG);
  }

  @Override
  public Ladder render(byte[] original, Plan plan) {
    try {
      BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(original));
      List<RenderedImage> images = new ArrayList<>();
      for (PlannedImage planned : plan.images()) {
        BufferedImage upright = upright(decoded, planned, plan.header());
        images.add(new RenderedImage(planned, Jpeg.encode(upright, planned.encoding().quality())));
      }
      return new Ladder(images, NO_PREVIEW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BufferedImage upright(BufferedImage decoded, PlannedImage planned, ImageHeader header) {
    BufferedImage resized =
        header.sideways()
            ? resizing.of(decoded, planned.heightPx(), planned.widthPx())
            : resizing.of(decoded, planned.widthPx(), planned.heightPx());
    return resizing.upright(resized, header.orientation());
  }
}
