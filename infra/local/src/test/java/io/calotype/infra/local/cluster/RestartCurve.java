package io.calotype.infra.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a task manager holds while jobs come and go in it. */
final class RestartCurve {
  private static final double MEBI = 1 << 20;

  /**
   * After a number of restarts, what nobody uses collected.
   *
   * @param restarts of the job
   * @param residentMib of the process
   * @param classes that are loaded
   */
  record Sample(int restarts, double residentMib, long classes) {
    /** Of the first task manager, now. */
    static Sample of(int restarts, FlinkCluster cluster) throws IOException, InterruptedException {
      ClusterProcess process = cluster.taskManagers().get(0);
      process.collectGarbage();
      return new Sample(restarts, process.residentBytes() / MEBI, classes(cluster.rest()));
    }

    private static long classes(ClusterRest rest) throws IOException, InterruptedException {
      // Flink reads its metrics once a second, and has none of a process that has just begun.
      Thread.sleep(1_500);
      String id = rest.get("/taskmanagers").at("/taskmanagers/0/id").asText();
      long loaded = value(rest, id, "Loaded");
      while (loaded == 0) {
        Thread.sleep(500);
        loaded = value(rest, id, "Loaded");
      }
      return loaded - value(rest, id, "Unloaded");
    }

    private static long value(ClusterRest rest, String id, String what) throws IOException {
      JsonNode metric =
          rest.get("/taskmanagers/" + id + "/metrics?get=Status.JVM.ClassLoader.Classes" + what);
      return metric.path(0).path("value").asLong();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "restart %d: %.0f MiB, %d classes", restarts, residentMib, classes);
    }
  }

  private final List<Sample> samples = new ArrayList<>();

  void add(Sample sample) {
    samples.add(sample);
  }

  /** What a restart adds, in mebibytes, by the line of least squares through the second half. */
  double residentGrowthMib() {
    List<Sample> half = samples.subList(samples.size() / 2, samples.size());
    double x = half.stream().mapToDouble(Sample::restarts).average().orElseThrow();
    double y = half.stream().mapToDouble(Sample::residentMib).average().orElseThrow();
    double both = half.stream().mapToDouble(s -> (s.restarts() - x) * (s.residentMib() - y)).sum();
    double square = half.stream().mapToDouble(s -> Math.pow(s.restarts() - x, 2)).sum();
    return both / square;
  }

  /** The second half in numbers. */
  String summary() {
    List<Sample> half = samples.subList(samples.size() / 2, samples.size());
    return String.format(
        Locale.ROOT,
        "second half: %.0f to %.0f MiB, mean %.0f MiB; %.2f MiB more with each restart",
        half.stream().mapToDouble(Sample::residentMib).min().orElseThrow(),
        half.stream().mapToDouble(Sample::residentMib).max().orElseThrow(),
        half.stream().mapToDouble(Sample::residentMib).average().orElseThrow(),
        residentGrowthMib());
  }

  /** Writes {@code restarts.csv} and {@code restarts.png}. */
  void write(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of("restarts,resident_mib,classes"));
    for (Sample sample : samples) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,%.1f,%d",
              sample.restarts(),
              sample.residentMib(),
              sample.classes()));
    }
    Files.write(folder.resolve("restarts.csv"), lines);
    XYChart chart =
        new XYChartBuilder()
            .width(1000)
            .height(450)
            .title("A task manager over " + samples.size() + " restarts of its job")
            .xAxisTitle("restarts")
            .yAxisTitle("resident, MiB")
            .build();
    chart
        .addSeries(
            "resident, MiB",
            samples.stream().mapToDouble(Sample::restarts).toArray(),
            samples.stream().mapToDouble(Sample::residentMib).toArray())
        .setMarker(SeriesMarkers.NONE);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    BitmapEncoder.saveBitmap(
        chart, folder.resolve("restarts.png").toString(), BitmapEncoder.BitmapFormat.PNG);
  }
}
