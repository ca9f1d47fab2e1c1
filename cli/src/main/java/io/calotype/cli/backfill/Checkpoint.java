package io.calotype.cli.backfill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
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
   */
  record State(
      String of, Map<String, String> after, Map<String, Boolean> done, Map<String, Long> sent) {}

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
    if (file == null || !Files.exists(file)) {
      return new Checkpoint(file, new State(of, new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
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
    return new Checkpoint(
        file,
        new State(
            of,
            new TreeMap<>(state.after()),
            new TreeMap<>(state.done()),
            new TreeMap<>(state.sent())));
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
    return state.sent().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Notes that a part was sent up to a key. */
  synchronized void sent(String part, String lastKey, int count) throws IOException {
    state.after().put(part, lastKey);
    state.sent().merge(part, (long) count, Long::sum);
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
