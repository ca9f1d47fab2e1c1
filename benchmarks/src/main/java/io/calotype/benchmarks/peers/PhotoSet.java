package io.calotype.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a set of photos is called in results: figures of two sets are two figures. */
public final class PhotoSet {
  private static final int BYTES_SHOWN = 3;

  private PhotoSet() {}

  /**
   * Such as {@code 14 real photos (1a2b3c)}, where the last part is the same for the same bytes in
   * the same order.
   *
   * @param kind what they are, such as {@code real}
   */
  public static String name(List<Photo> photos, String kind) throws IOException {
    return String.format(
        "%d %s %s (%s)",
        photos.size(), kind, photos.size() == 1 ? "photo" : "photos", hash(photos));
  }

  private static String hash(List<Photo> photos) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
    for (Photo photo : photos) {
      digest.update(Files.readAllBytes(photo.path()));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES_SHOWN);
  }
}
