package io.calotype.infra.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What a deployment is told. {@code calotype.schema.json} says the same of the file for editors.
 *
 * @param account twelve digits
 * @param region one of AWS's commercial regions, such as {@code eu-central-1}
 * @param recipeJson the recipe: what is made, and within which limits
 * @param corsOrigins {@code corsOrigins}: the origins of pages, besides the pictures' own, whose
 *     scripts may upload; by default none
 * @param tokens {@code tokens}: who may upload
 * @param storage {@code storage}
 * @param stream {@code stream}
 * @param job {@code job}
 * @param onTheFly {@code onTheFly}
 * @param delivery {@code delivery}
 * @param replicaRegion {@code replicaRegion}: a second region that holds everything too; by default
 *     none
 * @param alarmEmail {@code alarmEmail}: who is told of alarms, after a confirmation; by default
 *     nobody
 * @param logDays {@code logDays}: how long logs are kept: 7, 14, 30, 60, 90, 180 or 365; by default
 *     30
 */
public record DeploymentSettings(
    String account,
    String region,
    String recipeJson,
    List<String> corsOrigins,
    TokenSettings tokens,
    StorageSettings storage,
    StreamSettings stream,
    JobSettings job,
    OnTheFlySettings onTheFly,
    DeliverySettings delivery,
    @Nullable String replicaRegion,
    @Nullable String alarmEmail,
    int logDays) {

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ORIGIN = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final List<Integer> LOG_DAYS = List.of(7, 14, 30, 60, 90, 180, 365);

  /** Keeps the origins as they are. */
  public DeploymentSettings {
    corsOrigins = List.copyOf(corsOrigins);
  }

  /**
   * Reads the settings.
   *
   * @param file what {@code calotype.json} holds; an empty object where there is none
   * @param recipes where the file's recipe is found
   * @throws InvalidDeploymentException with all problems
   */
  public static DeploymentSettings of(
      String account, String region, JsonNode file, RecipeSource recipes) {
    List<String> problems = new ArrayList<>();
    if (!ACCOUNT.matcher(account).matches()) {
      problems.add("account: expected twelve digits but got \"" + account + "\"");
    }
    checkRegion("region", region, problems);
    SettingsNode node = SettingsNode.root(file, problems);
    node.text("$schema", "the schema's address", ANY);
    String recipe = recipes.read(node.text("recipe", "a file's name", ANY), problems);
    String replica = node.text("replicaRegion", "a region such as eu-west-1", ANY);
    if (replica != null) {
      checkRegion("replicaRegion", replica, problems);
      if (replica.equals(region)) {
        node.problem("replicaRegion", "expected another region than " + region);
      }
    }
    int logDays = node.number("logDays", 7, 365, 30);
    if (!LOG_DAYS.contains(logDays)) {
      node.problem("logDays", "expected one of " + LOG_DAYS + " but got " + logDays);
    }
    DeploymentSettings settings =
        new DeploymentSettings(
            account,
            region,
            recipe,
            node.texts("corsOrigins", "origins such as https://www.example.com", ORIGIN),
            TokenSettings.of(node.object("tokens")),
            StorageSettings.of(node.object("storage")),
            StreamSettings.of(node.object("stream")),
            JobSettings.of(node.object("job")),
            OnTheFlySettings.of(node.object("onTheFly")),
            DeliverySettings.of(node.object("delivery")),
            replica,
            node.text("alarmEmail", "an e-mail address", EMAIL),
            logDays);
    node.finish();
    settings.checkTogether(node);
    if (!problems.isEmpty()) {
      throw new InvalidDeploymentException(problems);
    }
    return settings;
  }

  /** The same for another region. */
  public DeploymentSettings inRegion(String other) {
    return new DeploymentSettings(
        account,
        other,
        recipeJson,
        corsOrigins,
        tokens,
        storage,
        stream,
        job,
        onTheFly,
        delivery,
        replicaRegion,
        alarmEmail,
        logDays);
  }

  /** What settings forbid each other. */
  private void checkTogether(SettingsNode node) {
    if (replicaRegion != null && storage.customerKey()) {
      node.problem(
          "storage.customerKey",
          "expected false beside replicaRegion: copies under a key of the account's own are not"
              + " set up");
    }
    if (delivery.originShield()) {
      checkShield(region, node);
      if (replicaRegion != null) {
        checkShield(replicaRegion, node);
      }
    }
  }

  private static void checkShield(String region, SettingsNode node) {
    if (OriginShield.regionFor(region).isEmpty()) {
      node.problem(
          "delivery.originShield",
          "expected false, since CloudFront's guide names no Origin Shield for "
              + region
              + " but only for "
              + String.join(", ", OriginShield.origins()));
    }
  }

  /** What the SDK knows; Lambda@Edge is in the commercial partition only. */
  private static void checkRegion(String name, String region, List<String> problems) {
    boolean known =
        Region.regions().stream()
            .filter(each -> !each.isGlobalRegion() && each.id().equals(region))
            .anyMatch(each -> "aws".equals(each.metadata().partition().id()));
    if (!known) {
      problems.add(
          name + ": expected a commercial region such as eu-central-1 but got \"" + region + "\"");
    }
  }
}
