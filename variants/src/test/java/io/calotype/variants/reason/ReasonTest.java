package io.calotype.variants.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

  /** What others have stored, graphed and answered: a change here breaks them. */
  @ParameterizedTest
  @CsvSource({
    "MALFORMED_EVENT, malformed_event, 400",
    "BAD_PARAMETER, bad_parameter, 400",
    "MISSING_TOKEN, missing_token, 401",
    "BAD_SIGNATURE, bad_signature, 403",
    "SIGNATURE_EXPIRED, signature_expired, 410",
    "UNSERVABLE_KEY, unservable_key, 400",
    "ARCHIVED, archived, 409",
    "UNDECRYPTABLE, undecryptable, 409",
    "UNSUPPORTED_TYPE, unsupported_type, 415",
    "EMPTY_FILE, empty_file, 422",
    "TOO_MANY_BYTES, too_many_bytes, 413",
    "TOO_LARGE_DIMENSION, too_large_dimension, 413",
    "TOO_MANY_PIXELS, too_many_pixels, 413",
    "TOO_MANY_FRAMES, too_many_frames, 413",
    "TRUNCATED, truncated, 422",
    "CORRUPT, corrupt, 422",
    "OUTPUT_TOO_LARGE, output_too_large, 413",
    "RENDER_TIMEOUT, render_timeout, 504",
    "RENDERER_CRASHED, renderer_crashed, 502"
  })
  void keepsItsNames(Reason reason, String metric, int httpStatus) {
    assertThat(reason.metric()).isEqualTo(metric);
    assertThat(reason.httpStatus()).isEqualTo(httpStatus);
  }

  @ParameterizedTest
  @EnumSource
  void answersWithAnError(Reason reason) {
    assertThat(reason.httpStatus()).isBetween(400, 599);
  }

  @Test
  void givesEachReasonAMetricOfItsOwn() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::metric)).doesNotHaveDuplicates();
  }

  @Test
  void isCarriedByItsRefusal() {
    RefusedException refusal = new RefusedException(Reason.CORRUPT, "expected this but got that");
    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessage("expected this but got that").hasNoCause();
  }
}
