package io.calotype.variants.render.scalr;

import io.calotype.variants.probe.CutShort;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.PngGamma;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** From an original's bytes to its pixels as stored, by ImageIO. */
final class Decoding {
  private static final Logger LOG = LoggerFactory.getLogger(Decoding.class);

  /** With 4 bytes each these are 96 MB; what has more is read at every second pixel, or third. */
  private static final long PIXELS_MAX = 24_000_000;

  private final byte[] original;
  private final ImageHeader header;
  private final Deadline deadline;

  Decoding(byte[] original, ImageHeader header, Deadline deadline) {
    this.original = original;
    this.header = header;
    this.deadline = deadline;
  }

  /** Decodes, to this size or a larger one. */
  Decoded toAtLeast(int widthPx, int heightPx) {
    String format =
        switch (header.format()) {
          case JPEG -> "jpeg";
          case PNG -> "png";
          case GIF -> "gif";
          case TIFF -> "tiff";
          case WEBP, AVIF -> throw unsupported(header.format().contentType());
        };
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    ReadWatch watch = new ReadWatch(deadline);
    reader.addIIOReadWarningListener(watch);
    reader.addIIOReadProgressListener(watch);
    try {
      ImageReadParam param = reader.getDefaultReadParam();
      int step = step(widthPx, heightPx);
      param.setSourceSubsampling(step, step, 0, 0);
      Decoded decoded = decode(reader, param);
      deadline.check();
      if (watch.sawTruncation()) {
        throw refused(null);
      }
      return decoded;
    } catch (RefusedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO answers broken data with exceptions of every kind.
      deadline.check();
      LOG.debug("Original refused by ImageIO", e);
      throw isUnsupported(e)
          ? unsupported("a kind of " + header.format() + " that it cannot")
          : refused(e);
    } finally {
      reader.dispose();
    }
  }

  /** ImageIO has no exception of its own for kinds of TIFF that it was not written for. */
  private static boolean isUnsupported(Exception e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("not supported") || message.contains("unsupported");
  }

  /** Every how many pixels one is read. */
  private int step(int widthPx, int heightPx) {
    if (header.format() == SourceFormat.GIF) {
      return 1; // Its first frame may be a part of the picture only.
    }
    double pixels = (double) header.widthPx() * header.heightPx();
    int wanted = (int) Math.ceil(Math.sqrt(pixels / PIXELS_MAX));
    int most = Math.min(header.widthPx() / widthPx, header.heightPx() / heightPx);
    return Math.max(1, Math.min(wanted, most));
  }

  private Decoded decode(ImageReader reader, ImageReadParam param) throws IOException {
    if (header.format() == SourceFormat.JPEG) {
      return jpeg(reader, param);
    }
    reader.setInput(new ArrayImageInputStream(original), false, false);
    BufferedImage image = reader.read(0, param);
    Optional<byte[]> profile =
        switch (header.format()) {
          case PNG -> EmbeddedProfile.ofPng(original).or(() -> PngGamma.profile(original));
          case TIFF -> EmbeddedProfile.ofTiff(image);
          default -> Optional.empty();
        };
    if (header.format() == SourceFormat.GIF) {
      image = onCanvas(image, reader.getImageMetadata(0));
    } else {
      requireSizeOfHeader(reader);
    }
    return new Decoded(Rasters.packed(image), Colours.of(profile));
  }

  private Decoded jpeg(ImageReader reader, ImageReadParam param) throws IOException {
    JpegSegments segments = new JpegSegments(original);
    Colours colours = Colours.of(segments.profile());
    if (segments.hasFourComponents() && !colours.isCmyk()) {
      throw unsupported("a CMYK JPEG without a colour profile");
    }
    reader.setInput(new ArrayImageInputStream(segments.decodable()), true, true);
    requireSizeOfHeader(reader);
    if (segments.hasFourComponents()) {
      Raster raw = reader.readRaster(0, param);
      return new Decoded(
          Cmyk.toSrgb(raw, segments.isYcck(), segments.isAdobe(), colours), Colours.SRGB);
    }
    return new Decoded(Rasters.packed(reader.read(0, param)), colours);
  }

  /** The plan stands on the header: a decoder that sees another picture would stretch it. */
  private void requireSizeOfHeader(ImageReader reader) throws IOException {
    if (reader.getWidth(0) != header.widthPx() || reader.getHeight(0) != header.heightPx()) {
      throw new IOException(
          "expected "
              + header.widthPx()
              + "x"
              + header.heightPx()
              + " by the header but the decoder has "
              + reader.getWidth(0)
              + "x"
              + reader.getHeight(0));
    }
  }

  /** A GIF's first frame at its place on the picture. */
  private BufferedImage onCanvas(BufferedImage frame, IIOMetadata metadata) {
    if (frame.getWidth() == header.widthPx() && frame.getHeight() == header.heightPx()) {
      return frame;
    }
    Point place = placeOf(metadata);
    BufferedImage canvas =
        new BufferedImage(header.widthPx(), header.heightPx(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.drawImage(frame, place.x, place.y, null);
    } finally {
      graphics.dispose();
    }
    return canvas;
  }

  private static Point placeOf(IIOMetadata metadata) {
    Node root = metadata.getAsTree(metadata.getNativeMetadataFormatName());
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals("ImageDescriptor")) {
        return new Point(
            Integer.parseInt(element.getAttribute("imageLeftPosition")),
            Integer.parseInt(element.getAttribute("imageTopPosition")));
      }
    }
    return new Point();
  }

  private RefusedException refused(@Nullable Exception cause) {
    SourceFormat format = header.format();
    return CutShort.is(format, original)
        ? new RefusedException(
            Reason.TRUNCATED,
            "expected a whole "
                + format
                + " but it ends early, after "
                + original.length
                + " bytes: upload the whole file",
            cause)
        : new RefusedException(
            Reason.CORRUPT,
            "expected a "
                + format
                + " that can be decoded but its data is broken: save it anew with an image editor",
            cause);
  }

  private static RefusedException unsupported(String got) {
    return new RefusedException(
        Reason.UNSUPPORTED_TYPE,
        "expected what the scalr engine can read (JPEG, PNG, GIF, TIFF; CMYK only with a colour"
            + " profile) but got "
            + got
            + ": convert the picture, or use the vips engine");
  }
}
