package io.calotype.variants.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantNameTest {

  @ParameterizedTest
  @MethodSource
  void readsAndWritesValidNames(JsonNode vector) {
    String ratio = vector.get("ratio").textValue();
    VariantName expected =
        new VariantName(
            vector.get("widthPx").intValue(),
            ratio == null ? null : Ratio.parse(ratio).orElseThrow(),
            Format.ofId(vector.get("format").textValue()).orElseThrow());
    String name = vector.get("name").textValue();
    assertThat(VariantName.parse(name)).contains(expected);
    assertThat(expected).hasToString(name);
  }

  static Stream<JsonNode> readsAndWritesValidNames() throws IOException {
    return vectors("valid");
  }

  @ParameterizedTest
  @MethodSource
  void refusesInvalidNames(String name) {
    assertThat(VariantName.parse(name)).isEmpty();
  }

  static Stream<String> refusesInvalidNames() throws IOException {
    return vectors("invalid").map(JsonNode::textValue);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 16_384})
  void refusesWidthsOutsideTheirRange(int widthPx) {
    assertThatThrownBy(() -> VariantName.uncropped(widthPx, Format.JPEG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a width of 1 to 16383 but got " + widthPx);
  }

  private static Stream<JsonNode> vectors(String list) throws IOException {
    try (InputStream in =
        VariantNameTest.class.getResourceAsStream("/vectors/variant-names.json")) {
      return StreamSupport.stream(new JsonMapper().readTree(in).get(list).spliterator(), false);
    }
  }
}
