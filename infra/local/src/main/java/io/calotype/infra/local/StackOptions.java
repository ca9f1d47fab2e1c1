package io.calotype.infra.local;

import io.calotype.infra.local.ports.FreePorts;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a local stack runs.
 *
 * @param dataDir where buckets, checkpoints and keys are kept across restarts
 * @param ports what listens where, all on 127.0.0.1
 * @param parallelism renderers at a time, 1 or more
 * @param engine what renders: {@code auto}, {@code vips} or {@code scalr}
 * @param recipeJson what is made of originals
 */
public record StackOptions(
    Path dataDir, Ports ports, int parallelism, String engine, String recipeJson) {

  /** Refuses a parallelism below 1, and a recipe that is none, before anything is started. */
  public StackOptions {
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "expected a parallelism of 1 or more but got " + parallelism);
    }
    recipe(recipeJson);
  }

  /** The recipe. */
  Recipe recipe() {
    return recipe(recipeJson);
  }

  private static Recipe recipe(String json) {
    return RecipeReader.read("the recipe", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The ports of a stack; 0 stands for any free one.
   *
   * @param edge the front door
   * @param s3 the buckets
   * @param kinesis the stream
   * @param flink Flink's page and REST API
   * @param metrics Prometheus metrics
   */
  public record Ports(int edge, int s3, int kinesis, int flink, int metrics) {
    /** The ports of design and documentation. */
    public static final Ports DEFAULT = new Ports(8080, 9000, 4568, 8081, 9249);

    /**
     * The same with a free port for each 0 that is known to others before it is listened on. S3 and
     * Kinesis choose theirs when they listen, and are asked for it.
     */
    Ports resolved() throws IOException {
      FreePorts free = new FreePorts(Set.copyOf(byOption().values()));
      return new Ports(
          edge == 0 ? free.next() : edge,
          s3,
          kinesis,
          flink == 0 ? free.next() : flink,
          metrics == 0 ? free.next() : metrics);
    }

    /** The ports by the command line's option for each. */
    public Map<String, Integer> byOption() {
      Map<String, Integer> ports = new LinkedHashMap<>();
      ports.put("--port", edge);
      ports.put("--s3-port", s3);
      ports.put("--kinesis-port", kinesis);
      ports.put("--flink-port", flink);
      ports.put("--metrics-port", metrics);
      return ports;
    }
  }
}
