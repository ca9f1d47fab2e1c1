package io.calotype.edge.onthefly;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Times the on-the-fly function from its deployed jar, in fresh processes, against two buckets on
 * loopback: how long until it is ready, until the first answer, and how long once it is warm. Needs
 * nothing but the JDK and the jar:
 *
 * <pre>{@code
 * java edge-lambda/src/test/java/io/calotype/edge/onthefly/OnTheFlyTimes.java \
 *     edge-lambda PHOTO.jpg w640.webp 5 50
 * }</pre>
 *
 * Arguments: the module's folder, the photograph, the variant that is asked for first, how many
 * processes, and how many more variants each of them is asked for.
 */
public final class OnTheFlyTimes {
  private static final List<String> STEPS = List.of("ready", "primed", "first", "warm", "standing");

  /** What a step took: by the clock, and by the processor in all threads, in milliseconds. */
  record Took(double ms, double cpuMs) {}

  private final Path jar;
  private final Path asker;

  OnTheFlyTimes(Path module, Path work) throws IOException {
    this.jar = module.resolve("target/calotype-lambda-onthefly.jar").toAbsolutePath();
    this.asker = work;
    Path source =
        module.resolve("src/test/resources/io/calotype/edge/onthefly/AskForVariants.java");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", jar.toString(), "-d", work.toString(), source.toString());
    if (status != 0) {
      throw new IllegalStateException("expected " + source + " to compile with " + jar);
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 5) {
      System.err.println("expected: MODULE PHOTO VARIANT PROCESSES WARM");
      System.exit(2);
    }
    Path work = Files.createTempDirectory("asker");
    // Also where Ctrl-C ends it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work)));
    OnTheFlyTimes times = new OnTheFlyTimes(Path.of(args[0]), work);
    byte[] photo = Files.readAllBytes(Path.of(args[1]));
    for (boolean primed : new boolean[] {false, true}) {
      Map<String, List<Took>> all = new TreeMap<>();
      for (int i = 0; i < Integer.parseInt(args[3]); i++) {
        times
            .run(photo, args[2], Integer.parseInt(args[4]), primed)
            .forEach((step, ms) -> all.computeIfAbsent(step, any -> new ArrayList<>()).addAll(ms));
      }
      System.out.println(primed ? "primed, as before a snapshot:" : "not primed:");
      STEPS.stream().filter(all::containsKey).forEach(step -> print(step, all.get(step)));
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("expected to delete " + folder + " but cannot: delete it");
    }
  }

  private static void print(String step, List<Took> took) {
    System.out.printf(
        Locale.ROOT,
        "  %-9s n=%-4d ms: %s; CPU ms: %s%n",
        step,
        took.size(),
        quantiles(took.stream().map(Took::ms).sorted().toList()),
        quantiles(took.stream().map(Took::cpuMs).sorted().toList()));
  }

  private static String quantiles(List<Double> sorted) {
    int last = sorted.size() - 1;
    return String.format(
        Locale.ROOT,
        "min %.1f, p50 %.1f, p99 %.1f, max %.1f",
        sorted.get(0),
        sorted.get(last / 2),
        sorted.get((int) Math.ceil(last * 0.99)),
        sorted.get(last));
  }

  /** The steps of one fresh process; fails where an answer is no picture. */
  Map<String, List<Took>> run(byte[] photo, String variant, int warm, boolean primed)
      throws IOException, InterruptedException {
    try (Buckets buckets = new Buckets(photo)) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // As on Lambda, whose functions get little and start often.
                  "-XX:+TieredCompilation",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  jar + System.getProperty("path.separator") + asker,
                  "io.calotype.edge.onthefly.AskForVariants",
                  String.valueOf(warm),
                  variant));
      if (primed) {
        command.add("primed");
      }
      ProcessBuilder java =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      java.environment().keySet().removeIf(name -> name.startsWith("CALOTYPE_"));
      java.environment().putAll(buckets.environment());
      Process process = java.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("expected exit status 0: " + out);
      }
      return read(out);
    }
  }

  private static Map<String, List<Took>> read(String out) {
    Map<String, List<Took>> times = new TreeMap<>();
    for (String line : out.lines().toList()) {
      String[] parts = line.split(" ", -1);
      if (parts.length != 4 || !(parts[1].equals("200") || parts[1].equals("0"))) {
        throw new IllegalStateException("expected a step that succeeds but got " + line);
      }
      times
          .computeIfAbsent(parts[0], any -> new ArrayList<>())
          .add(new Took(Double.parseDouble(parts[2]), Double.parseDouble(parts[3])));
    }
    return times;
  }

  /** As much of S3 as the function asks for, on loopback: GET, HEAD and PUT of whole objects. */
  private static final class Buckets implements AutoCloseable {
    private final Map<String, Kept> objects = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Buckets(byte[] photo) throws IOException {
      objects.put("/calotype-originals/photo.jpg", new Kept(photo, Map.of()));
      // Else each answer waits up to 40 ms for an acknowledgement.
      System.setProperty("sun.net.httpserver.nodelay", "true");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
    }

    Map<String, String> environment() {
      return Map.of(
          "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "key",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "CALOTYPE_ORIGINALS_BUCKET", "calotype-originals",
          "CALOTYPE_VARIANTS_BUCKET", "calotype-variants");
    }

    private void answer(HttpExchange exchange) {
      try (exchange) {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("PUT")) {
          Kept kept = new Kept(body, metadata(exchange));
          // The function writes over what it has seen only where an original changes: here none
          // does.
          boolean absent =
              !exchange.getRequestHeaders().containsKey("If-Match")
                  && objects.putIfAbsent(path, kept) == null;
          exchange.getResponseHeaders().set("ETag", kept.etag());
          exchange.sendResponseHeaders(absent ? 200 : 412, -1);
          return;
        }
        Kept kept = objects.get(path);
        if (kept == null) {
          exchange.sendResponseHeaders(404, -1);
          return;
        }
        kept.metadata().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("ETag", kept.etag());
        if (exchange.getRequestMethod().equals("HEAD")) {
          exchange.getResponseHeaders().set("Content-Length", String.valueOf(kept.bytes().length));
          exchange.sendResponseHeaders(200, -1);
        } else {
          exchange.sendResponseHeaders(200, kept.bytes().length);
          exchange.getResponseBody().write(kept.bytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Map<String, String> metadata(HttpExchange exchange) {
      Map<String, String> metadata = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-")) {
                  metadata.put(name, values.get(0));
                }
              });
      return metadata;
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  private record Kept(byte[] bytes, Map<String, String> metadata) {
    String etag() {
      try {
        return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)) + '"';
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has MD5", e);
      }
    }
  }
}
