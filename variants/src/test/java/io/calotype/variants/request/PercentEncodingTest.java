package io.calotype.variants.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentEncodingTest {
  @Test
  void escapesAllButUnreservedCharactersAndSlashes() {
    assertThat(PercentEncoding.encodePath("köln & co (1)+2%20.jpg"))
        .isEqualTo("k%C3%B6ln%20%26%20co%20%281%29%2B2%2520.jpg");
    assertThat(PercentEncoding.encodePath("a/../-._~/🦊'!*"))
        .isEqualTo("a/../-._~/%F0%9F%A6%8A%27%21%2A");
  }

  @Test
  void viewerPathsMeanTheSameToABrowser() {
    assertThat(PercentEncoding.viewerPath("köln/a b.jpg")).isEqualTo("/k%C3%B6ln/a%20b.jpg");
    for (String key : new String[] {"/example.org/a.jpg", "a/../b.jpg", "a/./b", "a//b", "a/"}) {
      URI seen = URI.create("https://pictures.example").resolve(PercentEncoding.viewerPath(key));

      assertThat(seen.getHost()).isEqualTo("pictures.example");
      assertThat(PercentEncoding.decode(seen.normalize().getRawPath().substring(1))).contains(key);
    }
  }

  @Test
  void decodesOnce() {
    assertThat(PercentEncoding.decode("k%c3%B6ln+%2520ö🦊/..%2F")).contains("köln+%20ö🦊/../");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "a%",
        "a%2",
        "%2g",
        "%zz",
        "%٢٢",
        "% 20",
        "%-1",
        "%C3",
        "%ff",
        "%C0%AF",
        "%ED%A0%80",
        "%F4%90%80%80",
        "\ud800",
        "\udc00a",
        "%\u0000"
      })
  void refusesWhatIsNoUtf8(String text) {
    assertThat(PercentEncoding.decode(text)).isEmpty();
  }
}
