package io.calotype.cli.upload;

/** Says that the other side refused a request for what is in it; one line for users. */
final class NotAcceptedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String answer;

  NotAcceptedException(int status, String answer) {
    super("HTTP " + status);
    this.answer = answer;
  }

  /** What it answered, in one line. */
  String answer() {
    return answer;
  }
}
