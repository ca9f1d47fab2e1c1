package io.calotype.benchmarks.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.flink.FlinkOptions;
import io.calotype.infra.local.flink.LocalJob;
import io.calotype.pipeline.CalotypeJob;
import io.calotype.pipeline.KinesisSourceFactory;
import io.calotype.pipeline.PipelineSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The real job on a mini cluster as {@code ./calotype up} runs it, in a process of its own: Flink,
 * the clients of Kinesis and S3, the renderer, and the compiler and collector that they need.
 */
public final class JobMain {
  private JobMain() {}

  /**
   * What it is told.
   *
   * @param properties as Managed Flink gives them to the job
   * @param stateDir where its checkpoints are kept; a later start goes on from them
   * @param slots renderers at a time
   * @param restPort of Flink's own interface
   * @param metricsPort of the Prometheus metrics
   */
  public record Start(
      Map<String, String> properties, String stateDir, int slots, int restPort, int metricsPort) {}

  /**
   * What it answers once all its tasks run.
   *
   * @param slots as it was told
   */
  public record Running(int slots) {}

  /**
   * Runs a job for each start that it is told of, the one before stopped, so that the code stays
   * compiled; until its input ends, and with status 1 where the job ends before.
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      run();
    } catch (IOException | RuntimeException e) {
      halt("it does not start: " + e);
    }
    System.exit(0);
  }

  private static void run() throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    PrintStream answers = System.out;
    System.setOut(System.err); // Whatever prints must not be taken for an answer.
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String request = requests.readLine();
      while (request != null) {
        Start start = json.readValue(request, Start.class);
        try (LocalJob running = start(start)) {
          running.onUnexpectedEnd(why -> halt("it ended by itself: " + why));
          answers.println(json.writeValueAsString(new Running(start.slots())));
          request = requests.readLine();
        }
      }
    }
  }

  private static LocalJob start(Start start) throws IOException, InterruptedException {
    PipelineSettings settings = PipelineSettings.of(start.properties());
    CalotypeJob job = new CalotypeJob(settings, new KinesisSourceFactory(), settings.announcer());
    FlinkOptions flink =
        new FlinkOptions(
            Path.of(start.stateDir()), start.restPort(), start.metricsPort(), start.slots());
    return LocalJob.start(flink, job::build);
  }

  private static void halt(String why) {
    System.err.println("the job: " + why);
    Runtime.getRuntime().halt(1);
  }
}
