package io.calotype.cli;

import io.calotype.cli.aws.CdkProject;
import io.calotype.cli.aws.Launcher;
import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.stack.LocalLauncher;
import io.calotype.cli.stack.RunningStack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line.
 *
 * <p>Exit status: 0 all is well, 1 something failed or was refused, 2 used wrongly. An error is one
 * line on standard error.
 */
@Command(
    name = "calotype",
    header = "Every picture of an application, ready at every size before anyone asks.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    footer = {
      "%nStart with:  ./calotype up",
      "Each command has --help. Exit status: 0 fine, 1 failed or refused, 2 used wrongly."
    })
public final class Calotype implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version and exits.")
  @SuppressWarnings("UnusedVariable") // Read by picocli.
  private boolean versionAsked;

  private Calotype() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    CliSettings settings = CliSettings.fromProcess();
    Console console =
        Console.ofProcess(settings.terminalErr(), settings.terminalOut() && settings.colour());
    StackFile file = new StackFile(StackSettings.fromEnvironment());
    int status = commandLine(settings, console, file).execute(args);
    console.out().flush();
    System.exit(status);
  }

  /** All commands, writing to a console. */
  static CommandLine commandLine(CliSettings settings, Console console, StackFile file) {
    RunningStack running = new RunningStack(file);
    FrontDoor door = new FrontDoor(settings, running);
    Launcher launcher = Launcher.ofProcesses();
    CdkProject aws = new CdkProject(settings.home(), launcher);
    CommandLine root =
        new CommandLine(new Calotype())
            .addSubcommand(new UpCommand(console, file, new LocalLauncher(), settings.home()))
            .addSubcommand(new DownCommand(console, file, Calotype.class.getName()))
            .addSubcommand(new EnvCommand(console, running))
            .addSubcommand(new UploadCommand(console, door))
            .addSubcommand(new StatusCommand(console, running, door))
            .addSubcommand(
                new UrlCommand(console, door, new UrlKey(settings, running), Clock.systemUTC()))
            .addSubcommand(new BackfillCommand(console, running))
            .addSubcommand(new DeadLettersCommand(console, running))
            .addSubcommand(new RenderCommand(console))
            .addSubcommand(new SynthCommand(console, aws))
            .addSubcommand(new DiffCommand(aws))
            .addSubcommand(new DeployCommand(aws))
            .addSubcommand(new DestroyCommand(aws))
            .addSubcommand(new PlanCommand(console))
            .addSubcommand(new BenchCommand(settings.home(), launcher));
    withHelp(root);
    for (CommandLine command : root.getSubcommands().values()) {
      withHelp(command);
      command.getSubcommands().values().forEach(Calotype::withHelp);
    }
    return root.setOut(console.out())
        .setErr(console.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.colourOut() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (settings.debug()) {
                e.printStackTrace(console.err());
              }
              console.note(message(e));
              return command.getCommandSpec().exitCodeOnExecutionException();
            })
        .setParameterExceptionHandler(
            (e, args) -> {
              if (settings.debug()) {
                e.printStackTrace(console.err());
              }
              return misused(console, e);
            });
  }

  private static void withHelp(CommandLine command) {
    command.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
  }

  /** Without a command: the list of them, as a wrong use. */
  @Override
  public void run() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "expected a command");
  }

  private static int misused(Console console, ParameterException e) {
    CommandLine command = e.getCommandLine();
    console.note(String.valueOf(e.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err());
    console.err().println("Try: ./" + command.getCommandSpec().qualifiedName() + " --help");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String message(Exception e) {
    if (e instanceof CommandFailedException) {
      return String.valueOf(e.getMessage());
    }
    return "unexpected: "
        + String.valueOf(e).lines().findFirst().orElse("")
        + " (CALOTYPE_DEBUG=1 shows where)";
  }
}
