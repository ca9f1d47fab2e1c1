package io.calotype.infra.aws.settings;

/**
 * The buckets.
 *
 * @param customerKey {@code customerKey}: whether a KMS key of the account encrypts buckets, stream
 *     and queue, in place of keys that AWS holds; by default false
 * @param transferAcceleration {@code transferAcceleration}: whether uploads enter AWS near their
 *     user; by default false
 * @param oldVersionsDays {@code oldVersionsDays}: how long originals that were overwritten or
 *     deleted can be brought back, 1 to 3650; by default 30
 * @param variantsIdleDays {@code variantsIdleDays}: after how many days variants move to S3
 *     Intelligent-Tiering, 0 to 3650; by default 30, 0 for never
 */
public record StorageSettings(
    boolean customerKey, boolean transferAcceleration, int oldVersionsDays, int variantsIdleDays) {
  static StorageSettings of(SettingsNode node) {
    StorageSettings settings =
        new StorageSettings(
            node.flag("customerKey", false),
            node.flag("transferAcceleration", false),
            node.number("oldVersionsDays", 1, 3650, 30),
            node.number("variantsIdleDays", 0, 3650, 30));
    node.finish();
    return settings;
  }
}
