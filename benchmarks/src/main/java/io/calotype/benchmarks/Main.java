package io.calotype.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH with its whole command line, and two differences: a failure, such as a control's, ends it
 * with status 1 and without a score, unless {@code -foe} says otherwise; and what an engine cannot
 * make is told and left out. One table, and one file of {@code -rf}, has the results of all the
 * rest.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar -h
 * }</pre>
 */
public final class Main {
  private Main() {}

  /** Runs what is asked for; ends with status 1 where anything fails. */
  public static void main(String[] arguments) throws IOException {
    Optional<CommandLineOptions> options = parsed(arguments);
    if (options.isEmpty() || isAboutItself(options.get())) {
      org.openjdk.jmh.Main.main(arguments);
      return;
    }
    String[] all = options.get().shouldFailOnError().hasValue() ? arguments : failing(arguments);
    CommandLineOptions asked = parsed(all).orElseThrow();
    Parts parts = Parts.of(asked);
    if (parts.leftOut().isEmpty()) {
      org.openjdk.jmh.Main.main(all);
      return;
    }
    parts.leftOut().forEach(what -> System.err.println("# Left out: " + what));
    if (parts.runs().isEmpty()) {
      System.err.println("ERROR: expected something that can be made but got nothing else");
      System.exit(1);
    }
    try {
      run(asked, parts.runs());
    } catch (RunnerException e) {
      System.err.print("ERROR: ");
      e.printStackTrace(System.err);
      System.exit(1);
    }
  }

  /** Empty where JMH will say what is wrong. */
  private static Optional<CommandLineOptions> parsed(String[] arguments) {
    try {
      return Optional.of(new CommandLineOptions(arguments));
    } catch (CommandLineOptionException e) {
      return Optional.empty();
    }
  }

  private static boolean isAboutItself(CommandLineOptions options) {
    return options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  private static String[] failing(String[] arguments) {
    List<String> all = new ArrayList<>(List.of("-foe", "true"));
    all.addAll(Arrays.asList(arguments));
    return all.toArray(String[]::new);
  }

  private static void run(Options asked, List<Options> parts) throws IOException, RunnerException {
    try (PrintStream out = output(asked)) {
      OutputFormat format =
          OutputFormatFactory.createFormatInstance(
              out, asked.verbosity().orElse(VerboseMode.NORMAL));
      Collection<RunResult> results = new ArrayList<>();
      for (Options part : parts) {
        results.addAll(new Runner(part, goingOn(format)).run());
      }
      format.endRun(results);
      format.flush();
      if (asked.getResult().hasValue() || asked.getResultFormat().hasValue()) {
        write(asked, results);
      }
    }
  }

  private static PrintStream output(Options asked) throws IOException {
    return asked.getOutput().hasValue()
        ? new PrintStream(asked.getOutput().get(), StandardCharsets.UTF_8)
        : System.out;
  }

  /** The same, but that it neither ends nor sums up: another part comes. */
  private static OutputFormat goingOn(OutputFormat format) {
    return (OutputFormat)
        Proxy.newProxyInstance(
            OutputFormat.class.getClassLoader(),
            new Class<?>[] {OutputFormat.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("endRun") || method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(format, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** In place of what each part has written. */
  private static void write(Options asked, Collection<RunResult> results) {
    ResultFormatType type = asked.getResultFormat().orElse(Defaults.RESULT_FORMAT);
    String file =
        asked
            .getResult()
            .orElse(Defaults.RESULT_FILE_PREFIX + "." + type.name().toLowerCase(Locale.ROOT));
    ResultFormatFactory.getInstance(type, file).writeOut(results);
  }
}
