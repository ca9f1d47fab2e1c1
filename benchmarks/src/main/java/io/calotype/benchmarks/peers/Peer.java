package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to make ladders.
 *
 * @param id its name in results
 * @param does what it does, in words
 * @param command the process that does it
 */
record Peer(String id, String does, List<String> command) {
  private static final String SHARP_DEFAULT = "default (optimised Huffman tables)";
  private static final String SHARP_SAME = "as here (standard Huffman tables)";

  /** Copies the list. */
  Peer {
    command = List.copyOf(command);
  }

  /** This project's engine, which the others are compared with. */
  static Peer calotype(Formats formats) {
    return java("calotype", "Calotype, engine vips", Contender.VIPS, formats);
  }

  /**
   * The others that can make these formats.
   *
   * @param folder {@code benchmarks/peers}, with its npm packages
   */
  static List<Peer> others(Formats formats, Path folder) {
    List<Peer> peers = new ArrayList<>();
    if (formats == Formats.JPEG_ONLY) {
      for (String optimise : List.of("false", "true")) {
        String settings = optimise.equals("true") ? SHARP_DEFAULT : SHARP_SAME;
        String suffix = optimise.equals("true") ? "-default" : "";
        peers.addAll(sharp(folder, "jpeg", optimise, suffix, settings));
      }
      peers.add(
          java("imgscalr", "imgscalr AUTOMATIC, ImageIO", Contender.IMGSCALR, Formats.JPEG_ONLY));
    } else {
      peers.addAll(sharp(folder, "webp", "false", "", "effort 2"));
    }
    return peers;
  }

  private static List<Peer> sharp(
      Path folder, String format, String optimise, String suffix, String settings) {
    return List.of(
        sharp(folder, "each", "one pipeline a size", format, optimise, suffix, settings),
        sharp(folder, "clone", "clone() for each size", format, optimise, suffix, settings),
        sharp(folder, "raw", "decoded once to raw", format, optimise, suffix, settings));
  }

  private static Peer sharp(
      Path folder,
      String way,
      String does,
      String format,
      String optimise,
      String suffix,
      String settings) {
    return new Peer(
        "sharp-" + way + suffix,
        "sharp, " + does + "; " + settings,
        List.of("node", folder.resolve("sharp.mjs").toString(), way, format, optimise));
  }

  private static Peer java(String id, String does, Contender contender, Formats formats) {
    return new Peer(
        id,
        does,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            LadderWorker.class.getName(),
            contender.name(),
            formats.name()));
  }
}
