package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The functions at the edge, by Node.js's own benchmark of them. */
final class EdgeSection implements Section {
  @Override
  public String id() {
    return "edge";
  }

  @Override
  public void measure(Workplace workplace, Findings findings)
      throws IOException, InterruptedException {
    Path folder = workplace.home().resolve("edge-lambda").resolve("edge");
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      findings.note("Left out: the edge's npm packages are not installed; the build does that.");
      return;
    }
    Path json = workplace.scratch().resolve("edge.json");
    Child.run(
        workplace.home(),
        List.of(
            "node",
            folder.resolve("bench.mjs").toString(),
            "--calls",
            String.valueOf(workplace.effort().edgeCalls()),
            "--json",
            json.toString()));
    findings.addAll(Results.read(json));
  }
}
