package io.calotype.variants.request;

import io.calotype.variants.name.Ratio;
import io.calotype.variants.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * The width that a viewer wants, as a fraction of whole numbers: nothing is rounded before it is
 * compared with the ladder, and both languages come to the same step. Every product stays below
 * 2^53, which is as far as JavaScript counts exactly.
 */
final class WantedWidth {
  private final @Nullable Long widthMilli;
  private final @Nullable Long heightMilli;
  private final long shapeWidth;
  private final long shapeHeight;

  /** What is wanted of the whole picture, or of its crop to a ratio. */
  WantedWidth(Parameters parameters, ViewerHeaders headers, @Nullable Ratio ratio) {
    ClientHints hints = ClientHints.of(headers);
    long dprMilli = dprMilli(parameters, hints);
    this.widthMilli = widthMilli(parameters, hints, dprMilli);
    Aspect aspect = parameters.aspect();
    // A crop has the shape that was asked for, give or take rounding: there w decides alone.
    boolean heightCounts = ratio != null ? widthMilli == null : aspect != null;
    this.heightMilli =
        parameters.heightCssPx() != null && heightCounts
            ? parameters.heightCssPx() * dprMilli
            : null;
    this.shapeWidth = ratio != null ? ratio.width() : aspect != null ? aspect.width() : 1;
    this.shapeHeight = ratio != null ? ratio.height() : aspect != null ? aspect.height() : 1;
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

  /** Inside a box the picture is as wide as the tighter of both sides lets it be. */
  private boolean isEnough(int stepPx) {
    return (widthMilli != null && stepPx * 1_000L >= widthMilli)
        || (heightMilli != null && stepPx * 1_000L * shapeHeight >= heightMilli * shapeWidth);
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
