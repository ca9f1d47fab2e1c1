package io.calotype.benchmarks.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderers;
import io.calotype.variants.render.Rendering;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The engine alone: ladders from bytes in memory to bytes in memory, and nothing around them. */
public final class EngineMain {
  private final ObjectMapper json = new ObjectMapper();
  private final LadderMaker maker;

  private EngineMain(Recipe recipe) {
    maker = new LadderMaker(recipe, Renderers.choose("vips"));
  }

  /**
   * The first line.
   *
   * @param recipeJson what is made
   */
  public record Start(String recipeJson) {}

  /**
   * Each further line.
   *
   * @param photos files, rendered in turn
   * @param images how many are rendered in all
   * @param threads how many at a time
   */
  public record Request(List<String> photos, int images, int threads) {}

  /**
   * What was made.
   *
   * @param images how many ladders
   * @param bytes for each photo the bytes of its ladder, each name counted
   */
  public record Answer(int images, List<Long> bytes) {}

  /** Answers until its input ends. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    ObjectMapper json = new ObjectMapper();
    PrintStream answers = System.out;
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String recipe = json.readValue(requests.readLine(), Start.class).recipeJson();
      EngineMain engine =
          new EngineMain(RecipeReader.read("the recipe", recipe.getBytes(StandardCharsets.UTF_8)));
      answers.println("{\"images\":0,\"bytes\":[]}");
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        Answer answer = engine.answer(json.readValue(line, Request.class));
        answers.println(engine.json.writeValueAsString(answer));
      }
    }
  }

  private Answer answer(Request request)
      throws IOException, InterruptedException, ExecutionException {
    List<byte[]> photos = new ArrayList<>();
    for (String photo : request.photos()) {
      photos.add(Files.readAllBytes(Path.of(photo)));
    }
    Long[] bytes = new Long[photos.size()];
    AtomicInteger next = new AtomicInteger();
    Callable<Integer> work =
        () -> {
          int made = 0;
          for (int i = next.getAndIncrement();
              i < request.images();
              i = next.getAndIncrement(), made++) {
            bytes[i % bytes.length] = bytes(wholeLadder(photos.get(i % bytes.length)));
          }
          return made;
        };
    ExecutorService threads = Executors.newFixedThreadPool(request.threads());
    int images = 0;
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < request.threads(); i++) {
        all.add(work);
      }
      for (Future<Integer> one : threads.invokeAll(all)) {
        images += one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return new Answer(images, List.of(bytes));
  }

  /** From one decode, as nobody could make it for less. */
  private Rendering wholeLadder(byte[] photo) {
    return maker.make(photo, RenderHints.NONE, maker.wholeLadder());
  }

  private static long bytes(Rendering rendering) {
    long bytes = 0;
    for (RenderedImage image : rendering.ladder().images()) {
      bytes += (long) image.bytes().length * image.planned().names().size();
    }
    return bytes;
  }
}
