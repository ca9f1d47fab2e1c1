package io.calotype.variants.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@code signed-urls.json}, as the edge's JavaScript does. */
final class SignedUrlTest {
  private static final Instant IN_2027 = Instant.ofEpochSecond(1_800_000_000);

  private final JsonNode vectors = vectors();

  @TestFactory
  Stream<DynamicTest> signsAsTheVectorsDo() {
    return cases("signed")
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("name").textValue(),
                    () ->
                        assertThat(
                                new UrlSigner(key(vector.get("kid").textValue()))
                                    .sign(
                                        vector.get("key").textValue(),
                                        texts(vector.get("parameters")),
                                        Instant.ofEpochSecond(vector.get("expires").longValue())))
                            .isEqualTo(vector.get("url").textValue())));
  }

  @TestFactory
  Stream<DynamicTest> agreesWithTheVectors() {
    return cases("requests")
        .map(
            vector -> DynamicTest.dynamicTest(vector.get("name").textValue(), () -> check(vector)));
  }

  @Test
  void takesNoSignatureWhereNoKeysAre() {
    JsonNode vector = vectors.get("requests").get(0);

    assertThat(
            ImageRequest.parse(
                vector.get("path").textValue(),
                vector.get("query").textValue(),
                ViewerHeaders.NONE,
                RecipeReader.defaultRecipe()))
        .isEqualTo(
            new ImageRequest.Refused(
                403, "expected a signature by a known key but got kid \"2026-a\""));
  }

  @Test
  void signsNeitherUnknownParametersNorAnotherSignature() {
    UrlSigner signer = new UrlSigner(key("2026-a"));

    assertThat(
            signer.sign(
                "a.jpg",
                Map.of("w", "777", "utm", "x", "sig", "y", "kid", "z", "exp", "1"),
                IN_2027))
        .isEqualTo(signer.sign("a.jpg", Map.of("w", "777"), IN_2027));
  }

  @Test
  void refusesTimesThatNoUrlCanCarry() {
    UrlSigner signer = new UrlSigner(key("2026-a"));

    for (long seconds : new long[] {-1, 0, 100_000_000_000L}) {
      assertThatThrownBy(() -> signer.sign("a.jpg", Map.of(), Instant.ofEpochSecond(seconds)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected exp to be seconds since 1970");
    }
  }

  @Test
  void refusesShortSecretsAndOddIds() {
    assertThatThrownBy(() -> new SigningKey("a", new byte[31]))
        .hasMessage("expected a secret of 32 bytes or more but got one of 31");
    assertThatThrownBy(() -> new SigningKey("a b", new byte[32]))
        .hasMessageContaining("expected a key id");
    assertThatThrownBy(() -> SigningKeys.of(key("2026-a"), key("2026-a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void check(JsonNode vector) {
    ImageRequest request =
        ImageRequest.parse(
            vector.get("path").textValue(),
            vector.get("query").textValue(),
            ViewerHeaders.of(texts(vector.path("headers"))),
            recipe(vector.path("recipe").asText("default")),
            SigningKeys.of(key("2026-a"), key("2026-b")),
            Instant.ofEpochSecond(vectors.get("now").longValue()));

    if (vector.has("status")) {
      assertThat(request)
          .isEqualTo(
              new ImageRequest.Refused(
                  vector.get("status").intValue(), vector.get("message").textValue()));
      return;
    }
    assertThat(request).isInstanceOf(ImageRequest.Picture.class);
    ImageRequest.Picture picture = (ImageRequest.Picture) request;
    assertThat(picture.originalKey()).isEqualTo(vector.get("key").textValue());
    assertThat(picture.variant().toString()).isEqualTo(vector.get("variant").textValue());
    assertThat(picture.v()).isEqualTo(vector.path("v").textValue());
  }

  private SigningKey key(String kid) {
    return new SigningKey(
        kid, Base64.getUrlDecoder().decode(vectors.get("secrets").get(kid).textValue()));
  }

  private Recipe recipe(String name) {
    return RecipeReader.read(
        name, vectors.get("recipes").get(name).toString().getBytes(StandardCharsets.UTF_8));
  }

  private Stream<JsonNode> cases(String list) {
    return StreamSupport.stream(vectors.get(list).spliterator(), false);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(named -> texts.put(named.getKey(), named.getValue().textValue()));
    return texts;
  }

  private static JsonNode vectors() {
    try (InputStream in = SignedUrlTest.class.getResourceAsStream("/vectors/signed-urls.json")) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
