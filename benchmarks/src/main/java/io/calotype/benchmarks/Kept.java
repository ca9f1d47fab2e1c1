package io.calotype.benchmarks;

import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last result of a benchmark for each input, kept until the control has looked at the very last
 * one: what was never made, was handed out twice or is wrong must not win.
 *
 * <p>A cache that hands out what it made of the same input before is found out, however many inputs
 * take turns. One that hands out copies is not: no benchmark here can tell those from new results.
 *
 * @param <I> what the work starts from
 * @param <R> what it makes, anew each time
 */
public final class Kept<I, R> {
  private final BiConsumer<I, R> check;

  /** Of each input, which is told from others by being the same object. */
  private final IdentityHashMap<I, R> lastOf = new IdentityHashMap<>();

  private @Nullable I input;
  private @Nullable R result;
  private long count;
  private boolean repeated;

  /**
   * Nothing yet.
   *
   * @param check throws {@link IllegalStateException} where the result is not that of the input
   */
  public Kept(BiConsumer<I, R> check) {
    this.check = check;
  }

  /** Takes the next result, and gives it back. */
  public R keep(I madeFrom, R made) {
    R before = lastOf.put(madeFrom, made);
    repeated |= made != null && (made == before || made == result);
    input = madeFrom;
    result = made;
    count++;
    return made;
  }

  /** What the last result was made from. */
  @Nullable I input() {
    return input;
  }

  /** The last result. */
  @Nullable R result() {
    return result;
  }

  /**
   * Fails with {@link IllegalStateException} unless work was done, anew each time, and right. All
   * but the last result are let go of, so that who controls each need not hold them all.
   */
  public void control() {
    Aside.run(this::look);
  }

  private void look() {
    if (count == 0 || input == null || result == null) {
      throw new IllegalStateException("expected at least one result but none was made");
    }
    if (repeated) {
      throw new IllegalStateException(
          "expected a new result each time but got the same one again: it was not made anew");
    }
    lastOf.clear();
    lastOf.put(input, result);
    check.accept(input, Objects.requireNonNull(result));
  }

  /** Throws {@link IllegalStateException} where a control's expectation does not hold. */
  public static void require(boolean holds, String expected, Object got) {
    if (!holds) {
      throw new IllegalStateException("expected " + expected + " but got " + got);
    }
  }
}
