package io.calotype.variants.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.reason.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@code pictures.json}, as the browser's JavaScript does. */
final class PictureHtmlTest {
  private final JsonNode vectors = vectors();

  @TestFactory
  Stream<DynamicTest> writesPictures() {
    return cases(
        "pictures",
        "name",
        vector ->
            assertThat(picture(vector).picture(options(vector.get("options"))))
                .isEqualTo(vector.get("html").textValue()));
  }

  @TestFactory
  Stream<DynamicTest> writesSrcsets() {
    return cases(
        "srcsets",
        "format",
        vector ->
            assertThat(picture(vector).srcset(vector.get("format").textValue()))
                .isEqualTo(vector.get("srcset").textValue()));
  }

  @TestFactory
  Stream<DynamicTest> writesSizes() {
    return cases(
        "sizes",
        "width",
        vector -> {
          Map<String, String> conditional = new LinkedHashMap<>();
          vector
              .get("conditional")
              .forEach(slot -> conditional.put(slot.get(0).textValue(), slot.get(1).textValue()));

          assertThat(picture(vector).sizes(vector.get("width").textValue(), conditional))
              .isEqualTo(vector.get("sizes").textValue());
        });
  }

  @TestFactory
  Stream<DynamicTest> knowsWhereManifestsAre() {
    return cases(
        "manifestUrls",
        "url",
        vector ->
            assertThat(
                    PictureHtml.manifestUrl(
                        vector.get("key").textValue(), vector.get("base").textValue()))
                .isEqualTo(vector.get("url").textValue()));
  }

  @TestFactory
  Stream<DynamicTest> paintsPlaceholders() {
    return cases(
        "placeholders",
        "thumbHash",
        vector ->
            assertThat(ThumbHashImage.of(vector.get("thumbHash").textValue()).dataUrl())
                .isEqualTo(vector.get("url").textValue()));
  }

  @Test
  void refusesABaseThatWouldBreakASrcset() {
    for (JsonNode base : vectors.get("invalidBases")) {
      assertThatThrownBy(() -> PictureHtml.manifestUrl("a.jpg", base.textValue()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a base such as https://");
    }
  }

  @Test
  void refusesAPictureThatWasRejected() {
    Manifest rejected =
        Manifest.rejected(
            "a.jpg", new Source("e", 1, null), "0123456789abcdef", Reason.CORRUPT, "it is broken");

    assertThatThrownBy(() -> PictureHtml.of(rejected))
        .hasMessage("expected the manifest of a ready picture but it is rejected: it is broken");
  }

  private Stream<DynamicTest> cases(String list, String name, Consumer<JsonNode> check) {
    return StreamSupport.stream(vectors.get(list).spliterator(), false)
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    list + ' ' + vector.get(name).textValue(), () -> check.accept(vector)));
  }

  private PictureHtml picture(JsonNode vector) {
    byte[] json =
        vectors
            .get("manifests")
            .get(vector.get("manifest").textValue())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return PictureHtml.of(ManifestJson.read(json).orElseThrow(), vector.path("base").asText(""));
  }

  private static PictureOptions options(JsonNode options) {
    String placeholder = options.path("placeholder").asText("color");
    return new PictureOptions(
        options.get("alt").textValue(),
        options.path("sizes").textValue(),
        Placeholder.valueOf(placeholder.toUpperCase(Locale.ROOT)),
        options.path("eager").asBoolean());
  }

  private static JsonNode vectors() {
    try (InputStream in = PictureHtmlTest.class.getResourceAsStream("/vectors/pictures.json")) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
