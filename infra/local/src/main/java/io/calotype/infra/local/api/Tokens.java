package io.calotype.infra.local.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The token issuer and the authoriser of the local stack: JWTs under HS256 with a key that was made
 * on this machine. On AWS an OIDC issuer and API Gateway's JWT authoriser have this part.
 */
public final class Tokens {
  /** The issuer that tokens name. */
  public static final String ISSUER = "calotype-local";

  /** The audience that tokens are for. */
  public static final String AUDIENCE = "calotype-uploads";

  private final byte[] key;
  private final Clock clock;

  /**
   * Issues and verifies with one key.
   *
   * @param key at least 32 bytes
   */
  public Tokens(byte[] key, Clock clock) {
    if (key.length < 32) {
      throw new IllegalArgumentException(
          "expected a key of 32 bytes or more but got " + key.length);
    }
    this.key = key.clone();
    this.clock = clock;
  }

  /** A token for a subject that is valid from now on. */
  public String issue(String subject, Duration validFor) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(subject)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(validFor)))
            .build();
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 takes keys of 32 bytes", e);
    }
    return jwt.serialize();
  }

  /**
   * The claims of an {@code Authorization} header's token, as API Gateway hands them on: every
   * value a string. Empty where there is no token, or it is not ours, or no longer or not yet
   * valid.
   */
  public Optional<Map<String, String>> authorize(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(authorization.substring("Bearer ".length()).trim());
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      boolean genuine =
          JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(new MACVerifier(key))
              && ISSUER.equals(claims.getIssuer())
              && claims.getAudience().contains(AUDIENCE);
      Date expires = claims.getExpirationTime();
      if (!genuine || expires == null || !clock.instant().isBefore(expires.toInstant())) {
        return Optional.empty();
      }
      Map<String, String> asStrings = new LinkedHashMap<>();
      claims.toJSONObject().forEach((name, value) -> asStrings.put(name, String.valueOf(value)));
      return Optional.of(asStrings);
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}
