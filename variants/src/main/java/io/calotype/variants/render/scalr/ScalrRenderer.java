package io.calotype.variants.render.scalr;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import java.awt.image.BufferedImage;
import java.util.EnumSet;
import java.util.Set;

/**
 * The portable engine: wherever there is a Java there is this, slower and with fewer formats.
 *
 * <p>Reads JPEG, PNG, GIF and TIFF, of which the first frame or page; makes JPEG and PNG. Converts
 * by embedded colour profiles; CMYK without one is refused, since what its numbers look like is
 * anyone's guess. An original of many pixels is read at a fraction of them: at most about 24
 * million are in memory, unless the widest step of the ladder needs more.
 */
public final class ScalrRenderer implements Renderer {

  @Override
  public String name() {
    return "scalr";
  }

  @Override
  public Set<Format> formats() {
    return EnumSet.of(Format.JPEG, Format.PNG);
  }

  @Override
  public Ladder render(byte[] original, Plan plan) {
    Deadline deadline = new Deadline(plan.recipe().limits().renderTimeMax());
    boolean sideways = plan.header().sideways();
    int storedWidthPx = sideways ? plan.baseHeightPx() : plan.baseWidthPx();
    int storedHeightPx = sideways ? plan.baseWidthPx() : plan.baseHeightPx();
    Decoded decoded =
        new Decoding(original, plan.header(), deadline).toAtLeast(storedWidthPx, storedHeightPx);
    // Resized first: colours and orientation then cost a fraction.
    BufferedImage resized = Resize.to(decoded.image(), storedWidthPx, storedHeightPx);
    deadline.check();
    BufferedImage shown = decoded.colours().toSrgb(resized);
    deadline.check();
    BufferedImage upright = Upright.of(shown, plan.header().orientation());
    return new Cascade(plan, deadline).from(upright);
  }
}
