package io.calotype.infra.local.cloudfront;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.infra.local.node.ExitListener;
import io.calotype.infra.local.node.NodeProcess;
import io.calotype.infra.local.node.NodeRuntime;
import io.calotype.infra.local.node.ProgramFiles;
import io.calotype.infra.local.ports.PortInUseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CloudFront with its functions at the edge on 127.0.0.1, a child of this process. It is wired by
 * the same description as the real one, {@code infra/delivery/delivery.json}.
 *
 * <p>Its cache lives in its memory: after a restart it is empty.
 */
public final class CloudFrontProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloudFrontProcess.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DELIVERY = "/io/calotype/infra/delivery/delivery.json";
  private static final long CACHE_BYTES_MAX = 256L * 1024 * 1024;

  /** On AWS an invalidation takes about that long; as many as may be are in progress meanwhile. */
  private static final int INVALIDATION_MS = 1_000;

  private final NodeProcess process;
  private final int port;
  private final int adminPort;

  /**
   * Starts it and waits until it listens.
   *
   * @param listener is told when it ends without {@link #close}, once it has started
   * @throws PortInUseException when the port is taken
   * @throws IOException one line to show: Node.js missing or too old, not ready in time, died
   */
  public CloudFrontProcess(CloudFrontSettings settings, ExitListener listener) throws IOException {
    NodeRuntime node = NodeRuntime.find(settings.searchPath());
    Path folder =
        ProgramFiles.unpack(
            CloudFrontProcess.class,
            List.of("main.mjs", "function-worker.mjs"),
            settings.workFolder());
    Map<String, String> modules = EdgeBundles.write(settings.edge(), settings.region(), folder);
    long deadlineNanos = System.nanoTime() + settings.startTimeout().toNanos();
    process =
        new NodeProcess(
            node,
            new NodeProcess.Program(
                "CloudFront",
                List.of(folder.resolve("main.mjs").toString()),
                folder,
                Map.of(),
                JSON.writeValueAsString(json(settings, modules)),
                List.of(settings.port())));
    try {
      List<Integer> ports = process.awaitPorts(deadlineNanos, settings.startTimeout());
      port = ports.get(0);
      adminPort = ports.get(1);
    } catch (IOException e) {
      close();
      throw e;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while CloudFront was starting", e);
    }
    process.onUnexpectedExit(listener);
    LOG.info("CloudFront: process {}, {}, API {}", process.pid(), edge(), api());
  }

  /** The address that viewers use. */
  public URI edge() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** CloudFront's own API, as clients' endpoint override: invalidations. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + adminPort);
  }

  /** The id of the child. */
  public long pid() {
    return process.pid();
  }

  /** Ends the child and waits for its end. */
  @Override
  public void close() {
    process.close();
  }

  private static ObjectNode json(CloudFrontSettings settings, Map<String, String> modules)
      throws IOException {
    ObjectNode json =
        JSON.createObjectNode()
            .put("port", settings.port())
            .put("adminPort", 0)
            .put("distributionId", CloudFrontSettings.DISTRIBUTION)
            .put("region", settings.region())
            .put("accessKeyId", settings.keys().accessKeyId())
            .put("secretAccessKey", settings.keys().secretAccessKey())
            .put("cacheBytesMax", CACHE_BYTES_MAX)
            .put("invalidationMs", INVALIDATION_MS);
    json.set("delivery", delivery());
    ObjectNode origins = json.putObject("origins");
    origins
        .putObject("variants")
        .put("endpoint", settings.s3().toString())
        .put("bucket", settings.variantsBucket());
    origins.putObject("api").put("endpoint", settings.api().toString());
    ObjectNode functions = json.putObject("functions");
    modules.forEach(functions::put);
    return json;
  }

  private static JsonNode delivery() throws IOException {
    try (InputStream in = CloudFrontProcess.class.getResourceAsStream(DELIVERY)) {
      return JSON.readTree(Objects.requireNonNull(in, DELIVERY));
    }
  }
}
