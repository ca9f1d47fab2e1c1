package io.calotype.cli.report;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.reason.RefusedException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one picture.
 *
 * @param path as the user knows it
 * @param state whether it has its ladder
 * @param manifest what exists; null unless ready
 * @param reason the code of a refusal; null unless refused, and where the refusal has none
 * @param message one line that says what was expected and what came; null when ready
 * @param timings how long its parts took, in their order
 * @param work what made it and what that took; null unless rendered here
 */
public record Outcome(
    String path,
    State state,
    @Nullable Manifest manifest,
    @Nullable String reason,
    @Nullable String message,
    List<Timing> timings,
    @Nullable Work work) {

  /** Copies the list. */
  public Outcome {
    timings = List.copyOf(timings);
  }

  /** How it ended. */
  public enum State {
    /** It has its ladder. */
    ready,
    /** The picture is at fault: another try would end the same way. */
    refused,
    /** Something around the picture is at fault. */
    failed
  }

  /** A picture that has its ladder. */
  public static Outcome ready(String path, Manifest manifest, List<Timing> timings) {
    return new Outcome(path, State.ready, manifest, null, null, timings, null);
  }

  /** A picture that was rendered here. */
  public static Outcome rendered(String path, Manifest manifest, List<Timing> timings, Work work) {
    return new Outcome(path, State.ready, manifest, null, null, timings, work);
  }

  /** A picture that was refused. */
  public static Outcome refused(String path, RefusedException e) {
    return refused(path, e.reason().name(), e.getMessage());
  }

  /** A picture that the job refused, as its manifest says. */
  public static Outcome refused(String path, Rejection rejection) {
    return refused(path, rejection.code().name(), rejection.message());
  }

  /** A picture that was refused, with or without a reason's code. */
  public static Outcome refused(String path, @Nullable String reason, String message) {
    return new Outcome(path, State.refused, null, reason, message, List.of(), null);
  }

  /** A picture that something kept from its ladder. */
  public static Outcome failed(String path, String message) {
    return new Outcome(path, State.failed, null, null, message, List.of(), null);
  }

  /** What exists; only where it is {@link State#ready}. */
  public Manifest readyManifest() {
    return Objects.requireNonNull(manifest, "asked for the manifest of a picture without one");
  }
}
