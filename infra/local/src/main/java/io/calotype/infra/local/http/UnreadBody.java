package io.calotype.infra.local.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * What is left of a request's body when its answer is known, as it is when a request is refused by
 * its head alone.
 *
 * <p>A server that answers and closes the connection while its client still sends resets it: the
 * client may never see the answer, or sends its next request into the end.
 */
public final class UnreadBody {
  /** Bytes that are read in vain: more than any picture or ticket has that is sent by mistake. */
  public static final long BYTES_MAX = 64_000_000;

  private static final int BUFFER_BYTES = 64 * 1024;

  private UnreadBody() {}

  /**
   * Reads the rest and forgets it, {@value #BYTES_MAX} bytes at most.
   *
   * @return whether the end was reached; the answer must say that the connection closes where not
   */
  public static boolean skip(InputStream body) throws IOException {
    byte[] skipped = new byte[BUFFER_BYTES];
    long left = BYTES_MAX;
    int read = 0;
    while (read >= 0 && left > 0) {
      read = body.read(skipped, 0, (int) Math.min(left, BUFFER_BYTES));
      left -= Math.max(read, 0);
    }
    return read < 0;
  }
}
