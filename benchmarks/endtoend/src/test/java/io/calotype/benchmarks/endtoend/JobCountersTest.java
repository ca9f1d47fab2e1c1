package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobCountersTest {
  private static final String EXPOSITION =
      """
      # HELP flink_taskmanager_job_task_operator_kinesisanalytics_ready ready (scope: x)
      # TYPE flink_taskmanager_job_task_operator_kinesisanalytics_ready gauge
      flink_taskmanager_job_task_operator_kinesisanalytics_ready{operator_name="make_variants",subtask_index="0",} 12.0
      flink_taskmanager_job_task_operator_kinesisanalytics_ready{operator_name="make_variants",subtask_index="1",} 1.5E1
      flink_taskmanager_job_task_operator_kinesisanalytics_already_ready_not{operator_name="x",} 100.0
      flink_jobmanager_job_numberOfCompletedCheckpoints{job_name="calotype",} 2.0
      """;

  @Test
  void addsUpAllSubtasks() {
    assertThat(JobCounters.sum(EXPOSITION, "kinesisanalytics_ready")).isEqualTo(27);
  }

  @Test
  void readsWhatHasNoExponent() {
    assertThat(JobCounters.sum(EXPOSITION, "numberOfCompletedCheckpoints")).isEqualTo(2);
  }

  @Test
  void isZeroForWhatIsNotThere() {
    assertThat(JobCounters.sum(EXPOSITION, "kinesisanalytics_refused")).isZero();
  }
}
