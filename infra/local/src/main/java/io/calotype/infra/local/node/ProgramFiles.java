package io.calotype.infra.local.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** JavaScript that this jar carries, unpacked to a folder so that Node.js can load it. */
public final class ProgramFiles {
  private ProgramFiles() {}

  /**
   * Unpacks them anew: what an older version left is never run.
   *
   * @param owner the class beside whose package's folder {@code node} they lie
   * @param names paths below that folder
   * @return the folder's absolute path
   */
  public static Path unpack(Class<?> owner, List<String> names, Path folder) throws IOException {
    for (String name : names) {
      try (InputStream in = owner.getResourceAsStream("node/" + name)) {
        if (in == null) {
          throw new IOException(
              "expected resource node/"
                  + name
                  + " in this build but it is missing; build again with Maven");
        }
        write(in, folder.resolve(name));
      }
    }
    return folder.toAbsolutePath();
  }

  private static void write(InputStream in, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
