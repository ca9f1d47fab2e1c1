package io.calotype.infra.local.s3;

import io.calotype.infra.local.http.UnreadBody;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Reads the rest of a request that is refused before its answer begins, and says that the
 * connection closes where that is too much.
 *
 * <p>s3proxy refuses by the head alone what is wrongly signed. Its server then closes the
 * connection without having said so: a client that still sends the body may never see the answer,
 * and one that reuses the connection loses its next request.
 */
final class RefusalFilter implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(
        request, new Refusing((HttpServletRequest) request, (HttpServletResponse) response));
  }

  private static final class Refusing extends HttpServletResponseWrapper {
    private final HttpServletRequest request;

    Refusing(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    @Override
    public void setStatus(int status) {
      if (status >= SC_BAD_REQUEST && !isCommitted() && !readWhole()) {
        setHeader("Connection", "close");
      }
      super.setStatus(status);
    }

    private boolean readWhole() {
      try {
        ServletInputStream body = request.getInputStream();
        return body.isFinished()
            || (request.getContentLengthLong() <= UnreadBody.BYTES_MAX && UnreadBody.skip(body));
      } catch (IOException e) {
        return false; // Its client is gone, or stopped half way.
      }
    }
  }
}
