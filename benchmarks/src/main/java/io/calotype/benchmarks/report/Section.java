package io.calotype.benchmarks.report;

import java.io.IOException;

/** A part of the report. */
interface Section {
  /** Its name in results. */
  String id();

  /**
   * Measures.
   *
   * @throws IOException where it cannot, or a control found that nothing was measured
   */
  void measure(Workplace workplace, Findings findings) throws IOException, InterruptedException;
}
