package io.calotype.benchmarks.endtoend;

import io.calotype.infra.local.ports.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The job at work in its own process. */
final class Job implements AutoCloseable {
  private static final int HEAP_MB = 1500;

  private final ChildJvm process;
  private final JobCounters counters;
  private final int slots;

  private Job(ChildJvm process, JobCounters counters, int slots) {
    this.process = process;
    this.counters = counters;
    this.slots = slots;
  }

  /**
   * Starts it, and returns once all its tasks run.
   *
   * @param properties as Managed Flink gives them
   * @param slots renderers at a time
   * @param folder where its checkpoints and its log are kept; a later start in the same folder goes
   *     on where this one stopped
   */
  static Job start(Map<String, String> properties, int slots, Path folder) throws IOException {
    ChildJvm process = ChildJvm.start("job", JobMain.class, HEAP_MB, folder.resolve("job.log"));
    try {
      return start(process, properties, slots, folder);
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  /**
   * The same process with the job started anew, where it was stopped, with other slots: its code
   * stays compiled. This one is not to be used any more.
   */
  Job restart(Map<String, String> properties, int slotsNow, Path folder) throws IOException {
    return start(process, properties, slotsNow, folder);
  }

  private static Job start(ChildJvm process, Map<String, String> properties, int slots, Path folder)
      throws IOException {
    FreePorts ports = new FreePorts(Set.of());
    int metricsPort = ports.next();
    process.ask(
        new JobMain.Start(
            properties, folder.resolve("flink").toString(), slots, ports.next(), metricsPort),
        JobMain.Running.class);
    return new Job(process, new JobCounters(metricsPort), slots);
  }

  /** Renderers at a time. */
  int slots() {
    return slots;
  }

  JobCounters counters() {
    return counters;
  }

  ProcessHandle handle() {
    return process.handle();
  }

  /** Processor time of its whole process: compiler, collector and Flink's own threads too. */
  Duration cpu() {
    return Processes.cpu(process.handle());
  }

  /** Stops it; its position stays. */
  @Override
  public void close() {
    process.close();
  }
}
