package io.calotype.edge.onthefly;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Does work once for all who ask for the same at the same time. The first does it, on its own
 * thread; the others wait and get what it got, refusals too. Whoever comes after it begins anew.
 *
 * <p>Only the end of the first one's time is its own: those that have time left then try once more,
 * together.
 *
 * @param <T> what the work gives; shared by all who asked
 */
final class SingleFlight<T> {
  private final ConcurrentMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

  /**
   * Does the work, or waits for it.
   *
   * @throws RefusedAnswerException where the work ended so, or it takes longer than the waiting one
   *     has time
   */
  T run(String what, Deadline deadline, Supplier<T> work) {
    return run(what, deadline, work, true);
  }

  private T run(String what, Deadline deadline, Supplier<T> work, boolean mayTryAgain) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> flight = flights.putIfAbsent(what, mine);
    if (flight == null) {
      return fly(what, mine, work);
    }
    try {
      return await(flight, deadline);
    } catch (RefusedAnswerException e) {
      if (mayTryAgain && e.answer().equals(RefusedAnswer.tooSlow()) && !deadline.left().isZero()) {
        flights.remove(what, flight); // It has ended, though it may not have been taken away yet.
        return run(what, deadline, work, false);
      }
      throw e;
    }
  }

  private T fly(String what, CompletableFuture<T> flight, Supplier<T> work) {
    try {
      T result = work.get();
      flight.complete(result);
      return result;
    } catch (RefusedAnswerException e) {
      flight.completeExceptionally(e);
      throw e;
    } finally {
      // Whatever else ended the work: nobody waits for a flight that has crashed.
      flight.completeExceptionally(new RefusedAnswerException(RefusedAnswer.failed()));
      flights.remove(what, flight);
    }
  }

  private T await(CompletableFuture<T> flight, Deadline deadline) {
    try {
      return flight.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RefusedAnswerException(RefusedAnswer.tooSlow());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedAnswerException refused) {
        throw new RefusedAnswerException(refused.answer());
      }
      throw new IllegalStateException("a flight ends with a refusal or a result", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedAnswerException(RefusedAnswer.failed());
    }
  }
}
