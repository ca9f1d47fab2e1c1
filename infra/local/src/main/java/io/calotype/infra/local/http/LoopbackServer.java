package io.calotype.infra.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on 127.0.0.1, and on no other address.
 *
 * <p>A request has a bounded time from its head to its answer; then its connection is closed. So
 * clients that begin a request and never end it hold threads for that long at most.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final long STOP_SECONDS_MAX = 5;
  private static final long IDLE_SECONDS_MAX = 10;

  private final HttpServer server;
  private final ExecutorService workers;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Duration requestTimeMax;
  private final Service service;

  /** What answers; where it fails, callers get a 500 without its cause, which is logged. */
  @FunctionalInterface
  public interface Service {
    /** Answers a request, whose body it reads. */
    Answer answer(HttpExchange exchange) throws IOException;
  }

  private LoopbackServer(
      HttpServer server, ExecutorService workers, Duration requestTimeMax, Service service) {
    this.server = server;
    this.workers = workers;
    this.requestTimeMax = requestTimeMax;
    this.service = service;
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any that is free
   * @param threads requests answered at a time; what is above waits
   * @param requestTimeMax from a request's head to its answer
   */
  public static LoopbackServer start(
      int port, int threads, Duration requestTimeMax, Service service) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    LoopbackServer started = new LoopbackServer(server, pool(threads), requestTimeMax, service);
    server.setExecutor(started.workers);
    server.createContext("/", started::serve);
    server.start();
    return started;
  }

  /** Threads that go when they have nothing to do: there may be many for a rare rush. */
  private static ExecutorService pool(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE_SECONDS_MAX, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Its address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    // Closing cuts off a thread that waits for the rest of a request; afterwards it does nothing.
    Future<?> end =
        clock.schedule(exchange::close, requestTimeMax.toMillis(), TimeUnit.MILLISECONDS);
    try (exchange) {
      Answer answer;
      try {
        answer = service.answer(exchange);
      } catch (RuntimeException e) {
        LOG.error("Request {} failed", exchange.getRequestURI(), e);
        answer = Answer.text(500, "the request failed on our side: try it again; the log says why");
      }
      if (!UnreadBody.skip(exchange.getRequestBody())) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
      answer.send(exchange);
    } finally {
      end.cancel(false);
    }
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    clock.shutdownNow();
    workers.shutdownNow();
    try {
      workers.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
