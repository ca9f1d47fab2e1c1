package io.calotype.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.LadderWork;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes ladders with an engine in Java, one request a line, as {@code sharp.mjs} does with sharp.
 */
public final class LadderWorker {
  private static final double NS_PER_MS = 1e6;

  private final ObjectMapper json = new ObjectMapper();
  private final ProcessClock clock = new ProcessClock();
  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private final Map<List<Integer>, Recipe> recipes = new HashMap<>();
  private final Renderer renderer;
  private final Formats formats;

  private LadderWorker(Contender contender, Formats formats) {
    this.renderer = contender.open();
    this.formats = formats;
  }

  /**
   * Answers until standard input ends.
   *
   * @param arguments names of a {@link Contender} and of {@link Formats}
   */
  public static void main(String[] arguments) throws IOException {
    LadderWorker worker =
        new LadderWorker(Contender.valueOf(arguments[0]), Formats.valueOf(arguments[1]));
    PrintStream answers = System.out;
    answers.println(worker.json.writeValueAsString(new Ready("Java " + Runtime.version())));
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        answers.println(worker.answer(worker.json.readValue(line, Request.class)));
      }
    }
  }

  /** One for each request: it keeps what it made, which would fill the heap. */
  private LadderWork work(List<Integer> widthsPx) {
    return new LadderWork(renderer, recipes.computeIfAbsent(widthsPx, formats::recipe));
  }

  private String answer(Request request) throws IOException {
    byte[] photo = Files.readAllBytes(Path.of(request.photo()));
    LadderWork work = work(request.widthsPx());
    long startedCompilerMs = compiler.getTotalCompilationTime();
    long startedCpuNs = clock.cpuNs();
    long startedNs = System.nanoTime();
    Ladder ladder = work.ladder(photo);
    double wallMs = (System.nanoTime() - startedNs) / NS_PER_MS;
    double cpuMs = (clock.cpuNs() - startedCpuNs) / NS_PER_MS;
    double compilerMs = compiler.getTotalCompilationTime() - startedCompilerMs;
    work.control();
    long bytes = 0;
    for (RenderedImage image : ladder.images()) {
      bytes += image.bytes().length;
      if (request.out() != null) {
        String name = image.planned().widthPx() + "." + image.planned().encoding().format().id();
        Files.write(Path.of(request.out(), name), image.bytes());
      }
    }
    return json.writeValueAsString(new Answer(cpuMs, wallMs, bytes, compilerMs));
  }
}
