package io.calotype.variants.request;

import io.calotype.variants.name.Format;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The choice of a format by {@code Accept}.
 *
 * <p>Only a type that is named counts, with a q above 0: browsers that say {@code image/*} or
 * {@code *}{@code /*} say so whatever they can show.
 */
final class AcceptedFormats {
  /** The smaller files first. */
  private static final List<Format> BEST_FIRST = List.of(Format.AVIF, Format.WEBP);

  private static final Pattern Q = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
  private static final Pattern NOT_ZERO = Pattern.compile(".*[1-9].*");

  private AcceptedFormats() {}

  /** The best of these formats that the viewer names, else JPEG. */
  static Format best(@Nullable String accept, Collection<Format> formats) {
    for (Format format : BEST_FIRST) {
      if (accept != null && formats.contains(format) && names(accept, format)) {
        return format;
      }
    }
    return Format.JPEG;
  }

  private static boolean names(String accept, Format format) {
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      if (HeaderText.trim(parts[0]).equals(format.contentType()) && isWanted(parts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWanted(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = HeaderText.trim(parts[i]);
      if (parameter.startsWith("q=")) {
        String q = parameter.substring(2);
        return Q.matcher(q).matches() && NOT_ZERO.matcher(q).matches();
      }
    }
    return true;
  }
}
