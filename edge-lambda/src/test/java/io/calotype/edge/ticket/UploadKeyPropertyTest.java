package io.calotype.edge.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.request.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class UploadKeyPropertyTest {
  private static final int PARTITION_KEY_CHARACTERS_MAX = 256;

  @Property
  void anyFileNameGivesAServableKey(@ForAll("fileNames") String fileName, @ForAll long seed) {
    String key = UploadKey.of(fileName, new Random(seed));

    assertThat(new DerivedKeys(key).unservable()).isEmpty();
    assertThat(key).matches("(?s)[a-z2-7]{12}/[^/\\\\\\p{Cntrl}]+");
    assertThat(key.length()).isLessThanOrEqualTo(PARTITION_KEY_CHARACTERS_MAX);
    assertThat(key.substring(13)).isNotBlank().isNotIn(".", "..");
    assertThat(key.substring(13).getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(UploadKey.FILE_NAME_BYTES_MAX);
    assertThat(PercentEncoding.decode(PercentEncoding.encodePath(key))).contains(key);
  }

  @Provide
  Arbitrary<String> fileNames() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(400),
        Arbitraries.strings().withChars("./\\ \u0000\ud83e\udd8aä").ofMaxLength(400),
        Arbitraries.strings().ofMinLength(200).ofMaxLength(2_000).map(name -> name + ".jpeg"));
  }
}
