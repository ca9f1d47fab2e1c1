"use strict";

// Charts of figures: bars, or lines along a parameter that is a number.

function numbers(runs) {
  const same = constant(runs);
  return element(
    "details",
    {},
    element("summary", {}, "Numbers"),
    table(
      "Numbers",
      ["of", "median", "interval", "samples"],
      ["median", "interval", "samples"],
      runs.map((run) => [
        label(run.params, same),
        withUnit(run.median, run.unit),
        `${digits(run.low)} to ${digits(run.high)}`,
        String(run.samples.length || "–"),
      ]),
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

/** As many as page.css has; the series after those have the same ones again, and broken lines. */
const COLORS = 8;
const color = (index) => `--c${index % COLORS}`;
const isBroken = (index) => index >= COLORS;

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
    const colors = series.map((_, i) => style.getPropertyValue(color(i)));
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
            dash: isBroken(i) ? [6, 4] : [],
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
      element(
        "li",
        {},
        element("span", { class: isBroken(i) ? "swatch broken" : "swatch", style: `--series:var(${color(i)})` }),
        name,
      ),
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
  ["-pictures-per-second", (run) => `${withUnit(run.median, run.unit)}`],
  ["-megapixels-per-second", (run) => `${withUnit(run.median, run.unit)}`],
  ["-bytes-per-second", (run) => `${digits(run.median / 1e6)} MB/s`],
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
