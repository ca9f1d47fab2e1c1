package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a section found. */
final class Findings {
  private final String section;
  private final List<Run> runs = new ArrayList<>();
  private final List<Results.Note> notes = new ArrayList<>();

  Findings(String section) {
    this.section = section;
  }

  /** A figure by its samples, of which less is better. */
  void add(String name, Map<String, Object> params, String unit, double... samples) {
    runs.add(Run.of(section, name, params, unit, samples));
  }

  /** A figure by its samples. */
  void add(String name, Map<String, Object> params, String unit, Better better, double... samples) {
    runs.add(Run.of(section, name, params, unit, better, samples));
  }

  /** A figure whose interval is known. */
  void add(Run run) {
    runs.add(run);
  }

  /** Something to be known beside the numbers. */
  void note(String text) {
    notes.add(new Results.Note(section, text));
    System.err.println("  " + text);
  }

  /** All of another file's; what it says of its section stays. */
  void addAll(Results others) {
    runs.addAll(others.runs());
    others.notes().forEach(note -> notes.add(new Results.Note(section, note.text())));
  }

  List<Run> runs() {
    return runs;
  }

  List<Results.Note> notes() {
    return notes;
  }
}
