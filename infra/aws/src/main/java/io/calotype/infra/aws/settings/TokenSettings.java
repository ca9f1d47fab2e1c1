package io.calotype.infra.aws.settings;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens may ask for upload tickets.
 *
 * @param issuer {@code issuer}: an OIDC issuer; without one a Cognito pool is made
 * @param audiences {@code audiences}: whom its tokens must be meant for; with an issuer at least
 *     one
 */
public record TokenSettings(@Nullable String issuer, List<String> audiences) {
  private static final Pattern ISSUER = Pattern.compile("https://[^\\s?#]+");
  private static final Pattern AUDIENCE = Pattern.compile("[^\\s,]{1,256}");

  /** Keeps the audiences as they are. */
  public TokenSettings {
    audiences = List.copyOf(audiences);
  }

  static TokenSettings of(SettingsNode node) {
    boolean hasIssuer = node.has("issuer");
    TokenSettings settings =
        new TokenSettings(
            node.text("issuer", "an https URL of an OIDC issuer", ISSUER),
            node.texts("audiences", "audiences, such as a client's id,", AUDIENCE));
    if (hasIssuer && !node.has("audiences")) {
      node.problem("audiences", "expected at least one beside an issuer but got none");
    }
    if (!hasIssuer && node.has("audiences")) {
      node.problem("issuer", "expected one beside audiences but got none");
    }
    node.finish();
    return settings;
  }
}
