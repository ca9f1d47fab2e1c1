package io.calotype.infra.local.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a task manager had in hand over a run. */
final class MemoryCurve {
  private static final double MEGA = 1_000_000;
  private static final double MEBI = 1 << 20;

  /**
   * A moment.
   *
   * @param second since the beginning
   * @param rendered pictures that are finished
   * @param read events that the source has handed on
   * @param bytesInFlight of originals
   * @param pixelsInFlight that are being rendered
   * @param residentBytes of the whole process
   */
  record Sample(
      double second,
      long rendered,
      long read,
      long bytesInFlight,
      long pixelsInFlight,
      long residentBytes) {}

  private final List<Sample> samples = new ArrayList<>();

  void add(Sample sample) {
    samples.add(sample);
  }

  /** The largest of a value. */
  long max(ToLongFunction<Sample> value) {
    return samples.stream().mapToLong(value).max().orElse(0);
  }

  void writeCsv(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("second,rendered,read,bytes_in_flight,pixels_in_flight,resident_mib");
    for (Sample sample : samples) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%.1f,%d,%d,%d,%d,%.1f",
              sample.second,
              sample.rendered,
              sample.read,
              sample.bytesInFlight,
              sample.pixelsInFlight,
              sample.residentBytes / MEBI));
    }
    Files.write(file, lines);
  }

  /**
   * Draws it.
   *
   * @param heapMb what of the resident size is Java's heap, all of it touched
   */
  void writePng(Path file, String title, int heapMb) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(1000)
            .height(500)
            .title(title)
            .xAxisTitle("seconds")
            .yAxisTitle("in flight: MB of originals, megapixels")
            .build();
    line(chart, "originals in flight, MB", 0, sample -> sample.bytesInFlight / MEGA);
    line(chart, "pixels in flight, millions", 0, sample -> sample.pixelsInFlight / MEGA);
    line(
        chart,
        "resident beyond the heap, MiB (right)",
        1,
        sample -> sample.residentBytes / MEBI - heapMb);
    chart.setYAxisGroupTitle(1, "native memory, MiB");
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    chart.getStyler().setYAxisMin(0, 0.0);
    chart.getStyler().setYAxisMin(1, 0.0);
    chart.getStyler().setYAxisMax(1, 1024.0);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private void line(XYChart chart, String name, int axis, ToDoubleFunction<Sample> value) {
    double[] seconds = samples.stream().mapToDouble(Sample::second).toArray();
    chart
        .addSeries(name, seconds, samples.stream().mapToDouble(value).toArray())
        .setMarker(SeriesMarkers.NONE)
        .setYAxisGroup(axis);
  }
}
