package io.calotype.variants.probe;

import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what an image file says of itself without decoding a pixel: type by content, size,
 * orientation, frames, transparency.
 *
 * <p>Whatever the bytes, it takes time linear in their number, allocates nothing by a length that
 * they claim, and throws nothing but {@link RefusedException}. What it returns may still be a lie
 * or beyond the limits: {@link Admission} is the next step.
 */
public final class Probe {
  private Probe() {}

  /**
   * Reads the header of a file.
   *
   * @param file the whole file; not changed
   * @param recipe says which types are accepted
   * @throws RefusedException {@code EMPTY_FILE}; {@code UNSUPPORTED_TYPE} where the content is no
   *     image that the recipe accepts; {@code TRUNCATED} where the header is cut off; {@code
   *     CORRUPT} where it contradicts its format
   */
  public static ImageHeader read(byte[] file, Recipe recipe) {
    if (file.length == 0) {
      throw new RefusedException(
          Reason.EMPTY_FILE, "expected an image but got a file of 0 bytes: upload it again");
    }
    Sniff sniff = Sniff.of(file);
    Optional<SourceFormat> format =
        sniff.format().filter(f -> recipe.accept().contains(f.contentType()));
    if (format.isEmpty()) {
      throw unsupported(recipe, sniff.name());
    }
    Bytes bytes = Bytes.of(file, sniff.name());
    return switch (format.get()) {
      case JPEG -> JpegHeader.read(bytes, recipe);
      case PNG -> PngHeader.read(bytes);
      case WEBP -> WebpHeader.read(bytes.littleEndian(true));
      case GIF -> GifHeader.read(bytes.littleEndian(true));
      case TIFF -> TiffHeader.read(bytes, recipe);
      case AVIF -> AvifHeader.read(bytes, recipe);
    };
  }

  /** The refusal of a type: what the recipe accepts, what came, what to do. */
  static RefusedException unsupported(Recipe recipe, String got) {
    String accepted = recipe.accept().stream().sorted().collect(Collectors.joining(", "));
    return new RefusedException(
        Reason.UNSUPPORTED_TYPE,
        "expected one of " + accepted + " but got " + got + ": " + advice(got));
  }

  private static String advice(String got) {
    return switch (got) {
      case "HEIC", "HEIF" ->
          "convert the picture to JPEG (on an iPhone, Settings, Camera, Formats, Most Compatible"
              + " takes JPEGs)";
      case "camera RAW" -> "develop the picture to JPEG or TIFF";
      case "SVG", "PDF", "PostScript", "Photoshop PSD" -> "export the picture as PNG or JPEG";
      default -> "convert the picture to one of these types";
    };
  }
}
