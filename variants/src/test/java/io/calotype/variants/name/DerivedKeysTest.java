package io.calotype.variants.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedKeysTest {
  private static final VariantName NAME = VariantName.uncropped(640, Format.WEBP);

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "a/b c+d%20.jpg", "köln 📷 \"'", "a/", "a//b", " ", "w640.webp"})
  void keepsTheOriginalKeyVerbatim(String key) {
    DerivedKeys keys = new DerivedKeys(key);
    assertThat(keys.variant(NAME)).isEqualTo(key + "/w640.webp");
    assertThat(keys.manifest()).isEqualTo(key + "/manifest.json");
    assertThat(keys.variantName(keys.variant(NAME))).contains(NAME);
    assertThat(keys.isDerived(keys.manifest())).isTrue();
    assertThat(DerivedKeys.of(keys.variant(NAME))).contains(keys);
    assertThat(DerivedKeys.of(keys.manifest())).contains(keys);
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "w640.webp", "a/notes.txt", "a/w640.webp/", ""})
  void areNoneOfWhatIsNotDerived(String key) {
    assertThat(DerivedKeys.of(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/",
        "a/b.jpg",
        "a/b.jpg/w640.webp",
        "a/b.jpg/manifest.json",
        "a//w640.webp",
        "a/w640.webp/",
        "a/w640.WEBP",
        "ab/w640.webp",
        "aw640.webp",
        "b/a/w640.webp",
        "/a/w640.webp",
        "A/w640.webp",
        "a/manifest.json/",
        "a/Manifest.json"
      })
  void takesNothingForItsOwnButDirectChildrenOfTheGrammar(String key) {
    assertThat(new DerivedKeys("a").isDerived(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uploads", "_calotype", "_calotype/", "_calotype/manifest/a"})
  void cannotServeReservedKeys(String key) {
    assertThat(new DerivedKeys(key).unservable())
        .contains(
            "expected a key outside the reserved \"uploads\" and \"_calotype/\" but got \""
                + key
                + "\": upload it under another key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"uploads/a.jpg", "uploadsa", "a/uploads", "_calotypes/a", "a/_calotype/b"})
  void servesKeysThatOnlyLookReserved(String key) {
    assertThat(new DerivedKeys(key).unservable()).isEmpty();
  }

  /** Of the first the key derived is the longest in UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"\u20ac", "k", "ö", "😀"})
  void servesKeysAsLongAsAPartitionKeyAndNoLonger(String character) {
    String longest = character.repeat(256 / character.length());
    VariantName name = new VariantName(VariantName.WIDTH_PX_MAX, new Ratio(99, 99), Format.WEBP);
    assertThat(new DerivedKeys(longest).unservable()).isEmpty();
    assertThat(new DerivedKeys(longest).variant(name).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(1024);
    assertThat(new DerivedKeys(longest + "a").unservable())
        .contains(
            "expected a key of at most 256 characters, so that its events can be delivered, but"
                + " got 257: upload it under a shorter key");
  }
}
