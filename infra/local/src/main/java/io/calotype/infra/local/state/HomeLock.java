package io.calotype.infra.local.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two systems from one {@link StackFile}, from before the first is ready: the second would
 * write its addresses over those of the first, which no command would find any more. The system
 * frees it however its holder ends.
 */
public final class HomeLock implements AutoCloseable {
  private static final String FILE = "up.lock";

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder and leaves this process's id in it.
   *
   * @throws IOException one line for users, where another system has it
   */
  static HomeLock take(Path folder) throws IOException {
    Path file = PrivateFolder.make(folder).resolve(FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw taken(folder, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
      return new HomeLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // A system of this very process has it: the same answer as for one of another.
    }
  }

  private static IOException taken(Path folder, String pid) {
    return new IOException(
        "expected no other system with its addresses in "
            + folder
            + " but "
            + (pid.isEmpty() ? "another process" : "process " + pid)
            + " is one, or starts or stops: wait until it is ready and stop it with"
            + " ./calotype down, or set CALOTYPE_HOME to another folder");
  }

  /** Frees it; the file stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
