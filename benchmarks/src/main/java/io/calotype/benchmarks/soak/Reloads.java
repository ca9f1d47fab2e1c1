package io.calotype.benchmarks.soak;

import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.LadderWork;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.benchmarks.ResidentSize;
import io.calotype.variants.render.Renderer;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does memory stay where it is when a job restarts 50 times in one process?
 *
 * <pre>{@code
 * MALLOC_ARENA_MAX=2 java -Xms512m -Xmx512m -XX:+AlwaysPreTouch \
 *     -cp benchmarks/target/benchmarks.jar io.calotype.benchmarks.soak.Reloads
 * }</pre>
 *
 * <p>Each restart has a class loader of its own, as Flink gives each start of a job one: the engine
 * and JNA are loaded again, open the library again, make a few ladders, and the engine is closed. A
 * class loader can be collected once JNA's cleaner thread has had nothing to do for 30 seconds;
 * exit status 1 where more than the last one is still there at the end. The last one may be: Java
 * remembers in one place how it last hashed a record.
 */
@Command(
    name = "reloads",
    mixinStandardHelpOptions = true,
    description = "Watches the memory of many restarts.")
public final class Reloads implements Callable<Integer> {
  private static final int LADDERS_EACH = 5;
  private static final int LAST_SECONDS_MAX = 120;

  @Option(names = "--restarts", defaultValue = "50", description = "How many (default: 50).")
  private int restarts;

  @Option(
      names = "--out",
      defaultValue = "benchmarks/target/soak",
      description = "Folder for the samples and their chart (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("benchmarks", "target", "soak");

  private final Samples samples = new Samples();
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  /** Runs it; exit status 0, 1 where a class loader stays, or 2 where it was called wrongly. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Reloads()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    byte[] photo = MadePhoto.ofMegapixels(3);
    for (int i = 1; i <= restarts; i++) {
      loaders.add(new WeakReference<>(restart(photo)));
      System.out.printf("restart %d: %s%n", i, state());
      samples.add(i, ResidentSize.mb());
    }
    for (int s = 0; s < LAST_SECONDS_MAX && loadersLeft() > 1; s++) {
      TimeUnit.SECONDS.sleep(1);
    }
    System.out.println("at the end: " + state());
    Files.createDirectories(out);
    samples.writeCsv(out.resolve("reloads.csv"));
    samples.writePng(
        out.resolve("reloads.png"), "Memory over " + restarts + " restarts", "restarts");
    System.out.println(samples.secondHalf());
    return loadersLeft() <= 1 ? 0 : 1;
  }

  private String state() {
    long left = loadersLeft();
    int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    return String.format(
        Locale.ROOT, "%.0f MB, %d class loaders, %d classes", ResidentSize.mb(), left, classes);
  }

  /** As a job manager's collector would find in the end: what is left then is a leak. */
  private long loadersLeft() {
    System.gc();
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static ClassLoader restart(byte[] photo)
      throws ReflectiveOperationException, IOException, InterruptedException, ExecutionException {
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> start = loader.loadClass(Start.class.getName());
      FutureTask<?> task =
          new FutureTask<>(
              (Runnable) start.getConstructor(byte[].class).newInstance((Object) photo), null);
      // A thread of its own, as a task's ends with its job: what hangs on it goes with it.
      new Thread(task, "restart").start();
      task.get();
      return loader;
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    String classPath = System.getProperty("java.class.path");
    for (String part : classPath.split(File.pathSeparator, -1)) {
      urls.add(Path.of(part).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** What a start of a job does with the engine. */
  public static final class Start implements Runnable {
    private final byte[] photo;

    /** A start that makes ladders of this photo. */
    public Start(byte[] photo) {
      this.photo = photo;
    }

    @Override
    public void run() {
      try (Renderer engine = Contender.VIPS.open()) {
        LadderWork work = new LadderWork(engine, Formats.JPEG_ONLY.recipe());
        for (int i = 0; i < LADDERS_EACH; i++) {
          work.ladder(photo);
        }
        work.control();
      }
    }
  }
}
