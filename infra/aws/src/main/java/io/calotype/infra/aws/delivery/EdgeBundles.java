package io.calotype.infra.aws.delivery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.settings.InvalidDeploymentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Bundles the edge functions with what they must know, since Lambda@Edge gives them no environment.
 *
 * <p>Nothing in a bundle is known only after a deployment: the signing secret has a fixed name, and
 * the URL of the on-the-fly function comes with each request, in a header that the distribution
 * sets on the bucket's origin.
 */
public final class EdgeBundles {
  /** In the origin of the variants bucket: the URL of the on-the-fly function. */
  public static final String ON_THE_FLY_HEADER = "x-calotype-on-the-fly";

  private EdgeBundles() {}

  /**
   * Bundles into a folder, one in it for each function.
   *
   * @param sources where {@code build.mjs} is
   * @param folder is made
   * @throws InvalidDeploymentException with what the bundler says, where it refuses
   */
  public static Path bundle(DeploymentSettings settings, Path sources, Path folder) {
    try {
      Files.createDirectories(folder);
      Path config = folder.resolve("edge.json");
      Files.writeString(config, config(settings));
      Process node =
          new ProcessBuilder(
                  "node", "build.mjs", "--config", config.toString(), "--out", folder.toString())
              .directory(sources.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (node.waitFor() != 0) {
        throw new InvalidDeploymentException(
            List.of("expected the edge functions to be bundled but: " + said.strip()));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the edge functions were bundled", e);
    }
  }

  static String config(DeploymentSettings settings) throws IOException {
    JsonMapper json = new JsonMapper();
    ObjectNode config = json.createObjectNode();
    config.set("recipe", json.readTree(settings.recipeJson()));
    config.putObject("onTheFly").put("region", settings.region());
    config
        .putObject("signing")
        .put("secretId", SigningSecret.name(settings))
        .put("region", settings.region());
    return json.writeValueAsString(config);
  }
}
