package io.calotype.infra.local.kinesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The JavaScript that this jar carries, unpacked: npm's kinesis-local and our guard. */
record Program(Path folder) {
  private static final List<String> FILES =
      List.of("main.js", "server.json", "package.json", "LICENSE", "guard.cjs");

  /** Unpacks it anew: what an older version left is never run. */
  static Program unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : FILES) {
      try (InputStream in = Program.class.getResourceAsStream("node/" + file)) {
        if (in == null) {
          throw new IOException(
              "expected resource node/"
                  + file
                  + " in this build but it is missing; build again with Maven");
        }
        Path next = folder.resolve(file + ".next");
        Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            next,
            folder.resolve(file),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new Program(folder.toAbsolutePath());
  }

  Path main() {
    return folder.resolve("main.js");
  }

  Path guard() {
    return folder.resolve("guard.cjs");
  }

  Path certificate() {
    return folder.resolve("server.json");
  }
}
