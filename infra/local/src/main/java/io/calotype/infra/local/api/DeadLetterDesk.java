package io.calotype.infra.local.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.calotype.pipeline.deadletter.DeadLetterBox;
import io.calotype.pipeline.kinesis.StreamException;
import io.calotype.pipeline.redrive.Redrive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows dead letters, and gives them another try. */
final class DeadLetterDesk {
  private static final int SLIPS_MAX = 10_000;

  private final DeadLetterBox box;
  private final Redrive redrive;

  DeadLetterDesk(DeadLetterBox box, Redrive redrive) {
    this.box = box;
    this.redrive = redrive;
  }

  /**
   * A letter, without the record that it keeps.
   *
   * @param id its place in the bucket
   * @param key the original's, where it is known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letter(
      String id, @Nullable String key, String reason, String message, String time, int attempts) {
    private static Letter of(DeadLetterBox.Letter letter) {
      return new Letter(
          letter.id(),
          letter.key(),
          letter.reason(),
          letter.message(),
          letter.time(),
          letter.attempts());
    }
  }

  /**
   * The newest letters.
   *
   * @param total how many there are
   * @param all whether all of them were counted
   */
  record Letters(List<Letter> letters, int total, boolean all) {}

  /** At most so many, newest first. */
  Letters newest(int lettersMax) {
    List<DeadLetterBox.Slip> slips = box.slips().limit(SLIPS_MAX + 1L).toList();
    List<Letter> letters =
        slips.stream()
            .limit(SLIPS_MAX)
            .sorted(Comparator.comparing(DeadLetterBox.Slip::kept).reversed())
            .limit(lettersMax)
            .flatMap(slip -> box.letter(slip.id()).stream())
            .map(Letter::of)
            .toList();
    return new Letters(letters, Math.min(slips.size(), SLIPS_MAX), slips.size() <= SLIPS_MAX);
  }

  /**
   * What became of a wish to try again.
   *
   * @param redriven how many are in line again, and no letters any more
   * @param missing ids that no letter has
   */
  record Redriven(int redriven, List<String> missing) {}

  /**
   * Has the job try again what letters tell of.
   *
   * @throws StreamException where the stream takes none; the letters that are left stay
   */
  Redriven redrive(List<String> ids) throws StreamException, InterruptedException {
    List<String> missing = new ArrayList<>();
    int redriven = 0;
    for (String id : ids) {
      Optional<DeadLetterBox.Letter> letter = box.letter(id);
      if (letter.isPresent()) {
        redrive.redrive(letter.get());
        redriven++;
      } else {
        missing.add(id);
      }
    }
    return new Redriven(redriven, missing);
  }
}
