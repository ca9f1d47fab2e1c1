package io.calotype.edge.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UploadKeyTest {
  private final Random random = new Random(1);

  @Test
  void putsTwelveBase32CharactersBeforeTheName() {
    assertThat(UploadKey.of("photo.jpg", random)).matches("[a-z2-7]{12}/photo\\.jpg");
  }

  @Test
  void keepsUploadsOfTheSameNameApart() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add(UploadKey.of("photo.jpg", random));
    }
    assertThat(keys).hasSize(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          köln & co (1)+2%20.jpg   | köln & co (1)+2%20.jpg
          写真 🦊.png               | 写真 🦊.png
          "quotes" <b>.jpg         | "quotes" <b>.jpg
          /holiday/beach.jpg       | beach.jpg
          C:\\fakepath\\beach.jpg  | beach.jpg
          ../../etc/passwd         | passwd
          ../..                    | picture
          .                        | picture
          holiday/                 | picture
          ...                      | ...
          .jpg                     | .jpg
          """)
  void keepsWhatTheFileIsCalled(String fileName, String kept) {
    assertThat(named(fileName)).isEqualTo(kept);
  }

  @Test
  void removesWhatStorageAndItsListingsCannotCarry() {
    assertThat(named("a\u0000b\nc\u007fd\u0085e\ud800f\ufffeg\uffffh.jpg"))
        .isEqualTo("abcdefgh.jpg");
    assertThat(named("\r\n")).isEqualTo("picture");
    assertThat(named("   ")).isEqualTo("picture");
    assertThat(named(".\u0000.")).isEqualTo("picture");
  }

  @Test
  void cutsLongNamesBeforeTheirExtension() {
    assertThat(named("x".repeat(196) + ".jpg")).hasSize(200);
    assertThat(named("x".repeat(300) + ".jpg")).isEqualTo("x".repeat(196) + ".jpg");
    assertThat(named("x".repeat(300))).isEqualTo("x".repeat(200));
    assertThat(named("x." + "y".repeat(300))).isEqualTo("x." + "y".repeat(198));
  }

  @Test
  void cutsBetweenCharactersNotWithinThem() {
    String name = named("🦊".repeat(100) + ".jpg");

    assertThat(name).isEqualTo("🦊".repeat(49) + ".jpg");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(200);
  }

  private String named(String fileName) {
    return UploadKey.of(fileName, random).substring(13);
  }
}
