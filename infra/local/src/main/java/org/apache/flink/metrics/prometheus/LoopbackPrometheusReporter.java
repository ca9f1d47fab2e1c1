package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Flink's Prometheus reporter, listening on 127.0.0.1 only; {@code port} is its one setting. */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {
  private final HTTPServer server;

  private LoopbackPrometheusReporter(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    server = new HTTPServer(new InetSocketAddress(loopback, port), registry, true);
  }

  @Override
  public void close() {
    server.stop();
    super.close();
  }

  /** What Flink finds by service loader. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      MetricConfig config = (MetricConfig) properties;
      int port = config.getInteger("port", 9249);
      try {
        return new LoopbackPrometheusReporter(port);
      } catch (IOException e) {
        throw new UncheckedIOException("expected port " + port + " to be free for metrics", e);
      }
    }
  }
}
