package io.calotype.infra.local.kinesis;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How Kinesis is played.
 *
 * @param port on 127.0.0.1; 0 for a free one
 * @param stream made at start
 * @param shards how many it has
 * @param workFolder where the program is unpacked
 * @param searchPath folders to look for {@code node} in, separated as in {@code PATH}
 * @param startTimeout until the stream must be there
 */
public record KinesisSettings(
    int port,
    String stream,
    int shards,
    String region,
    Path workFolder,
    String searchPath,
    Duration startTimeout) {

  /** The stream's name on one machine. */
  public static final String STREAM = "calotype-events";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  /** Refuses what cannot be. */
  public KinesisSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("expected port of 0 to 65535 but got " + port);
    }
    if (shards < 1) {
      throw new IllegalArgumentException("expected 1 shard or more but got " + shards);
    }
  }

  /** The system's stream, with {@code node} from this process's {@code PATH}. */
  public static KinesisSettings of(int port, int shards, String region, Path workFolder) {
    String path = System.getenv("PATH");
    return new KinesisSettings(
        port, STREAM, shards, region, workFolder, path == null ? "" : path, START_TIMEOUT);
  }
}
