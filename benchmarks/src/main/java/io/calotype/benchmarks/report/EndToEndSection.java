package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Events to variants, through the whole system on this machine. */
final class EndToEndSection implements Section {
  @Override
  public String id() {
    return "endtoend";
  }

  @Override
  public void measure(Workplace workplace, Findings findings)
      throws IOException, InterruptedException {
    Path run = workplace.home().resolve("benchmarks").resolve("endtoend").resolve("run");
    if (!Files.isExecutable(run)) {
      findings.note("Left out: " + run + " is not there.");
      return;
    }
    if (workplace.effort() == Effort.SMOKE) {
      findings.note("Left out: it has a test of its own.");
      return;
    }
    Path json = workplace.scratch().resolve("endtoend.json");
    List<String> command = new ArrayList<>(List.of(run.toString(), "--json", json.toString()));
    if (workplace.effort() == Effort.QUICK) {
      command.add("--quick");
    }
    try {
      Child.run(workplace.home(), command);
    } finally {
      // Also where one of its controls failed: what was measured until then holds.
      if (Files.exists(json)) {
        findings.addAll(Results.read(json));
      }
    }
  }
}
