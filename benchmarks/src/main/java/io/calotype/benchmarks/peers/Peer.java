package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.variants.name.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One way to make ladders.
 *
 * @param id its name in results
 * @param does what it does, in words
 * @param command the process that does it
 */
public record Peer(String id, String does, List<String> command) {
  /** Of sharp's rows those with its own kernel, and the encoder's settings that are those here. */
  public static final String SHARP_SAME = "as here (standard Huffman tables)";

  private static final String SHARP_DEFAULT = "default (optimised Huffman tables)";

  /** It resizes with three lobes, where two are used here. */
  private static final String SHARP_KERNEL = "lanczos3";

  /** Copies the list. */
  public Peer {
    command = List.copyOf(command);
  }

  /** This project's engine, which the others are compared with. */
  public static Peer calotype(Formats formats) {
    return java("calotype", "Calotype, engine vips", Contender.VIPS, formats);
  }

  /** An engine in Java as a process of its own. */
  public static Peer java(Contender contender, Formats formats) {
    return java(
        contender.name().toLowerCase(Locale.ROOT),
        contender.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        contender,
        formats);
  }

  /**
   * The others that can make these formats, whether they are on this machine or not.
   *
   * @param folder {@code benchmarks/peers}, with its npm packages
   */
  public static List<Peer> others(Formats formats, Path folder, BenchmarkSettings settings) {
    List<Peer> peers = new ArrayList<>();
    if (formats == Formats.JPEG_ONLY) {
      peers.addAll(sharp(folder, "jpeg", "false", SHARP_KERNEL, "", SHARP_SAME));
      peers.addAll(
          sharp(folder, "jpeg", "false", "lanczos2", "-lanczos2", SHARP_SAME + ", Lanczos2 too"));
      peers.addAll(sharp(folder, "jpeg", "true", SHARP_KERNEL, "-default", SHARP_DEFAULT));
      for (Contender contender :
          List.of(
              Contender.IMGSCALR,
              Contender.IMGSCALR_QUALITY,
              Contender.THUMBNAILATOR,
              Contender.IMAGEIO)) {
        peers.add(java(contender, formats));
      }
    } else {
      peers.addAll(sharp(folder, "webp", "false", SHARP_KERNEL, "", "effort 2"));
      peers.addAll(
          sharp(folder, "webp", "false", "lanczos2", "-lanczos2", "effort 2, Lanczos2 as here"));
    }
    Format format = formats == Formats.JPEG_ONLY ? Format.JPEG : Format.WEBP;
    peers.add(tool("vipsthumbnail", Tool.VIPSTHUMBNAIL, format, settings, "vipsthumbnail"));
    peers.add(tool("imagemagick", Tool.IMAGEMAGICK, format, settings, "magick", "convert"));
    return peers;
  }

  /** The ways to use sharp, with the encoder's settings that are those here. */
  public static List<Peer> sharp(Formats formats, Path folder) {
    return formats == Formats.JPEG_ONLY
        ? sharp(folder, "jpeg", "false", SHARP_KERNEL, "", SHARP_SAME)
        : sharp(folder, "webp", "false", SHARP_KERNEL, "", "effort 2");
  }

  /** What is missing where it does not start. */
  String needs() {
    return command.get(0).equals("node")
        ? "sharp, by npm ci in benchmarks/peers, and Node.js"
        : command.contains(CommandWorker.class.getName())
            ? "the program " + command.get(command.size() - 2) + " on the PATH"
            : "a Java that can start it";
  }

  private static List<Peer> sharp(
      Path folder, String format, String optimise, String kernel, String suffix, String settings) {
    List<String> arguments = List.of(format, optimise, kernel);
    return List.of(
        sharp(folder, "each", "one pipeline a size; " + settings, suffix, arguments),
        sharp(folder, "clone", "clone() for each size; " + settings, suffix, arguments),
        sharp(folder, "raw", "decoded once to raw; " + settings, suffix, arguments));
  }

  private static Peer sharp(
      Path folder, String way, String does, String suffix, List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of("node", folder.resolve("sharp.mjs").toString(), way));
    command.addAll(arguments);
    return new Peer("sharp-" + way + suffix, "sharp, " + does, command);
  }

  private static Peer java(String id, String does, Contender contender, Formats formats) {
    return new Peer(id, does, worker(LadderWorker.class, contender.name(), formats.name()));
  }

  private static Peer tool(
      String id, Tool tool, Format format, BenchmarkSettings settings, String... names) {
    Optional<Path> program = Program.find(settings, names);
    return new Peer(
        id,
        tool == Tool.VIPSTHUMBNAIL
            ? "vipsthumbnail, a process a size"
            : "ImageMagick, one process for all",
        worker(
            CommandWorker.class,
            tool.name(),
            program.map(Path::toString).orElse(names[0]),
            format.name()));
  }

  private static List<String> worker(Class<?> type, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                type.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
