package io.calotype.infra.local.cluster;

import io.calotype.infra.local.s3.LocalS3Settings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The originals of a run: uploads, of which some are overwritten or deleted later, and what has to
 * be there in the end. Each version is a photo in a colour of its own.
 */
final class Album {
  private static final int WIDTH_PX = 240;
  private static final int HEIGHT_PX = 160;
  private static final double OVERWRITTEN = 0.15;
  private static final double DELETED = 0.10;

  /** Steps through the circle of hues, so that neighbours differ most. */
  private static final double GOLDEN = 0.618033988749895;

  /**
   * A version of an original.
   *
   * @param etag without quotes
   * @param rgb its mean colour
   */
  record Version(String etag, Color rgb) {}

  private final S3Client s3;
  private final SplittableRandom random;
  private final boolean changes;
  private final BufferedImage photo;
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Version> present = new TreeMap<>();
  private int versions;
  private int overwrites;
  private int deletes;

  private Album(S3Client s3, SplittableRandom random, boolean changes) throws IOException {
    this.s3 = s3;
    this.random = random;
    this.changes = changes;
    try (InputStream in = Album.class.getResourceAsStream("/photos/rocket.jpg")) {
      photo = ImageIO.read(in);
    }
  }

  /** An empty one, of which pictures are overwritten and deleted while others come. */
  static Album thatChanges(S3Client s3, long seed) throws IOException {
    return new Album(s3, new SplittableRandom(seed), true);
  }

  /** An empty one that only grows. */
  static Album thatGrows(S3Client s3) throws IOException {
    return new Album(s3, new SplittableRandom(0), false);
  }

  /** Uploads so many photos; in one that changes some earlier ones are overwritten or deleted. */
  void add(int photos) throws IOException {
    for (int i = 0; i < photos; i++) {
      upload();
      if (changes && random.nextDouble() < OVERWRITTEN) {
        put(keys.get(random.nextInt(keys.size())));
        overwrites++;
      }
      if (changes && random.nextDouble() < DELETED) {
        delete(keys.get(random.nextInt(keys.size())));
      }
    }
  }

  /** Uploads a photo under a new key. */
  private void upload() throws IOException {
    String key = "album " + keys.size() % 7 + "/photo+" + keys.size() + ".jpg";
    keys.add(key);
    put(key);
  }

  private void put(String key) throws IOException {
    double hue = versions++ * GOLDEN;
    BufferedImage tinted = tinted(Color.getHSBColor((float) (hue % 1), 0.9f, 0.7f));
    String etag =
        s3.putObject(
                request -> request.bucket(LocalS3Settings.ORIGINALS).key(key),
                RequestBody.fromBytes(jpeg(tinted, versions)))
            .eTag()
            .replace("\"", "");
    present.put(key, new Version(etag, MeanColor.of(tinted)));
  }

  private void delete(String key) {
    s3.deleteObject(request -> request.bucket(LocalS3Settings.ORIGINALS).key(key));
    if (present.remove(key) != null) {
      deletes++;
    }
  }

  private BufferedImage tinted(Color color) {
    BufferedImage image = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Image small = photo.getScaledInstance(WIDTH_PX, HEIGHT_PX, Image.SCALE_FAST);
    graphics.drawImage(small, 0, 0, null);
    graphics.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 200));
    graphics.fillRect(0, 0, WIDTH_PX, HEIGHT_PX);
    graphics.dispose();
    return image;
  }

  /** With its number in a comment, so that no two have the same bytes. */
  private static byte[] jpeg(BufferedImage image, int number) throws IOException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", encoded);
    byte[] jpeg = encoded.toByteArray();
    ByteArrayOutputStream marked = new ByteArrayOutputStream();
    marked.write(jpeg, 0, 2);
    marked.writeBytes(
        new byte[] {
          (byte) 0xff,
          (byte) 0xfe,
          0,
          6,
          (byte) (number >> 24),
          (byte) (number >> 16),
          (byte) (number >> 8),
          (byte) number
        });
    marked.write(jpeg, 2, jpeg.length - 2);
    return marked.toByteArray();
  }

  /** What has to be there now, by key. */
  Map<String, Version> present() {
    return present;
  }

  /** How much was done. */
  String summary() {
    return keys.size() + " uploads, " + overwrites + " overwritten, " + deletes + " deleted";
  }
}
