package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.TokenSettings;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.constructs.Construct;

/**
 * Whose tokens may ask for tickets: the issuer that the configuration names, or a Cognito pool in
 * which only its administrator makes users.
 */
final class TokenIssuer extends Construct {
  private static final int PASSWORD_LENGTH_MIN = 14;

  private final IHttpRouteAuthorizer authorizer;

  TokenIssuer(Construct scope, TokenSettings settings) {
    super(scope, "TokenIssuer");
    String issuer = settings.issuer();
    this.authorizer = issuer == null ? ofPool() : of(issuer, settings.audiences());
  }

  IHttpRouteAuthorizer authorizer() {
    return authorizer;
  }

  private static IHttpRouteAuthorizer of(String issuer, List<String> audiences) {
    return HttpJwtAuthorizer.Builder.create("Tokens", issuer).jwtAudience(audiences).build();
  }

  private IHttpRouteAuthorizer ofPool() {
    UserPool pool =
        UserPool.Builder.create(this, "Pool")
            .selfSignUpEnabled(false)
            .signInAliases(SignInAliases.builder().email(true).build())
            .signInCaseSensitive(false)
            .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
            .accountRecovery(AccountRecovery.EMAIL_ONLY)
            .mfa(Mfa.OPTIONAL)
            .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
            .passwordPolicy(
                PasswordPolicy.builder()
                    .minLength(PASSWORD_LENGTH_MIN)
                    .requireLowercase(true)
                    .requireUppercase(true)
                    .requireDigits(true)
                    .requireSymbols(true)
                    .build())
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    UserPoolClient client =
        UserPoolClient.Builder.create(this, "Client")
            .userPool(pool)
            .authFlows(AuthFlow.builder().userSrp(true).adminUserPassword(true).build())
            .disableOAuth(true)
            .preventUserExistenceErrors(true)
            .build();
    Outputs.add(this, "UserPool", pool.getUserPoolId());
    Outputs.add(this, "UserPoolClient", client.getUserPoolClientId());
    return of(
        "https://cognito-idp."
            + Stack.of(this).getRegion()
            + ".amazonaws.com/"
            + pool.getUserPoolId(),
        List.of(client.getUserPoolClientId()));
  }
}
