package io.calotype.infra.local.s3.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class KeyIndexPropertyTest {
  private static final Comparator<String> BYTES =
      (l, r) ->
          Arrays.compareUnsigned(
              l.getBytes(StandardCharsets.UTF_8), r.getBytes(StandardCharsets.UTF_8));

  @Property
  void ordersAsUtf8BytesDo(@ForAll("keys") String left, @ForAll("keys") String right) {
    assertThat(Integer.signum(KeyOrder.UTF8_BYTES.compare(left, right)))
        .isEqualTo(Integer.signum(BYTES.compare(left, right)));
  }

  /** The naive reading of S3's documentation: all entries, in order, then cut into pages. */
  @Property
  void pagesAreTheWholeListingCutInPieces(
      @ForAll("keySets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 4) int entriesMax) {
    KeyIndex index = new KeyIndex();
    keys.forEach(key -> index.put(new StoredObject(key, 0, "etag", 0, "0", ObjectHeaders.none())));
    TreeSet<String> sorted = new TreeSet<>(BYTES);
    sorted.addAll(keys);
    Set<String> expected = new LinkedHashSet<>();
    for (String key : sorted) {
      if (key.startsWith(prefix)) {
        int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        expected.add(at < 0 ? key : key.substring(0, at + delimiter.length()) + "*");
      }
    }

    List<String> listed = new ArrayList<>();
    String after = "";
    Listing page;
    do {
      page = index.list(new ListQuery(prefix, delimiter, after, entriesMax));
      TreeSet<String> entries = new TreeSet<>(BYTES);
      page.objects().forEach(object -> entries.add(object.key()));
      page.commonPrefixes().forEach(entries::add);
      assertThat(entries.size()).isLessThanOrEqualTo(entriesMax);
      for (String entry : entries) {
        listed.add(page.commonPrefixes().contains(entry) ? entry + "*" : entry);
      }
      after = page.last().orElse("");
    } while (page.last().isPresent());

    assertThat(listed).containsExactlyElementsOf(expected);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(
            "a", "b", "/", "//", "-", "\uFFFD", "\uE000", "\uD83D\uDCF7", "\uDBFF\uDFFF", "ü")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Set<String>> keySets() {
    return keys().set().ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("", "a", "a/", "/", "b", "\uD83D\uDCF7", "ab");
  }

  @Provide
  Arbitrary<String> delimiters() {
    return Arbitraries.of("", "/", "//", "b", "\uDBFF\uDFFF");
  }
}
