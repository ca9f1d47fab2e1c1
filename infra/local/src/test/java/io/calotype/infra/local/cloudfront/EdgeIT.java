package io.calotype.infra.local.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.infra.local.cloudfront.EdgeFixture.Stored;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches storage and the function through the edge, and what becomes of their answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeIT {
  private static final int REQUESTS = 10_000;
  private static final String V = "0123456789abcdef";
  private static final String TYPE = "content-type";
  private static final String PLAIN = "text/plain; charset=utf-8";

  private EdgeFixture edge;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    edge =
        new EdgeFixture(
            folder,
            target -> target.startsWith("/variants/made") ? Stored.MISSING : Stored.picture(V),
            event -> {
              String[] path = event.getRawPath().split("/", -1);
              int status = Integer.parseInt(path[path.length - 2]);
              return EdgeFixture.says(
                  status,
                  status == 429
                      ? Map.of(TYPE, PLAIN, "retry-after", "3", "cache-control", "no-store")
                      : Map.of(TYPE, PLAIN, "cache-control", "public, max-age=60"),
                  "the function says " + status + "\n");
            });
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    edge.askedOfBucket.clear();
    edge.askedOfFunction.clear();
  }

  /** What AWS's own solutions answer with 500, a 1x1 picture or a minute of processor time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "w=-1",
        "w=0",
        "w=abc",
        "w=1e3",
        "w=1.5",
        "w=640px",
        "w=99999",
        "w=12000",
        "w=8193",
        "w=",
        "w=%20640",
        "w=0x10",
        "h=-1",
        "h=0",
        "dpr=0",
        "dpr=5",
        "dpr=1.25",
        "format=exe",
        "format=",
        "fit=stretch",
        "fit=cover&ratio=7:5",
        "fit=cover&ratio=0:1",
        "w=%ZZ",
        "w=%",
        "w=320&w=640",
        "w=320&%77=640",
        "format=jpeg&format=webp"
      })
  void refusesABadParameterBeforeStorageIsAsked(String query) throws Exception {
    String answer = edge.rawAnswer("/picture.jpg?" + query);

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("content-type: text/plain");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(body.strip().lines()).hasSize(1);
    assertThat(body).contains("expected");
    assertThat(edge.askedOfBucket).isEmpty();
    assertThat(edge.askedOfFunction).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%ZZ.jpg", "/%C3%28.jpg", "/%", "/k%FFln.jpg", "/_calotype/manifest/%ZZ"})
  void refusesABrokenPathBeforeStorageIsAsked(String path) throws Exception {
    assertThat(edge.rawAnswer(path)).startsWith("HTTP/1.1 400 ");
    assertThat(edge.askedOfBucket).isEmpty();
  }

  @Test
  void reachesNoMoreVariantsThanTheRecipeHasWhateverIsAsked() throws Exception {
    Recipe recipe = RecipeReader.defaultRecipe();
    int all = recipe.encodings().size();
    int fast = (int) recipe.encodings().stream().filter(encoding -> !encoding.slow()).count();
    int most = recipe.widthsPx().size() * (all + recipe.ratios().size() * fast);
    Random random = new Random(7);
    List<String> queries = Stream.generate(() -> anyQuery(random, recipe)).limit(REQUESTS).toList();

    queries.parallelStream()
        .forEach(
            query -> {
              try {
                assertThat(edge.get("/bounded.jpg?" + query).statusCode()).as(query).isEqualTo(200);
              } catch (Exception e) {
                throw new IllegalStateException(query, e);
              }
            });

    TreeSet<String> cacheKeys = new TreeSet<>(edge.askedOfBucket);
    TreeSet<String> variants = new TreeSet<>();
    cacheKeys.forEach(target -> variants.add(target.replaceFirst("\\?.*", "")));
    System.out.printf(
        "%d requests for one picture: %d distinct variants (at most %d), %d distinct cache keys%n",
        REQUESTS, variants.size(), most, cacheKeys.size());
    assertThat(variants).hasSizeLessThanOrEqualTo(most);
    assertThat(cacheKeys)
        .allMatch(target -> target.matches("/variants/bounded\\.jpg/w\\d+.*(\\?v=[0-9a-f]{16})?"));
  }

  /** Sizes, ratios, formats and the other things that unsigned viewers may say. */
  private static String anyQuery(Random random, Recipe recipe) {
    StringBuilder query = new StringBuilder("w=" + (1 + random.nextInt(8192)));
    boolean high = random.nextBoolean();
    if (high) {
      query.append("&h=").append(1 + random.nextInt(8192));
    }
    if (random.nextBoolean()) {
      query.append("&fit=cover");
      if (!high || random.nextBoolean()) {
        query.append("&ratio=").append(recipe.ratios().get(random.nextInt(recipe.ratios().size())));
      }
    }
    String[] formats = {"", "&format=jpeg", "&format=webp", "&format=avif", "&format=auto"};
    query.append(formats[random.nextInt(formats.length)]);
    if (random.nextBoolean()) {
      query.append("&dpr=").append(1 + random.nextInt(4));
    }
    switch (random.nextInt(4)) {
      case 0 -> query.append(String.format("&v=%016x", random.nextLong()));
      case 1 -> query.append("&v=not-a-version-").append(random.nextInt());
      case 2 -> query.append("&utm_campaign=").append(random.nextInt());
      default -> {}
    }
    return query.toString();
  }

  @Test
  void keepsForAYearOnlyWhatHasTheVersionOfTheUrl() throws Exception {
    assertThat(cacheControl("/kept.jpg?w=160&v=" + V))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(cacheControl("/kept.jpg?w=160&v=fedcba9876543210")).isEqualTo("public, max-age=60");
    assertThat(cacheControl("/kept.jpg?w=160")).isEqualTo("public, max-age=60");
    assertThat(cacheControl("/kept.jpg?w=160&v=" + V.toUpperCase(Locale.ROOT)))
        .isEqualTo("public, max-age=60");
  }

  private String cacheControl(String target) throws Exception {
    return edge.get(target).headers().firstValue("cache-control").orElse("none");
  }

  /** Complaint: 403, 500 or 502 where something else is right; each in one line of plain text. */
  @ParameterizedTest
  @CsvSource({"404,404", "413,413", "415,415", "422,422", "429,429", "504,504", "500,502"})
  void tellsTheViewerWhatTheFunctionSays(int said, int shown) throws Exception {
    HttpResponse<String> answer = edge.get("/made/" + said + "?w=160&format=jpeg");

    assertThat(answer.statusCode()).isEqualTo(shown);
    assertThat(answer.headers().firstValue(TYPE)).contains(PLAIN);
    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(answer.body().lines()).hasSize(1);
    assertThat(answer.headers().firstValue("retry-after").isPresent()).isEqualTo(said == 429);
  }

  /** What a redirect adds, any viewer can write. */
  @ParameterizedTest
  @ValueSource(ints = {404, 413})
  void takesAViewersWordForNoRedirect(int said) throws Exception {
    HttpResponse<String> answer = edge.get("/made/" + said + "?w=320&format=jpeg&again=1");

    assertThat(answer.statusCode()).isEqualTo(said);
    assertThat(answer.body()).isEqualTo("the function says " + said + "\n");
  }

  @Test
  void asksTheFunctionOnceForASharedMissAndAgainForWhatIsNotKept() throws Exception {
    edge.get("/made/404?w=640&format=jpeg");
    edge.get("/made/404?w=600&format=jpeg");
    assertThat(edge.askedOfFunction).containsExactly("/made/404/w640.jpg");
    edge.get("/made/429?w=640&format=jpeg");
    edge.get("/made/429?w=640&format=jpeg");
    assertThat(edge.askedOfFunction).filteredOn(path -> path.contains("429")).hasSize(2);
  }

  /** Complaint 16: what is stored is found, by whoever asks, and nothing is made anew. */
  @Test
  void servesWhatIsStoredWithoutAskingTheFunction() throws Exception {
    for (String query : List.of("?w=160", "?w=640&format=webp", "?w=1080&v=" + V, "?w=320&h=9")) {
      assertThat(edge.get("/stored.jpg" + query).statusCode()).as(query).isEqualTo(200);
    }
    assertThat(edge.askedOfBucket).hasSize(4);
    assertThat(edge.askedOfFunction).isEmpty();
  }

  @Test
  void showsNothingOfStorageToViewers() throws Exception {
    HttpResponse<String> answer = edge.get("/shown.jpg?w=160");

    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("x-amz-"))
        .doesNotContain("server");
    assertThat(answer.headers().firstValue("x-cache")).contains("Miss from cloudfront");
    assertThat(edge.get("/shown.jpg?w=100").headers().firstValue("x-cache"))
        .contains("Hit from cloudfront");
  }
}
