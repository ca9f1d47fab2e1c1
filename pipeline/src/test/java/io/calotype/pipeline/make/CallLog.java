package io.calotype.pipeline.make;

import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes every call of a store, and tells which they were. */
final class CallLog implements Calls {
  private final List<String> calls = new ArrayList<>();

  @Override
  public <T> T make(String what, Supplier<T> call) {
    calls.add(what);
    return call.get();
  }

  /** In their order. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** Those that delete. */
  List<String> deletes() {
    return calls.stream().filter(call -> call.startsWith("delete")).toList();
  }
}
