package io.calotype.infra.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a deployment is told; read from the CDK's context ({@code -c account=...}).
 *
 * @param account {@code account}: twelve digits
 * @param region {@code region}: such as {@code eu-central-1}
 * @param publicUrl {@code publicUrl}: where viewers find pictures, without a trailing slash
 * @param tokenIssuer {@code tokenIssuer}: the OIDC issuer whose tokens may ask for tickets
 * @param tokenAudiences {@code tokenAudiences}: whom its tokens must be meant for, separated by
 *     commas
 * @param corsOrigins {@code corsOrigins}: the origins of pages, besides the public URL's own, whose
 *     scripts may upload, separated by commas; by default none
 */
public record DeploymentSettings(
    String account,
    String region,
    String publicUrl,
    String tokenIssuer,
    List<String> tokenAudiences,
    List<String> corsOrigins) {

  /** The names of the settings. */
  public static final List<String> NAMES =
      List.of("account", "region", "publicUrl", "tokenIssuer", "tokenAudiences", "corsOrigins");

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
  private static final Pattern ORIGIN = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  private static final Pattern ISSUER = Pattern.compile("https://[^\\s?#]+");

  /** Refuses what is not of its form with {@link InvalidDeploymentException}, all at once. */
  public DeploymentSettings {
    tokenAudiences = List.copyOf(tokenAudiences);
    corsOrigins = List.copyOf(corsOrigins);
    List<String> problems = new ArrayList<>();
    check(problems, "account", "twelve digits", account, ACCOUNT);
    check(problems, "region", "a region such as eu-central-1", region, REGION);
    check(
        problems,
        "publicUrl",
        "an https URL of a host, such as https://pictures.example.com,",
        publicUrl,
        ORIGIN);
    check(problems, "tokenIssuer", "an https URL", tokenIssuer, ISSUER);
    if (tokenAudiences.isEmpty()) {
      problems.add("tokenAudiences: expected at least one but got none");
    }
    for (String origin : corsOrigins) {
      check(problems, "corsOrigins", "origins such as https://www.example.com", origin, ORIGIN);
    }
    if (!problems.isEmpty()) {
      throw new InvalidDeploymentException(problems);
    }
  }

  /** Reads settings by name; what is missing counts as empty. */
  public static DeploymentSettings of(Map<String, String> values) {
    return new DeploymentSettings(
        values.getOrDefault("account", ""),
        values.getOrDefault("region", ""),
        values.getOrDefault("publicUrl", ""),
        values.getOrDefault("tokenIssuer", ""),
        list(values.getOrDefault("tokenAudiences", "")),
        list(values.getOrDefault("corsOrigins", "")));
  }

  /** All origins whose scripts may upload: the public URL's own first. */
  List<String> uploadOrigins() {
    return Stream.concat(Stream.of(publicUrl), corsOrigins.stream()).distinct().toList();
  }

  private static List<String> list(String values) {
    return Stream.of(values.split(",", -1)).map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  private static void check(
      List<String> problems, String name, String expected, String value, Pattern form) {
    if (!form.matcher(value).matches()) {
      problems.add(name + ": expected " + expected + " but got \"" + value + "\"");
    }
  }
}
