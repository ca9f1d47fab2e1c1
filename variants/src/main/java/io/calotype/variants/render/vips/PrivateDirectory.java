package io.calotype.variants.render.vips;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Directories that nobody but this user can change, so that what was checked in them is still so
 * when it is used.
 */
final class PrivateDirectory {
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR_FILE = 0100000;
  private static final int STICKY = 0001000;
  private static final int OTHERS_WRITE = 0022;
  private static final int OTHERS = 0077;
  private static final int PERMISSIONS = 07777;

  private PrivateDirectory() {}

  /**
   * Makes a directory and those above it that are missing, all with mode 0700, or checks it where
   * it exists.
   *
   * @throws IOException where it, or what stands there, can be changed by others
   */
  static Path make(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("expected a directory of this user's own but got " + directory);
    }
    if (Files.notExists(parent)) {
      make(parent);
    }
    refuseReplaceable(parent);
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // Of an earlier run, or planted: which of the two is checked next.
    }
    require(directory, DIRECTORY, "a directory");
    return directory;
  }

  /** Refuses what is no plain file, belongs to somebody else or is open to others. */
  static void requireFile(Path file) throws IOException {
    require(file, REGULAR_FILE, "a file");
  }

  private static void require(Path path, int type, String what) throws IOException {
    int mode = attribute(path, "mode", LinkOption.NOFOLLOW_LINKS);
    long owner = Integer.toUnsignedLong(attribute(path, "uid", LinkOption.NOFOLLOW_LINKS));
    long self = new UnixSystem().getUid();
    if ((mode & TYPE) != type || (mode & OTHERS) != 0 || owner != self) {
      throw new IOException(
          String.format(
              "expected %s to be %s of user %d with no access for others but its owner is %d and"
                  + " its mode %o; remove it, or set XDG_CACHE_HOME to a directory of your own",
              path, what, self, owner, mode & PERMISSIONS));
    }
  }

  /** In a directory that others may write to, only the sticky bit keeps them from swapping ours. */
  private static void refuseReplaceable(Path parent) throws IOException {
    int mode = attribute(parent, "mode");
    if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
      throw new IOException(
          String.format(
              "expected %s to be writable by its owner only, or sticky, but its mode is %o;"
                  + " set XDG_CACHE_HOME to a directory of your own",
              parent, mode & PERMISSIONS));
    }
  }

  private static int attribute(Path path, String name, LinkOption... options) throws IOException {
    return (Integer)
        Objects.requireNonNull(Files.getAttribute(path, "unix:" + name, options), name);
  }
}
