package io.calotype.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.benchmarks.CompilerTime;
import io.calotype.benchmarks.CpuTime;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.benchmarks.Main;
import io.calotype.benchmarks.NativeMemory;
import io.calotype.benchmarks.events.GateState;
import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JMH's benchmarks of the single stages, each in a process of its own, as JMH's users run them. */
final class StagesSection implements Section {
  private static final String TWELVE_MEGAPIXELS = "megapixels=12";

  /** Parts that take microseconds, and Java's compiler a while until it is done with them. */
  private static final String SMALL_PARTS = "benchmarks\\.(domain|events)\\.";

  /** More of Java's compiler in what was measured is told: the warm-up was too short. */
  private static final double COMPILER_PERCENT_MAX = 5;

  private static final int FEWER_WARM_UPS = 2;
  private static final int WARM_UPS = 3;
  private static final int MORE_WARM_UPS = 5;

  private static final double MS_PER_S = 1000;

  private static final List<List<String>> FULL =
      List.of(
          List.of("DecodeBenchmark"),
          List.of("ResizeBenchmark", "-p", TWELVE_MEGAPIXELS),
          List.of("EncodeBenchmark"),
          List.of("EncodeBenchmark", "-p", "engine=IMAGEIO", "-p", "encoding=JPEG"),
          List.of("SingleVariantBenchmark"),
          List.of(SMALL_PARTS));

  private static final List<List<String>> QUICK =
      List.of(
          List.of("DecodeBenchmark", "-p", TWELVE_MEGAPIXELS),
          List.of("ResizeBenchmark", "-p", TWELVE_MEGAPIXELS, "-p", "widthPx=1920"),
          List.of("EncodeBenchmark", "-p", "encoding=JPEG,WEBP", "-p", "widthPx=1920"),
          List.of(
              "EncodeBenchmark",
              "-p",
              "engine=IMAGEIO",
              "-p",
              "encoding=JPEG",
              "-p",
              "widthPx=1920"),
          List.of(
              "SingleVariantBenchmark",
              "-p",
              TWELVE_MEGAPIXELS,
              "-p",
              "variant=w640.jpg,w640.webp"),
          List.of(SMALL_PARTS, "-p", "keys=1000"));

  private static final List<List<String>> SMOKE =
      List.of(
          List.of("DecodeBenchmark", "-p", "megapixels=1", "-p", "engine=LIBVIPS"),
          List.of("NameBenchmark|EventBenchmark"));

  @Override
  public String id() {
    return "stages";
  }

  @Override
  public void measure(Workplace workplace, Findings findings)
      throws IOException, InterruptedException {
    List<List<String>> calls =
        switch (workplace.effort()) {
          case SMOKE -> SMOKE;
          case QUICK -> QUICK;
          case FULL -> FULL;
        };
    for (List<String> call : calls) {
      for (JsonNode benchmark : results(workplace, call)) {
        add(findings, benchmark);
        if (workplace.effort() != Effort.SMOKE) {
          tellOfCompiler(findings, benchmark);
        }
      }
    }
  }

  /** Small parts with which the compiler was not done are measured anew after a longer warm-up. */
  private static List<JsonNode> results(Workplace workplace, List<String> call)
      throws IOException, InterruptedException {
    boolean small = call.get(0).equals(SMALL_PARTS);
    Map<String, JsonNode> results = run(workplace, call, small ? WARM_UPS : FEWER_WARM_UPS);
    String again =
        results.values().stream()
            .filter(benchmark -> compilerPercent(benchmark) > COMPILER_PERCENT_MAX)
            .map(benchmark -> "^" + Pattern.quote(benchmark.path("benchmark").asText()) + "$")
            .distinct()
            .collect(Collectors.joining("|"));
    if (small && !again.isEmpty()) {
      List<String> those = new ArrayList<>(call);
      those.set(0, again);
      results.putAll(run(workplace, those, MORE_WARM_UPS));
    }
    return List.copyOf(results.values());
  }

  private static Map<String, JsonNode> run(Workplace workplace, List<String> call, int warmUps)
      throws IOException, InterruptedException {
    Path json = Files.createTempFile(workplace.scratch(), "jmh", ".json");
    List<String> command = command(workplace, call, json);
    command.addAll(times(workplace.effort(), warmUps));
    Child.run(workplace.home(), command);
    Map<String, JsonNode> results = new LinkedHashMap<>();
    for (JsonNode benchmark : new JsonMapper().readTree(json.toFile())) {
      results.put(benchmark.path("benchmark").asText() + params(benchmark), benchmark);
    }
    return results;
  }

  private static List<String> command(Workplace workplace, List<String> call, Path json)
      throws IOException {
    Effort effort = workplace.effort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                // Another benchmark beside it spoils figures, not whether all works.
                "-Djmh.ignoreLock=" + (effort == Effort.SMOKE),
                // JMH hands it on to the processes that it starts.
                "-D" + MadePhoto.FOLDER_PROPERTY + "=" + workplace.keptPhotos(),
                Main.class.getName()));
    command.addAll(call);
    command.addAll(List.of("-rf", "json", "-rff", json.toString(), "-prof", "gc"));
    for (Class<?> profiler :
        List.of(CpuTime.class, CompilerTime.class, NativeMemory.class, GateState.class)) {
      command.addAll(List.of("-prof", profiler.getName()));
    }
    return command;
  }

  /** The kernel counts processor time in steps of 10 ms: small parts are measured for longer. */
  private static List<String> times(Effort effort, int warmUps) {
    String measured = warmUps == FEWER_WARM_UPS ? "200ms" : "300ms";
    String wi = String.valueOf(warmUps);
    return switch (effort) {
      case SMOKE -> List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "50ms");
      case QUICK -> List.of("-f", "1", "-wi", wi, "-w", "1s", "-i", "5", "-r", measured);
      case FULL -> List.of("-f", "2", "-wi", wi, "-w", "2s", "-i", "5", "-r", "1s");
    };
  }

  /** Adds all that JMH measured of one benchmark. */
  static void add(Findings findings, JsonNode benchmark) {
    String name = name(benchmark);
    Map<String, Object> params = params(benchmark);
    JsonNode primary = benchmark.path("primaryMetric");
    JsonNode others = benchmark.path("secondaryMetrics");
    double[] samples = samples(primary);
    if (!benchmark.path("mode").asText().equals("thrpt")) {
      findings.add(name, params, unit(primary), samples);
    } else if (benchmark.path("benchmark").asText().contains("SingleVariant")) {
      findings.add(name, params, unit(primary), Better.HIGHER, samples);
    } else {
      findings.add(
          name, params, "ms", Arrays.stream(samples).map(rate -> MS_PER_S / rate).toArray());
      addRate(findings, name + "-pictures-per-second", params, "1/s", primary);
    }
    addRate(findings, name + "-megapixels-per-second", params, "MP/s", others.path("megapixels"));
    addRate(findings, name + "-bytes-per-second", params, "bytes/s", others.path("bytes"));
    addRate(findings, name + "-bytes-per-second", params, "bytes/s", others.path("bytesWritten"));
    add(findings, name + "-cpu", params, others.path("cpu"));
    add(findings, name + "-allocation", params, others.path("gc.alloc.rate.norm"));
    add(findings, name + "-native-memory", params, others.path("native"));
    add(findings, name + "-state-per-key", params, others.path("checkpointBytesPerKey"));
  }

  /** A figure of a program that gets faster meanwhile is none. */
  static void tellOfCompiler(Findings findings, JsonNode benchmark) {
    double percent = compilerPercent(benchmark);
    if (percent > COMPILER_PERCENT_MAX) {
      findings.note(
          String.format(
              "%s: Java's compiler was not done, and took %.0f %% of the time measured.",
              (name(benchmark) + " " + words(params(benchmark))).trim(), percent));
    }
  }

  private static double compilerPercent(JsonNode benchmark) {
    double[] percent = samples(benchmark.path("secondaryMetrics").path("compiler"));
    return percent.length == 0 ? 0 : Spread.median(percent);
  }

  private static String name(JsonNode benchmark) {
    String type = benchmark.path("benchmark").asText().replaceFirst("\\.[^.]*$", "");
    return dashed(type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", ""));
  }

  private static String words(Map<String, Object> params) {
    return params.values().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static Map<String, Object> params(JsonNode benchmark) {
    Map<String, Object> params = new TreeMap<>();
    for (Map.Entry<String, JsonNode> param : benchmark.path("params").properties()) {
      params.put(param.getKey(), value(param.getValue().asText()));
    }
    return params;
  }

  private static void addRate(
      Findings findings, String name, Map<String, Object> params, String unit, JsonNode metric) {
    double[] samples = samples(metric);
    if (samples.length > 0) {
      findings.add(name, params, unit, Better.HIGHER, samples);
    }
  }

  private static void add(
      Findings findings, String name, Map<String, Object> params, JsonNode metric) {
    double[] samples = samples(metric);
    if (samples.length > 0) {
      findings.add(name, params, unit(metric), samples);
    }
  }

  /** JMH's own, of which a call is an operation. */
  private static String unit(JsonNode metric) {
    return metric
        .path("scoreUnit")
        .asText()
        .replace("us/op", "µs")
        .replace("ms/op", "ms")
        .replace("ops/s", "1/s")
        .replace("B/op", "bytes");
  }

  private static double[] samples(JsonNode metric) {
    return StreamSupport.stream(metric.path("rawData").spliterator(), false)
        .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
        .mapToDouble(JsonNode::asDouble)
        .filter(Double::isFinite)
        .toArray();
  }

  private static Object value(String text) {
    return text.matches("[0-9]{1,9}") ? (Object) Integer.parseInt(text) : text;
  }

  private static String dashed(String camelCase) {
    return camelCase.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
