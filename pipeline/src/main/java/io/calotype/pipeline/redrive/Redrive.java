package io.calotype.pipeline.redrive;

import io.calotype.pipeline.deadletter.DeadLetterBox;
import io.calotype.pipeline.event.EventDecoder;
import io.calotype.pipeline.event.MalformedEventException;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.event.ReconcileEvent;
import io.calotype.pipeline.kinesis.KinesisRecord;
import io.calotype.pipeline.kinesis.StreamException;
import io.calotype.pipeline.kinesis.StreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Gives what was refused another try.
 *
 * <p>A letter is taken out only after its event is on the stream. So a redrive that is interrupted
 * leaves letters that are redriven once more, which is harmless: the job looks at the original as
 * it is, and what is refused again leaves a letter of its own.
 */
public final class Redrive {
  private static final EventDecoder DECODER = new EventDecoder();

  private final DeadLetterBox box;
  private final StreamWriter stream;

  /** From a box to the stream. */
  public Redrive(DeadLetterBox box, StreamWriter stream) {
    this.box = box;
    this.stream = stream;
  }

  /** Redrives one letter. */
  public void redrive(DeadLetterBox.Letter letter) throws StreamException, InterruptedException {
    stream.put(List.of(entry(letter)));
    box.takeOut(letter);
  }

  /**
   * The event of a letter: a wish to try the original again; or the record as it came, where it is
   * no event, since a job that has been mended may read it.
   */
  private static StreamWriter.Entry entry(DeadLetterBox.Letter letter) {
    try {
      OriginalEvent event =
          DECODER.decode(new KinesisRecord("", "", letter.id(), 0, letter.record()));
      return new StreamWriter.Entry(
          partitionKey(event.key()),
          ReconcileEvent.retry(event.bucket(), event.key()).getBytes(StandardCharsets.UTF_8));
    } catch (MalformedEventException e) {
      return new StreamWriter.Entry(partitionKey(letter.id()), letter.record());
    }
  }

  private static String partitionKey(String text) {
    return text.substring(0, Math.min(text.length(), StreamWriter.PARTITION_KEY_CHARACTERS_MAX));
  }
}
