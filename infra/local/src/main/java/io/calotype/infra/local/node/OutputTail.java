package io.calotype.infra.local.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a child's output so that it never waits for us; keeps the end of it. */
final class OutputTail {
  private static final int LINES_KEPT = 40;
  private static final Pattern LISTENING =
      Pattern.compile("calotype: listening on (\\d+(?: \\d+)*)");

  private final Deque<String> lines = new ArrayDeque<>();
  private final CompletableFuture<List<Integer>> ports = new CompletableFuture<>();
  private final Logger log;
  private final Thread reader;

  OutputTail(String service, InputStream output) {
    String name = service.toLowerCase(Locale.ROOT);
    log = LoggerFactory.getLogger("calotype." + name);
    reader = new Thread(() -> read(output), name + "-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** The ports it listens on, once it has said so; never completes when the output ends before. */
  CompletableFuture<List<Integer>> ports() {
    return ports;
  }

  /** The last lines, oldest first. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Waits until the output of a process that has ended is read. */
  void awaitEnd() {
    try {
      reader.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream output) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      log.debug("The output broke off", e);
    }
  }

  private void keep(String line) {
    log.debug("{}", line);
    Matcher listening = LISTENING.matcher(line);
    if (listening.matches()) {
      ports.complete(
          Arrays.stream(listening.group(1).split(" ", -1)).map(Integer::valueOf).toList());
      return;
    }
    synchronized (lines) {
      if (lines.size() == LINES_KEPT) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }
}
