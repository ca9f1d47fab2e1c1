package io.calotype.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the system tells of processes. */
final class Processes {
  private static final double KB_PER_MB = 1024;

  private Processes() {}

  /** The processor time that a process has used: all its threads, user and system. */
  static Duration cpu(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "expected the processor time of process " + process.pid() + " but got none"));
  }

  /** The memory that a process holds, heap and native, in MB; empty where there is no /proc. */
  static Optional<Double> residentMb(ProcessHandle process) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The processor time of each thread that lives now, in nanoseconds, by its number and name. Linux
   * tells it; elsewhere it is empty.
   */
  static Map<String, Long> cpuNsByThread(ProcessHandle process) {
    Map<String, Long> threads = new HashMap<>();
    for (Path task : tasks(process)) {
      try {
        String name = Files.readString(task.resolve("comm")).strip();
        String times = Files.readString(task.resolve("schedstat"));
        threads.put(task.getFileName() + " " + name, Long.parseLong(times.split(" ", 2)[0]));
      } catch (IOException e) {
        // It ended while it was being looked at.
      }
    }
    return threads;
  }

  /**
   * The processor time that Java's compiler has used in a process so far, in nanoseconds; 0 where
   * the system does not tell.
   */
  static long compilerNs(ProcessHandle process) {
    return cpuNsByThread(process).entrySet().stream()
        .filter(thread -> isCompiler(thread.getKey().substring(thread.getKey().indexOf(' ') + 1)))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether a thread of this name compiles. */
  static boolean isCompiler(String thread) {
    return thread.startsWith("C1 ") || thread.startsWith("C2 ");
  }

  private static List<Path> tasks(ProcessHandle process) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return tasks.toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
