package io.calotype.variants.render.vips;

import java.io.File;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A class loader with all classes anew, JNA's too, as Flink has one for each start of a job.
 * Logging is the process's, as it is with Flink.
 */
final class FreshClasses {
  private FreshClasses() {}

  /**
   * Runs a class of this name in a class loader of its own, in a thread of its own, as a task's
   * ends with its job. What it throws is thrown; the class loader is closed after it.
   */
  static ClassLoader run(Class<? extends Runnable> work) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(classPath(), new LoggingOnly())) {
      Constructor<?> constructor = loader.loadClass(work.getName()).getDeclaredConstructor();
      constructor.setAccessible(true); // Its package is another one here, of the same name.
      FutureTask<Void> task = new FutureTask<>((Runnable) constructor.newInstance(), null);
      new Thread(task, "fresh classes").start();
      task.get();
      return loader;
    } catch (ExecutionException e) {
      throw new AssertionError("in fresh classes: " + e.getCause(), e.getCause());
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(part).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static final class LoggingOnly extends ClassLoader {
    LoggingOnly() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.slf4j.") || name.startsWith("org.apache.logging.")) {
        return FreshClasses.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
