package io.calotype.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Where benchmarks ran. Says nothing that tells one machine of a kind from another: no name, no
 * address, no user.
 *
 * @param processor its model
 * @param cores that Java sees
 * @param memoryGb of the whole machine
 * @param system kind, version and architecture
 * @param java the run-time's version
 * @param node the version of Node.js; the word none where it is missing
 * @param loadBefore how many processes wanted to run, mean of the minute before; -1 where unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Machine(
    String processor,
    int cores,
    double memoryGb,
    String system,
    String java,
    String node,
    double loadBefore) {
  private static final double BYTES_PER_GB = 1 << 30;

  /** This one, now. */
  public static Machine current() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        processorModel(),
        system.getAvailableProcessors(),
        Math.round(10 * system.getTotalMemorySize() / BYTES_PER_GB) / 10.0,
        systemName() + ", " + system.getArch(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        said("node", "--version"),
        Math.round(10 * system.getSystemLoadAverage()) / 10.0);
  }

  /** Whether figures of the two may be compared: the same processor, cores and Java. */
  public boolean isLike(Machine other) {
    return processor.equals(other.processor) && cores == other.cores && java.equals(other.java);
  }

  private static String processorModel() {
    String model = line(Path.of("/proc/cpuinfo"), "model name");
    return model.isEmpty() ? System.getProperty("os.arch", "unknown") : model;
  }

  private static String systemName() {
    String pretty = line(Path.of("/etc/os-release"), "PRETTY_NAME").replace("\"", "");
    return pretty.isEmpty()
        ? System.getProperty("os.name") + " " + System.getProperty("os.version")
        : pretty;
  }

  /** What stands behind a name, or nothing. */
  private static String line(Path file, String name) {
    try {
      return Files.readAllLines(file).stream()
          .filter(any -> any.startsWith(name))
          .findFirst()
          .map(found -> found.replaceFirst("^[^=:]*[=:]", "").strip())
          .orElse("");
    } catch (IOException e) {
      // Another system than Linux.
      return "";
    }
  }

  private static String said(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
          ? said.strip().toLowerCase(Locale.ROOT)
          : "none";
    } catch (IOException e) {
      return "none";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "none";
    }
  }
}
