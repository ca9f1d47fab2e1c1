package io.calotype.infra.local.cluster;

import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.ports.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * Flink in processes of its own, on loopback only: a job manager and any number of task managers,
 * each of which may be killed. Set up as the service sets it up that runs the job, never the job.
 */
final class FlinkCluster implements AutoCloseable {
  /** What such a process says last. */
  private static final String PEER_LOST =
      "Fatal error occurred while executing the TaskManager. Shutting it down...\n"
          + "java.lang.RuntimeException: org.apache.flink.runtime.io.network.netty.exception"
          + ".RemoteTransportException";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final List<String> JOB_MANAGER_MEMORY = List.of("-Xmx320m");

  private final Path folder;
  private final ClusterSize size;
  private final int restPort;
  private final Map<String, String> configuration = new LinkedHashMap<>();
  private final List<ClusterProcess> taskManagers = new ArrayList<>();
  private ClusterProcess jobManager;
  private int started;
  private int replaced;

  /** Writes its configuration; starts nothing. */
  FlinkCluster(Path folder, ClusterSize size) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.size = size;
    FreePorts ports = new FreePorts(Set.of());
    this.restPort = ports.next();
    configure(ports.next());
    List<String> lines = new ArrayList<>();
    configuration.forEach((key, value) -> lines.add(key + ": " + value));
    Files.write(folder.resolve("config.yaml"), lines);
  }

  private void configure(int rpcPort) throws IOException {
    for (String host : List.of("jobmanager.bind-host", "taskmanager.bind-host", "rest.address")) {
      configuration.put(host, "127.0.0.1");
    }
    configuration.put("jobmanager.rpc.address", "127.0.0.1");
    configuration.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    configuration.put("rest.bind-address", "127.0.0.1");
    configuration.put("rest.port", Integer.toString(restPort));
    configuration.put("taskmanager.host", "127.0.0.1");
    configuration.put("taskmanager.numberOfTaskSlots", Integer.toString(size.slots()));
    configuration.put("taskmanager.memory.framework.heap.size", "64m");
    configuration.put("taskmanager.memory.task.heap.size", size.heapMb() - 64 + "m");
    configuration.put("taskmanager.memory.managed.size", "16m");
    configuration.put("taskmanager.memory.network.min", "32m");
    configuration.put("taskmanager.memory.network.max", "32m");
    // A killed process refuses connections, which tells sooner; this is for one that is stopped.
    configuration.put("heartbeat.interval", "2 s");
    configuration.put("heartbeat.timeout", "30 s");
    configuration.put("execution.checkpointing.interval", size.checkpointSeconds() + " s");
    // As on Managed Flink: behind a long line a barrier waits for the renders before it.
    configuration.put("execution.checkpointing.timeout", "60 min");
    configuration.put("execution.checkpointing.dir", checkpoints().toUri().toString());
    configuration.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    configuration.put("restart-strategy.type", "exponential-delay");
    configuration.put("restart-strategy.exponential-delay.initial-backoff", "1 s");
    configuration.put("restart-strategy.exponential-delay.max-backoff", "10 s");
    configuration.put("metrics.fetcher.update-interval", "1 s");
    configuration.put("io.tmp.dirs", folder.resolve("tmp").toString());
    configuration.put("web.tmpdir", folder.resolve("tmp").toString());
    Files.createDirectories(folder.resolve("tmp"));
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Where savepoints may be put. */
  Path savepoints() {
    return folder.resolve("savepoints");
  }

  /** Starts a job manager and returns once it answers. */
  void startJobManager() throws IOException {
    List<String> options = new ArrayList<>(size.jvmOptions());
    options.addAll(JOB_MANAGER_MEMORY);
    jobManager =
        ClusterProcess.start(
            "jobmanager-" + ++started,
            folder,
            options,
            List.of(
                ClusterMember.JOB_MANAGER,
                "--configDir",
                folder.toString(),
                "--executionMode",
                "cluster"));
    await("the job manager")
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .failFast(this::requireAlive)
        .until(() -> rest().answers());
  }

  /** Starts a task manager; it registers by itself. */
  ClusterProcess startTaskManager() throws IOException {
    TaskExecutorProcessSpec memory =
        TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(configuration));
    List<String> options = new ArrayList<>(size.jvmOptions());
    options.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
    String name = "taskmanager-" + ++started;
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(ClusterMember.TASK_MANAGER, "--configDir", folder.toString()));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + name));
    ClusterProcess taskManager = ClusterProcess.start(name, folder, options, arguments);
    taskManagers.add(taskManager);
    return taskManager;
  }

  private static List<String> words(String text) {
    return List.of(text.trim().split("\\s+", -1));
  }

  /** Waits until so many slots are free. */
  void awaitFreeSlots(int slots) {
    await("free slots")
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              replaceEnded();
              return rest().freeSlots() >= slots;
            });
  }

  ClusterRest rest() {
    return new ClusterRest(uri());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + restPort);
  }

  List<ClusterProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  void killTaskManager(int index) throws InterruptedException {
    taskManagers.remove(index).kill();
  }

  void killJobManager() throws InterruptedException {
    jobManager.kill();
  }

  /**
   * Starts another task manager for each that ended by itself over the loss of its peer, as whoever
   * runs a cluster does: Flink ends a process that stumbles while it lets go of network buffers.
   *
   * @throws AssertionError where one ended over anything else
   */
  void replaceEnded() throws IOException {
    for (ClusterProcess ended : taskManagers()) {
      if (!ended.isAlive()) {
        if (!ended.said(PEER_LOST)) {
          throw new AssertionError("expected task managers to run but " + ended.said());
        }
        taskManagers.remove(ended);
        startTaskManager();
        replaced++;
      }
    }
  }

  /** How many task managers ended by themselves and were replaced. */
  int replaced() {
    return replaced;
  }

  /** The checkpoint that was completed last, of whichever job. */
  Path newestCheckpoint() throws IOException {
    try (Stream<Path> files =
        Files.find(checkpoints(), 3, (path, any) -> path.endsWith("_metadata"))) {
      return files
          .max(Comparator.comparingLong(path -> path.toFile().lastModified()))
          .map(Path::getParent)
          .orElseThrow(() -> new IOException("expected a checkpoint but none is complete"));
    }
  }

  /** Fails where a process has ended that nobody killed. */
  void requireAlive() {
    boolean alive = jobManager.isAlive() && taskManagers.stream().allMatch(ClusterProcess::isAlive);
    if (!alive) {
      throw new AssertionError("expected all processes to run but one has ended" + report());
    }
  }

  /** What the processes wrote last. */
  String report() {
    StringBuilder report = new StringBuilder();
    List<ClusterProcess> all = new ArrayList<>(taskManagers);
    all.add(jobManager);
    for (ClusterProcess process : all) {
      try {
        report.append('\n').append(process.said());
      } catch (IOException e) {
        report.append('\n').append(e.getMessage());
      }
    }
    return report.toString();
  }

  @Override
  public void close() {
    taskManagers.forEach(ClusterProcess::close);
    if (jobManager != null) {
      jobManager.close();
    }
  }
}
