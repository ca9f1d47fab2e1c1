package io.calotype.infra.local.api;

import com.sun.net.httpserver.HttpExchange;
import io.calotype.infra.local.http.Answer;
import io.calotype.variants.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console's page, as the build put them beside this class's package.
 *
 * <p>Browsers ask anew each time and are answered 304 while nothing changed: after an update no
 * stale part of the page is left. The page may load and talk to nothing but this server and, to put
 * files, S3; scripts and styles stand in files only.
 */
final class ConsoleFiles {
  private static final String FOLDER = "/io/calotype/infra/local/console/";

  /** One name without slashes: no path leads out of the folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private final String policy;

  @SuppressWarnings("ArrayRecordComponent") // Read once and sent, never compared.
  private record File(byte[] bytes, String type, String etag) {}

  /**
   * The files of a page that puts to S3 at this address.
   *
   * @param s3 its scheme, host and port
   */
  ConsoleFiles(URI s3) {
    policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
            + " img-src 'self' blob: data:; connect-src 'self' "
            + s3.getScheme()
            + "://"
            + s3.getRawAuthority()
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** A file by its name, or empty where there is none. */
  Optional<Answer> answer(HttpExchange exchange, String name) {
    return file(name)
        .map(
            file -> {
              Map<String, String> headers = headers(file);
              String known = exchange.getRequestHeaders().getFirst("If-None-Match");
              return known != null && known.contains(file.etag())
                  ? new Answer(304, headers, new byte[0])
                  : new Answer(200, headers, file.bytes());
            });
  }

  private Optional<File> file(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    byte[] bytes = read(name);
    return bytes == null ? Optional.empty() : Optional.of(new File(bytes, type, etag(bytes)));
  }

  private static byte @Nullable [] read(String name) {
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String etag(byte[] bytes) {
    return '"' + Digest.of(new String(bytes, StandardCharsets.ISO_8859_1)) + '"';
  }

  private Map<String, String> headers(File file) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", file.type());
    headers.put("ETag", file.etag());
    headers.put("Cache-Control", "no-cache");
    headers.put("Content-Security-Policy", policy);
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    return headers;
  }
}
