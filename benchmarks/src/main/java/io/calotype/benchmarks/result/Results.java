package io.calotype.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file of one run of benchmarks.
 *
 * @param schema of the form, {@value #SCHEMA}
 * @param machine where it ran; null where that is said elsewhere
 * @param version of Calotype
 * @param versions of what did the work, by name; empty where that is said elsewhere
 * @param mode {@code full}, {@code quick} or {@code smoke}: others are not compared
 * @param at when it began, in UTC
 * @param command what was called
 * @param notes what has to be known beside the numbers
 * @param runs the figures
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Results(
    int schema,
    @Nullable Machine machine,
    @Nullable String version,
    Map<String, String> versions,
    @Nullable String mode,
    @Nullable String at,
    @Nullable String command,
    List<Note> notes,
    List<Run> runs) {
  /** The version of the JSON form. */
  public static final int SCHEMA = 1;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Something to be known beside the numbers.
   *
   * @param section the part that it belongs to
   * @param text a sentence or more
   */
  public record Note(@JsonProperty("section") String section, @JsonProperty("text") String text) {

    /** A note that is a text alone belongs to what is written on its own. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Note of(String text) {
      return new Note("endtoend", text);
    }

    /** Both. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Note {}
  }

  /** Copies the collections; missing ones are empty. */
  public Results(
      @JsonProperty("schema") int schema,
      @JsonProperty("machine") @Nullable Machine machine,
      @JsonProperty("version") @Nullable String version,
      @JsonProperty("versions") @Nullable Map<String, String> versions,
      @JsonProperty("mode") @Nullable String mode,
      @JsonProperty("at") @Nullable String at,
      @JsonProperty("command") @Nullable String command,
      @JsonProperty("notes") @Nullable List<Note> notes,
      @JsonProperty("runs") @Nullable List<Run> runs) {
    this.schema = schema;
    this.machine = machine;
    this.version = version;
    this.versions = versions == null ? Map.of() : new TreeMap<>(versions);
    this.mode = mode;
    this.at = at;
    this.command = command;
    this.notes = notes == null ? List.of() : List.copyOf(notes);
    this.runs = runs == null ? List.of() : List.copyOf(runs);
  }

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read, is no such file, or one of another form
   */
  public static Results read(Path file) throws IOException {
    Results results;
    try {
      results = JSON.readValue(file.toFile(), Results.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "expected a file of benchmarks' results but "
              + file
              + " is none: "
              + String.valueOf(e.getOriginalMessage()).replaceFirst("(?s) \\(.*|\\R.*", ""),
          e);
    }
    if (results.schema != SCHEMA) {
      throw new IOException(
          "expected results of the form " + SCHEMA + " in " + file + " but got " + results.schema);
    }
    return results;
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** As JSON. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results hold nothing that JSON cannot", e);
    }
  }
}
