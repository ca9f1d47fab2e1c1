package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.upload.Edge;
import io.calotype.cli.upload.EdgeClient;
import io.calotype.cli.url.EdgeRules;
import io.calotype.cli.url.WantedPicture;
import io.calotype.variants.html.PictureHtml;
import io.calotype.variants.html.PictureOptions;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.request.UrlSigner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code url}: how a page shows a picture. */
@Command(
    name = "url",
    header = "Prints a picture's URL, its srcset and a <picture> for a page.",
    description = {
      "%nSizes are in CSS pixels; what comes is the next wider step of the ladder. With --sign it"
          + " is exactly that size, and any ratio. The key is that of the system on this machine;"
          + " CALOTYPE_URL_KEY=<key id>:<secret in base64url> names another."
    },
    footer = {
      "%nExamples:",
      "  ./calotype url holiday/beach.jpg --width 640",
      "  ./calotype url holiday/beach.jpg --width 777 --ratio 5:7 --sign"
    })
final class UrlCommand implements Callable<Integer> {
  private static final int CSS_PX_MAX = 8_192;
  private static final Pattern DPR = Pattern.compile("[1-3](\\.[0-9])?|4(\\.0)?");
  private static final int VALID_HOURS_MAX = 24 * 366;

  private final Console console;
  private final FrontDoor door;
  private final UrlKey key;
  private final Clock clock;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "KEY", description = "The original's key, as it is in the bucket.")
  private String originalKey = "";

  @Option(names = "--width", paramLabel = "PX", description = "Width on the page.")
  private @Nullable Integer widthPx;

  @Option(names = "--height", paramLabel = "PX", description = "Height on the page.")
  private @Nullable Integer heightPx;

  @Option(names = "--dpr", paramLabel = "N", description = "Device pixels a CSS pixel, 1 to 4.")
  private @Nullable String dpr;

  @Option(names = "--ratio", paramLabel = "W:H", description = "Crops to this ratio, as 16:9.")
  private @Nullable String ratio;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "jpeg, webp, avif or png. Default: what the viewer takes.")
  private @Nullable String format;

  @Option(
      names = "--alt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What the picture shows, for the <picture>.")
  private String alt = "";

  @Option(names = "--sign", description = "Signs the URL, for an exact size.")
  private boolean sign;

  @Option(
      names = "--valid-hours",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = "How long the signature holds. Default: 24.")
  private int validHours;

  UrlCommand(Console console, FrontDoor door, UrlKey key, Clock clock) {
    this.console = console;
    this.door = door;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    WantedPicture wanted = wanted();
    Edge edge = door.find();
    Optional<Manifest> manifest = manifest(edge);
    if (manifest.isEmpty()) {
      return fail("missing", originalKey + " has no manifest: ./calotype status says why");
    }
    if (manifest.get().state() != Manifest.State.ready) {
      String why = Objects.requireNonNull(manifest.get().reason()).message();
      return fail("rejected", originalKey + " was refused: " + why);
    }
    requireTaken(new EdgeRules(manifest.get()), wanted);
    report(edge, manifest.get(), wanted);
    return 0;
  }

  /** What the edge always refuses is not handed out. */
  private void requireTaken(EdgeRules edge, WantedPicture wanted) {
    edge.refusal(wanted, sign)
        .ifPresent(
            why -> {
              throw new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
            });
    if (edge.isUnsure(wanted, sign)) {
      console.note(
          "the edge takes this URL only where its recipe lists "
              + ratio
              + "; with --sign it takes any ratio");
    }
  }

  private WantedPicture wanted() {
    Ratio cropped = ratio == null ? null : Ratio.parse(ratio).orElse(null);
    Format named = format == null ? null : Format.ofId(format).orElse(null);
    require(isCssPx(widthPx), "--width of 1 to " + CSS_PX_MAX, widthPx);
    require(isCssPx(heightPx), "--height of 1 to " + CSS_PX_MAX, heightPx);
    require(dpr == null || DPR.matcher(dpr).matches(), "--dpr of 1 to 4, as 1.5,", dpr);
    require(ratio == null || cropped != null, "--ratio of 1:1 to 99:99", ratio);
    require(format == null || named != null, "--format to be jpeg, webp, avif or png", format);
    require(
        validHours >= 1 && validHours <= VALID_HOURS_MAX,
        "--valid-hours of 1 to " + VALID_HOURS_MAX,
        validHours);
    return new WantedPicture(widthPx, heightPx, dpr, cropped, named);
  }

  private static boolean isCssPx(@Nullable Integer px) {
    return px == null || (px >= 1 && px <= CSS_PX_MAX);
  }

  private void require(boolean right, String expected, @Nullable Object given) {
    if (!right) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "expected " + expected + " but got " + given);
    }
  }

  private Optional<Manifest> manifest(Edge edge) throws InterruptedException {
    try {
      return new EdgeClient(edge).manifest(originalKey);
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private int fail(String state, String message) {
    if (json.wanted()) {
      console.json(Map.of("key", originalKey, "state", state, "message", message));
    } else {
      console.note(message);
    }
    return 1;
  }

  private void report(Edge edge, Manifest manifest, WantedPicture wanted) {
    Instant expires =
        clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(validHours));
    String path =
        sign ? wanted.url(manifest, new UrlSigner(key.find(edge)), expires) : wanted.url(manifest);
    PictureHtml html = PictureHtml.of(manifest, edge.url().toString());
    Map<String, String> srcset = new LinkedHashMap<>();
    for (String made : Objects.requireNonNull(manifest.srcset()).keySet()) {
      srcset.put(made, html.srcset(made));
    }
    String picture = html.picture(PictureOptions.of(alt));
    if (json.wanted()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("key", originalKey);
      result.put("state", manifest.state());
      result.put("url", edge.url() + path);
      if (sign) {
        result.put("expiresAt", expires.toString());
      }
      result.put("srcset", srcset);
      result.put("picture", picture);
      console.json(result);
      return;
    }
    console.line(edge.url() + path);
    if (sign) {
      console.line(console.faint("signed until " + expires));
    }
    srcset.forEach(
        (made, candidates) -> {
          console.line("");
          console.line(console.strong("srcset, " + made));
          candidates.lines().forEach(line -> console.line("  " + line.replace(", ", ",\n  ")));
        });
    console.line("");
    console.line(console.strong("<picture>"));
    console.line(picture);
  }
}
