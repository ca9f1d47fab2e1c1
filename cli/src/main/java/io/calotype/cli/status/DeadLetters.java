package io.calotype.cli.status;

import io.calotype.cli.cloud.Cloud;
import io.calotype.infra.local.state.Stack;
import io.calotype.pipeline.deadletter.DeadLetterBox;
import io.calotype.pipeline.deadletter.DeadLetterBox.Slip;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How many records were refused, and why.
 *
 * @param byReason counts by reason's code
 * @param all whether these are all of them; a bucket that is full of them is not read to its end
 */
public record DeadLetters(SortedMap<String, Long> byReason, boolean all) {
  /** Enough to see what is wrong, and read in a second. */
  private static final int READ_MAX = 1000;

  private static final String BUCKET = "calotype-dead-letters";

  /** Counts what is in the bucket of a running system. */
  public static DeadLetters of(Stack stack) throws IOException {
    try (S3Client s3 = Cloud.of(stack).s3()) {
      return count(new DeadLetterBox(s3, BUCKET));
    } catch (SdkException e) {
      throw new IOException(
          "expected to read the dead letters at " + stack.s3() + " but got: " + e.getMessage(), e);
    }
  }

  private static DeadLetters count(DeadLetterBox box) {
    List<Slip> slips = box.slips().limit(READ_MAX + 1L).toList();
    SortedMap<String, Long> byReason = new TreeMap<>();
    slips.stream()
        .limit(READ_MAX)
        .map(slip -> box.letter(slip.id()))
        .flatMap(Optional::stream)
        .forEach(letter -> byReason.merge(letter.reason(), 1L, Long::sum));
    return new DeadLetters(byReason, slips.size() <= READ_MAX);
  }

  /** All together. */
  public long total() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
