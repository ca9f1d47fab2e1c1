package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.header;
import static io.calotype.infra.local.StackFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.SigningKey;
import io.calotype.variants.request.UrlSigner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How viewers are answered, through CloudFront's stand-in and every real part behind it: by
 * conditions, by what they accept, and where they get no picture.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersIT {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();
  private static final byte[] ROCKET = StackFixture.photo("rocket.jpg"); // 640x427
  private static final String KEY = "delivered.jpg";

  private StackFixture stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = new StackFixture(folder);
    stack.put(KEY, ROCKET);
    stack.awaitAll(KEY);
  }

  @AfterAll
  void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  /**
   * Complaint 14: entity tags and 304; of what the job made, what was made on the fly, manifests.
   */
  @ParameterizedTest
  @CsvSource({
    "/delivered.jpg?w=320&format=webp",
    "/delivered.jpg?w=320&format=jpeg",
    "/delivered.jpg?w=160&fit=cover&ratio=1:1&format=webp",
    "/_calotype/manifest/delivered.jpg"
  })
  void answersConditionsByEntityTagAlikeOnMissAndHit(String target) throws Exception {
    for (int round = 0; round < 2; round++) {
      HttpResponse<byte[]> whole = stack.get(target);
      String etag = header(whole, "etag");
      assertThat(whole.statusCode()).isEqualTo(200);
      assertThat(etag).matches("\"[^\"]+\"");

      for (String same : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
        HttpResponse<byte[]> answer = stack.get(target, "If-None-Match", same);
        assertThat(answer.statusCode()).as(same).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "etag")).isEqualTo(etag);
        assertThat(header(answer, "cache-control")).isEqualTo(header(whole, "cache-control"));
      }
      assertThat(stack.get(target, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
      HttpResponse<byte[]> head = method("HEAD", target);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(header(head, "content-length")).isEqualTo("" + whole.body().length);
      assertThat(header(head, "etag")).isEqualTo(etag);
      assertThat(method("HEAD", target, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }
  }

  /** RFC 9110, 13.1.3: a client whose clock is ahead gets the picture, not a 304. */
  @Test
  void takesADateThatIsYetToComeForNone() throws Exception {
    String target = "/" + KEY + "?w=160&format=jpeg";
    String modified = header(stack.get(target), "last-modified");

    assertThat(stack.get(target, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
    assertThat(stack.get(target, "If-Modified-Since", "Thu, 24 Nov 2126 12:00:00 GMT").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/avif,image/webp,image/apng,*/*;q=0.8 | image/avif",
        "image/avif                                 | image/avif",
        "image/avif;q=0,image/webp                  | image/webp",
        "image/webp                                 | image/webp",
        "IMAGE/WEBP                                 | image/webp",
        "image/webp;q=0                             | image/jpeg",
        "image/webp;q=0.001                         | image/webp",
        "*/*                                        | image/jpeg",
        "image/*                                    | image/jpeg",
        "text/html                                  | image/jpeg",
        "'image/jpeg, image/webp;q=0.5'             | image/webp"
      })
  void choosesTheFormatByWhatTheViewerAccepts(String accept, String type) throws Exception {
    HttpResponse<byte[]> answer = stack.get("/" + KEY + "?w=320", "Accept", accept);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo(type);
    assertThat(header(answer, "vary")).contains("Accept");
    assertThat(Probe.read(answer.body(), RECIPE).format().contentType()).isEqualTo(type);
  }

  /** Complaint 6: AVIF is never made while a viewer waits. */
  @Test
  void answersASlowFormatThatIsNotThereWithAReadyOneForAMinute() throws Exception {
    String key = "slow.jpg";
    stack.put(key, ROCKET);
    Manifest complete = stack.awaitAll(key);
    String target = target(key, "w320.avif", complete.v());
    stack.s3.deleteObject(
        delete -> delete.bucket(LocalS3Settings.VARIANTS).key(key + "/w320.avif"));

    HttpResponse<byte[]> neighbour = stack.get(target);

    assertThat(neighbour.statusCode()).isEqualTo(200);
    assertThat(header(neighbour, "content-type")).isEqualTo("image/webp");
    assertThat(neighbour.body()).isEqualTo(stack.variant(key + "/w320.webp"));
    assertThat(header(neighbour, "cache-control")).isEqualTo("public, max-age=60");
    assertThat(stack.derivedKeys(key)).doesNotContain(key + "/w320.avif");
  }

  @Test
  void answersClientHintsOnlyWhereTheUrlAsksForThem() throws Exception {
    assertThat(widthOf("/" + KEY + "?w=160", "Sec-CH-DPR", "2")).isEqualTo(160);
    assertThat(widthOf("/" + KEY + "?w=160&dpr=auto", "Sec-CH-DPR", "2")).isEqualTo(320);
    assertThat(widthOf("/" + KEY + "?w=auto", "Sec-CH-Width", "300")).isEqualTo(320);
    assertThat(widthOf("/" + KEY + "?w=160&dpr=2", "Save-Data", "on")).isEqualTo(160);
  }

  /**
   * Complaints 10 and 16: what is missing is 404, never 403 or 5xx, and what is stored is found.
   */
  @Test
  void says404ForWhatNobodyUploadedAndKeepsThatBriefly() throws Exception {
    HttpResponse<byte[]> unknown = stack.get("/nobody/has/this.jpg?w=320");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(header(unknown, "cache-control")).isEqualTo("public, max-age=60");
    assertThat(oneLine(unknown)).isNotEmpty();
    HttpResponse<byte[]> manifest = stack.get("/_calotype/manifest/nobody.jpg");
    assertThat(manifest.statusCode()).isEqualTo(404);
    assertThat(header(manifest, "cache-control")).isEqualTo("no-store");
    assertThat(header(stack.get("/_calotype/manifest/nobody.jpg"), "x-cache"))
        .isEqualTo("Error from cloudfront");
    assertThat(stack.get("/uploads/x.jpg?w=1").statusCode()).isEqualTo(404);
    assertThat(stack.get("/_calotype").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsByItsStatusWhyAnOriginalWasRefused() throws Exception {
    stack.put("refused/text.jpg", "this is no picture".getBytes(StandardCharsets.UTF_8));
    stack.put("refused/cut.jpg", Arrays.copyOf(ROCKET, ROCKET.length / 2));

    assertThat(stack.awaitManifest("refused/text.jpg").state()).isEqualTo(Manifest.State.rejected);
    assertThat(stack.awaitManifest("refused/cut.jpg").state()).isEqualTo(Manifest.State.rejected);

    HttpResponse<byte[]> text = stack.get("/refused/text.jpg?w=320");
    HttpResponse<byte[]> cut = stack.get("/refused/cut.jpg?w=320");
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(oneLine(text)).isNotEmpty();
    assertThat(cut.statusCode()).isEqualTo(422);
    assertThat(oneLine(cut)).isNotEmpty();
  }

  /** Complaint 12: what iPhones make unless they are told otherwise. */
  @Test
  void saysOfHeicWhatItIsAndWhatToDo() throws Exception {
    byte[] heic = "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    stack.put("iphone.heic", heic);

    assertThat(stack.awaitManifest("iphone.heic").state()).isEqualTo(Manifest.State.rejected);
    HttpResponse<byte[]> answer = stack.get("/iphone.heic?w=320");
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(oneLine(answer)).contains("HEIC").contains(": ");
  }

  @Test
  void makesAnySizeForWhoHasASignatureAndForNobodyElse() throws Exception {
    UrlSigner signer =
        new UrlSigner(
            new SigningKey(
                stack.addresses.urlKeyId(),
                Base64.getUrlDecoder().decode(stack.addresses.urlKey())));
    Instant later = Instant.now().plusSeconds(600);
    String signed = signer.sign(KEY, Map.of("w", "301", "format", "webp"), later);

    HttpResponse<byte[]> exact = stack.get(signed);
    assertThat(exact.statusCode())
        .as(new String(exact.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    assertThat(Probe.read(exact.body(), RECIPE).widthPx()).isEqualTo(301);
    HttpResponse<byte[]> changed = stack.get(signed.replace("w=301", "w=302"));
    assertThat(changed.statusCode()).isEqualTo(403);
    assertThat(oneLine(changed)).contains("signature");
    HttpResponse<byte[]> expired =
        stack.get(signer.sign(KEY, Map.of("w", "303"), Instant.now().minusSeconds(1)));
    assertThat(expired.statusCode()).isEqualTo(410);
    assertThat(oneLine(expired)).isNotEmpty();
    assertThat(stack.derivedKeys(KEY))
        .noneMatch(key -> key.contains("/w302.") || key.contains("/w303."));
  }

  @Test
  void handsTheConsoleAndItsApiOnAndKeepsForeignPagesOut() throws Exception {
    assertThat(stack.get("/").statusCode()).isEqualTo(200);
    assertThat(header(stack.get("/"), "content-security-policy")).isNotEmpty();
    assertThat(stack.get("/_calotype/api/system", "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(200);
    assertThat(stack.get("/_calotype/api/system", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  private HttpResponse<byte[]> method(String method, String target, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stack.addresses.edge() + target))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return stack.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private int widthOf(String target, String... headers) throws Exception {
    return Probe.read(stack.get(target, headers).body(), RECIPE).widthPx();
  }

  private static String oneLine(HttpResponse<byte[]> answer) {
    assertThat(header(answer, "content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    return text.strip();
  }
}
