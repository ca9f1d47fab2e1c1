package io.calotype.infra.local.history;

import io.calotype.infra.local.history.History.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history as it takes place below a prefix. */
final class Life {
  private final JobOnStandIns job;
  private final String prefix;
  private final List<Event> events = new ArrayList<>();
  private final List<Event> undelivered = new ArrayList<>();
  private final Map<String, Original> originals = new TreeMap<>();
  private final StringBuilder told = new StringBuilder();

  /** What S3 told of a change. */
  private record Event(String key, String json, String what) {}

  Life(JobOnStandIns job, String prefix) {
    this.job = job;
    this.prefix = prefix;
  }

  /** Lets it take place, all events delivered in the end, and waits for the job. */
  void live(History history) {
    history.steps().forEach(this::take);
    for (int i = 0; !undelivered.isEmpty(); i++) {
      int pick = i < history.rest().size() ? history.rest().get(i) : 0;
      deliver(undelivered.get(pick % undelivered.size()));
    }
    job.awaitDone(prefix);
  }

  private void take(Step step) {
    if (step instanceof History.Put put) {
      String key = prefix + put.key();
      Original original = put.original();
      happened(key, job.put(key, original.file(), original.metadata()), put.toString());
      originals.put(key, original);
    } else if (step instanceof History.Delete delete) {
      String key = prefix + delete.key();
      happened(key, job.delete(key), delete.toString());
      originals.remove(key);
    } else if (step instanceof History.Deliver deliver && !events.isEmpty()) {
      deliver(events.get(deliver.pick() % events.size()));
    } else if (step instanceof History.Reconcile reconcile) {
      String key = prefix + reconcile.key();
      deliver(new Event(key, JobOnStandIns.reconcile(key), reconcile.toString()));
    } else if (step == History.Wait.UNTIL_TAKEN) {
      note("waited until all was taken");
      job.awaitTaken();
    } else if (step == History.Wait.UNTIL_DONE) {
      note("waited until all was done");
      job.awaitDone(prefix);
    }
  }

  private void happened(String key, String json, String what) {
    Event event = new Event(key, json, "event " + (events.size() + 1) + ": " + what);
    events.add(event);
    undelivered.add(event);
    note(what);
  }

  private void deliver(Event event) {
    job.deliver(event.key(), event.json());
    boolean again = events.contains(event) && !undelivered.remove(event);
    note("delivered" + (again ? " again" : "") + " " + event.what());
  }

  private void note(String line) {
    told.append("\n  ").append(line);
  }

  String prefix() {
    return prefix;
  }

  /** The originals that are there at its end, by their whole keys. */
  Map<String, Original> originals() {
    return originals;
  }

  /** What took place, one line each, as far as it came. */
  @Override
  public String toString() {
    return told.toString();
  }
}
