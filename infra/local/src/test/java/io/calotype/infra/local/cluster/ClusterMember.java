package io.calotype.infra.local.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A process of the cluster: Flink's own main, but for one thing. It ends when its standard input
 * closes, so that no end of a test, not even {@code kill -9}, leaves one behind.
 */
public final class ClusterMember {
  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager";

  private ClusterMember() {}

  /** Runs the first argument's main with the others. */
  public static void main(String[] arguments) throws Exception {
    endWithParent();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    if (arguments[0].equals(JOB_MANAGER)) {
      StandaloneSessionClusterEntrypoint.main(rest);
    } else {
      TaskManagerRunner.main(rest);
    }
  }

  private static void endWithParent() {
    InputStream fromParent = System.in;
    Thread watch =
        new Thread(
            () -> {
              try {
                while (fromParent.read() != -1) {
                  // Nothing is said; only the end counts.
                }
              } catch (IOException e) {
                // The pipe broke: likewise the end.
              }
              Runtime.getRuntime().halt(0);
            },
            "end-with-parent");
    watch.setDaemon(true);
    watch.start();
  }
}
