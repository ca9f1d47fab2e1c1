package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What so many photos a minute need, from the measured cost of one.
 *
 * @param megapixels of each photo
 * @param formats of its variants
 * @param cost of its ladder
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
    String formats,
    LadderCost cost,
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

  private static final int SECONDS = 60;
  private static final double MS_PER_S = 1000;

  /** What a shard takes a second, and how full it is meant to be. */
  private static final double SHARD_RECORDS = 1000;

  private static final double SHARD_BYTES = 1 << 20;
  private static final double SHARD_FILL = 0.5;

  /** What EventBridge makes of S3's event, with a key of 100 bytes. */
  private static final double EVENT_BYTES = 1100;

  /** What S3 takes for one prefix. */
  private static final double PREFIX_WRITES = 3500;

  /**
   * The requests for a new original.
   *
   * @param formats of the variants
   * @param originalReads how often it is looked at, or fetched
   * @param variantWrites variants and manifests
   * @param variantReads manifests that may be there, and lists of variants
   */
  private record Requests(String formats, int originalReads, int variantWrites, int variantReads) {}

  /**
   * The default recipe has five widths. AVIF comes in a round of its own, which looks as often, and
   * fetches again where the decode of the first one was not kept; it ends with the manifest once
   * more.
   */
  private static final List<Requests> REQUESTS =
      List.of(new Requests("JPEG + WebP", 4, 11, 2), new Requests("JPEG + WebP + AVIF", 8, 17, 4));

  /**
   * By these runs; empty where the ladders that it needs were not measured.
   *
   * @param compiled whether the job was measured once its compiler had little left to do
   */
  static List<Capacity> of(List<Run> runs, boolean compiled) {
    List<Capacity> all = new ArrayList<>();
    for (Requests requests : REQUESTS) {
      for (int megapixels : LadderSection.CAPACITY_MEGAPIXELS) {
        Optional<LadderCost> cost = LadderCost.of(runs, megapixels, requests.formats(), compiled);
        if (cost.isPresent()) {
          for (int imagesPerMinute : IMAGES_PER_MINUTE) {
            all.add(of(megapixels, requests, imagesPerMinute, cost.get()));
          }
        }
      }
    }
    return all;
  }

  private static Capacity of(
      int megapixels, Requests requests, int imagesPerMinute, LadderCost cost) {
    double rate = (double) imagesPerMinute / SECONDS;
    return new Capacity(
        megapixels,
        requests.formats(),
        cost,
        imagesPerMinute,
        (int) Math.ceil(rate * cost.jobMs() / MS_PER_S * 100 / BUSY_PERCENT),
        (int)
            Math.ceil(
                Math.max(rate / SHARD_RECORDS, rate * EVENT_BYTES / SHARD_BYTES) / SHARD_FILL),
        rate * requests.originalReads(),
        rate * requests.variantWrites(),
        rate * requests.variantReads(),
        (int) Math.ceil(rate * requests.variantWrites() / PREFIX_WRITES));
  }
}
