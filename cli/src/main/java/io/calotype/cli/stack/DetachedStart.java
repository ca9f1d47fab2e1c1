package io.calotype.cli.stack;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.CommandFailedException;
import io.calotype.infra.local.state.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Starts the system in a process of its own, which stays when this one and its terminal end.
 *
 * @param command what starts it in the foreground
 * @param log where it writes; the log of the start before is kept beside it, as {@code .1}
 * @param patience how long the start may take
 */
public record DetachedStart(List<String> command, Path log, Duration patience) {
  /** What the system writes, as a line of its own, once pictures can be put. */
  public static final String READY = "calotype: ready";

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int LINES_SHOWN = 15;
  private static final long POLL_MS = 200;

  /**
   * Starts it and returns once it is ready.
   *
   * @throws CommandFailedException where it ends before, or takes too long and is ended, with the
   *     last lines of its log; or where another start with this log is under way
   */
  public void run() throws IOException, InterruptedException {
    PrivateFolder.make(Objects.requireNonNull(log.toAbsolutePath().getParent()));
    FileChannel lock = lock();
    try {
      start();
    } finally {
      lock.close();
    }
  }

  /**
   * Until it is ready the log is this start's. Another one would put it aside: this one would wait
   * for its line in vain, and end a system that has come up.
   */
  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            log.resolveSibling("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // A start of this very process has it: the same answer as for one of another process.
    }
    channel.close();
    throw new CommandFailedException(
        "expected no other start in "
            + log.toAbsolutePath().getParent()
            + " but one is under way: wait until it is ready");
  }

  private void start() throws IOException, InterruptedException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createFile(log);
    List<String> detached = new ArrayList<>(command);
    if (Files.isExecutable(SETSID)) {
      // A session of its own: closing the terminal does not reach it. It keeps its pid.
      detached.add(0, SETSID.toString());
    }
    Process process =
        new ProcessBuilder(detached)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread endIt = new Thread(process::destroy, "end what is not ready");
    Runtime.getRuntime().addShutdownHook(endIt);
    try {
      awaitReady(process);
    } finally {
      Runtime.getRuntime().removeShutdownHook(endIt);
    }
  }

  private void awaitReady(Process process) throws IOException, InterruptedException {
    long begunNs = System.nanoTime();
    while (true) {
      boolean ended = process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
      // Read after the look at the process: what it wrote last is seen.
      List<String> lines = lines();
      if (lines.contains(READY)) {
        return;
      }
      if (ended) {
        throw failure("it ended with status " + process.exitValue(), lines);
      }
      if (System.nanoTime() - begunNs > patience.toNanos()) {
        process.destroy();
        throw failure("it was not ready within " + Amount.time(patience) + " and is ended", lines);
      }
    }
  }

  private CommandFailedException failure(String what, List<String> lines) {
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    return new CommandFailedException(
        "expected the system to start but "
            + what
            + "; all that it said is in "
            + log
            + ", at its end:"
            + (last.isEmpty() ? " nothing" : "\n  " + String.join("\n  ", last)));
  }

  /** Not read strictly: the last line may be half a character. */
  private List<String> lines() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }
}
