package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What so many photos a minute need, from the measured cost of one.
 *
 * @param megapixels of each photo
 * @param imagesPerMinute how many come
 * @param vcpus cores of this machine's kind, {@value #BUSY_PERCENT} % busy
 * @param shards of the Kinesis stream, half full by records and by bytes
 * @param originalReadsPerSecond of the bucket of originals: HEAD and GET
 * @param variantWritesPerSecond of the bucket of variants: PUT
 * @param variantReadsPerSecond of the bucket of variants: GET and LIST
 * @param prefixes into which the variants' keys must be spread for the writes
 */
record Capacity(
    int megapixels,
    int imagesPerMinute,
    int vcpus,
    int shards,
    double originalReadsPerSecond,
    double variantWritesPerSecond,
    double variantReadsPerSecond,
    int prefixes) {
  private static final List<Integer> IMAGES_PER_MINUTE = List.of(1_000, 10_000, 100_000);

  /** Above it, what arrives in bursts waits for longer and longer. */
  private static final int BUSY_PERCENT = 70;

  /** The job over its engine where it was not measured: what it is meant to be at most. */
  private static final double JOB_OVER_ENGINE = 1.15;

  private static final String FORMATS = "JPEG + WebP";

  private static final int SECONDS = 60;
  private static final double MS_PER_S = 1000;

  /** What a shard takes a second, and how full it is meant to be. */
  private static final double SHARD_RECORDS = 1000;

  private static final double SHARD_BYTES = 1 << 20;
  private static final double SHARD_FILL = 0.5;

  /** What EventBridge makes of S3's event, with a key of 100 bytes. */
  private static final double EVENT_BYTES = 1100;

  /** For a new original: it is looked at three times and fetched once. */
  private static final int ORIGINAL_READS = 4;

  /** The default recipe's five widths in JPEG and WebP, and the manifest. */
  private static final int VARIANT_WRITES = 11;

  /** The manifest that may be there, and the variants. */
  private static final int VARIANT_READS = 2;

  /** What S3 takes for one prefix. */
  private static final double PREFIX_WRITES = 3500;

  /**
   * By these runs; empty where the ladders that it needs were not measured.
   *
   * @param jobOverEngine how many times the engine's CPU the whole job takes
   */
  static List<Capacity> of(List<Run> runs, double jobOverEngine) {
    List<Capacity> all = new ArrayList<>();
    for (int megapixels : LadderSection.CAPACITY_MEGAPIXELS) {
      Optional<Double> cpuMs = cpuMsOfLadder(runs, megapixels);
      if (cpuMs.isPresent()) {
        for (int imagesPerMinute : IMAGES_PER_MINUTE) {
          all.add(of(megapixels, imagesPerMinute, cpuMs.get() * jobOverEngine));
        }
      }
    }
    return all;
  }

  /** How many times the engine's CPU the whole job takes: as measured, else as it is meant to. */
  static double jobOverEngine(List<Run> runs) {
    return runs.stream()
        .filter(run -> run.section().equals("endtoend"))
        .filter(run -> run.name().equals("cpu-ratio-to-engine"))
        .filter(run -> FORMATS.equals(run.params().get("formats")))
        .mapToDouble(Run::median)
        .findFirst()
        .orElse(JOB_OVER_ENGINE);
  }

  /** What a photo's ladder takes in all formats of the recipe, in milliseconds of CPU. */
  static Optional<Double> cpuMsOfLadder(List<Run> runs, int megapixels) {
    return runs.stream()
        .filter(run -> run.section().equals("ladder") && run.name().equals("cpu-per-ladder"))
        .filter(run -> "vips".equals(run.params().get("engine")))
        .filter(run -> FORMATS.equals(run.params().get("formats")))
        .filter(run -> Integer.valueOf(megapixels).equals(run.params().get("megapixels")))
        .map(Run::median)
        .findFirst();
  }

  private static Capacity of(int megapixels, int imagesPerMinute, double cpuMsPerImage) {
    double rate = (double) imagesPerMinute / SECONDS;
    return new Capacity(
        megapixels,
        imagesPerMinute,
        (int) Math.ceil(rate * cpuMsPerImage / MS_PER_S * 100 / BUSY_PERCENT),
        (int)
            Math.ceil(
                Math.max(rate / SHARD_RECORDS, rate * EVENT_BYTES / SHARD_BYTES) / SHARD_FILL),
        rate * ORIGINAL_READS,
        rate * VARIANT_WRITES,
        rate * VARIANT_READS,
        (int) Math.ceil(rate * VARIANT_WRITES / PREFIX_WRITES));
  }
}
