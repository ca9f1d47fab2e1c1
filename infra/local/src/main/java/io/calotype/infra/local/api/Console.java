package io.calotype.infra.local.api;

import com.sun.net.httpserver.HttpExchange;
import io.calotype.infra.local.flink.FlinkClient;
import io.calotype.infra.local.http.Answer;
import io.calotype.pipeline.deadletter.DeadLetterBox;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.pipeline.redrive.Redrive;
import io.calotype.variants.recipe.Recipe;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** The console: its page at {@code /}, the files that it loads, and the API behind it. */
public final class Console {
  private static final String PAGE = "index.html";
  private static final String FILES = "/_calotype/console/";
  private static final String API = "/_calotype/api/";

  private final PageOrigin page;
  private final ConsoleFiles files;
  private final LocalApi api;

  /**
   * Where the console finds what it shows.
   *
   * @param edgePort the port of 127.0.0.1 that browsers reach the page at
   * @param s3 address that files are put to
   * @param flink address of Flink's REST API and page
   */
  public record Addresses(int edgePort, URI s3, URI flink) {}

  /**
   * Names of buckets.
   *
   * @param originals where uploads go
   * @param variants where manifests are
   * @param deadLetters where what was refused is kept
   */
  public record Buckets(String originals, String variants, String deadLetters) {}

  /**
   * A console of one system.
   *
   * @param tokens issues what the page uploads with
   * @param stream what the job reads; redriven letters go there
   */
  public Console(
      Addresses addresses,
      Buckets buckets,
      Recipe recipe,
      Tokens tokens,
      S3Client s3,
      StreamWriter stream) {
    Clock clock = Clock.systemUTC();
    DeadLetterBox box = new DeadLetterBox(s3, buckets.deadLetters());
    page = new PageOrigin(addresses.edgePort());
    files = new ConsoleFiles(addresses.s3());
    api =
        new LocalApi(
            page,
            tokens,
            SystemFacts.of(addresses.flink(), recipe),
            new LatestStatus(new FlinkClient(addresses.flink(), clock, Duration.ZERO), clock),
            new RecentPictures(s3, buckets.originals(), buckets.variants()),
            new DeadLetterDesk(box, new Redrive(box, stream)));
  }

  /** Whether a path is the console's. */
  boolean has(String path) {
    return path.equals("/") || path.startsWith(FILES) || path.startsWith(API);
  }

  /** The answer to a request for one of its paths. */
  Answer answer(HttpExchange exchange, String path) throws IOException {
    if (path.startsWith(API)) {
      try {
        return api.answer(exchange, path.substring(API.length()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Answer.text(503, "the system is ending");
      }
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.text(405, "expected GET or HEAD but got " + method);
    }
    Optional<String> objection = page.strangeHost(exchange.getRequestHeaders());
    if (objection.isPresent()) {
      return Answer.text(403, objection.get());
    }
    return files
        .answer(exchange, path.equals("/") ? PAGE : path.substring(FILES.length()))
        .orElseGet(() -> Answer.text(404, "there is no such file of the console"));
  }
}
