package io.calotype.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.pipeline.event.InTransit;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.fixture.Events;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private KeyedOneInputStreamOperatorTestHarness<String, InTransit, OriginalEvent> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(Gate.MEMORY);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void passesNewerEvents() throws Exception {
    send(Events.created("a", "01"), Events.created("a", "02"), Events.deleted("a", "03"));
    assertThat(passed()).containsExactly("01", "02", "03");
  }

  @Test
  void dropsDuplicateOfSameVersion() throws Exception {
    send(Events.created("a", "0A"), Events.created("a", "0A"), Events.created("a", "0a"));
    assertThat(passed()).containsExactly("0A");
  }

  @Test
  void dropsLateEvents() throws Exception {
    send(Events.created("a", "02"), Events.created("a", "01"));
    assertThat(passed()).containsExactly("02");
  }

  @Test
  void padsTheShorterSequencerOnItsRight() throws Exception {
    send(Events.created("a", "9"), Events.created("a", "10"), Events.created("a", "90"));
    assertThat(passed()).containsExactly("9");
    send(Events.created("a", "901"));
    assertThat(passed()).containsExactly("9", "901");
  }

  @Test
  void keepsKeysApart() throws Exception {
    send(Events.created("a", "02"), Events.created("b", "01"));
    assertThat(passed()).containsExactly("02", "01");
  }

  @Test
  void passesReconcileWithoutLearningFromIt() throws Exception {
    send(
        Events.reconcile("a"),
        Events.created("a", "01"),
        Events.reconcile("a"),
        Events.created("a", "01"));
    assertThat(harness.extractOutputValues())
        .extracting(OriginalEvent::kind)
        .containsExactly(
            OriginalEvent.Kind.RECONCILE, OriginalEvent.Kind.CREATED, OriginalEvent.Kind.RECONCILE);
  }

  @Test
  void ignoresOtherBuckets() throws Exception {
    ObjectNode foreign = Events.created("a", "01");
    ((ObjectNode) foreign.at("/detail/bucket")).put("name", "calotype-variants");
    send(foreign);
    assertThat(passed()).isEmpty();
  }

  @Test
  void remembersOverARestart() throws Exception {
    send(Events.created("a", "02"));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(Gate.MEMORY);
    harness.initializeState(snapshot);
    harness.open();
    send(Events.created("a", "01"), Events.created("a", "03"));
    assertThat(passed()).containsExactly("03");
  }

  @Test
  void forgetsAfterItsTime() throws Exception {
    harness.setStateTtlProcessingTime(0);
    send(Events.created("a", "02"));
    harness.setStateTtlProcessingTime(Gate.MEMORY.toMillis() - 1);
    send(Events.created("a", "01"));
    harness.setStateTtlProcessingTime(Gate.MEMORY.toMillis() + 1);
    send(Events.created("a", "01"));
    assertThat(passed()).containsExactly("02", "01");
  }

  @Test
  void letsAllOfItsBucketPassWithoutMemory() throws Exception {
    harness.close();
    harness = harness(Duration.ZERO);
    harness.open();
    ObjectNode foreign = Events.created("a", "03");
    ((ObjectNode) foreign.at("/detail/bucket")).put("name", "calotype-variants");
    send(Events.created("a", "02"), Events.created("a", "01"), Events.created("a", "02"), foreign);
    assertThat(passed()).containsExactly("02", "01", "02");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, InTransit, OriginalEvent> harness(
      Duration memory) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Gate(Events.ORIGINALS, memory)),
        InTransit::object,
        Types.STRING);
  }

  private void send(ObjectNode... events) throws Exception {
    for (ObjectNode event : events) {
      harness.processElement(InTransit.of(Events.decoded(event)), 0);
    }
  }

  private List<String> passed() {
    return harness.extractOutputValues().stream().map(OriginalEvent::sequencer).toList();
  }
}
