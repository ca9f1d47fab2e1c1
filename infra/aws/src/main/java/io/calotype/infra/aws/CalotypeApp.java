package io.calotype.infra.aws;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * The CDK application: settings from the context, one stack.
 *
 * <p>Looks nothing up, so that it synthesises offline with no credentials. Run by the CDK's command
 * line with the project's root as its argument, or alone, and then writes to {@code CDK_OUTDIR}.
 */
public final class CalotypeApp {
  private CalotypeApp() {}

  /** Synthesises; ends with status 1 and all problems on standard error where it cannot. */
  public static void main(String[] args) {
    App app = new App(AppProps.builder().analyticsReporting(false).build());
    try {
      stack(
          app,
          DeploymentSettings.of(context(app)),
          Programs.in(Path.of(args.length == 0 ? "." : args[0]).toAbsolutePath().normalize()));
    } catch (InvalidDeploymentException e) {
      System.err.println("calotype: " + e.getMessage());
      System.exit(1);
    }
    app.synth();
  }

  /** The stack in its explicit account and region. */
  static CalotypeStack stack(App app, DeploymentSettings settings, Programs programs) {
    return new CalotypeStack(
        app,
        "Calotype",
        StackProps.builder()
            .description("Calotype: every picture ready at every size before anyone asks")
            .env(
                Environment.builder().account(settings.account()).region(settings.region()).build())
            .build(),
        settings,
        programs);
  }

  private static Map<String, String> context(App app) {
    Map<String, String> values = new TreeMap<>();
    for (String name : DeploymentSettings.NAMES) {
      @Nullable Object value = app.getNode().tryGetContext(name);
      if (value != null) {
        values.put(name, value.toString());
      }
    }
    return values;
  }
}
