package io.calotype.infra.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnsignedHeadersFilterTest {
  private static final List<String> HEADERS = List.of("Host", "X-Amz-Date", "x-amz-copy-source");

  private static List<String> unsigned(@Nullable String query, @Nullable String authorization) {
    return UnsignedHeadersFilter.unsigned(HEADERS, query, authorization);
  }

  @Test
  void findsWhatPresignedUrlsDoNotCover() {
    assertThat(unsigned("a=1&X-Amz-SignedHeaders=host%3Bx-amz-date", null))
        .containsExactly("x-amz-copy-source");
    assertThat(unsigned("X%2DAmz-SignedHeaders=host", null))
        .containsExactly("x-amz-date", "x-amz-copy-source");
    assertThat(unsigned("X-Amz-SignedHeaders=x-amz-copy-source%3BX-AMZ-DATE", null)).isEmpty();
  }

  @Test
  void findsWhatAuthorizationDoesNotCover() {
    String authorization = "AWS4-HMAC-SHA256 Credential=k/d/r/s3/aws4_request, SignedHeaders=";

    assertThat(unsigned(null, authorization + "host;x-amz-date, Signature=00"))
        .containsExactly("x-amz-copy-source");
    assertThat(unsigned(null, authorization + "x-amz-copy-source;x-amz-date,Signature=00"))
        .isEmpty();
  }

  @Test
  void lacksNeitherOfTwoSignatures() {
    assertThat(
            unsigned(
                "X-Amz-SignedHeaders=host",
                "AWS4-HMAC-SHA256 SignedHeaders=x-amz-copy-source;x-amz-date, Signature=00"))
        .containsExactly("x-amz-date", "x-amz-copy-source");
  }

  @Test
  void leavesUnsignedRequestsToTheCheckOfSignatures() {
    assertThat(unsigned(null, null)).isEmpty();
    assertThat(unsigned("list-type=2&broken=%", "Bearer x")).isEmpty();
  }
}
