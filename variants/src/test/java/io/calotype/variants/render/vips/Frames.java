package io.calotype.variants.render.vips;

import com.sun.jna.Memory;
import io.calotype.variants.crop.Window;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an animated WebP holds, as libvips reads it back. */
record Frames(List<BufferedImage> images, List<Integer> delaysMs, int loops) {

  static Frames of(byte[] webp) {
    Vips vips = Vips.load(VipsSettings.ofEnvironment());
    try (Deadline deadline = new Watchdog().start(vips.functions(), Duration.ofMinutes(1));
        Scope scope = new Scope(vips, deadline)) {
      Memory bytes = scope.buffer(webp);
      Object[] options = new Options().and("n", -1).pairs();
      VipsImage all =
          scope.image(
              "load", (lib, out) -> lib.vipsWebploadBuffer(bytes, bytes.size(), out, options));
      int heightPx = all.number("page-height", all.heightPx());
      List<BufferedImage> images = new ArrayList<>();
      for (int y = 0; y < all.heightPx(); y += heightPx) {
        images.add(image(all.part(new Window(0, y, all.widthPx(), heightPx))));
      }
      return new Frames(
          images, Arrays.stream(all.numbers("delay")).boxed().toList(), all.number("loop", -1));
    }
  }

  private static BufferedImage image(VipsImage frame) {
    byte[] pixels = frame.rgba();
    BufferedImage image =
        new BufferedImage(frame.widthPx(), frame.heightPx(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < pixels.length; i += 4) {
      int argb =
          (pixels[i + 3] & 0xff) << 24
              | (pixels[i] & 0xff) << 16
              | (pixels[i + 1] & 0xff) << 8
              | (pixels[i + 2] & 0xff);
      image.setRGB(i / 4 % frame.widthPx(), i / 4 / frame.widthPx(), argb);
    }
    return image;
  }
}
