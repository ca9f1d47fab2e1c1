import uPlot from "./uPlot.esm.js";
import { element } from "./dom.mjs";

const SHOWN_S = 240;

/** A small chart of one figure over the last minutes, with its newest value in words. */
export class Chart {
  /**
   * @param {string} title
   * @param {{ least: number }} options the smallest top of the chart, so that noise looks small
   */
  constructor(title, { least }) {
    this.least = least;
    this.value = element("dd", { class: "chart-value" }, "–");
    // What is drawn is said in words above it.
    this.canvas = element("div", { class: "chart-canvas", "aria-hidden": "true" });
    this.figure = element(
      "div",
      { class: "chart" },
      element("dl", {}, element("dt", {}, title), this.value),
      this.canvas,
    );
    /** @type {[number[], number[]]} */
    this.points = [[], []];
    this.plot = null;
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  /**
   * @param {number} atMs
   * @param {number} value
   * @param {string} words
   */
  add(atMs, value, words) {
    const [times, values] = this.points;
    times.push(atMs / 1000);
    values.push(value);
    while ((times[0] ?? 0) < atMs / 1000 - SHOWN_S) {
      times.shift();
      values.shift();
    }
    if (this.value.textContent !== words) {
      this.value.textContent = words;
    }
    if (this.plot === null) {
      this.draw();
    } else {
      this.plot.setData(this.points);
    }
  }

  /** Anew, in the size and the colours that hold now. */
  draw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || height === 0) {
      return;
    }
    this.plot?.destroy();
    const style = getComputedStyle(this.canvas);
    this.plot = new uPlot(
      {
        width,
        height,
        padding: [4, 2, 2, 2],
        cursor: { show: false },
        legend: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { range: () => this.span() },
          y: { range: (_plot, _min, max) => [0, Math.max(this.least, max * 1.1)] },
        },
        series: [
          {},
          {
            stroke: style.getPropertyValue("--accent"),
            fill: style.getPropertyValue("--accent-wash"),
            width: 1.6,
            points: { show: false },
          },
        ],
      },
      this.points,
      this.canvas,
    );
  }

  span() {
    const newest = this.points[0].at(-1) ?? Date.now() / 1000;
    return [newest - SHOWN_S, newest];
  }
}
