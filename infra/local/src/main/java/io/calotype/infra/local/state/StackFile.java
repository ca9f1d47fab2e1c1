package io.calotype.infra.local.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The file that {@code up} leaves for all other commands: {@code stack.json} in one fixed folder.
 * It holds secrets: only its owner may read it (0600, in a folder with 0700).
 */
public final class StackFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private final Path folder;
  private final Path file;

  /** The file in this folder. */
  public StackFile(StackSettings settings) {
    folder = settings.home().toAbsolutePath();
    file = folder.resolve("stack.json");
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * Keeps all other systems from this file until what is returned is closed or this process ends.
   *
   * @throws IOException one line for users, where another system has it or is about to
   */
  public HomeLock claim() throws IOException {
    return HomeLock.take(folder);
  }

  /** Writes it whole: a reader sees the old one or the new one. */
  public void write(Stack stack) throws IOException {
    Files.setPosixFilePermissions(PrivateFolder.make(folder), PrivateFolder.OWNER_ONLY);
    Path next =
        Files.createTempFile(
            folder, "stack-", ".next", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.write(next, PRETTY.writeValueAsBytes(stack));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /**
   * The system that runs.
   *
   * @throws NoStackException when none does, or the file cannot be understood
   */
  public Stack read() throws IOException {
    byte[] json;
    try {
      json = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new NoStackException("no system is up: start it with ./calotype up");
    }
    Stack stack = parse(json);
    if (!runs(stack)) {
      throw new NoStackException(
          "no system is up (its process "
              + stack.pid()
              + " has ended): start it with ./calotype up");
    }
    return stack;
  }

  /** The system that runs, if one does; what cannot be understood counts as none. */
  public Optional<Stack> find() throws IOException {
    try {
      return Optional.of(read());
    } catch (NoStackException e) {
      return Optional.empty();
    }
  }

  /** Removes the file if it is still this process's. */
  public void remove(long pid) throws IOException {
    if (Files.exists(file) && parse(Files.readAllBytes(file)).pid() == pid) {
      Files.deleteIfExists(file);
    }
  }

  /** When a process started, for {@link Stack#startedAt}; empty when the system does not tell. */
  public static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private Stack parse(byte[] json) throws NoStackException {
    try {
      return JSON.readValue(json, Stack.class);
    } catch (IOException e) {
      // Not the problem itself: it may quote a secret.
      throw new NoStackException(
          "expected the addresses of a running system in "
              + file
              + " but got something else; remove that file and start with ./calotype up");
    }
  }

  /** Compares start times too: a pid is given again after a reboot. */
  private static boolean runs(Stack stack) {
    return ProcessHandle.of(stack.pid())
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(stack.startedAt()))
        .isPresent();
  }
}
