package io.calotype.benchmarks.peers;

import io.calotype.variants.name.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that make ladders, as their manuals show it. */
enum Tool {
  /** libvips' own: it makes one size at a time, and shrinks while it decodes. */
  VIPSTHUMBNAIL("--version") {
    @Override
    List<List<String>> commands(Path program, Request request, Format format, Path out) {
      String options = format == Format.WEBP ? "[Q=80,effort=2,strip]" : "[Q=80,strip]";
      return request.sizes().stream()
          .map(
              size ->
                  List.of(
                      program.toString(),
                      request.photo(),
                      "--size",
                      size.get(0) + "x" + size.get(1) + "!",
                      "--output",
                      out.resolve(size.get(0) + "." + format.id()) + options))
          .toList();
    }
  },
  /** ImageMagick: one call that decodes once, to less than the whole where JPEG allows. */
  IMAGEMAGICK("-version") {
    @Override
    List<List<String>> commands(Path program, Request request, Format format, Path out) {
      List<String> command = new ArrayList<>();
      List<Integer> widest = request.sizes().get(0);
      command.add(program.toString());
      command.addAll(List.of("-define", "jpeg:size=" + stored(widest, request.sideways())));
      command.addAll(List.of(request.photo(), "-auto-orient", "-strip", "-quality", "80"));
      command.addAll(
          format == Format.WEBP
              ? List.of("-define", "webp:method=2")
              : List.of("-define", "jpeg:optimize-coding=off"));
      for (List<Integer> size : request.sizes()) {
        command.addAll(
            List.of(
                "(",
                "+clone",
                "-resize",
                size.get(0) + "x" + size.get(1) + "!",
                "-write",
                format.id() + ":" + out.resolve(size.get(0) + "." + format.id()),
                "+delete",
                ")"));
      }
      command.add("null:");
      return List.of(command);
    }
  };

  private final String versionOption;

  Tool(String versionOption) {
    this.versionOption = versionOption;
  }

  /** What makes the sizes of a request, in turn: {@code <out>/<width>.<format>}. */
  abstract List<List<String>> commands(Path program, Request request, Format format, Path out);

  /** What tells its version. */
  List<String> versionCommand(Path program) {
    return List.of(program.toString(), versionOption);
  }

  private static String stored(List<Integer> size, boolean sideways) {
    return sideways ? size.get(1) + "x" + size.get(0) : size.get(0) + "x" + size.get(1);
  }
}
