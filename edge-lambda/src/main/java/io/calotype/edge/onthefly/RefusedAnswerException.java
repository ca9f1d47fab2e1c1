package io.calotype.edge.onthefly;

/** Ends the work on a request with an answer that is no picture. */
final class RefusedAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RefusedAnswer answer;

  RefusedAnswerException(RefusedAnswer answer) {
    // Without a trace: these are expected, and many under load.
    super(answer.message(), null, false, false);
    this.answer = answer;
  }

  RefusedAnswer answer() {
    return answer;
  }
}
