package io.calotype.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.Jpeg;
import io.calotype.benchmarks.Resizing;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.RenderedImage;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A contender that wins by doing less than it was asked for. */
final class CheatWorker {
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Answer> answers = new HashMap<>();
  private final Cheat cheat;

  enum Cheat {
    NONE,
    /** Pictures of the right size, of 16 pixels by 16. */
    BLURRED,
    /** Pictures of the right size in another format. */
    OTHER_FORMAT,
    /** A ladder that was made before is not made again. */
    CACHED,
    /** Half of a ladder where nobody looks. */
    HALF
  }

  private CheatWorker(Cheat cheat) {
    this.cheat = cheat;
  }

  static Peer peer(Cheat cheat) {
    return new Peer(
        cheat.name(),
        cheat.name(),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CheatWorker.class.getName(),
            cheat.name()));
  }

  public static void main(String[] arguments) throws IOException {
    CheatWorker worker = new CheatWorker(Cheat.valueOf(arguments[0]));
    System.out.println(worker.json.writeValueAsString(new Ready("a cheat")));
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        Request request = worker.json.readValue(line, Request.class);
        System.out.println(worker.json.writeValueAsString(worker.answer(request)));
      }
    }
  }

  private Answer answer(Request request) throws IOException {
    Answer before = answers.get(request.photo());
    if (cheat == Cheat.CACHED && before != null) {
      return new Answer(0.01, 0.01, before.bytes(), null);
    }
    long startedNs = System.nanoTime();
    long bytes = 0;
    Recipe recipe = Formats.JPEG_ONLY.recipe(request.widthsPx());
    byte[] photo = photo(Files.readAllBytes(Path.of(request.photo())));
    Plan plan = Plan.ladder(recipe, Probe.read(photo, recipe));
    for (RenderedImage image : Contender.THUMBNAILATOR.open().render(photo, plan).images()) {
      byte[] file = file(image.bytes());
      bytes += file.length;
      if (request.out() != null) {
        String format = image.planned().encoding().format().id();
        Files.write(Path.of(request.out(), image.planned().widthPx() + "." + format), file);
      }
    }
    double ms = (System.nanoTime() - startedNs) / 1e6;
    Answer answer =
        new Answer(ms, ms, cheat == Cheat.HALF && before != null ? bytes / 2 : bytes, null);
    answers.put(request.photo(), answer);
    return answer;
  }

  private byte[] photo(byte[] photo) throws IOException {
    if (cheat != Cheat.BLURRED) {
      return photo;
    }
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(photo));
    BufferedImage small = Resizing.GRAPHICS2D.of(picture, 16, 16);
    return Jpeg.encode(Resizing.GRAPHICS2D.of(small, picture.getWidth(), picture.getHeight()), 90);
  }

  private byte[] file(byte[] jpeg) throws IOException {
    if (cheat != Cheat.OTHER_FORMAT) {
      return jpeg;
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(ImageIO.read(new ByteArrayInputStream(jpeg)), "png", png);
    return png.toByteArray();
  }
}
