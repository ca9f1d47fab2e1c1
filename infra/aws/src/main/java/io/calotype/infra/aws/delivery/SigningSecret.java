package io.calotype.infra.aws.delivery;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The keys that sign URLs. Made by Secrets Manager itself, so that no template and no file holds
 * one; kept when the stack is removed, since URLs that were given out would fail otherwise.
 */
public final class SigningSecret extends Construct {
  /** The id of the key that a deployment makes. */
  private static final String FIRST_KEY = "k1";

  /** In base64url: 48 bytes. */
  private static final int CHARACTERS = 64;

  private final Secret secret;

  /** Makes the secret under its fixed name. */
  public SigningSecret(Construct scope, DeploymentSettings settings) {
    super(scope, "SigningSecret");
    this.secret =
        Secret.Builder.create(this, "Keys")
            .secretName(name(settings))
            .description("Calotype: the keys that sign URLs, by their ids")
            .generateSecretString(
                SecretStringGenerator.builder()
                    .secretStringTemplate("{}")
                    .generateStringKey(FIRST_KEY)
                    .passwordLength(CHARACTERS)
                    // What is left is base64url.
                    .excludePunctuation(true)
                    .build())
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
  }

  /** The secret's name. */
  public String secretName() {
    return secret.getSecretName();
  }

  /** The name: the edge functions are bundled with it before the secret is made. */
  static String name(DeploymentSettings settings) {
    return "calotype/url-signing-" + settings.region();
  }

  /** What lets a function of the edge read the keys. */
  public static PolicyStatement readBy(DeploymentSettings settings) {
    return PolicyStatement.Builder.create()
        .sid("ReadSigningKeys")
        .actions(List.of("secretsmanager:GetSecretValue"))
        .resources(
            List.of(
                // Secrets Manager puts six characters behind the name.
                "arn:aws:secretsmanager:"
                    + settings.region()
                    + ":"
                    + settings.account()
                    + ":secret:"
                    + name(settings)
                    + "-??????"))
        .build();
  }
}
