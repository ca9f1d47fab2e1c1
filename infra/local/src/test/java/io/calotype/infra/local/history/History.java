package io.calotype.infra.local.history;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * What happens to a few originals, and in which order the job hears of it.
 *
 * @param steps what happens, one after the other
 * @param rest in which order what was not delivered yet is delivered at the end: each number picks
 *     one of what is left; beyond the numbers, and where they are 0, the oldest
 */
record History(List<Step> steps, List<Integer> rest) {

  /** One nested in the other's variants, and one that is named like a variant of the other. */
  static final List<String> KEYS = List.of("a", "a/b", "a/w8.jpg");

  /** One thing that happens. */
  interface Step {}

  /** An original is put. */
  record Put(String key, Original original) implements Step {
    @Override
    public String toString() {
      return "put " + key + " = " + original;
    }
  }

  /** An original is deleted. */
  record Delete(String key) implements Step {
    @Override
    public String toString() {
      return "delete " + key;
    }
  }

  /** An event of a change so far is delivered: for the first time, again, late or early. */
  record Deliver(int pick) implements Step {
    @Override
    public String toString() {
      return "deliver event " + pick + " of those so far";
    }
  }

  /** Somebody asks for a look. */
  record Reconcile(String key) implements Step {
    @Override
    public String toString() {
      return "reconcile " + key;
    }
  }

  /** How far the job gets before the next step. */
  enum Wait implements Step {
    UNTIL_TAKEN,
    UNTIL_DONE;

    @Override
    public String toString() {
      return "wait " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  static Arbitrary<History> any() {
    // Mostly one original: its events have to meet.
    Arbitrary<String> keys =
        Arbitraries.frequency(
            Tuple.of(6, KEYS.get(0)), Tuple.of(2, KEYS.get(1)), Tuple.of(1, KEYS.get(2)));
    Arbitrary<Integer> numbers =
        Arbitraries.integers().between(0, 23).withDistribution(RandomDistribution.uniform());
    Arbitrary<Step> put =
        keys.flatMap(key -> Arbitraries.of(Original.values()).map(file -> new Put(key, file)));
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(6, put),
            Tuple.of(3, keys.map(Delete::new)),
            Tuple.of(8, numbers.map(Deliver::new)),
            Tuple.of(1, keys.map(Reconcile::new)),
            Tuple.of(2, Arbitraries.just(Wait.UNTIL_TAKEN)),
            Tuple.of(1, Arbitraries.just(Wait.UNTIL_DONE)));
    Arbitrary<List<Step>> steps = step.list().ofMinSize(1).ofMaxSize(24);
    Arbitrary<List<Integer>> rest = numbers.list().ofMinSize(6).ofMaxSize(12);
    return steps.flatMap(all -> rest.map(order -> new History(all, order)));
  }

  @Override
  public String toString() {
    return Stream.concat(steps.stream().map(Object::toString), Stream.of("the rest by " + rest))
        .collect(Collectors.joining(", "));
  }
}
