package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.console.FileFault;
import io.calotype.cli.console.Table;
import io.calotype.cli.stack.DetachedStart;
import io.calotype.cli.stack.RunningStack;
import io.calotype.cli.stack.StopSignal;
import io.calotype.cli.stack.SystemLauncher;
import io.calotype.infra.local.StackOptions;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.variants.render.RendererUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code up}: the whole system on this machine. */
@Command(
    name = "up",
    header = "Starts the whole system on this machine.",
    description = {
      "%nS3, EventBridge, Kinesis, the Flink job and the front door, all on 127.0.0.1. Prints the"
          + " addresses, then 'calotype: ready'. Ctrl-C stops it; started again, it goes on where"
          + " it stopped, and nothing is lost.",
      "%nThe other commands find it by themselves."
    },
    footer = {"%nExamples:", "  ./calotype up", "  ./calotype up --detach --port 18080"})
final class UpCommand implements Callable<Integer> {
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final int PARALLELISM_MAX = 128;

  private final Console console;
  private final StackFile file;
  private final SystemLauncher launcher;
  private final Path home;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final PortOptions ports = new PortOptions();
  @Mixin private final EngineOption engine = new EngineOption();
  @Mixin private final RecipeOption recipe = new RecipeOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where buckets and the job's position are kept. Default: .calotype in this project.")
  private @Nullable Path data;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Pictures rendered at a time. Default: the number of cores.")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--detach",
      description =
          "Runs in the background, once it is ready; its log is DIR/calotype.log. Stop it with"
              + " ./calotype down.")
  private boolean detach;

  /**
   * The command.
   *
   * @param home the project's folder, with the script that starts this command line
   */
  UpCommand(Console console, StackFile file, SystemLauncher launcher, Path home) {
    this.console = console;
    this.file = file;
    this.launcher = launcher;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    StackOptions options = options();
    Optional<Stack> running = file.find();
    if (running.isPresent()) {
      throw new CommandFailedException(
          "expected no system to be up but process "
              + running.get().pid()
              + " is one, at "
              + running.get().edge()
              + ": stop it with ./calotype down");
    }
    return detach ? startDetached(options) : runHere(options);
  }

  private StackOptions options() {
    if (parallelism < 1 || parallelism > PARALLELISM_MAX) {
      throw new ParameterException(
          command(),
          "expected --parallelism of 1 to " + PARALLELISM_MAX + " but got " + parallelism);
    }
    ports
        .invalid()
        .ifPresent(
            port -> {
              throw new ParameterException(
                  command(), "expected ports of 0 to 65535 but got " + port);
            });
    ports
        .shared()
        .forEach(
            (port, options) -> {
              throw new ParameterException(
                  command(),
                  "expected a port of its own for each part but got "
                      + port
                      + " for "
                      + String.join(", ", options));
            });
    if (data != null && data.toString().isBlank()) {
      throw new ParameterException(command(), "expected a folder for --data but got nothing");
    }
    Path dataDir = data == null ? home.resolve(".calotype") : data;
    return new StackOptions(
        dataDir.toAbsolutePath().normalize(),
        ports.ports(),
        parallelism,
        engine.engine(),
        recipe.checkedJson());
  }

  private int runHere(StackOptions options) {
    // Read by the logging's configuration, when the first line is logged.
    System.setProperty("calotype.log.level", "INFO");
    StopSignal signal = StopSignal.interruptsThisThread();
    try (SystemLauncher.SystemHere system = launcher.start(options, file)) {
      printAddresses();
      console.line(DetachedStart.READY);
      system.awaitFailure();
      return 0;
    } catch (InterruptedException e) {
      return stopped();
    } catch (IOException | RuntimeException e) {
      if (signal.given()) {
        return stopped(); // A part whose start is interrupted may say that it failed.
      }
      throw told(e);
    } finally {
      signal.close();
    }
  }

  private static RuntimeException told(Exception e) {
    if (e instanceof IOException fault) {
      return new CommandFailedException(FileFault.of(fault), e);
    }
    if (e instanceof RendererUnavailableException) {
      return new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
    return (RuntimeException) e;
  }

  private int stopped() {
    console.note("stopped; ./calotype up goes on where it was");
    return 0;
  }

  private int startDetached(StackOptions options) throws InterruptedException {
    List<String> again = new ArrayList<>();
    again.add(home.resolve("calotype").toString());
    again.addAll(command().getParent().getParseResult().originalArgs());
    again.removeIf(argument -> argument.startsWith("--detach"));
    Path log = options.dataDir().resolve("calotype.log");
    try {
      new DetachedStart(again, log, START_PATIENCE).run();
    } catch (IOException e) {
      throw new CommandFailedException(FileFault.of(e), e);
    }
    printAddresses();
    console.line("  log      " + log);
    console.line(DetachedStart.READY);
    return 0;
  }

  private void printAddresses() {
    Stack stack = new RunningStack(file).get();
    Table table = new Table("ll");
    table.row(List.of("  edge", stack.edge()));
    table.row(List.of("  S3", stack.s3()));
    table.row(List.of("  Kinesis", stack.kinesis()));
    table.row(List.of("  Flink", stack.flink()));
    table.row(List.of("  metrics", stack.metrics()));
    table.row(List.of("  data", stack.data()));
    table.lines().forEach(console::line);
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
