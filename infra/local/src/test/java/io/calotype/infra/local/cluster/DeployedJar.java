package io.calotype.infra.local.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.calotype.pipeline.PipelineSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The jar that is deployed on AWS, with nothing changed but where it reads its property groups
 * from: Managed Flink lays them in a place that only root may write to.
 */
final class DeployedJar {
  private static final String POINTER = "config.properties";

  private DeployedJar() {}

  /** The jar as it was built, which the build names for all modules. */
  static Path built() {
    Path jar = Path.of(System.getProperty("calotype.job.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new AssertionError("expected the job's jar at " + jar + ": build the pipeline first");
    }
    return jar;
  }

  /** Writes a copy, and the settings that it reads, into a folder. */
  static Path with(Map<String, String> settings, Path folder) throws IOException {
    ArrayNode groups = new ObjectMapper().createArrayNode();
    groups
        .addObject()
        .put("PropertyGroupId", PipelineSettings.GROUP)
        .set("PropertyMap", new ObjectMapper().valueToTree(settings));
    Path properties =
        Files.createFile(
            folder.resolve("application_properties.json"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(properties, groups.toString());
    Path jar = folder.resolve("job.jar");
    Files.copy(built(), jar, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem inside =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Files.writeString(inside.getPath(POINTER), "application_properties_file=" + properties);
    }
    return jar;
  }
}
