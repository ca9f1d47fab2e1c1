package io.calotype.infra.local.s3;

import io.calotype.infra.local.ports.PortInUseException;
import io.calotype.infra.local.ports.PortOwner;
import io.calotype.infra.local.s3.awssdk.AtomicBlobStore;
import io.calotype.infra.local.s3.objects.BucketFolder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/**
 * S3 on 127.0.0.1: signatures (version 4, presigned too) are checked, conditional requests are
 * atomic, keys may be anything that S3 takes, and each change sends the event that S3 would send.
 *
 * <pre>{@code
 * try (LocalS3 s3 = new LocalS3(LocalS3Settings.temporary(credentials), bus::put)) {
 *   S3Client client = S3Client.builder().endpointOverride(s3.endpoint())...
 * }
 * }</pre>
 */
public final class LocalS3 implements AutoCloseable {
  private static final long STOP_TIMEOUT_MS = 2_000;

  private final S3Proxy proxy;
  private final Path folder;
  private final FolderLock lock;
  private final boolean temporary;

  /**
   * Starts it.
   *
   * @throws PortInUseException when the port is taken
   * @throws IOException when the folder cannot be used, or another process uses it
   */
  public LocalS3(LocalS3Settings settings, EventSink sink) throws IOException {
    this(settings, sink, Clock.systemUTC());
  }

  /** Likewise, with something in front that may answer in its place. */
  LocalS3(LocalS3Settings settings, EventSink sink, Clock clock, Filter... inFront)
      throws IOException {
    Path kept = settings.folder();
    temporary = kept == null;
    folder = kept == null ? Files.createTempDirectory("calotype-s3-") : kept;
    lock = new FolderLock(folder);
    BucketFolder buckets =
        new BucketFolder(folder, clock, new S3Events(sink, settings.region(), clock));
    for (String bucket : settings.buckets()) {
      buckets.create(bucket);
    }
    S3Credentials credentials = settings.credentials();
    proxy =
        S3Proxy.builder()
            .blobStore(new AtomicBlobStore(buckets))
            .endpoint(URI.create("http://127.0.0.1:" + settings.port()))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
            .corsRules(browserUploads(settings.corsOrigins()))
            // As S3 does: clients send more x-amz headers than anybody knows.
            .ignoreUnknownHeaders(true)
            .stopTimeout(STOP_TIMEOUT_MS)
            .build();
    addFilters(proxy, inFront);
    addFilters(proxy, new RefusalFilter(), new UnsignedHeadersFilter(), new CanonicalPathFilter());
    start(settings.port());
  }

  /** Its address, as clients' endpoint override; path-style access is needed. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** Ends it: requests under way have two seconds to finish. */
  @Override
  public void close() throws IOException {
    stop();
    lock.close();
    if (temporary) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void start(int port) throws IOException {
    try {
      proxy.start();
    } catch (Exception e) {
      close();
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new PortInUseException("S3", port, new PortOwner().describe(port));
      }
      throw new IOException("cannot start S3 on port " + port + ": " + e.getMessage(), e);
    }
  }

  private void stop() throws IOException {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException("cannot stop S3: " + e.getMessage(), e);
    }
  }

  /** s3proxy offers no place for filters: reaches for its server, of the version that is pinned. */
  private static void addFilters(S3Proxy proxy, Filter... filters) {
    try {
      Field server = S3Proxy.class.getDeclaredField("server");
      server.setAccessible(true);
      ServletContextHandler context =
          ((Server) server.get(proxy)).getDescendant(ServletContextHandler.class);
      for (Filter filter : filters) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this s3proxy is built otherwise than version 4.1.0", e);
    }
  }

  /** A ticket's PUT comes from a page of the edge; nothing else does. */
  private static CrossOriginResourceSharing browserUploads(List<String> origins) {
    return new CrossOriginResourceSharing(
        origins.stream().map(Pattern::quote).toList(),
        List.of("PUT"),
        List.of("content-type", "if-none-match"),
        List.of("ETag"),
        "");
  }
}
