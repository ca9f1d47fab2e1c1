package io.calotype.benchmarks.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.Scratch;
import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import io.calotype.benchmarks.result.Versions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs all benchmarks and writes the page and the figures: what {@code ./calotype bench} starts.
 *
 * <p>The last line on standard output is the page's path, and there is no other; what goes on is
 * told on standard error. Exit status 0, 1 where a section failed, 2 where it was called wrongly.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures this system beside its peers and writes one page with charts.")
public final class Bench implements Callable<Integer> {
  private static final List<Section> SECTIONS =
      List.of(
          new LadderSection(),
          new PeersSection(),
          new ShapesSection(),
          new StagesSection(),
          new EdgeSection(),
          new EndToEndSection());

  @Option(names = "--quick", description = "Below ten minutes on two cores.")
  private boolean quick;

  @Option(names = "--smoke", description = "Everything once: whether it works, not how fast.")
  private boolean smoke;

  @Option(
      names = "--section",
      split = ",",
      description = "Only these: ladder, peers, shapes, stages, edge, endtoend.")
  private List<String> only = List.of();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "The figures to compare with. Default: the last of the same kind.")
  private @Nullable Path baseline;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where page and figures go. Default: where all are recorded.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Writes where page and figures are as JSON.")
  private boolean json;

  @Option(names = "--home", description = "The project's folder. Default: ${DEFAULT-VALUE}.")
  private Path home = Path.of("");

  @Option(
      names = "--end-with-parent",
      hidden = true,
      description = "Ends where the process that started this one has ended.")
  private boolean endsWithParent;

  @Option(names = "--app-version", hidden = true, description = "Calotype's version.")
  private String version = "";

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              System.err.println("calotype: " + e.getMessage());
              return 1;
            })
        .setParameterExceptionHandler(
            (e, arguments) -> {
              System.err.println("calotype: " + e.getMessage());
              System.err.println("Try: ./calotype bench --help");
              return 2;
            });
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Effort effort = smoke ? Effort.SMOKE : quick ? Effort.QUICK : Effort.FULL;
    BenchmarkSettings settings = BenchmarkSettings.ofEnvironment();
    if (endsWithParent) {
      Tether.toParent();
    }
    // Before anything is measured: an hour later it would be too late to hear of a wrong folder.
    settings.photos();
    Records.requireWritable(settings.records());
    if (out != null) {
      Records.requireWritable(out);
    }
    Records records = new Records(settings.records());
    List<Section> sections = sections();
    Results before =
        baseline == null
            ? records.last(effort, sections.stream().map(Section::id).toList())
            : Results.read(baseline);
    List<Run> runs = new ArrayList<>();
    List<Results.Note> notes = new ArrayList<>();
    Machine machine = Machine.current();
    List<Results> earlier = records.latest(effort, machine);
    boolean failed = false;
    try (Scratch scratch = Scratch.of("calotype-bench")) {
      Workplace workplace =
          new Workplace(home.toAbsolutePath().normalize(), scratch.folder(), effort, settings);
      for (Section section : sections) {
        Findings findings = new Findings(section.id());
        failed |= !measured(section, workplace, findings);
        runs.addAll(findings.runs());
        notes.addAll(findings.notes());
      }
    }
    Results results =
        new Results(
            Results.SCHEMA,
            machine,
            version,
            Versions.of(home.toAbsolutePath(), version),
            effort.id(),
            begun.toString(),
            asked(effort),
            notes,
            runs);
    Report report = Report.of(results, before, earlier);
    Path page = records.keep(report);
    if (out != null) {
      try {
        page = Records.write(report, out, "bench");
      } catch (IOException e) {
        System.err.println("calotype: expected to write to " + out + " but: " + e + "; it is kept");
        failed = true;
      }
    }
    System.err.printf("%d figures in %s%n", runs.size(), words(begun));
    System.out.println(json ? asJson(page, failed) : page);
    return failed ? 1 : 0;
  }

  private String asked(Effort effort) {
    return "./calotype bench"
        + (effort == Effort.FULL ? "" : " --" + effort.id())
        + (only.isEmpty() ? "" : " --section " + String.join(",", only));
  }

  private static String asJson(Path page, boolean failed) throws IOException {
    Map<String, Object> where = new LinkedHashMap<>();
    where.put("page", page.toString());
    where.put("figures", page.toString().replaceFirst("\\.html$", ".json"));
    where.put("complete", !failed);
    return new JsonMapper().writeValueAsString(where);
  }

  private List<Section> sections() {
    List<String> known = SECTIONS.stream().map(Section::id).toList();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new CommandLine.ParameterException(
            new CommandLine(this), "expected sections of " + known + " but got " + name);
      }
    }
    return SECTIONS.stream()
        .filter(section -> only.isEmpty() || only.contains(section.id()))
        .toList();
  }

  private static boolean measured(Section section, Workplace workplace, Findings findings)
      throws InterruptedException {
    Instant begun = Instant.now();
    System.err.println(section.id());
    try {
      section.measure(workplace, findings);
      System.err.println("  " + words(begun));
      return true;
    } catch (IOException | RuntimeException e) {
      findings.note("Not measured to its end: " + e.getMessage());
      return false;
    }
  }

  private static String words(Instant begun) {
    Duration took = Duration.between(begun, Instant.now());
    return String.format("%d min %02d s", took.toMinutes(), took.toSecondsPart());
  }
}
