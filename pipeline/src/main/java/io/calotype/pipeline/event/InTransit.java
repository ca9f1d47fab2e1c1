package io.calotype.pipeline.event;

/**
 * An event on its way from one subtask to another, with ballast.
 *
 * <p>Where a checkpoint is aligned, as on Managed Flink, its barrier waits for all events that are
 * before it in the network's buffers, and behind a long line each of them waits for a render. How
 * many buffers there are, and of what size, is not the job's to set there; so an event is made as
 * large as a buffer. Some 20 events fit between two subtasks then, and without ballast 700.
 *
 * <p>It crosses the network only. No state holds it, and who takes it keeps the event alone.
 *
 * @param event what matters
 * @param ballast what nobody reads
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record InTransit(OriginalEvent event, byte[] ballast) {
  /** Flink's {@code taskmanager.memory.segment-size}, as Managed Flink has it. */
  private static final byte[] BUFFER = new byte[32 * 1024];

  /** With as much ballast as fills a buffer. */
  public static InTransit of(OriginalEvent event) {
    return new InTransit(event, BUFFER);
  }

  /** What events of one original have in common. */
  public String object() {
    return event.object();
  }
}
