"use strict";

// What figures are called, and elements that hold words.

const TITLES = {
  "cpu-per-photo": "Processor time of a photo’s ladder",
  "cpu-ratio-to-calotype": "Processor time, Calotype = 1",
  "wall-ratio-to-calotype": "Elapsed time, Calotype = 1",
  "bytes-ratio-to-calotype": "Bytes of the files, Calotype = 1",
  "bytes-per-cpu-second": "Bytes of variants for a second of processor time",
  similarity: "Likeness to a Lanczos resize of the whole photo (SSIM)",
  "cpu-per-ladder": "Processor time of a ladder",
  "ladders-per-second": "Ladders a second, one thread",
  "megapixels-per-second": "Megapixels of originals a second, one thread",
  "cpu-per-added-variant": "Processor time of one more variant",
  "cpu-per-call": "Processor time of a call",
  "bundle-size-zipped": "Size of each function, zipped",
  "cpu-ratio-to-engine": "Processor time of the job over that of its engine alone",
  "cpu-ratio-without-compiler": "The same without Java’s compiler, which is done after some 1,500 images",
  "cpu-per-image": "Processor time of an image",
  "job-cpu-by-thread": "Processor time of an image in the job, by its threads",
  "idle-cpu": "Processor time that the job takes in a second without work",
  throughput: "Images a minute",
  scaling: "Images a minute of two slots, one slot = 1, beside the stand-ins",
  "scaling-without-stand-ins": "Images a minute of two slots, one slot = 1, the stand-ins’ share of the cores counted out",
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

/** Rows of cells; the first of a row names it, and columns of the names given hold numbers. */
function table(label, columns, numeric, rows) {
  const kind = (i) => (numeric.includes(columns[i]) ? "number" : null);
  return element(
    "div",
    { class: "frame", tabindex: 0, role: "group", "aria-label": label },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element("tr", {}, columns.map((name, i) => element("th", { scope: "col", class: kind(i) }, name))),
      ),
      element(
        "tbody",
        {},
        rows.map(([name, ...cells]) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, name),
            cells.map((cell, i) => element("td", { class: kind(i + 1) }, cell)),
          ),
        ),
      ),
    ),
  );
}
