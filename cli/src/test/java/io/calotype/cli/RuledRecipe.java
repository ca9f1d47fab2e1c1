package io.calotype.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recipe with a rule for keys and one for a type. */
final class RuledRecipe {
  private RuledRecipe() {}

  static Path in(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("ruled.json"),
        """
        {"version": 1, "widths": [160],
         "formats": [{"format": "jpeg", "quality": 80}],
         "rules": [
           {"prefix": "products/", "formats": [{"format": "jpeg", "quality": 95}]},
           {"types": ["image/png"], "formats": [{"format": "jpeg", "quality": 40}]}]}
        """);
  }
}
