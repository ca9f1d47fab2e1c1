package io.calotype.infra.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it was sent: nothing in it is decoded.
 *
 * @param method its method
 * @param rawPath its path
 * @param rawQuery its query without the question mark, empty where it has none
 * @param headers by names in lower case; those of one name are joined by commas
 * @param body its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record RawRequest(
    String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {

  /** A request whose body has been read. */
  public static RawRequest of(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    String query = exchange.getRequestURI().getRawQuery();
    return new RawRequest(
        exchange.getRequestMethod(),
        rawPath(exchange.getRequestURI()),
        query == null ? "" : query,
        headers,
        body);
  }

  /** The path as it was sent; {@link URI} takes what follows two leading slashes for a host. */
  public static String rawPath(URI uri) {
    return uri.getRawAuthority() == null
        ? uri.getRawPath()
        : "//" + uri.getRawAuthority() + uri.getRawPath();
  }

  /** A header's value, empty where there is none of this name, which is in lower case. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
