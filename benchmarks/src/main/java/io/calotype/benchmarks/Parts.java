package io.calotype.benchmarks;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What was asked of JMH, in parts that can each be run as JMH runs things: with all combinations of
 * its parameters.
 *
 * @param runs one or more, unless nothing can be run
 * @param leftOut what was asked for and cannot be made, one sentence each
 */
record Parts(List<Options> runs, Set<String> leftOut) {
  /** Of what was asked for on the command line. */
  static Parts of(Options asked) {
    Map<String, BenchmarkListEntry> found = found(asked);
    Set<String> inParts = new LinkedHashSet<>();
    Set<String> leftOut = new LinkedHashSet<>();
    List<Options> runs = new ArrayList<>();
    for (BenchmarkListEntry entry : found.values()) {
      List<Map<String, String>> all = combinations(asked, entry);
      List<Map<String, String>> possible =
          all.stream().filter(one -> possible(entry, one, leftOut)).toList();
      if (possible.size() < all.size()) {
        inParts.add(entry.getUsername());
        Set<String> others = new LinkedHashSet<>(found.keySet());
        others.remove(entry.getUsername());
        byEngine(possible)
            .forEach((values, engines) -> runs.add(part(asked, others, values, engines).build()));
      }
    }
    if (inParts.size() < found.size()) {
      runs.add(0, without(asked, inParts).build());
    }
    return new Parts(List.copyOf(runs), leftOut);
  }

  private static Map<String, BenchmarkListEntry> found(Options asked) {
    Map<String, BenchmarkListEntry> byName = new TreeMap<>();
    BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
            asked.getIncludes(),
            asked.getExcludes())
        .forEach(entry -> byName.put(entry.getUsername(), entry));
    return byName;
  }

  private static List<Map<String, String>> combinations(Options asked, BenchmarkListEntry entry) {
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, String[]> param :
        new TreeMap<>(entry.getParams().orElse(Map.of())).entrySet()) {
      Collection<String> values =
          asked.getParameter(param.getKey()).orElse(Arrays.asList(param.getValue()));
      all =
          all.stream()
              .flatMap(one -> values.stream().map(value -> with(one, param.getKey(), value)))
              .toList();
    }
    return all;
  }

  private static Map<String, String> with(Map<String, String> one, String name, String value) {
    Map<String, String> more = new TreeMap<>(one);
    more.put(name, value);
    return more;
  }

  private static boolean possible(
      BenchmarkListEntry entry, Map<String, String> combination, Set<String> leftOut) {
    try {
      Class<?> type = Class.forName(entry.getUserClassQName());
      if (!Choosy.class.isAssignableFrom(type)) {
        return true;
      }
      Choosy benchmark = (Choosy) type.getConstructor().newInstance();
      for (Map.Entry<String, String> param : combination.entrySet()) {
        Field field = type.getField(param.getKey());
        Optional<Object> value = value(field.getType(), param.getValue());
        if (value.isEmpty()) {
          // No such value: JMH says so.
          return true;
        }
        field.set(benchmark, value.get());
      }
      Optional<String> why = benchmark.impossible();
      why.ifPresent(text -> leftOut.add(type.getSimpleName() + ": " + text));
      return why.isEmpty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("expected a benchmark as JMH takes them", e);
    }
  }

  private static Optional<Object> value(Class<?> type, String text) {
    if (type == int.class) {
      return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
    return type.isEnum()
        ? Stream.of(type.getEnumConstants())
            .filter(constant -> ((Enum<?>) constant).name().equals(text))
            .map(Object.class::cast)
            .findFirst()
        : Optional.of(text);
  }

  /** Of one engine all combinations can be run of what it can make; by that, the engines. */
  private static Map<Map<String, Set<String>>, Set<String>> byEngine(
      List<Map<String, String>> possible) {
    Map<String, Map<String, Set<String>>> valuesOf = new LinkedHashMap<>();
    for (Map<String, String> one : possible) {
      Map<String, Set<String>> values =
          valuesOf.computeIfAbsent(one.getOrDefault(Choosy.ENGINE, ""), any -> new TreeMap<>());
      one.forEach(
          (name, value) -> {
            if (!name.equals(Choosy.ENGINE)) {
              values.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(value);
            }
          });
    }
    Map<Map<String, Set<String>>, Set<String>> enginesOf = new LinkedHashMap<>();
    valuesOf.forEach(
        (engine, values) ->
            enginesOf.computeIfAbsent(values, any -> new LinkedHashSet<>()).add(engine));
    return enginesOf;
  }

  private static ChainedOptionsBuilder part(
      Options asked, Set<String> others, Map<String, Set<String>> values, Set<String> engines) {
    ChainedOptionsBuilder part = without(asked, others);
    part.param(Choosy.ENGINE, engines.toArray(String[]::new));
    values.forEach((name, some) -> part.param(name, some.toArray(String[]::new)));
    return part;
  }

  /** What JMH takes from the command line beside its own: it adds up what is to be included. */
  private static ChainedOptionsBuilder without(Options asked, Set<String> names) {
    ChainedOptionsBuilder options = new OptionsBuilder().parent(asked);
    names.forEach(name -> options.exclude("^" + Pattern.quote(name) + "$"));
    return options;
  }
}
