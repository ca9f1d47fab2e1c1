package io.calotype.pipeline.quarantine;

import io.calotype.pipeline.render.RenderGuard;
import io.calotype.pipeline.render.VariantBudget.Share;

/**
 * The two ways to render: together, at no cost; or with caution, alone in the process and behind a
 * marker. All of a process share one {@link Solitude}.
 */
public final class Guards {
  private Guards() {}

  /** Lets a render run beside others. */
  public static RenderGuard together(Solitude solitude, HangWatch watch) {
    return (key, original, render) -> {
      Share turn = solitude.together();
      try {
        return watch.watched(key, render);
      } finally {
        turn.giveBack();
      }
    };
  }

  /** Lets a render run alone, behind a marker, unless it has ended too many processes so. */
  public static RenderGuard alone(Solitude solitude, HangWatch watch, Attempts attempts) {
    return (key, original, render) -> {
      Share turn = solitude.alone();
      try {
        String marker = attempts.begin(key, original);
        try {
          return watch.watched(key, render);
        } finally {
          attempts.end(key, marker);
        }
      } finally {
        turn.giveBack();
      }
    };
  }
}
