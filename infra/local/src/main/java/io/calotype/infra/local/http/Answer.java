package io.calotype.infra.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the status code
 * @param headers its headers; Content-Length is added
 * @param body its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Answer(int status, Map<String, String> headers, byte[] body) {

  /** One line of plain text. */
  public static Answer text(int status, String line) {
    return new Answer(
        status,
        Map.of(
            "Content-Type",
            "text/plain; charset=utf-8",
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff"),
        (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sends it, without its body to who asked by HEAD. */
  public void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
    }
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
