package io.calotype.infra.local.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * S3 on a bad day: some requests are throttled, others get no answer for longer than a client
 * waits. Of those every second one is carried out all the same, so that its client does not know.
 *
 * <p>Spares the clients that name themselves {@link #SPARED}: faults meet the job, not the test.
 */
public final class S3Faults implements Filter, AutoCloseable {
  /** In the user agent of clients that are spared. */
  public static final String SPARED = "spared-by-faults";

  /** Longer than the job waits for a byte. */
  private static final Duration HANG = Duration.ofSeconds(25);

  private static final String SLOW_DOWN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

  private final double throttled;
  private final double hanging;
  private final SplittableRandom dice;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong throttles = new AtomicLong();
  private final AtomicLong hangs = new AtomicLong();

  /**
   * Faults at these rates.
   *
   * @param throttled the share that is answered 503, 0 to 1
   * @param hanging the share that is not answered, 0 to 1
   */
  public S3Faults(long seed, double throttled, double hanging) {
    this.dice = new SplittableRandom(seed);
    this.throttled = throttled;
    this.hanging = hanging;
  }

  /** No faults at all. */
  public static S3Faults none() {
    return new S3Faults(0, 0, 0);
  }

  /** S3 behind these faults. */
  public LocalS3 start(LocalS3Settings settings, EventSink sink) throws IOException {
    return new LocalS3(settings, sink, Clock.systemUTC(), this);
  }

  /** The requests that were not spared, and what came of them. */
  public String summary() {
    return requests + " requests to S3, " + throttles + " throttled, " + hangs + " not answered";
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    String agent = ((HttpServletRequest) request).getHeader("User-Agent");
    if (agent != null && agent.contains(SPARED)) {
      chain.doFilter(request, response);
      return;
    }
    requests.incrementAndGet();
    double thrown = thrown();
    if (thrown < throttled) {
      throttles.incrementAndGet();
      refuse(answer);
    } else if (thrown < throttled + hanging) {
      if (hangs.incrementAndGet() % 2 == 0) {
        chain.doFilter(request, new LostAnswer(answer));
      }
      hang();
      refuse(answer);
    } else {
      chain.doFilter(request, response);
    }
  }

  private synchronized double thrown() {
    return dice.nextDouble();
  }

  private void hang() {
    try {
      ended.await(HANG.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }

  private static void refuse(HttpServletResponse answer) throws IOException {
    answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    answer.setContentType("application/xml;charset=utf-8");
    // The body that we do not read must not be taken for the next request.
    answer.setHeader("Connection", "close");
    answer.getWriter().write(SLOW_DOWN);
  }

  /** Lets go of all that hang. */
  @Override
  public void close() {
    ended.countDown();
  }
}
