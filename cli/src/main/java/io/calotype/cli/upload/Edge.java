package io.calotype.cli.upload;

import java.net.URI;

/**
 * The front door.
 *
 * @param url without a slash at its end
 * @param token the bearer token that the ticket API takes
 */
public record Edge(URI url, String token) {

  /** Cuts slashes at the end of a URL. */
  public static Edge of(String url, String token) {
    return new Edge(URI.create(url.replaceFirst("/+$", "")), token);
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "Edge[url=" + url + "]";
  }
}
