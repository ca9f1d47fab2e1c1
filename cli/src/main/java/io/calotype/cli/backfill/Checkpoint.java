package io.calotype.cli.backfill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far each part of a bucket has been sent, in a file that is whole at any moment: it is written
 * beside and moved. Safe for use by several threads at once.
 */
final class Checkpoint {
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Path file;
  private final State state;

  /**
   * What the file holds.
   *
   * @param of what is sent where: a checkpoint of something else is refused
   * @param after by the prefix of a part the last key that was sent
   * @param done by the prefix of a part whether all of it was sent
   * @param sent by the prefix of a part how many of its keys were sent
   * @param refused by the prefix of a part how many of its keys the stream never takes
   */
  record State(
      String of,
      Map<String, String> after,
      Map<String, Boolean> done,
      Map<String, Long> sent,
      Map<String, Long> refused) {
    static State nothing(String of) {
      return new State(of, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** Its maps are its own; one that an older file lacks is empty. */
    State {
      after = copy(after);
      done = copy(done);
      sent = copy(sent);
      refused = copy(refused);
    }

    private static <T> Map<String, T> copy(@Nullable Map<String, T> map) {
      return map == null ? new TreeMap<>() : new TreeMap<>(map);
    }
  }

  private Checkpoint(@Nullable Path file, State state) {
    this.file = file;
    this.state = state;
  }

  /**
   * Goes on where a file says, or begins where there is none.
   *
   * @param file where it is kept, or null for nowhere
   * @param of what is sent where
   * @throws IOException whose message is one line for users
   */
  static Checkpoint open(@Nullable Path file, String of) throws IOException {
    if (file != null && !Files.isDirectory(folderOf(file))) {
      throw new IOException(
          "expected a folder for the checkpoint at "
              + folderOf(file)
              + " but there is none: make it, or name another file");
    }
    if (file == null || !Files.exists(file)) {
      return new Checkpoint(file, State.nothing(of));
    }
    State state;
    try {
      state = JSON.readValue(Files.readAllBytes(file), State.class);
    } catch (IOException e) {
      throw new IOException(
          "expected the checkpoint of a backfill in " + file + " but got something else", e);
    }
    if (!of.equals(state.of())) {
      throw new IOException(
          "expected a checkpoint of "
              + of
              + " in "
              + file
              + " but it is of "
              + state.of()
              + ": name another file, or delete it");
    }
    return new Checkpoint(file, state);
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
  }

  /** The last key of a part that was sent, or null where none was. */
  synchronized @Nullable String after(String part) {
    return state.after().get(part);
  }

  synchronized boolean isDone(String part) {
    return state.done().getOrDefault(part, false);
  }

  /** How many were sent, in this run and those before. */
  synchronized long sent() {
    return sum(state.sent());
  }

  /** How many the stream never takes, of those that this run and those before came to. */
  synchronized long refused() {
    return sum(state.refused());
  }

  private static long sum(Map<String, Long> byPart) {
    return byPart.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Notes that a part was dealt with up to a key. */
  synchronized void passed(String part, String lastKey, int sent, int refused) throws IOException {
    state.after().put(part, lastKey);
    state.sent().merge(part, (long) sent, Long::sum);
    state.refused().merge(part, (long) refused, Long::sum);
    write();
  }

  /** Notes that all of a part was sent. */
  synchronized void done(String part) throws IOException {
    state.done().put(part, true);
    write();
  }

  private void write() throws IOException {
    if (file == null) {
      return;
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, JSON.writeValueAsString(state).getBytes(StandardCharsets.UTF_8));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
