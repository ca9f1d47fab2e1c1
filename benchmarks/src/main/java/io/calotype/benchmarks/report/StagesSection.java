package io.calotype.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.benchmarks.CpuTime;
import io.calotype.benchmarks.Main;
import io.calotype.benchmarks.NativeMemory;
import io.calotype.benchmarks.events.GateState;
import io.calotype.benchmarks.result.Better;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** JMH's benchmarks of the single stages, each in a process of its own, as JMH's users run them. */
final class StagesSection implements Section {
  private static final String TWELVE_MEGAPIXELS = "megapixels=12";

  private static final List<List<String>> FULL =
      List.of(
          List.of("DecodeBenchmark"),
          List.of("ResizeBenchmark", "-p", TWELVE_MEGAPIXELS),
          List.of("EncodeBenchmark"),
          List.of("EncodeBenchmark", "-p", "engine=IMAGEIO", "-p", "encoding=JPEG"),
          List.of("SingleVariantBenchmark"),
          List.of("benchmarks\\.(domain|events)\\."));

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
          List.of("benchmarks\\.(domain|events)\\.", "-p", "keys=1000"));

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
    for (int i = 0; i < calls.size(); i++) {
      Path json = workplace.scratch().resolve("jmh-" + i + ".json");
      Child.run(workplace.home(), command(workplace.effort(), calls.get(i), json));
      for (JsonNode benchmark : new JsonMapper().readTree(json.toFile())) {
        add(findings, benchmark);
      }
    }
  }

  private static List<String> command(Effort effort, List<String> call, Path json) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                // Another benchmark beside it spoils figures, not whether all works.
                "-Djmh.ignoreLock=" + (effort == Effort.SMOKE),
                Main.class.getName()));
    command.addAll(call);
    command.addAll(List.of("-rf", "json", "-rff", json.toString()));
    command.addAll(List.of("-prof", "gc", "-prof", CpuTime.class.getName()));
    command.addAll(List.of("-prof", NativeMemory.class.getName()));
    command.addAll(List.of("-prof", GateState.class.getName()));
    command.addAll(
        switch (effort) {
          case SMOKE -> List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "50ms");
          case QUICK -> List.of("-f", "1", "-wi", "1", "-w", "500ms", "-i", "5", "-r", "200ms");
          case FULL -> List.of("-f", "2", "-wi", "2", "-w", "1s", "-i", "5", "-r", "1s");
        });
    return command;
  }

  private static void add(Findings findings, JsonNode benchmark) {
    String type = benchmark.path("benchmark").asText().replaceFirst("\\.[^.]*$", "");
    String name = dashed(type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", ""));
    Map<String, Object> params = new TreeMap<>();
    for (Map.Entry<String, JsonNode> param : benchmark.path("params").properties()) {
      params.put(param.getKey(), value(param.getValue().asText()));
    }
    JsonNode primary = benchmark.path("primaryMetric");
    Better better = benchmark.path("mode").asText().equals("thrpt") ? Better.HIGHER : Better.LOWER;
    findings.add(name, params, unit(primary), better, samples(primary));
    JsonNode others = benchmark.path("secondaryMetrics");
    add(findings, name + "-cpu", params, others.path("cpu"));
    add(findings, name + "-allocation", params, others.path("gc.alloc.rate.norm"));
    add(findings, name + "-native-memory", params, others.path("native"));
    add(findings, name + "-state-per-key", params, others.path("checkpointBytesPerKey"));
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
