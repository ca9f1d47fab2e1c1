package io.calotype.infra.local.api;

import com.sun.net.httpserver.Headers;
import io.calotype.variants.request.Excerpt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests of the console's own page from those that other pages make a browser send.
 *
 * <p>Loopback is no protection from a browser: any page it shows may send requests to 127.0.0.1,
 * and may even read the answers where a host name of its own is made to point there (DNS
 * rebinding). So the {@code Host} has to be the console's, and the browser has to say that the
 * request comes from the page itself: with {@code Sec-Fetch-Site} or, where it is too old for that,
 * with {@code Origin}. Scripts can set neither. Programs on this machine can: this is no login.
 */
final class PageOrigin {
  private static final String SITE = "Sec-Fetch-Site";
  private static final int HTTP_PORT = 80;

  private final Set<String> authorities = new LinkedHashSet<>();

  /** The page that is served at this port of 127.0.0.1. */
  PageOrigin(int port) {
    for (String host : List.of("127.0.0.1", "localhost")) {
      authorities.add(host + ":" + port);
      if (port == HTTP_PORT) {
        authorities.add(host);
      }
    }
  }

  /** Why a request is not the page's own; empty where it is. */
  Optional<String> objection(Headers headers) {
    return strangeHost(headers).or(() -> strangeOrigin(headers));
  }

  /** Why a request did not mean this server, by its {@code Host}; empty where it did. */
  Optional<String> strangeHost(Headers headers) {
    String host = headers.getFirst("Host");
    return host != null && authorities.contains(host)
        ? Optional.empty()
        : Optional.of("expected the Host " + first() + " but got " + shown(host));
  }

  private Optional<String> strangeOrigin(Headers headers) {
    String origin = headers.getFirst("Origin");
    if (origin != null && !isOurs(origin)) {
      return Optional.of(
          "expected a request of the page at http://"
              + first()
              + " but got one of "
              + shown(origin));
    }
    String site = headers.getFirst(SITE);
    if (site != null ? site.equals("same-origin") : origin != null) {
      return Optional.empty();
    }
    return Optional.of(
        "expected a request of the page at http://"
            + first()
            + ", which says "
            + SITE
            + ": same-origin, but got "
            + shown(site));
  }

  private boolean isOurs(String origin) {
    return origin.startsWith("http://")
        && authorities.contains(origin.substring("http://".length()));
  }

  private String first() {
    return authorities.iterator().next();
  }

  private static String shown(@Nullable String value) {
    return value == null ? "none" : Excerpt.of(value);
  }
}
