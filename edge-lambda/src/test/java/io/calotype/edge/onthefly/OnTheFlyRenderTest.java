package io.calotype.edge.onthefly;

import static io.calotype.edge.onthefly.Shop.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.WriteCondition;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Objects;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.vips.VipsRenderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A photograph through the handler and the real engine: what comes out can be seen. */
final class OnTheFlyRenderTest {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

  private final Objects originals = new Objects();
  private final Objects variants = new Objects();
  private final OnTheFlyHandler handler =
      new OnTheFlyHandler(
          OnTheFlySettings.of("originals", "variants", "vips", RECIPE),
          new FakeObjectStore(originals, FakeObjectStore.DIRECT),
          new FakeObjectStore(variants, FakeObjectStore.DIRECT),
          VipsRenderer.open(),
          InstantSource.system());

  @Test
  void scalesAPhotograph() throws IOException {
    originals.put("rocket.jpg", rocket());

    ImageHeader webp = header("/rocket.jpg/w320.webp");
    ImageHeader exact = header("/rocket.jpg/w333.webp");

    // The original has 640x427.
    assertThat(webp.widthPx()).isEqualTo(320);
    assertThat(webp.heightPx()).isEqualTo(214);
    assertThat(exact.widthPx()).isEqualTo(333);
    assertThat(variants.all()).containsOnlyKeys("rocket.jpg/w320.webp", "rocket.jpg/w333.webp");
  }

  @Test
  void cropsWhereTheFocalPointIs() throws IOException {
    BufferedImage left = crop("0,0.5");
    BufferedImage right = crop("1,0.5");

    assertThat(left.getWidth()).isEqualTo(160);
    assertThat(left.getHeight()).isEqualTo(160);
    assertThat(difference(left, right)).isGreaterThan(5);
    // As far left as the picture reaches, both times.
    assertThat(difference(left, crop("0.1,0.5"))).isLessThan(0.001);
  }

  @Test
  void refusesWhatIsNoPictureWithItsReason() {
    originals.put("a.jpg", new byte[] {'<', 's', 'v', 'g', '>'});

    APIGatewayV2HTTPResponse response = get(handler, "/a.jpg/w160.jpg");

    assertThat(response.getStatusCode()).isEqualTo(415);
    assertThat(response.getBody()).hasLineCount(1);
  }

  private BufferedImage crop(String focalPoint) throws IOException {
    originals.delete("rocket.jpg");
    new FakeObjectStore(originals, FakeObjectStore.DIRECT)
        .put(
            "rocket.jpg",
            new NewObject(rocket(), "image/jpeg", "", Map.of("focal-point", focalPoint)),
            WriteCondition.absent());
    return ImageIO.read(new ByteArrayInputStream(body("/rocket.jpg/w160-1x1.jpg")));
  }

  /** The mean difference of grey, 0 to 255. */
  private static double difference(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        sum += Math.abs((one.getRGB(x, y) >> 8 & 0xff) - (other.getRGB(x, y) >> 8 & 0xff));
      }
    }
    return (double) sum / one.getHeight() / one.getWidth();
  }

  private ImageHeader header(String path) {
    return Probe.read(body(path), RECIPE);
  }

  private byte[] body(String path) {
    APIGatewayV2HTTPResponse response = get(handler, path);
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    return Base64.getDecoder().decode(response.getBody());
  }

  private static byte[] rocket() throws IOException {
    try (InputStream in = OnTheFlyRenderTest.class.getResourceAsStream("/photos/rocket.jpg")) {
      return in.readAllBytes();
    }
  }
}
