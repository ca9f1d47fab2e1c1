package io.calotype.infra.local.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Writes each request's path as signatures see it: decoded, then encoded by AWS's rules.
 *
 * <p>S3 checks a signature against the key, s3proxy against the path as it came. They differ where
 * a client encodes more or less on the wire than it signed; Java's own does, which sends {@code //}
 * as {@code /%2F}.
 */
final class CanonicalPathFilter implements Filter {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new CanonicalPath((HttpServletRequest) request), response);
  }

  static String canonical(String path) {
    String decoded;
    try {
      decoded = URLDecoder.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path; // A broken escape is refused behind us.
    }
    StringBuilder encoded = new StringBuilder(path.length());
    for (byte b : decoded.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (UNRESERVED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  private static final class CanonicalPath extends HttpServletRequestWrapper {
    CanonicalPath(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return canonical(super.getRequestURI());
    }
  }
}
