package io.calotype.edge.ticket;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * The answer to {@code POST /uploads}: how to upload one file, and where to see what became of it.
 *
 * @param key the key that the original will have
 * @param uploadUrl where to send the file; works once, for a body of exactly the size asked for
 * @param method the HTTP method to send it with
 * @param headers what to send along; only such headers as scripts in a browser may set
 * @param expiresAt when the URL ends to work, as {@code 2026-11-24T10:15:00Z}
 * @param manifestUrl where the manifest will be
 */
@JsonPropertyOrder({"key", "uploadUrl", "method", "headers", "expiresAt", "manifestUrl"})
public record UploadTicket(
    String key,
    String uploadUrl,
    String method,
    Map<String, String> headers,
    String expiresAt,
    String manifestUrl) {

  /** Copies the map. */
  public UploadTicket {
    headers = Map.copyOf(headers);
  }
}
