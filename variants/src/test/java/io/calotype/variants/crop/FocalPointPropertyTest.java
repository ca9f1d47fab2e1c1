package io.calotype.variants.crop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FocalPointPropertyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int DECIMALS_MAX = 12;

  @Property
  void isReadFromWhatItWrites(@ForAll("texts") String text) {
    FocalPoint point = FocalPoint.parse(text).orElseThrow();
    assertThat(FocalPoint.parse(point.toString())).contains(point);
  }

  /** A manifest that could not be read would have its original made anew at every event. */
  @Property
  void isReadFromTheJsonThatItWrites(@ForAll("texts") String text) throws JsonProcessingException {
    FocalPoint point = FocalPoint.parse(text).orElseThrow();
    assertThat(JSON.readValue(JSON.writeValueAsString(point), FocalPoint.class)).isEqualTo(point);
  }

  /** Every form of number that is read, many of them small. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> digits =
        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(DECIMALS_MAX);
    Arbitrary<String> small =
        Combinators.combine(Arbitraries.integers().between(1, DECIMALS_MAX - 1), digits)
            .as((zeros, rest) -> ("0".repeat(zeros) + rest))
            .map(all -> all.substring(0, Math.min(all.length(), DECIMALS_MAX)));
    Arbitrary<String> below =
        Combinators.combine(Arbitraries.of("", "0", "000"), Arbitraries.oneOf(digits, small))
            .as((whole, decimals) -> whole + "." + decimals);
    Arbitrary<String> number =
        Arbitraries.oneOf(below, Arbitraries.of("0", "1", "001", "1.0", "1.000000000000"));
    return Combinators.combine(number, Arbitraries.of(",", " , "), number)
        .as((x, comma, y) -> x + comma + y);
  }
}
