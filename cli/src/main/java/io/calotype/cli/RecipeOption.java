package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.FileFault;
import io.calotype.variants.recipe.InvalidRecipeException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --recipe}: what is made and within which limits. */
@Command
final class RecipeOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "A recipe (JSON) in place of the default one: widths, formats, limits.")
  private @Nullable Path file;

  /** The recipe; a file that is none is a wrong use of the command. */
  Recipe recipe() {
    return parsed(json());
  }

  /** The recipe as it is written, known to be one. */
  String checkedJson() {
    String json = json();
    parsed(json);
    return json;
  }

  private String json() {
    if (file == null) {
      return RecipeReader.defaultJson();
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailedException(
          "expected a recipe in " + file + " but it cannot be read: " + FileFault.of(e), e);
    }
  }

  private Recipe parsed(String json) {
    try {
      return RecipeReader.read(String.valueOf(file), json.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidRecipeException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
    }
  }
}
