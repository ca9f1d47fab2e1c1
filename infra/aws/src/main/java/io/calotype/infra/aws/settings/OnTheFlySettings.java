package io.calotype.infra.aws.settings;

/**
 * The function that makes what is asked for before the job has made it.
 *
 * @param concurrency {@code concurrency}: renders at a time, reserved for it and its upper bound; 1
 *     to 1000, by default 20. More are answered 429
 * @param memoryMb {@code memoryMb}: 1024 to 10240, by default 3008; CPU comes in proportion, a
 *     whole one at 1769
 */
public record OnTheFlySettings(int concurrency, int memoryMb) {
  static OnTheFlySettings of(SettingsNode node) {
    OnTheFlySettings settings =
        new OnTheFlySettings(
            node.number("concurrency", 1, 1000, 20), node.number("memoryMb", 1024, 10_240, 3008));
    node.finish();
    return settings;
  }
}
