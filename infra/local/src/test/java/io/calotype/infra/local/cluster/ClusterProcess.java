package io.calotype.infra.local.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of the cluster, and what it writes. */
final class ClusterProcess implements AutoCloseable {
  /** What stands in Flink's own distribution; all else the job's jar has to bring. */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "/org/apache/flink/|/org/apache/commons/|/org/apache/logging/|/org/slf4j/|/org/snakeyaml/"
              + "|/com/esotericsoftware/|/org/javassist/|/org/xerial/|/org/lz4/|/at/yawk/"
              + "|/commons-[a-z]+/|/com/google/code/findbugs/|/com/ververica/|/org/rocksdb/"
              + "|/com/twitter/|/tools/profiler/|/io/airlift/");

  /** As Flink's scripts open them, of which the data stream API needs one. */
  private static final List<String> OPENED =
      Stream.of("java.io", "java.lang", "java.net", "java.nio", "java.time", "java.util")
          .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
          .toList();

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Process process;
  private final Path log;

  private ClusterProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param name of its log, in the folder
   * @param options of the JVM
   * @param arguments of {@link ClusterMember}
   */
  static ClusterProcess start(
      String name, Path folder, List<String> options, List<String> arguments) throws IOException {
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPENED);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), ClusterMember.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .redirectOutput(log.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return new ClusterProcess(builder.start(), log);
  }

  /** Flink's jars and the classes of these tests, which hold the main; nothing of the job. */
  private static String classPath() {
    String all = System.getProperty("surefire.test.class.path");
    if (all == null) {
      all = System.getProperty("java.class.path");
    }
    return Stream.of(all.split(":", -1))
        .filter(entry -> OF_FLINK.matcher(entry).find() || entry.endsWith("/test-classes"))
        .collect(Collectors.joining(":"));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What it holds of the machine's memory, in bytes; only Linux tells. */
  long residentBytes() throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    if (!resident.find()) {
      throw new IOException("expected VmRSS of process " + process.pid() + " but it has ended");
    }
    return Long.parseLong(resident.group(1)) * 1024;
  }

  /** Has it collect what nobody uses, classes too. */
  void collectGarbage() throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid()),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (jcmd.waitFor() != 0) {
      throw new IOException("expected jcmd to have process " + pid() + " collect its garbage");
    }
  }

  /** The last lines that it wrote, for the message of a failure. */
  String said() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return log.getFileName()
        + (isAlive() ? "" : " (ended with status " + process.exitValue() + ")")
        + ":\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /** Whether a line that it wrote contains a text. */
  boolean said(String text) throws IOException {
    return Files.readString(log).contains(text);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
