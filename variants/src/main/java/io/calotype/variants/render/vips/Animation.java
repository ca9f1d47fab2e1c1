package io.calotype.variants.render.vips;

import com.sun.jna.Memory;
import io.calotype.variants.crop.Crop;
import io.calotype.variants.crop.Window;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.CutShort;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.render.CpuClock;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.RenderedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An animation's frames, each upright, in sRGB and of the plan's base size, and the images made of
 * them.
 *
 * <p>Each frame is resized alone: resized in one piece, as they come from the decoder, below each
 * other, the edges of neighbours would mix.
 */
final class Animation {
  /** Where a file does not say how long a frame is shown: as browsers do. */
  private static final int DELAY_MS = 100;

  private final Plan plan;
  private final List<VipsImage> frames;
  private final int[] delaysMs;
  private final int loops;

  private Animation(Plan plan, List<VipsImage> frames, int[] delaysMs, int loops) {
    this.plan = plan;
    this.frames = frames;
    this.delaysMs = delaysMs;
    this.loops = loops;
  }

  /**
   * Decodes all frames.
   *
   * @param owner what the frames belong to
   * @throws VipsException where libvips cannot
   */
  static Animation decode(byte[] original, Plan plan, Scope owner) {
    try (Scope file = owner.inner()) {
      // Strip by strip and in order: the frames are never in memory all at their stored size.
      VipsImage all = load(original, plan, file);
      int heightPx = all.number("page-height", all.heightPx());
      int count = all.heightPx() / heightPx;
      requireSizeOfHeader(all.widthPx(), heightPx, count, original, plan);
      List<VipsImage> frames = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Window place = new Window(0, i * heightPx, all.widthPx(), heightPx);
        frames.add(frame(all.part(place), plan, owner));
      }
      return new Animation(plan, frames, delaysMs(all, count), all.number("loop", 0));
    }
  }

  /**
   * The plan stands on the header. The decoder may see fewer frames, since it passes over empty
   * ones, unless the file ends early: then it has passed over the one that is cut off.
   */
  private static void requireSizeOfHeader(
      int widthPx, int heightPx, int count, byte[] original, Plan plan) {
    ImageHeader header = plan.header();
    if (widthPx != header.widthPx()
        || heightPx != header.heightPx()
        || count > header.frames()
        || (count < header.frames() && CutShort.is(header.format(), original))) {
      throw new VipsException(
          "load",
          String.format(
              "expected %d frames of %dx%d by the header but the decoder has %d of %dx%d",
              header.frames(), header.widthPx(), header.heightPx(), count, widthPx, heightPx));
    }
  }

  private static VipsImage load(byte[] original, Plan plan, Scope scope) {
    Memory bytes = scope.buffer(original);
    long size = bytes.size();
    Object[] options = Decoding.options().and("n", -1).pairs();
    return scope.image(
        "load frames",
        (vips, out) ->
            plan.header().format() == SourceFormat.GIF
                ? vips.vipsGifloadBuffer(bytes, size, out, options)
                : vips.vipsWebploadBuffer(bytes, size, out, options));
  }

  private static VipsImage frame(VipsImage stored, Plan plan, Scope owner) {
    boolean sideways = plan.header().sideways();
    VipsImage sized =
        resized(
            stored,
            sideways ? plan.baseHeightPx() : plan.baseWidthPx(),
            sideways ? plan.baseWidthPx() : plan.baseHeightPx());
    VipsImage shown = Colour.toSrgb(sized.materialised()).upright(plan.header().orientation());
    return shown.materialisedIn(owner);
  }

  private static int[] delaysMs(VipsImage all, int count) {
    int[] given = all.numbers("delay");
    int[] delays = Arrays.copyOf(given, count);
    Arrays.fill(delays, Math.min(given.length, count), count, DELAY_MS);
    return delays;
  }

  /** The images of the plan, in its order: the animations made here, the stills as they are. */
  Ladder withStills(Ladder stills, Encoder encoder) {
    Map<PlannedImage, RenderedImage> made = new HashMap<>();
    stills.images().forEach(image -> made.put(image.planned(), image));
    for (PlannedImage planned : plan.animations()) {
      CpuClock clock = CpuClock.start();
      made.put(planned, new RenderedImage(planned, encoded(planned, encoder), clock.taken()));
    }
    return new Ladder(plan.images().stream().map(made::get).toList(), stills.preview());
  }

  private byte[] encoded(PlannedImage planned, Encoder encoder) {
    Crop crop = planned.crop();
    VipsImage first = frames.get(0);
    Window part =
        crop == null
            ? new Window(0, 0, first.widthPx(), first.heightPx())
            : crop.on(first.widthPx(), first.heightPx());
    try (Scope scope = first.scope().inner()) {
      List<VipsImage> sized =
          frames.stream()
              .map(frame -> frame.in(scope).part(part))
              .map(frame -> resized(frame, planned.widthPx(), planned.heightPx()))
              .toList();
      VipsImage all =
          sized
              .get(0)
              .above(sized.subList(1, sized.size()))
              .asAnimation(planned.heightPx(), delaysMs, loops);
      return encoder.encode(all, planned.encoding());
    }
  }

  private static VipsImage resized(VipsImage image, int widthPx, int heightPx) {
    if (image.widthPx() == widthPx && image.heightPx() == heightPx) {
      return image;
    }
    return image.hasAlpha()
        ? image.premultiplied().resized(widthPx, heightPx).unpremultiplied()
        : image.resized(widthPx, heightPx);
  }
}
