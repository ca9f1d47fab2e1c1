package io.calotype.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, in words that can stand behind its name. */
public final class FileFault {
  private FileFault() {}

  /** The words for an exception. */
  public static String of(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    if (e instanceof NoSuchFileException missing) {
      return "expected a file but there is none at " + missing.getFile();
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return "expected to make a folder but there is a file at " + exists.getFile();
    }
    if (e instanceof FileSystemException other) {
      String reason = other.getReason() == null ? "it cannot be used as it is" : other.getReason();
      return reason + ": " + other.getFile();
    }
    return e.getMessage() == null ? "reading or writing failed" : e.getMessage();
  }
}
