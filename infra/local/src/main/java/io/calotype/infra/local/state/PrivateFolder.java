package io.calotype.infra.local.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders whose content is nobody's business but their owner's. */
public final class PrivateFolder {
  /** 0700. */
  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /**
   * Makes a folder, with those above it, for its owner only. One that is there stays as it is: who
   * may enter it is its owner's choice.
   */
  public static Path make(Path folder) throws IOException {
    // Asked first: Java 17 would refuse a link to a folder.
    return Files.isDirectory(folder)
        ? folder
        : Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
  }
}
