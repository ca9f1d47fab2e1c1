package io.calotype.variants.probe;

import io.calotype.variants.recipe.Recipe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the primary item of an AVIF. Cropping and rotation are properties of the item and every
 * decoder applies them, so the size is the upright one and the orientation always 1; EXIF counts
 * for nothing here.
 */
final class AvifHeader {
  private static final Set<String> IMAGES = Set.of("av01", "grid", "iovl", "iden", "tmap");
  private static final int TYPE_BYTES = 4;

  /** As many as an association can name. */
  private static final int PROPERTIES_MAX = 0x7fff;

  /** More auxiliary images than any camera writes; those beyond are passed over. */
  private static final int AUXILIARIES_MAX = 64;

  private final Bytes bytes;
  private final Recipe recipe;
  private final List<Box> properties = new ArrayList<>();
  private final Set<Long> auxiliaries = new HashSet<>();
  private long primary = -1;
  private String primaryType = "";
  private boolean alpha;
  private long widthPx;
  private long heightPx;

  private AvifHeader(Bytes bytes, Recipe recipe) {
    this.bytes = bytes;
    this.recipe = recipe;
  }

  static ImageHeader read(Bytes bytes, Recipe recipe) {
    return new AvifHeader(bytes, recipe).read();
  }

  private ImageHeader read() {
    Bytes meta = meta();
    // In this order, since each needs what the ones before have found.
    Box.each(meta, "pitm", this::primary);
    Box.each(meta, "iinf", this::primaryType);
    Box.each(meta, "iref", this::auxiliaries);
    Box.each(meta, "iprp", this::properties);
    if (!IMAGES.contains(primaryType)) {
      throw primaryType.startsWith("hvc")
          ? Probe.unsupported(recipe, "HEIC")
          : bytes.corrupt("a primary image", "an item of type \"" + printable(primaryType) + "\"");
    }
    if (Math.min(widthPx, heightPx) < 1 || Math.max(widthPx, heightPx) > Integer.MAX_VALUE) {
      throw bytes.corrupt("sides of 1 to " + Integer.MAX_VALUE, widthPx + "x" + heightPx);
    }
    return new ImageHeader(
        SourceFormat.AVIF, (int) widthPx, (int) heightPx, ExifOrientation.UPRIGHT, 1, alpha);
  }

  private Bytes meta() {
    boolean sequence = false;
    for (long at = 0; bytes.has(at, 1); ) {
      Box box = Box.at(bytes, at);
      if (box.type().equals("meta")) {
        return behind(box.body(), 4);
      }
      sequence |= box.type().equals("moov");
      at = box.end();
    }
    throw sequence
        ? Probe.unsupported(recipe, "AVIF sequence without a still picture")
        : bytes.truncated();
  }

  private static Bytes behind(Bytes body, int at) {
    return body.slice(at, (long) body.length() - at);
  }

  private void primary(Bytes pitm) {
    primary = pitm.u8(0) == 0 ? pitm.u16(4) : pitm.u32(4);
  }

  private void primaryType(Bytes iinf) {
    Box.each(
        behind(iinf, iinf.u8(0) == 0 ? 6 : 8),
        "infe",
        infe -> {
          int version = infe.u8(0);
          long id = version < 3 ? infe.u16(4) : infe.u32(4);
          if (version >= 2 && id == primary) {
            primaryType = infe.text(version < 3 ? 8 : 10, TYPE_BYTES);
          }
        });
  }

  /** Finds what belongs to the primary image: alpha, depth, gain map. */
  private void auxiliaries(Bytes iref) {
    int idBytes = iref.u8(0) > 0 ? 4 : 2;
    Box.each(
        behind(iref, 4),
        "auxl",
        auxl -> {
          long from = id(auxl, 0, idBytes);
          int count = auxl.u16(idBytes);
          for (int i = 0; i < count; i++) {
            boolean ofPrimary = id(auxl, idBytes + 2L + (long) i * idBytes, idBytes) == primary;
            if (ofPrimary && auxiliaries.size() < AUXILIARIES_MAX) {
              auxiliaries.add(from);
            }
          }
        });
  }

  private void properties(Bytes iprp) {
    Box.each(
        iprp,
        "ipco",
        ipco ->
            Box.each(
                ipco,
                property -> {
                  if (properties.size() == PROPERTIES_MAX) {
                    throw bytes.corrupt("at most " + PROPERTIES_MAX + " properties", "more");
                  }
                  properties.add(property);
                }));
    Box.each(iprp, "ipma", this::associations);
  }

  private void associations(Bytes ipma) {
    int idBytes = ipma.u8(0) > 0 ? 4 : 2;
    boolean longIndices = (ipma.u8(3) & 1) != 0;
    long entries = ipma.u32(4);
    long at = 8;
    for (long i = 0; i < entries; i++) {
      long id = id(ipma, at, idBytes);
      at += idBytes;
      int count = ipma.u8(at++);
      for (int j = 0; j < count; j++) {
        int index = longIndices ? ipma.u16(at) & 0x7fff : ipma.u8(at) & 0x7f;
        at += longIndices ? 2 : 1;
        if (index >= 1 && index <= properties.size()) { // 0 stands for none.
          associate(id, properties.get(index - 1));
        }
      }
    }
  }

  private static long id(Bytes bytes, long at, int idBytes) {
    return idBytes == 4 ? bytes.u32(at) : bytes.u16(at);
  }

  private void associate(long id, Box property) {
    if (id == primary) {
      apply(property);
    } else if (property.type().equals("auxC") && auxiliaries.contains(id)) {
      Bytes body = property.body();
      alpha |=
          body.isAt(4, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")
              || body.isAt(4, "urn:mpeg:hevc:2015:auxid:1\0");
    }
  }

  private void apply(Box property) {
    Bytes body = property.body();
    switch (property.type()) {
      case "ispe" -> {
        widthPx = body.u32(4);
        heightPx = body.u32(8);
      }
      case "clap" -> {
        widthPx = clipped(widthPx, body.u32(0), body.u32(4));
        heightPx = clipped(heightPx, body.u32(8), body.u32(12));
      }
      case "irot" -> {
        boolean quarter = (body.u8(0) & 1) != 0;
        long was = widthPx;
        widthPx = quarter ? heightPx : widthPx;
        heightPx = quarter ? was : heightPx;
      }
      default -> {
        // Colour, coding, or mirroring, which keeps the size.
      }
    }
  }

  private long clipped(long sidePx, long numerator, long denominator) {
    if (denominator == 0 || numerator / denominator > sidePx) {
      throw bytes.corrupt(
          "a clean aperture within " + sidePx + " pixels", numerator + "/" + denominator);
    }
    return (2 * numerator + denominator) / (2 * denominator);
  }

  private static String printable(String type) {
    return type.replaceAll("[^ -~]", "?");
  }
}
