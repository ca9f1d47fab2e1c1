package io.calotype.infra.local.cluster;

import java.util.List;

/**
 * How large the processes of a cluster are.
 *
 * @param taskManagers how many there are
 * @param slots of each task manager
 * @param heapMb of each task manager's Java heap, in mebibytes
 * @param checkpointSeconds between two checkpoints
 * @param jvmOptions of all processes
 */
record ClusterSize(
    int taskManagers, int slots, int heapMb, int checkpointSeconds, List<String> jvmOptions) {
  /** What starts fast and fits beside others on a small machine. */
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  /** Two task managers for small pictures. */
  static ClusterSize small(int slots) {
    return new ClusterSize(2, slots, 400, 3, SMALL);
  }

  /**
   * One task manager as Managed Flink's: a slot. Its heap is all touched at the start, so that what
   * the process holds beyond it is native.
   */
  static ClusterSize managed(int heapMb) {
    return new ClusterSize(1, 1, heapMb, 10, List.of("-XX:+AlwaysPreTouch"));
  }

  /** All slots together. */
  int allSlots() {
    return taskManagers * slots;
  }
}
