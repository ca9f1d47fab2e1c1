"use strict";
(() => {
  const { results, goals, capacity, jobOverEngine, baseline, changes } = REPORT;

  const SECTIONS = {
    peers: [
      "Beside other tools",
      "The same widths of the same photos at the same settings. Each contender is a process with one thread for its work, and all take turns photo by photo, so that what else the machine does meets all alike. Compare the ratios; times are this machine’s at that hour.",
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
      "JMH’s figures, each benchmark in a process of its own. A control looks at the result after each and fails the benchmark where it is missing, repeated or wrong.",
    ],
    edge: [
      "At the edge",
      "Processor time of one call of the function that CloudFront runs for each viewer’s request, as it is bundled, by Node.js. The control does nothing in the same harness: its figure is the price of measuring.",
    ],
    endtoend: [
      "The whole path",
      "Events through Kinesis and Flink to stored variants, on the stand-ins of this machine. The stand-ins’ own share is told apart.",
    ],
  };

  const TITLES = {
    "cpu-per-photo": "Processor time of a photo’s ladder",
    "cpu-ratio-to-calotype": "Processor time, Calotype = 1",
    "wall-ratio-to-calotype": "Elapsed time, Calotype = 1",
    "bytes-ratio-to-calotype": "Bytes of the files, Calotype = 1",
    similarity: "Likeness to a Lanczos resize of the whole photo (SSIM)",
    "cpu-per-ladder": "Processor time of a ladder",
    "ladders-per-second": "Ladders a second, one thread",
    "megapixels-per-second": "Megapixels of originals a second, one thread",
    "cpu-per-added-variant": "Processor time of one more variant",
    "cpu-per-call": "Processor time of a call",
    "bundle-size-zipped": "Size of each function, zipped",
    "cpu-ratio-to-engine": "Processor time of the job over that of its engine alone",
    "cpu-per-image": "Processor time of an image",
  };

  const WORDS = { megapixels: "megapixels of the photo", variants: "variants of the ladder" };

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) {
        made.setAttribute(name, value === true ? "" : String(value));
      }
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return made;
  }

  /** Three digits that count, and thousands apart. */
  function digits(value) {
    if (!Number.isFinite(value)) {
      return "–";
    }
    const size = Math.abs(value);
    const places = size === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(size)));
    return value.toLocaleString("en", { maximumFractionDigits: Math.min(places, 4) });
  }

  function withUnit(value, unit) {
    if (unit === "bytes") {
      const [by, name] = value >= 1e6 ? [1e6, "MB"] : value >= 1e4 ? [1e3, "KB"] : [1, "bytes"];
      return `${digits(value / by)} ${name}`;
    }
    if (unit === "µs" && value >= 1000) {
      return `${digits(value / 1000)} ms`;
    }
    if (unit === "ms" && value >= 10_000) {
      return `${digits(value / 1000)} s`;
    }
    return unit === "×" || unit === "x" ? `${digits(value)} ×` : `${digits(value)} ${unit}`;
  }

  const isRatio = (unit) => unit === "×" || unit === "x";

  function paramText(name, value) {
    // What all rows of sharp have in common but those that say otherwise.
    return typeof value === "number"
      ? `${name} ${value}`
      : String(value).replace("; as here (standard Huffman tables)", "");
  }

  function label(params, without = []) {
    const words = Object.entries(params)
      .filter(([name]) => !without.includes(name))
      .map(([name, value]) => paramText(name, value));
    return words.length === 0 ? "Calotype" : words.join(", ");
  }

  const isOurs = (text) => /^(calotype|vips|libvips|engine vips)/i.test(text) && !/vipsthumbnail/.test(text);

  /** The parameters that are the same in all runs say nothing in a label. */
  function constant(runs) {
    const names = new Set(runs.flatMap((run) => Object.keys(run.params)));
    return [...names].filter((name) => runs.every((run) => run.params[name] === runs[0].params[name]));
  }

  /** The parameter along which a line makes sense: a number with three values or more. */
  function axisOf(runs) {
    const names = new Set(runs.flatMap((run) => Object.keys(run.params)));
    let best = null;
    for (const name of names) {
      const values = new Set(runs.map((run) => run.params[name]));
      const fits = [...values].every((value) => typeof value === "number") && values.size >= 3;
      if (fits && (best === null || values.size > best.size)) {
        best = { name, size: values.size };
      }
    }
    return best?.name ?? null;
  }

  function numbers(runs) {
    const same = constant(runs);
    return element(
      "details",
      {},
      element("summary", {}, "Numbers"),
      element(
        "div",
        { class: "frame", tabindex: 0, role: "group", "aria-label": "Numbers" },
        element(
          "table",
          {},
          element(
            "thead",
            {},
            element(
              "tr",
              {},
              element("th", { scope: "col" }, "of"),
              element("th", { scope: "col", class: "number" }, "median"),
              element("th", { scope: "col", class: "number" }, "interval"),
              element("th", { scope: "col", class: "number" }, "samples"),
            ),
          ),
          element(
            "tbody",
            {},
            runs.map((run) =>
              element(
                "tr",
                {},
                element("th", { scope: "row" }, label(run.params, same)),
                element("td", { class: "number" }, withUnit(run.median, run.unit)),
                element("td", { class: "number" }, `${digits(run.low)} to ${digits(run.high)}`),
                element("td", { class: "number" }, String(run.samples.length || "–")),
              ),
            ),
          ),
        ),
      ),
    );
  }

  function bars(runs, more = () => null) {
    const same = constant(runs);
    const top = Math.max(...runs.map((run) => Math.max(run.high, run.median)), 1e-12);
    const at = (value) => `${(100 * Math.max(0, value)) / top}%`;
    return element(
      "ul",
      { class: "bars" },
      runs.map((run) => {
        const name = runs.length === 1 && same.length > 0 ? label(run.params) : label(run.params, same);
        const spread = run.high > run.low ? `${digits(run.low)} to ${digits(run.high)}` : "";
        const further = more(run);
        return element(
          "li",
          { class: isOurs(name) ? "ours" : null },
          element(
            "div",
            { class: "bar-words" },
            element("span", { class: "bar-name" }, name),
            element("span", {}, element("b", {}, withUnit(run.median, run.unit)), " ", element("span", { class: "spread" }, spread)),
          ),
          element(
            "div",
            { class: "track", "aria-hidden": "true" },
            element("div", { class: "fill", style: `width:${at(run.median)}` }),
            element("div", { class: "whisker", style: `left:${at(run.low)};width:calc(${at(run.high)} - ${at(run.low)})` }),
            isRatio(run.unit) ? element("div", { class: "one", style: `left:${at(1)}` }) : null,
          ),
          further === null ? null : element("div", { class: "bar-more" }, further),
        );
      }),
    );
  }

  function seriesOf(runs, axis) {
    const same = constant(runs);
    const byName = new Map();
    for (const run of runs) {
      const name = label(run.params, [axis, ...same]);
      byName.set(name, [...(byName.get(name) ?? []), run]);
    }
    return [...byName].sort(([one], [other]) => isOurs(other) - isOurs(one));
  }

  const color = (index) => `var(--c${index % 8})`;

  function lines(runs, axis) {
    const series = seriesOf(runs, axis);
    const xs = [...new Set(runs.map((run) => run.params[axis]))].sort((a, b) => a - b);
    const data = [
      xs,
      ...series.map(([, own]) => xs.map((x) => own.find((run) => run.params[axis] === x)?.median ?? null)),
    ];
    const all = runs.map((run) => run.median).filter((value) => value > 0);
    const logarithmic = Math.max(...all) / Math.min(...all) > 30;
    const place = element("div", { class: "plot", "aria-hidden": "true" });
    const draw = () => {
      place.replaceChildren();
      const style = getComputedStyle(place);
      const ink = style.getPropertyValue("--soft-ink");
      const line = { stroke: style.getPropertyValue("--line"), width: 1 };
      const axes = { stroke: ink, grid: line, ticks: line, font: "12px Inter, system-ui, sans-serif", labelFont: "12.5px Inter, system-ui, sans-serif" };
      const colors = series.map((_, i) => style.getPropertyValue(`--c${i % 8}`));
      const top = Math.max(...runs.map((run) => run.high));
      new uPlot(
        {
          width: place.clientWidth,
          height: place.clientHeight,
          cursor: { show: false },
          legend: { show: false },
          padding: [10, 14, 0, 0],
          scales: {
            x: { time: false, range: [Math.min(0, xs[0]), xs.at(-1) + (xs.at(-1) - xs[0]) * 0.03] },
            y: logarithmic ? { distr: 3 } : { range: [0, top * 1.06] },
          },
          axes: [
            { ...axes, label: WORDS[axis] ?? axis, labelSize: 22, size: 34 },
            {
              ...axes,
              label: runs[0].unit + (logarithmic ? " (logarithmic)" : ""),
              labelSize: 22,
              size: 54,
              values: (_plot, ticks) => ticks.map((tick) => (tick === null ? "" : digits(tick))),
            },
          ],
          series: [
            {},
            ...series.map((_, i) => ({
              stroke: colors[i],
              width: i === 0 ? 2.6 : 1.6,
              spanGaps: true,
              points: { show: true, size: i === 0 ? 8 : 6, fill: colors[i] },
            })),
          ],
          hooks: {
            draw: [
              (plot) => {
                series.forEach(([, own], i) => {
                  plot.ctx.strokeStyle = colors[i];
                  plot.ctx.lineWidth = 1.5 * devicePixelRatio;
                  for (const run of own.filter((one) => one.low > 0)) {
                    const x = plot.valToPos(run.params[axis], "x", true);
                    plot.ctx.beginPath();
                    plot.ctx.moveTo(x, plot.valToPos(run.low, "y", true));
                    plot.ctx.lineTo(x, plot.valToPos(run.high, "y", true));
                    plot.ctx.stroke();
                  }
                });
              },
            ],
          },
        },
        data,
        place,
      );
    };
    new ResizeObserver(draw).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    // A canvas draws with whatever type is there at that moment.
    document.fonts.ready.then(() => place.clientWidth > 0 && draw());
    const legend = element(
      "ul",
      { class: "legend" },
      series.map(([name], i) =>
        element("li", {}, element("span", { class: "swatch", style: `--series:${color(i)}` }), name),
      ),
    );
    return [place, series.length > 1 ? legend : null];
  }

  function title(name) {
    const words = TITLES[name] ?? name.replaceAll("-", " ").replace("cpu", "CPU");
    return words[0].toUpperCase() + words.slice(1);
  }

  function common(runs) {
    const same = runs.length > 1 ? constant(runs) : [];
    return same.map((name) => paramText(name, runs[0].params[name])).join(", ");
  }

  function figure(name, runs, more) {
    const axis = axisOf(runs);
    const sub = common(runs);
    return element(
      "section",
      { class: axis !== null && seriesOf(runs, axis).length > 5 ? "figure wide" : "figure" },
      element("h3", {}, title(name)),
      sub === "" ? null : element("p", { class: "hint" }, sub),
      axis === null ? bars(runs, more) : lines(runs, axis),
      numbers(runs),
    );
  }

  function groups(runs) {
    const byName = new Map();
    for (const run of runs) {
      byName.set(run.name, [...(byName.get(run.name) ?? []), run]);
    }
    return [...byName];
  }

  const FURTHER = [
    ["-cpu", (run) => `${withUnit(run.median, run.unit)} of CPU`],
    ["-allocation", (run) => `${withUnit(run.median, run.unit)} allocated`],
    ["-native-memory", (run) => `${withUnit(run.median, run.unit)} native`],
    ["-state-per-key", (run) => `${withUnit(run.median, run.unit)} of state a key`],
  ];

  /** Of JMH's benchmarks one chart each; what else it measured stands under the bars. */
  function stageFigures(runs) {
    const isFurther = (name) => FURTHER.some(([suffix]) => name.endsWith(suffix));
    const find = (name, params) =>
      runs.find((run) => run.name === name && JSON.stringify(run.params) === JSON.stringify(params));
    return groups(runs.filter((run) => !isFurther(run.name))).map(([name, own]) =>
      figure(name, own, (run) =>
        FURTHER.map(([suffix, words]) => {
          const further = find(name + suffix, run.params);
          return further === undefined ? null : words(further);
        })
          .filter((words) => words !== null)
          .join(" · "),
      ),
    );
  }

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
    const state = (goal) => (goal.reached === null ? "not measured" : goal.reached ? "reached" : "missed");
    return card(
      "goals",
      "Goals",
      "What this project set out to reach, as ratios of figures that were measured in turns.",
      element(
        "ul",
        { class: "goals" },
        goals.map((goal) =>
          element(
            "li",
            { class: "goal" },
            element("span", { class: "chip", "data-state": state(goal) }, state(goal)),
            element("div", { class: "goal-value" }, goal.found === null ? "–" : withUnit(goal.found, goal.unit)),
            element("div", {}, goal.text),
            element(
              "small",
              {},
              `wanted: at ${goal.atLeast ? "least" : "most"} ${withUnit(goal.bound, goal.unit)}` +
                (goal.found === null || goal.low === goal.high ? "" : `; interval ${digits(goal.low)} to ${digits(goal.high)}`),
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
      return card("changes", "Since the last run", `Nothing differs from the run of ${when} (UTC) by more than noise.`);
    }
    return card(
      "changes",
      "Since the last run",
      `What differs from the run of ${when} (UTC) by more than noise: the intervals do not touch, and the figures are more than 5 % apart. A machine that is busier or slower than then shows here as well.`,
      element(
        "div",
        { class: "frame", tabindex: 0, role: "group", "aria-label": "Changes" },
        element(
          "table",
          {},
          element("thead", {}, element("tr", {}, ["figure", "before", "now", ""].map((name, i) => element("th", { scope: "col", class: i === 1 || i === 2 ? "number" : null }, name)))),
          element(
            "tbody",
            {},
            changes.map((change) =>
              element(
                "tr",
                {},
                element("th", { scope: "row" }, change.id.replace(/[{}]/g, "")),
                element("td", { class: "number" }, withUnit(change.before, change.unit)),
                element("td", { class: "number" }, withUnit(change.after, change.unit)),
                element("td", {}, element("span", { class: "chip", "data-state": change.verdict }, change.verdict)),
              ),
            ),
          ),
        ),
      ),
    );
  }

  function capacityCard() {
    if (capacity.length === 0) {
      return null;
    }
    const columns = ["photo", "a minute", "vCPUs", "shards", "reads of originals/s", "PUTs of variants/s", "reads of variants/s", "prefixes"];
    return card(
      "capacity",
      "How many cores",
      `From the cost of a ladder (five widths, JPEG and WebP) as measured here, times ${digits(jobOverEngine)} for the job around its engine, with cores 70 % busy and shards half full. What limits it is processor time; docs/performance.md has the formulae.`,
      element(
        "div",
        { class: "frame", tabindex: 0, role: "group", "aria-label": "Capacity" },
        element(
          "table",
          {},
          element("thead", {}, element("tr", {}, columns.map((name, i) => element("th", { scope: "col", class: i === 0 ? null : "number" }, name)))),
          element(
            "tbody",
            {},
            capacity.map((row) =>
              element(
                "tr",
                {},
                element("th", { scope: "row" }, `${row.megapixels} MP`),
                [
                  row.imagesPerMinute,
                  row.vcpus,
                  row.shards,
                  row.originalReadsPerSecond,
                  row.variantWritesPerSecond,
                  row.variantReadsPerSecond,
                  row.prefixes,
                ].map((value) => element("td", { class: "number" }, Math.ceil(value).toLocaleString("en"))),
              ),
            ),
          ),
        ),
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
})();
