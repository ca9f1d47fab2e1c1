package io.calotype.infra.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final byte[] KEY = key((byte) 7);

  private final Tokens tokens = at(NOW);

  private static Tokens at(Instant instant) {
    return new Tokens(KEY, Clock.fixed(instant, ZoneOffset.UTC));
  }

  private static byte[] key(byte filledWith) {
    byte[] key = new byte[32];
    Arrays.fill(key, filledWith);
    return key;
  }

  @Test
  void handsOnTheClaimsOfItsOwnTokenAsStrings() {
    String token = tokens.issue("anna", Duration.ofHours(1));

    assertThat(tokens.authorize("Bearer " + token))
        .hasValueSatisfying(
            claims ->
                assertThat(claims)
                    .containsEntry("sub", "anna")
                    .containsEntry("iss", Tokens.ISSUER)
                    .containsKey("exp"));
  }

  @Test
  void takesTheSchemeInAnyCase() {
    assertThat(tokens.authorize("bearer " + tokens.issue("anna", Duration.ofHours(1)))).isPresent();
  }

  @Test
  void refusesAnExpiredToken() {
    String token = tokens.issue("anna", Duration.ofHours(1));

    assertThat(at(NOW.plus(Duration.ofMinutes(59))).authorize("Bearer " + token)).isPresent();
    assertThat(at(NOW.plus(Duration.ofHours(1))).authorize("Bearer " + token)).isEmpty();
  }

  @Test
  void refusesATokenOfAnotherKey() {
    Tokens others = new Tokens(key((byte) 8), Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(tokens.authorize("Bearer " + others.issue("anna", Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void refusesAnUnsignedToken() {
    PlainJWT unsigned = new PlainJWT(claims().build());

    assertThat(tokens.authorize("Bearer " + unsigned.serialize())).isEmpty();
  }

  @Test
  void refusesATokenForAnotherAudienceOrOfAnotherIssuer() throws Exception {
    assertThat(tokens.authorize(signed(claims()))).isPresent();
    assertThat(tokens.authorize(signed(claims().audience("another")))).isEmpty();
    assertThat(tokens.authorize(signed(claims().issuer("another")))).isEmpty();
  }

  @Test
  void refusesATokenWithoutEnd() throws Exception {
    assertThat(tokens.authorize(signed(claims().expirationTime(null)))).isEmpty();
  }

  @Test
  void refusesWhatIsNoToken() {
    assertThat(tokens.authorize("Bearer ")).isEmpty();
    assertThat(tokens.authorize("Bearer a.b.c")).isEmpty();
    assertThat(tokens.authorize("Basic YTpi")).isEmpty();
    assertThat(tokens.authorize("")).isEmpty();
  }

  @Test
  void refusesAKeyThatIsTooShort() {
    assertThatThrownBy(() -> new Tokens(new byte[31], Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a key of 32 bytes or more but got 31");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(Tokens.ISSUER)
        .audience(Tokens.AUDIENCE)
        .subject("anna")
        .expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private static String signed(JWTClaimsSet.Builder claims) throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
    jwt.sign(new MACSigner(KEY));
    return "Bearer " + jwt.serialize();
  }
}
