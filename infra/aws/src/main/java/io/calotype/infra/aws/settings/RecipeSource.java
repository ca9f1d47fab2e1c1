package io.calotype.infra.aws.settings;

import io.calotype.variants.recipe.InvalidRecipeException;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a recipe that the configuration names is found: beside the file that names it.
 *
 * @param folder the folder of {@code calotype.json}
 */
public record RecipeSource(Path folder) {
  /**
   * The longest recipe: it must fit into the environment of a Lambda function, which holds 4 KB in
   * all, beside the function's other settings.
   */
  static final int BYTES_MAX = 3_000;

  /** The recipe's text, the default one where none is named; adds what is wrong with it. */
  String read(@Nullable String name, List<String> problems) {
    if (name == null) {
      return RecipeReader.defaultJson();
    }
    try {
      byte[] json = Files.readAllBytes(folder.resolve(name));
      RecipeReader.read(name, json);
      if (json.length > BYTES_MAX) {
        problems.add(
            "recipe: expected at most "
                + BYTES_MAX
                + " bytes, which Lambda's environment holds, but "
                + name
                + " has "
                + json.length);
      }
      return new String(json, StandardCharsets.UTF_8);
    } catch (InvalidRecipeException e) {
      e.problems().forEach(problem -> problems.add("recipe: " + problem));
    } catch (NoSuchFileException | InvalidPathException e) {
      problems.add("recipe: expected a file beside the configuration but found no " + name);
    } catch (IOException e) {
      problems.add("recipe: expected to read " + name + " but could not: " + e.getMessage());
    }
    return RecipeReader.defaultJson();
  }
}
