package io.calotype.infra.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageOriginTest {
  private final PageOrigin page = new PageOrigin(8080);

  private static Headers headers(Map<String, String> values) {
    Headers headers = new Headers();
    values.forEach(headers::set);
    return headers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080"})
  void takesWhatTheBrowserCallsSameOrigin(String host) {
    assertThat(page.objection(headers(Map.of("Host", host, "Sec-Fetch-Site", "same-origin"))))
        .isEmpty();
    assertThat(
            page.objection(
                headers(
                    Map.of(
                        "Host",
                        host,
                        "Sec-Fetch-Site",
                        "same-origin",
                        "Origin",
                        "http://" + host))))
        .isEmpty();
  }

  @Test
  void takesTheOriginOfBrowsersThatSayNothingElse() {
    assertThat(
            page.objection(
                headers(Map.of("Host", "127.0.0.1:8080", "Origin", "http://127.0.0.1:8080"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:8080",
        "127.0.0.1:8081",
        "127.0.0.1",
        "127.0.0.1.evil.example:8080",
        "evil.example",
        "localhost:8080.evil.example",
        ""
      })
  void refusesAHostThatPointsHereUnderAnotherName(String host) {
    assertThat(page.objection(headers(Map.of("Host", host, "Sec-Fetch-Site", "same-origin"))))
        .hasValueSatisfying(why -> assertThat(why).startsWith("expected the Host 127.0.0.1:8080"));
    assertThat(page.strangeHost(headers(Map.of("Host", host)))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", "", "SAME-ORIGIN"})
  void refusesWhatTheBrowserCallsAnythingElse(String site) {
    assertThat(page.objection(headers(Map.of("Host", "127.0.0.1:8080", "Sec-Fetch-Site", site))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://127.0.0.1:8080",
        "http://127.0.0.1:9000",
        "null",
        "http://127.0.0.1:8080.evil.example",
        ""
      })
  void refusesAnotherOriginWhateverElseIsSaid(String origin) {
    assertThat(
            page.objection(
                headers(
                    Map.of(
                        "Host",
                        "127.0.0.1:8080",
                        "Origin",
                        origin,
                        "Sec-Fetch-Site",
                        "same-origin"))))
        .isPresent();
  }

  @Test
  void refusesWhatSaysNothing() {
    assertThat(page.objection(new Headers())).isPresent();
    assertThat(page.objection(headers(Map.of("Host", "127.0.0.1:8080")))).isPresent();
  }

  @Test
  void needsNoPortWhereBrowsersLeaveItOut() {
    PageOrigin plain = new PageOrigin(80);

    assertThat(
            plain.objection(headers(Map.of("Host", "localhost", "Sec-Fetch-Site", "same-origin"))))
        .isEmpty();
  }
}
