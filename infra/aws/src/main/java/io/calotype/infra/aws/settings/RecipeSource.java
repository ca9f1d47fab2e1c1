package io.calotype.infra.aws.settings;

import com.fasterxml.jackson.databind.json.JsonMapper;
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
   * The longest recipe, without space between: what a property of Managed Flink holds. Lambda's
   * environment, 4 KB in all, has room for it beside a function's other settings.
   */
  static final int BYTES_MAX = 2_048;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * The recipe's text without space between, or the default one as it is where none is named; adds
   * what is wrong with it.
   */
  String read(@Nullable String name, List<String> problems) {
    if (name == null) {
      return RecipeReader.defaultJson();
    }
    try {
      byte[] json = Files.readAllBytes(folder.resolve(name));
      RecipeReader.read(name, json);
      String text = JSON.readTree(json).toString();
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > BYTES_MAX) {
        problems.add(
            "recipe: expected at most "
                + BYTES_MAX
                + " bytes without space between, which a property of Managed Flink holds, but "
                + name
                + " has "
                + bytes);
      }
      return text;
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
