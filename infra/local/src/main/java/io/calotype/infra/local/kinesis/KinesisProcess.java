package io.calotype.infra.local.kinesis;

import io.calotype.infra.local.ports.PortInUseException;
import io.calotype.infra.local.ports.PortOwner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final int STATUS_PORT_TAKEN = 98;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final KinesisSettings settings;
  private final Process process;
  private final OutputTail output;
  private final int port;
  private volatile boolean closing;

  /**
   * Starts it and waits until its stream can be used.
   *
   * @param listener is told when it ends without {@link #close}, once it has started
   * @throws PortInUseException when the port is taken
   * @throws IOException one line to show: Node.js missing or too old, not ready in time, died
   */
  public KinesisProcess(KinesisSettings settings, ExitListener listener) throws IOException {
    this.settings = settings;
    NodeRuntime node = NodeRuntime.find(settings.searchPath());
    Program program = Program.unpack(settings.workFolder());
    long deadlineNanos = System.nanoTime() + settings.startTimeout().toNanos();
    process = launch(node, program);
    output = new OutputTail(process.getInputStream());
    try {
      port = awaitPort(deadlineNanos);
      new StreamReadiness(endpoint(), settings.region(), settings.stream())
          .await(deadlineNanos, process);
      if (!process.isAlive()) {
        throw died();
      }
    } catch (IOException e) {
      close();
      throw e;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Kinesis was starting", e);
    }
    var unused = process.onExit().thenAcceptAsync(ended -> report(ended, listener));
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
    closing = true;
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("The pipe to Kinesis was closed already", e);
    }
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Process launch(NodeRuntime node, Program program) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            node.executable().toString(),
            "--require",
            program.guard().toString(),
            program.main().toString());
    Map<String, String> environment = builder.environment();
    environment.clear(); // nothing of ours, such as keys or NODE_OPTIONS, is any business of it
    environment.put("CALOTYPE_KINESIS_PORT", Integer.toString(settings.port()));
    environment.put("KINESIS_MOCK_PLAIN_PORT", "4568");
    environment.put("KINESIS_MOCK_TLS_PORT", "4567");
    environment.put("KINESIS_MOCK_CERT_PATH", program.certificate().toString());
    environment.put("INITIALIZE_STREAMS", settings.stream() + ":" + settings.shards());
    environment.put("SHARD_LIMIT", Integer.toString(Math.max(100, settings.shards() * 10)));
    environment.put("AWS_REGION", settings.region());
    environment.put("AWS_ACCOUNT_ID", "000000000000");
    environment.put("LOG_LEVEL", "WARN");
    return builder
        .directory(program.folder().toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  private int awaitPort(long deadlineNanos) throws IOException, InterruptedException {
    while (true) {
      try {
        return output.port().get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!process.isAlive()) {
          throw died();
        }
        if (System.nanoTime() > deadlineNanos) {
          throw StreamReadiness.late(settings.startTimeout(), "it does not listen yet");
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private IOException died() {
    output.awaitEnd();
    if (process.exitValue() == STATUS_PORT_TAKEN) {
      return new PortInUseException(
          "Kinesis", settings.port(), new PortOwner().describe(settings.port()));
    }
    List<String> lines = output.lines();
    return new IOException(
        "expected Kinesis to start but its process ended with status "
            + process.exitValue()
            + (lines.isEmpty() ? "" : ": " + String.join(" | ", lines)));
  }

  private void report(Process ended, ExitListener listener) {
    if (!closing) {
      output.awaitEnd();
      listener.exited(ended.exitValue(), output.lines());
    }
  }
}
