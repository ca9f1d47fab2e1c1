package io.calotype.infra.local.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a signed request with an {@code x-amz-*} header that its signature does not cover, as S3
 * does and s3proxy does not: a ticket for one upload would else copy what somebody else uploaded,
 * with {@code x-amz-copy-source}.
 */
final class UnsignedHeadersFilter implements Filter {
  private static final String PARAMETER = "X-Amz-SignedHeaders";
  private static final Pattern AUTHORIZATION = Pattern.compile("SignedHeaders=([^,\\s]*)");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    List<String> unsigned =
        unsigned(
            Collections.list(asked.getHeaderNames()),
            asked.getQueryString(),
            asked.getHeader("Authorization"));
    if (unsigned.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      refuse((HttpServletResponse) response, unsigned);
    }
  }

  /**
   * The headers that should be signed and are not, in lower case; none where nothing is signed,
   * which is refused behind us.
   */
  static List<String> unsigned(
      List<String> headers, @Nullable String query, @Nullable String authorization) {
    List<Set<String>> signatures = new ArrayList<>();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        int at = parameter.indexOf('=');
        // Names may be escaped: who signs sees them decoded.
        if (at >= 0 && decoded(parameter.substring(0, at)).equals(PARAMETER)) {
          signatures.add(names(decoded(parameter.substring(at + 1))));
        }
      }
    }
    if (authorization != null) {
      Matcher signed = AUTHORIZATION.matcher(authorization);
      if (signed.find()) {
        signatures.add(names(signed.group(1)));
      }
    }
    return headers.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith("x-amz-"))
        .filter(name -> signatures.stream().anyMatch(signed -> !signed.contains(name)))
        .toList();
  }

  private static Set<String> names(String list) {
    return Set.copyOf(List.of(list.toLowerCase(Locale.ROOT).split(";", -1)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // A broken escape is refused behind us.
    }
  }

  private static void refuse(HttpServletResponse response, List<String> headers)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("application/xml;charset=utf-8");
    response
        .getWriter()
        .write(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code>"
                + "<Message>There were headers present in the request which were not signed"
                + "</Message><HeadersNotSigned>"
                + String.join(", ", headers)
                + "</HeadersNotSigned></Error>");
  }
}
