package io.calotype.cli.url;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestVariant;
import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.ImageRequest;
import io.calotype.variants.request.SigningKey;
import io.calotype.variants.request.SigningKeys;
import io.calotype.variants.request.UrlSigner;
import io.calotype.variants.request.ViewerHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the edge takes of a picture, as far as it is known here: its recipe is not, but where it is
 * the default one.
 *
 * @param manifest of the picture, which has its ladder
 */
public record EdgeRules(Manifest manifest) {
  private static final Recipe DEFAULT = RecipeReader.defaultRecipe();

  /** Signs what the edge's parser is asked about, and nothing that leaves this class. */
  private static final SigningKey ANY_KEY = new SigningKey("any", new byte[32]);

  private static final Instant EXPIRES = Instant.EPOCH.plusSeconds(1);

  /** Why the edge answers a URL with 400; empty where it does not, or that is not known. */
  public Optional<String> refusal(WantedPicture wanted, boolean signed) {
    Format format = wanted.format();
    List<String> formats = formats();
    // What is withheld stands nowhere, and is answered by a neighbour.
    if (format != null && manifest.withheld() == null && !formats.contains(format.id())) {
      return Optional.of(
          "expected --format to be one of "
              + String.join(", ", formats)
              + ", which this picture has or gets, but got "
              + format.id());
    }
    WantedPicture inAnyFormat = wanted.inAnyFormat();
    if (signed) {
      return asked(inAnyFormat.url(manifest, new UrlSigner(ANY_KEY), EXPIRES));
    }
    return isRecipeKnown()
        ? asked(inAnyFormat.url(manifest)).map(why -> why + ": with --sign it may be any")
        : Optional.empty();
  }

  /** Whether the edge's answer hangs on the ratios of its recipe, which are not known here. */
  public boolean isUnsure(WantedPicture wanted, boolean signed) {
    return wanted.ratio() != null && !signed && !isRecipeKnown();
  }

  private boolean isRecipeKnown() {
    return manifest.recipe().equals(DEFAULT.fingerprint());
  }

  private List<String> formats() {
    return Stream.concat(
            Objects.requireNonNull(manifest.variants()).stream().map(ManifestVariant::format),
            Objects.requireNonNull(manifest.pending()).stream())
        .distinct()
        .toList();
  }

  /** The edge's own parser; of a signed URL without a format it takes the same with any recipe. */
  private static Optional<String> asked(String url) {
    int query = url.indexOf('?');
    ImageRequest request =
        ImageRequest.parse(
            url.substring(0, query),
            url.substring(query + 1),
            ViewerHeaders.NONE,
            DEFAULT,
            SigningKeys.of(ANY_KEY),
            Instant.EPOCH);
    return request instanceof ImageRequest.Refused refused
        ? Optional.of(refused.message())
        : Optional.empty();
  }
}
