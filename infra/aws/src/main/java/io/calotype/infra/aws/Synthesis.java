package io.calotype.infra.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.infra.aws.delivery.EdgeBundles;
import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.settings.InvalidDeploymentException;
import io.calotype.infra.aws.settings.RecipeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The program that {@code ./calotype synth} runs: configuration in, a folder for CloudFormation
 * out.
 *
 * <p>Arguments, in pairs: {@code --root} the project's folder, {@code --out} the folder to write,
 * {@code --account}, {@code --region}, and {@code --config} where there is a configuration file.
 */
public final class Synthesis {
  private Synthesis() {}

  /** Ends with status 1 and all problems on standard error where nothing can be synthesised. */
  public static void main(String[] args) {
    try {
      synthesise(pairs(args));
    } catch (InvalidDeploymentException e) {
      System.err.println("calotype: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void synthesise(Map<String, String> options) {
    Path root = Path.of(required(options, "--root"));
    Path out = Path.of(required(options, "--out"));
    DeploymentSettings settings =
        settings(
            options.getOrDefault("--account", ""),
            options.getOrDefault("--region", ""),
            options.containsKey("--config") ? Path.of(required(options, "--config")) : null);
    Programs programs = Programs.in(root);
    Path bundles =
        EdgeBundles.bundle(
            settings, programs.edgeSources(), root.resolve("infra/aws/target/edge-bundles"));
    App app =
        new App(
            AppProps.builder()
                .analyticsReporting(false)
                .context(CalotypeApp.context())
                .outdir(out.toString())
                .build());
    new CalotypeApp(app, settings, programs, bundles).build();
    app.synth();
  }

  private static DeploymentSettings settings(String account, String region, @Nullable Path file) {
    JsonMapper json =
        JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    if (file == null) {
      return DeploymentSettings.of(
          account, region, json.createObjectNode(), new RecipeSource(Path.of("")));
    }
    Path folder = file.toAbsolutePath().resolveSibling("");
    try {
      JsonNode read = json.readTree(Files.readString(file));
      return DeploymentSettings.of(account, region, read, new RecipeSource(folder));
    } catch (JsonProcessingException e) {
      throw new InvalidDeploymentException(
          List.of("expected " + file + " to be JSON but: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new InvalidDeploymentException(
          List.of("expected a file at " + file + " but found none"));
    }
  }

  private static Map<String, String> pairs(String[] args) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      pairs.put(args[i], args[i + 1]);
    }
    return pairs;
  }

  private static String required(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("expected " + name + "; this is run by ./calotype synth");
    }
    return value;
  }
}
