package io.calotype.infra.local.cloudfront;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.infra.local.node.ProgramFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions at the edge, each in a folder as Lambda unpacks it. Their code was bundled when
 * this project was built; their configuration, which on AWS is bundled with them, is written beside
 * it when the system starts.
 */
final class EdgeBundles {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> NAMES =
      List.of(
          "viewer-request",
          "viewer-request-manifest",
          "origin-response",
          "origin-response-manifest");

  private EdgeBundles() {}

  /** Writes them; returns the module that exports the handler, by the function's name. */
  static Map<String, String> write(CloudFrontSettings.EdgeConfig config, String region, Path folder)
      throws IOException {
    String json = JSON.writeValueAsString(json(config, region));
    Map<String, String> modules = new LinkedHashMap<>();
    for (String name : NAMES) {
      Path own = folder.resolve("edge").resolve(name);
      ProgramFiles.unpack(EdgeBundles.class, List.of("edge/" + name + ".mjs"), folder);
      Path module = Files.createDirectories(own).resolve("index.mjs");
      Files.writeString(
          module,
          "import { handlerOf } from '../"
              + name
              + ".mjs';\nexport const handler = handlerOf("
              + json
              + ");\n");
      modules.put(name, module.toAbsolutePath().toString());
    }
    return modules;
  }

  private static ObjectNode json(CloudFrontSettings.EdgeConfig config, String region)
      throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.set("recipe", JSON.readTree(config.recipeJson()));
    json.putObject("onTheFly").put("region", region).put("url", config.onTheFly().toString());
    json.putObject("signing")
        .put("secretId", config.secretId())
        .put("region", region)
        .put("endpoint", config.secrets().toString());
    return json;
  }
}
