package io.calotype.variants.render.scalr;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Watches ImageIO read: ends a reading whose time is over, and notes the warnings with which it
 * passes over data that is missing, where other decoders fail.
 */
final class ReadWatch implements IIOReadWarningListener, IIOReadProgressListener {
  private final Deadline deadline;
  private boolean truncation;

  ReadWatch(Deadline deadline) {
    this.deadline = deadline;
  }

  boolean sawTruncation() {
    return truncation;
  }

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    truncation |= text.contains("truncated") || text.contains("premature");
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    if (deadline.passed()) {
      source.abort();
    }
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}
}
