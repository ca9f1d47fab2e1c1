package io.calotype.pipeline.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.fixture.JsonSchemas;
import io.calotype.variants.reason.Reason;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
  private static final String V = "0123456789abcdef";

  private static final Announcement READY =
      new Announcement(
          Announcement.Type.VARIANTS_READY,
          "originals",
          "a \"b\".jpg",
          "e",
          V,
          V,
          null,
          null,
          List.of("avif"),
          true,
          1_700_000_000_000L);

  @Test
  void isAnEventOfEventBridge() {
    assertThat(READY.json())
        .isEqualTo(
            "{\"source\":\"calotype\",\"detail-type\":\"Variants Ready\","
                + "\"time\":\"2023-11-14T22:13:20Z\",\"detail\":{\"bucket\":{\"name\":\"originals\"},"
                + "\"object\":{\"key\":\"a \\\"b\\\".jpg\",\"etag\":\"e\"},"
                + "\"v\":\"0123456789abcdef\",\"cacheTag\":\"0123456789abcdef\","
                + "\"pending\":[\"avif\"],\"replaced\":true}}");
  }

  @Test
  void isAsItsSchemaSays() {
    Announcement removed =
        new Announcement(
            Announcement.Type.VARIANTS_REMOVED,
            "o",
            "a",
            null,
            null,
            V,
            null,
            null,
            List.of(),
            false,
            0);
    Announcement rejected =
        new Announcement(
            Announcement.Type.ORIGINAL_REJECTED,
            "o",
            "a",
            "e",
            V,
            V,
            Reason.CORRUPT,
            "expected a picture",
            List.of(),
            false,
            0);
    for (Announcement announcement : new Announcement[] {READY, removed, rejected}) {
      assertThat(JsonSchemas.problems("announcement", announcement.json())).isEmpty();
    }
    assertThat(
            JsonSchemas.problems(
                "announcement", rejected.json().replace("Original Rejected", "Variants Ready")))
        .isNotEmpty();
  }

  @Test
  void isSerialisedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Announcement.class);
  }
}
