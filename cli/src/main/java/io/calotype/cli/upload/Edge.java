package io.calotype.cli.upload;

import java.net.URI;

/**
 * The front door.
 *
 * @param url without a slash at its end
 * @param token the bearer token that the ticket API takes; empty where none is known
 */
public record Edge(URI url, String token) {

  /**
   * Cuts slashes at the end of a URL.
   *
   * @throws IllegalArgumentException where it is no http or https URL with a host
   */
  public static Edge of(String url, String token) {
    URI uri = URI.create(url.replaceFirst("/+$", ""));
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!(http || "https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      throw new IllegalArgumentException("expected an http or https URL but got " + url);
    }
    return new Edge(uri, token);
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "Edge[url=" + url + "]";
  }
}
