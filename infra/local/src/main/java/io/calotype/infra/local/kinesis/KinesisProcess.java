package io.calotype.infra.local.kinesis;

import io.calotype.infra.local.node.ExitListener;
import io.calotype.infra.local.node.NodeProcess;
import io.calotype.infra.local.node.NodeRuntime;
import io.calotype.infra.local.node.ProgramFiles;
import io.calotype.infra.local.ports.PortInUseException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kinesis on 127.0.0.1, a child of this process with one stream.
 *
 * <p>It listens on loopback only and ends with this process, however that ends: it holds a pipe to
 * us and goes when the pipe closes. Its streams live in its memory: after a restart they are empty
 * and their sequence numbers begin anew.
 *
 * <p>Clients sign with any keys, but for an access key id of 12 digits, which names an account.
 */
public final class KinesisProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisProcess.class);
  private static final List<String> FILES =
      List.of("main.js", "server.json", "package.json", "LICENSE", "guard.cjs");

  private final NodeProcess process;
  private final int port;

  /**
   * Starts it and waits until its stream can be used.
   *
   * @param listener is told when it ends without {@link #close}, once it has started
   * @throws PortInUseException when the port is taken
   * @throws IOException one line to show: Node.js missing or too old, not ready in time, died
   */
  public KinesisProcess(KinesisSettings settings, ExitListener listener) throws IOException {
    NodeRuntime node = NodeRuntime.find(settings.searchPath());
    Path folder = ProgramFiles.unpack(KinesisProcess.class, FILES, settings.workFolder());
    long deadlineNanos = System.nanoTime() + settings.startTimeout().toNanos();
    process = new NodeProcess(node, program(settings, folder));
    try {
      port = process.awaitPorts(deadlineNanos, settings.startTimeout()).get(0);
      new StreamReadiness(endpoint(), settings.region(), settings.stream())
          .await(deadlineNanos, process);
      if (!process.isAlive()) {
        throw process.died();
      }
    } catch (IOException e) {
      close();
      throw e;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Kinesis was starting", e);
    }
    process.onUnexpectedExit(listener);
    LOG.info("Kinesis: process {}, {}", process.pid(), endpoint());
  }

  /** Its address, as clients' endpoint override. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
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

  private static NodeProcess.Program program(KinesisSettings settings, Path folder) {
    Map<String, String> environment = new HashMap<>();
    environment.put("CALOTYPE_KINESIS_PORT", Integer.toString(settings.port()));
    environment.put("KINESIS_MOCK_PLAIN_PORT", "4568");
    environment.put("KINESIS_MOCK_TLS_PORT", "4567");
    environment.put("KINESIS_MOCK_CERT_PATH", folder.resolve("server.json").toString());
    environment.put("INITIALIZE_STREAMS", settings.stream() + ":" + settings.shards());
    environment.put("SHARD_LIMIT", Integer.toString(Math.max(100, settings.shards() * 10)));
    environment.put("AWS_REGION", settings.region());
    environment.put("AWS_ACCOUNT_ID", "000000000000");
    environment.put("LOG_LEVEL", "WARN");
    return new NodeProcess.Program(
        "Kinesis",
        List.of(
            "--require",
            folder.resolve("guard.cjs").toString(),
            folder.resolve("main.js").toString()),
        folder,
        environment,
        "",
        List.of(settings.port()));
  }
}
