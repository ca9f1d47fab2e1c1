package io.calotype.variants.request;

import io.calotype.variants.name.Ratio;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * The width that a viewer wants, as a fraction of whole numbers: nothing is rounded before it is
 * compared with the ladder, and both languages come to the same step. Every product stays below
 * 2^53, which is as far as JavaScript counts exactly.
 */
final class WantedWidth {
  private final @Nullable Long widthMilli;
  private final @Nullable Long boxOver;
  private final long boxUnder;
  private final boolean hinted;

  /** What is wanted of the whole picture, or of its crop to a ratio. */
  WantedWidth(Parameters parameters, ViewerHeaders headers, @Nullable Ratio ratio) {
    ClientHints hints = ClientHints.of(headers);
    long dprMilli = dprMilli(parameters, hints);
    this.widthMilli = widthMilli(parameters, hints, dprMilli);
    Aspect aspect = parameters.aspect();
    // A crop has the shape that was asked for, give or take rounding: there w decides alone.
    boolean heightCounts = ratio != null ? widthMilli == null : aspect != null;
    long shapeWidth = ratio != null ? ratio.width() : aspect != null ? aspect.width() : 1;
    long shapeHeight = ratio != null ? ratio.height() : aspect != null ? aspect.height() : 1;
    // Of a box of this height: the width as a fraction.
    this.boxOver =
        parameters.heightCssPx() != null && heightCounts
            ? parameters.heightCssPx() * dprMilli * shapeWidth
            : null;
    this.boxUnder = 1_000L * shapeHeight;
    this.hinted = parameters.widthAuto() || parameters.dprAuto();
  }

  /** The narrowest step at least this wide; the widest where there is none or nothing is wanted. */
  int step(Recipe recipe) {
    for (int stepPx : recipe.widthsPx()) {
      if (isEnough(stepPx)) {
        return stepPx;
      }
    }
    return recipe.widestPx();
  }

  /**
   * Exactly what is wanted, rounded up, as long as all of it stands in the URL: a hint is not
   * signed, and what hangs on one is a step of the ladder, as without a signature.
   *
   * @throws RefusedException where that is over {@link Parameters#CSS_PX_MAX}
   */
  int exactly(Recipe recipe) {
    if (hinted || (widthMilli == null && boxOver == null)) {
      return step(recipe);
    }
    long px =
        Math.min(
            widthMilli == null ? Long.MAX_VALUE : quotientUp(widthMilli, 1_000),
            boxOver == null ? Long.MAX_VALUE : quotientUp(boxOver, boxUnder));
    if (px > Parameters.CSS_PX_MAX) {
      throw new RefusedException(
          Reason.BAD_PARAMETER,
          "expected w and h that, times dpr, come to a width of at most "
              + Parameters.CSS_PX_MAX
              + " but got more");
    }
    return (int) px;
  }

  /** Inside a box the picture is as wide as the tighter of both sides lets it be. */
  private boolean isEnough(int stepPx) {
    return (widthMilli != null && stepPx * 1_000L >= widthMilli)
        || (boxOver != null && stepPx * boxUnder >= boxOver);
  }

  private static long quotientUp(long over, long under) {
    return (over + under - 1) / under;
  }

  private static long dprMilli(Parameters parameters, ClientHints hints) {
    if (hints.saveData()) {
      return ClientHints.DPR_MILLI_MIN;
    }
    Integer dprMilli = parameters.dprAuto() ? hints.dprMilli() : parameters.dprMilli();
    return dprMilli == null ? ClientHints.DPR_MILLI_MIN : dprMilli;
  }

  private static @Nullable Long widthMilli(
      Parameters parameters, ClientHints hints, long dprMilli) {
    if (parameters.widthCssPx() != null) {
      return parameters.widthCssPx() * dprMilli;
    }
    if (!parameters.widthAuto() || hints.widthPx() == null) {
      return null;
    }
    long widthMilli = hints.widthPx() * 1_000L;
    if (!hints.saveData() || hints.dprMilli() == null) {
      return widthMilli;
    }
    // The hint is in physical pixels already; back to CSS pixels, rounded up.
    return (widthMilli * 1_000 + hints.dprMilli() - 1) / hints.dprMilli();
  }
}
