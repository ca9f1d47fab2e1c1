package io.calotype.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder that a synthesis leaves, usually {@code cdk.out}: templates and files to upload.
 *
 * @param folder absolute
 */
public record CloudAssembly(Path folder) {
  private static final String MANIFEST = "manifest.json";

  /** A file that the CDK puts in each such folder, named like the folder. */
  private static final String MARK = "cdk.out";

  /** Where to synthesise to, so that a failure leaves the folder as it was. */
  public Path draft() {
    return folder.resolveSibling("." + folder.getFileName() + "." + ProcessHandle.current().pid());
  }

  /**
   * Puts a draft in the folder's place.
   *
   * @throws CommandFailedException where the folder is no earlier one's: it stays
   */
  public void replaceBy(Path draft) throws IOException {
    requireReplaceable();
    delete(folder);
    Files.move(draft, folder);
  }

  /** Refuses a folder with something else in it, before any work is done. */
  public void requireReplaceable() throws IOException {
    if (Files.exists(folder) && !Files.isRegularFile(folder.resolve(MARK)) && !isEmpty()) {
      throw new CommandFailedException(
          "expected "
              + folder
              + " to be missing, or of an earlier synth, but it holds something else: name another"
              + " folder with --output");
    }
  }

  /** The stacks in it. */
  public List<String> stacks() throws IOException {
    JsonNode artifacts =
        new JsonMapper().readTree(folder.resolve(MANIFEST).toFile()).path("artifacts");
    return artifacts.properties().stream()
        .filter(
            artifact ->
                "aws:cloudformation:stack".equals(artifact.getValue().path("type").asText()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Deletes what was left of a draft. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
