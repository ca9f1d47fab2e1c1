package io.calotype.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A peer at work: a child process that answers one request after the other. */
final class PeerProcess implements AutoCloseable {
  private static final int END_SECONDS_MAX = 10;

  private final ObjectMapper json = new ObjectMapper();
  private final Peer peer;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;
  private final String versions;

  private PeerProcess(Peer peer, Process process) throws IOException {
    this.peer = peer;
    this.process = process;
    this.answers = process.inputReader();
    this.requests = process.outputWriter();
    this.versions = json.readValue(line(), Ready.class).ready();
  }

  /** Starts it; empty where this machine lacks what it needs. */
  static Optional<PeerProcess> start(Peer peer) {
    ProcessBuilder builder = new ProcessBuilder(peer.command());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    // One thread for sharp's work, as everywhere in the comparison.
    builder.environment().put("UV_THREADPOOL_SIZE", "1");
    try {
      return Optional.of(new PeerProcess(peer, builder.start()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Peer peer() {
    return peer;
  }

  String versions() {
    return versions;
  }

  Answer ask(Request request) throws IOException {
    requests.write(json.writeValueAsString(request));
    requests.newLine();
    requests.flush();
    Answer answer = json.readValue(line(), Answer.class);
    if (answer.failed() != null) {
      throw new IOException(peer.id() + ": " + answer.failed());
    }
    return answer;
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("expected an answer of " + peer.id() + " but its process has ended");
    }
    return line;
  }

  /** Ends the process, by the end of its input. */
  @Override
  public void close() throws IOException {
    requests.close();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
