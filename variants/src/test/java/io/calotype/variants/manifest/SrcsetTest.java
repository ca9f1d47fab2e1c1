package io.calotype.variants.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SrcsetTest {
  private static final String V = "0123456789abcdef";

  @Test
  void listsEachRealWidthOnceForEachFormat() {
    Map<String, String> srcset =
        Srcset.of(
            "a/b.jpg",
            List.of(
                variant("w160.jpg", "jpeg", 160),
                variant("w160.webp", "webp", 160),
                variant("w320.jpg", "jpeg", 200),
                variant("w640.jpg", "jpeg", 200)),
            200,
            133,
            V);
    assertThat(srcset)
        .containsExactly(
            Map.entry(
                "jpeg",
                "/a/b.jpg?w=160&aspect=200:133&format=jpeg&v=0123456789abcdef 160w,"
                    + " /a/b.jpg?w=200&aspect=200:133&format=jpeg&v=0123456789abcdef 200w"),
            Map.entry("webp", "/a/b.jpg?w=160&aspect=200:133&format=webp&v=0123456789abcdef 160w"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "holiday/köln & co (1)+2%20.jpg," + " /holiday/k%C3%B6ln%20%26%20co%20%281%29%2B2%2520.jpg",
        "`a, b ?#.jpg`, /a%2C%20b%20%3F%23.jpg",
        "📷/\"'.jpg, /%F0%9F%93%B7/%22%27.jpg",
        "a//b, /a%2F%2Fb"
      })
  void escapesKeysSoThatTheListStaysAList(String key, String path) {
    String srcset = Srcset.of(key, List.of(variant("w160.jpg", "jpeg", 160)), 1, 1, V).get("jpeg");
    assertThat(srcset).startsWith(path + "?w=160&").doesNotContain(",");
    assertThat(srcset.split(" ")).hasSize(2);
  }

  @Test
  void asksForWhatIsWiderThanARequestMayBeByItsPixelRatio() {
    String srcset =
        Srcset.of(
                "a",
                List.of(variant("w8192.jpg", "jpeg", 8192), variant("w9001.jpg", "jpeg", 9001)),
                9001,
                1,
                V)
            .get("jpeg");
    assertThat(srcset)
        .contains("/a?w=8192&aspect=9001:1&format=jpeg&v=" + V + " 8192w")
        .contains("/a?w=4500&dpr=2&aspect=9001:1&format=jpeg&v=" + V + " 9001w");
  }

  private static ManifestVariant variant(String name, String format, int widthPx) {
    return new ManifestVariant(name, format, widthPx, 1, 1, "e");
  }
}
