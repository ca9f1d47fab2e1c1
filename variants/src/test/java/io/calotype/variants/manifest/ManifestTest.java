package io.calotype.variants.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.fixture.JsonSchemas;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Source SOURCE = new Source("0a1b", 1234, "v1");
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [160, 320, 640], "background": "#102030",
           "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80},
                       {"format": "avif", "quality": 50, "slow": true}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void namesEachVariantWithWhatItReallyIs() {
    Manifest manifest = ready(EnumSet.of(Format.JPEG, Format.WEBP));
    assertThat(manifest.variants())
        .containsExactly(
            new ManifestVariant("w160.jpg", "jpeg", 160, 240, 3, "e-w160.jpg"),
            new ManifestVariant("w160.webp", "webp", 160, 240, 3, "e-w160.webp"),
            new ManifestVariant("w320.jpg", "jpeg", 200, 300, 3, "e-w320.jpg"),
            new ManifestVariant("w320.webp", "webp", 200, 300, 3, "e-w320.webp"),
            new ManifestVariant("w640.jpg", "jpeg", 200, 300, 3, "e-w640.jpg"),
            new ManifestVariant("w640.webp", "webp", 200, 300, 3, "e-w640.webp"));
  }

  @Test
  void tellsOfTheUprightOriginal() {
    Manifest manifest = ready(EnumSet.of(Format.JPEG, Format.WEBP));
    assertThat(manifest.width()).isEqualTo(200);
    assertThat(manifest.height()).isEqualTo(300);
    assertThat(manifest.srcset().get("webp"))
        .contains("/k%C3%B6ln.jpg?w=200&aspect=200:300&format=webp&v=" + manifest.v() + " 200w");
    assertThat(manifest.dominantColor()).isEqualTo("#ff0000");
  }

  @Test
  void hasTheBackgroundOfARuleForItsColourWhereNothingElseIsSeen() {
    Recipe recipe =
        RecipeReader.read(
            "a test",
            """
            {"version": 1, "widths": [160], "background": "#102030",
             "formats": [{"format": "jpeg", "quality": 80}],
             "rules": [{"prefix": "art/", "background": "#405060"}]}
            """
                .getBytes(StandardCharsets.UTF_8));
    ImageHeader header = new ImageHeader(SourceFormat.PNG, 300, 200, 1, 1, true);
    assertThat(colourOfNothing(recipe, header, "art/a.png")).isEqualTo("#405060");
    assertThat(colourOfNothing(recipe, header, "a.png")).isEqualTo("#102030");
  }

  private static String colourOfNothing(Recipe recipe, ImageHeader header, String key) {
    Plan plan = Plan.of(recipe, header, key, null, recipe.ladder());
    Ladder ladder =
        new Ladder(
            plan.images().stream().map(image -> new RenderedImage(image, new byte[3])).toList(),
            new Preview(1, 1, new byte[4]));
    return Manifest.ready(key, SOURCE, new Rendering(plan, ladder, List.of()), etags(recipe))
        .dominantColor();
  }

  @Test
  void tellsWhichSlowFormatsAreStillToCome() {
    assertThat(ready(EnumSet.of(Format.JPEG, Format.WEBP)).pending()).containsExactly("avif");
    assertThat(ready(EnumSet.allOf(Format.class)).pending()).isEmpty();
  }

  @Test
  void isCompletedByWhatIsSlow() {
    Manifest first = ready(EnumSet.of(Format.JPEG, Format.WEBP));
    Map<VariantName, ManifestVariant> slow =
        ManifestVariant.of(rendering(EnumSet.of(Format.AVIF)), etags());
    Manifest completed = first.completed(RECIPE, slow, null);
    assertThat(completed).isEqualTo(ready(EnumSet.allOf(Format.class)));
    assertThat(completed.srcset()).containsOnlyKeys("jpeg", "webp", "avif");
    assertThat(completed.v()).isEqualTo(first.v());
  }

  @Test
  void tellsWhySlowFormatsWereRefused() {
    Manifest completed =
        ready(EnumSet.of(Format.JPEG, Format.WEBP))
            .completed(RECIPE, Map.of(), new Rejection(Reason.RENDER_TIMEOUT, "expected haste"));
    assertThat(completed.pending()).isEmpty();
    assertThat(completed.variants()).hasSize(6);
    assertValidAndReadBack(completed);
  }

  @Test
  void ofARefusedOriginalIsNotCompleted() {
    Manifest rejected = Manifest.rejected("a", SOURCE, "00", Reason.CORRUPT, "expected");
    assertThatThrownBy(() -> rejected.completed(RECIPE, Map.of(), null))
        .hasMessage("expected a manifest that is ready but got rejected");
  }

  @Test
  void hasAnotherVForAnotherFocalPoint() {
    Source source = new Source("0a1b", 1234, "v1", new FocalPoint(0.5, 0.25));
    Manifest manifest = ready(EnumSet.of(Format.JPEG), source);
    assertThat(manifest.isCurrentFor(SOURCE, RECIPE.fingerprint())).isFalse();
    assertThat(manifest.isCurrentFor(source, RECIPE.fingerprint())).isTrue();
    assertValidAndReadBack(manifest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0005,0", "0.000000000001,1", "1,.5"})
  void isReadBackWithWhateverFocalPointWasAccepted(String point) {
    Source source = new Source("0a1b", 1234, "v1", FocalPoint.parse(point).orElseThrow());
    assertValidAndReadBack(ready(EnumSet.of(Format.JPEG), source));
  }

  @Test
  void refusesAVariantThatWasNotStored() {
    Rendering rendering = rendering(EnumSet.of(Format.JPEG));
    assertThatThrownBy(() -> Manifest.ready("a", SOURCE, rendering, Map.of()))
        .hasMessage("expected an etag for w320.jpg but got none");
  }

  @Test
  void isCurrentOnlyForItsVersionAndRecipe() {
    Manifest manifest = ready(EnumSet.of(Format.JPEG));
    assertThat(manifest.isCurrentFor(SOURCE, RECIPE.fingerprint())).isTrue();
    assertThat(manifest.isCurrentFor(new Source("ffff", 1234, "v1"), RECIPE.fingerprint()))
        .isFalse();
    assertThat(manifest.isCurrentFor(new Source("0a1b", 1234, "v2"), RECIPE.fingerprint()))
        .isFalse();
    assertThat(manifest.isCurrentFor(SOURCE, RecipeReader.defaultRecipe().fingerprint())).isFalse();
  }

  @Test
  void isValidByItsSchemaAndReadBackTheSame() {
    Manifest manifest = ready(EnumSet.of(Format.JPEG, Format.WEBP));
    assertValidAndReadBack(manifest);
    assertThat(new String(ManifestJson.write(manifest), StandardCharsets.UTF_8))
        .startsWith("{\"version\":1,\"key\":\"köln.jpg\",\"state\":\"ready\",\"source\":{\"etag\"");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void isValidByItsSchemaForEachReason(Reason reason) {
    assertValidAndReadBack(
        Manifest.rejected(
            "a", new Source("0a", 0, null), RECIPE.fingerprint(), reason, "expected \"this\""));
  }

  @Test
  void givesEqualBytesForEqualManifests() {
    assertThat(ManifestJson.write(ready(EnumSet.allOf(Format.class))))
        .isEqualTo(ManifestJson.write(ready(EnumSet.allOf(Format.class))));
  }

  @Test
  void passesOverPropertiesThatItDoesNotKnow() {
    Manifest manifest = ready(EnumSet.of(Format.JPEG));
    String json = new String(ManifestJson.write(manifest), StandardCharsets.UTF_8);
    String newer =
        json.replace("{\"version\":1,", "{\"version\":1,\"new\":{\"a\":[1]},")
            .replace("{\"etag\"", "{\"newer\":null,\"etag\"");
    assertThat(ManifestJson.read(newer.getBytes(StandardCharsets.UTF_8))).contains(manifest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not JSON",
        "{}",
        "{\"version\":1,\"key\":\"a\",\"state\":\"ready\"}",
        "{\"version\":2,\"key\":\"a\",\"state\":\"rejected\",\"recipe\":\"r\",\"v\":\"v\","
            + "\"source\":{\"etag\":\"e\",\"bytes\":1}}",
        "{\"version\":1,\"key\":\"a\",\"state\":\"rejected\",\"recipe\":\"r\",\"v\":\"v\","
            + "\"source\":{\"bytes\":1}}"
      })
  void readsNoManifestFromWhatIsNone(String json) {
    assertThat(ManifestJson.read(json.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  /** Else the job would trip over it at every event, and restart for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "width",
        "height",
        "variants",
        "pending",
        "srcset",
        "thumbHash",
        "dominantColor",
        "/variants/0/name",
        "/variants/0/format",
        "/variants/0/etag"
      })
  void readsNoManifestWhereSomethingIsMissing(String what) throws IOException {
    byte[] json = ManifestJson.write(ready(EnumSet.of(Format.JPEG)));
    assertThat(ManifestJson.read(without(what, json))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reason", "/reason/code", "/reason/message"})
  void readsNoRefusalWhereTheReasonIsMissing(String what) throws IOException {
    byte[] json =
        ManifestJson.write(Manifest.rejected("a", SOURCE, "00", Reason.CORRUPT, "expected"));
    assertThat(ManifestJson.read(without(what, json))).isEmpty();
  }

  /** The document without a property: of the root, or below by its JSON Pointer. */
  private static byte[] without(String what, byte[] json) throws IOException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = (ObjectNode) mapper.readTree(json);
    int end = what.lastIndexOf('/');
    ObjectNode parent = end < 0 ? root : (ObjectNode) root.at(what.substring(0, end));
    assertThat(parent.remove(what.substring(end + 1))).isNotNull();
    return mapper.writeValueAsBytes(root);
  }

  private static void assertValidAndReadBack(Manifest manifest) {
    byte[] json = ManifestJson.write(manifest);
    assertThat(
            JsonSchemas.problems("manifest.schema.json", new String(json, StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(ManifestJson.read(json)).contains(manifest);
  }

  private static Manifest ready(Set<Format> formats) {
    return ready(formats, SOURCE);
  }

  private static Manifest ready(Set<Format> formats, Source source) {
    return Manifest.ready("köln.jpg", source, rendering(formats), etags());
  }

  private static Map<VariantName, String> etags() {
    return etags(RECIPE);
  }

  private static Map<VariantName, String> etags(Recipe recipe) {
    return recipe.ladder().stream().collect(Collectors.toMap(Function.identity(), n -> "e-" + n));
  }

  private static Rendering rendering(Set<Format> formats) {
    ImageHeader sideways = new ImageHeader(SourceFormat.JPEG, 300, 200, 6, 1, false);
    Plan plan = Plan.ladder(RECIPE, sideways, formats);
    byte[] red = {(byte) 0xff, 0, 0, (byte) 0xff};
    return new Rendering(
        plan,
        new Ladder(
            plan.images().stream().map(image -> new RenderedImage(image, new byte[3])).toList(),
            new Preview(1, 1, red)),
        formats.contains(Format.AVIF) ? List.of() : List.of(Format.AVIF));
  }
}
