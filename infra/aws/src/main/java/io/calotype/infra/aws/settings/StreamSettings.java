package io.calotype.infra.aws.settings;

/**
 * The stream of events.
 *
 * @param shards {@code shards}: that many, provisioned, 1 to 500; 0, the default, lets Kinesis
 *     scale by demand
 */
public record StreamSettings(int shards) {
  static StreamSettings of(SettingsNode node) {
    StreamSettings settings = new StreamSettings(node.number("shards", 0, 500, 0));
    node.finish();
    return settings;
  }

  /** Whether Kinesis scales it. */
  public boolean onDemand() {
    return shards == 0;
  }
}
