package io.calotype.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The resident size over a run. Safe for use by several threads. */
final class Samples {
  private record Sample(int done, double residentMb) {}

  private final List<Sample> samples = new ArrayList<>();

  /** Adds what the process holds after so many. */
  synchronized void add(int done, double residentMb) {
    samples.add(new Sample(done, residentMb));
  }

  /** The line of least squares through the second half, in MB for each thousand. */
  synchronized double slopeOfSecondHalf() {
    List<Sample> half = samples.subList(samples.size() / 2, samples.size());
    double meanDone = half.stream().mapToInt(Sample::done).average().orElse(0);
    double meanMb = half.stream().mapToDouble(Sample::residentMb).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (Sample sample : half) {
      products += (sample.done - meanDone) * (sample.residentMb - meanMb);
      squares += (sample.done - meanDone) * (sample.done - meanDone);
    }
    return squares == 0 ? 0 : 1000 * products / squares;
  }

  /** Smallest, mean and largest size of the second half, in words. */
  synchronized String secondHalf() {
    List<Sample> half = samples.subList(samples.size() / 2, samples.size());
    var sizes = half.stream().mapToDouble(Sample::residentMb).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "second half: %.0f to %.0f MB, mean %.0f MB, %+.2f MB for each thousand",
        sizes.getMin(),
        sizes.getMax(),
        sizes.getAverage(),
        slopeOfSecondHalf());
  }

  /** Writes all as {@code done,mb} lines. */
  synchronized void writeCsv(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("done,resident_mb");
    for (Sample sample : samples) {
      lines.add(String.format(Locale.ROOT, "%d,%.1f", sample.done, sample.residentMb));
    }
    Files.write(file, lines);
  }

  /** Draws them. */
  synchronized void writePng(Path file, String title, String unit) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(1000)
            .height(500)
            .title(title)
            .xAxisTitle(unit)
            .yAxisTitle("resident size, MB")
            .build();
    XYSeries series =
        chart.addSeries(
            "resident size",
            samples.stream().mapToDouble(Sample::done).toArray(),
            samples.stream().mapToDouble(Sample::residentMb).toArray());
    series.setMarker(SeriesMarkers.NONE);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }
}
