"use strict";

// The page: a card for each section, from the report that stands before.

const { results, goals, capacity, baseline, compared, changes } = REPORT;

const SECTIONS = {
  peers: [
    "Beside other tools",
    "The same widths of the same photos at the same settings. Each contender is a process with one thread for its work, and all take turns photo by photo, so that what else the machine does meets all alike. Before, each file’s size, format and likeness to the photo is looked at, and a timed ladder must weigh the same. Compare the ratios; times are this machine’s at that hour.",
  ],
  ladder: [
    "A ladder by engine, size and format",
    "The whole ladder, five widths, of made photos that are the same on every machine, on one thread. Engines in Java make JPEG only.",
  ],
  shapes: [
    "What one more variant costs",
    "Ladders of one photo by their number of variants. Who decodes once pays for the decoding once: the line starts as high and rises less.",
  ],
  stages: [
    "Stages and small parts",
    "JMH’s figures, each benchmark in a process of its own. A control fails the benchmark where a result is missing, where it is the object that was made of the same input before, or where the last one is wrong.",
  ],
  edge: [
    "At the edge",
    "Processor time of one call of each function that CloudFront runs, as it is bundled, by Node.js; each call has another URL. The control does nothing in the same harness: its figure is the price of measuring.",
  ],
  endtoend: [
    "The whole path",
    "Events through Kinesis and Flink to stored variants, on the stand-ins of this machine. The stand-ins’ own share is told apart.",
  ],
};

function card(id, heading, text, ...content) {
  return element(
    "section",
    { class: "card", id, "aria-labelledby": `${id}-heading` },
    element("h2", { id: `${id}-heading` }, heading),
    text === "" ? null : element("p", { class: "hint" }, text),
    ...content,
  );
}

function section(id) {
  const [heading, text] = SECTIONS[id];
  const runs = results.runs.filter((run) => run.section === id);
  const notes = results.notes.filter((note) => note.section === id);
  if (runs.length === 0 && notes.length === 0) {
    return null;
  }
  const figures = id === "stages" ? stageFigures(runs) : groups(runs).map(([name, own]) => figure(name, own));
  return card(
    id,
    heading,
    text,
    element("div", { class: "figures" }, figures),
    notes.length === 0
      ? null
      : element("ul", { class: "notes" }, notes.map((note) => element("li", {}, note.text))),
  );
}

function goalsCard() {
  if (goals.length === 0) {
    return null;
  }
  return card(
    "goals",
    "Goals",
    "What this project set out to reach, as ratios of figures that were measured in turns. Reached or missed is what the whole interval says; open is a goal that lies within it.",
    element(
      "ul",
      { class: "goals" },
      goals.map((goal) =>
        element(
          "li",
          { class: "goal" },
          element("span", { class: "chip", "data-state": goal.state }, goal.verdict),
          element("div", { class: "goal-value" }, goal.found === null ? "–" : withUnit(goal.found, goal.unit)),
          element("div", {}, goal.text),
          element(
            "small",
            {},
            `wanted: at ${goal.atLeast ? "least" : "most"} ${withUnit(goal.bound, goal.unit)}` +
              (goal.found === null || goal.low === goal.high ? "" : `; ${goal.interval || "interval"} ${digits(goal.low)} to ${digits(goal.high)}`),
          ),
        ),
      ),
    ),
  );
}

function changesCard() {
  if (baseline === null) {
    return card("changes", "Since the last run", "There is no earlier run of this kind to compare with: the next one will be compared with this.");
  }
  const when = new Date(baseline).toLocaleString("en-GB", { timeZone: "UTC" });
  if (changes.length === 0) {
    return card("changes", "Since the last run", `Of ${compared} figures that both runs have and that are judged, none differs from the run of ${when} (UTC) by more than noise.`);
  }
  return card(
    "changes",
    "Since the last run",
    `What differs, of ${compared} figures that are judged, from the run of ${when} (UTC) by more than noise: the intervals, of three samples or more, do not touch, and the figures are further apart than 5 % (15 % with fewer than five samples) and than they moved between earlier runs. Of figures that tell one thing in several words one is judged. A machine that is busier or slower than then shows here as well.`,
    table(
      "Changes",
      ["figure", "before", "now", ""],
      ["before", "now"],
      changes.map((change) => [
        change.id.replace(/[{}]/g, ""),
        withUnit(change.before, change.unit),
        withUnit(change.after, change.unit),
        element("span", { class: "chip", "data-state": change.verdict }, change.verdict),
      ]),
    ),
  );
}

function capacityCard() {
  if (capacity.length === 0) {
    return null;
  }
  const columns = ["photo", "engine, CPU ms", "job over engine", "a minute", "vCPUs", "shards", "reads of originals/s", "PUTs of variants/s", "reads of variants/s", "prefixes"];
  return card(
    "capacity",
    "How many cores",
    `From the engine’s cost of a ladder of five widths as measured here, with all cores busy where the whole path was measured with that photo and else on one thread, times the job over its engine: as measured by a full run, else the goal. Cores are 70 % busy and shards half full. What limits it is processor time; docs/performance.md has the formulae.`,
    table(
      "Capacity",
      columns,
      columns.slice(1),
      capacity.map((row) => [
        `${row.megapixels} MP, ${row.formats}`,
        `${digits(row.cost.engineMs)}${row.cost.busy ? "" : " (one thread)"}`,
        `${digits(row.cost.factor)}${row.cost.measured ? "" : " (goal)"}`,
        ...[
          row.imagesPerMinute,
          row.vcpus,
          row.shards,
          row.originalReadsPerSecond,
          row.variantWritesPerSecond,
          row.variantReadsPerSecond,
          row.prefixes,
        ].map((value) => Math.ceil(value).toLocaleString("en")),
      ]),
    ),
  );
}

function machineCard() {
  const { machine } = results;
  const facts = {
    processor: `${machine.cores} cores, ${machine.processor}`,
    memory: `${machine.memoryGb} GB`,
    system: machine.system,
    Java: machine.java,
    "Node.js": machine.node,
    "load before": machine.loadBefore < 0 ? "unknown" : `${machine.loadBefore} (mean of the minute before)`,
    Calotype: results.version || "unknown",
    ...results.versions,
    command: element("code", {}, results.command),
    began: `${new Date(results.at).toLocaleString("en-GB", { timeZone: "UTC" })} UTC`,
  };
  const file = URL.createObjectURL(new Blob([JSON.stringify(results, null, 2)], { type: "application/json" }));
  return card(
    "machine",
    "Where and how",
    "",
    element("dl", { class: "facts" }, Object.entries(facts).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
    element("p", {}, element("a", { href: file, download: "bench.json" }, "All figures as JSON"), ": the same file lies beside this page."),
  );
}

document.getElementById("when").textContent =
  `Calotype ${results.version ?? ""} · ${results.mode} run of ${new Date(results.at).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" })}`;
const cards = [goalsCard(), changesCard(), ...["peers", "ladder", "shapes", "endtoend", "stages", "edge"].map(section), capacityCard(), machineCard()].filter((one) => one !== null);
document.getElementById("main").append(...cards);
document.getElementById("jump").append(
  ...cards.map((one) => element("a", { href: `#${one.id}` }, one.querySelector("h2").textContent)),
);
