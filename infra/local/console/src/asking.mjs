import { element } from "./dom.mjs";
import { imageTypes } from "./image-types.mjs";
import { radios } from "./radios.mjs";
import { requestUrl } from "./request-url.mjs";
import { bytes, fileName, formatName } from "./words.mjs";

const WIDTH_FIRST = 300;
const SETTLE_MS = 250;

/** The headers that tell most, in the order in which they are shown. */
const TELLING = ["content-type", "cache-control", "x-cache", "age", "etag", "vary", "location"];

/** Asks for one picture as the switches say, and shows the URL, the answer and the picture. */
export class Asking {
  /**
   * @param {any} manifest
   * @param {any} system
   */
  constructor(manifest, system) {
    this.manifest = manifest;
    this.blobUrl = "";
    this.asked = 0;
    this.image = /** @type {HTMLImageElement} */ (
      element("img", { alt: fileName(manifest.key), id: "asked-picture" })
    );
    this.width = /** @type {HTMLInputElement} */ (
      element("input", { type: "range", id: "width", min: 40, max: 2000, step: 20, value: WIDTH_FIRST })
    );
    this.widthWords = element("output", { for: "width" });
    this.ratio = /** @type {HTMLSelectElement} */ (
      element("select", { id: "ratio" }, system.ratios.map(option))
    );
    this.ratioField = element("p", { class: "field" }, element("label", { for: "ratio" }, "Ratio"), this.ratio);
    this.url = element("code", { id: "asked-url" });
    this.summary = element("p", { class: "answer-summary", id: "answer-summary", role: "status" });
    this.headers = element("dl", { class: "answer-headers", id: "answer-headers" });
    this.panel = this.build(system);
    this.panel.addEventListener("input", () => this.settle());
    this.showWidth();
  }

  /** @param {any} system */
  build(system) {
    const formats = [["auto", "Auto"], ...system.formats.map((/** @type {string} */ id) => [id, formatName(id)])];
    const fits = [["inside", "Whole"], ...(system.ratios.length > 0 ? [["cover", "Cropped"]] : [])];
    return element(
      "form",
      { class: "asking", "aria-label": "Ask by hand", hidden: true, onsubmit: cancel },
      radios("Format", "format", formats),
      element(
        "p",
        { class: "field" },
        element("label", { for: "width" }, "Width"),
        this.width,
        this.widthWords,
      ),
      radios("Screen", "dpr", [
        ["1", "1×"],
        ["2", "2×"],
        ["3", "3×"],
      ]),
      radios("Fit", "fit", fits),
      this.ratioField,
      element("div", { class: "answer" }, element("p", { class: "asked" }, this.url), this.summary, this.headers),
    );
  }

  /** Waits until the switches rest: dragging asks once. */
  settle() {
    this.showWidth();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), SETTLE_MS);
  }

  showWidth() {
    this.widthWords.textContent = `${this.width.value} px`;
    this.ratioField.hidden = this.choice("fit") !== "cover";
  }

  /** @param {string} name */
  choice(name) {
    const chosen = /** @type {HTMLInputElement | null} */ (
      this.panel.querySelector(`input[name="${name}"]:checked`)
    );
    return chosen?.value ?? "";
  }

  async ask() {
    const turn = ++this.asked;
    const url = requestUrl(this.manifest, {
      w: Number(this.width.value),
      dpr: Number(this.choice("dpr")),
      format: this.choice("format"),
      fit: this.choice("fit"),
      ratio: this.ratio.value,
    });
    this.url.textContent = url;
    const begun = performance.now();
    try {
      // As this browser's pictures ask; fetch alone would ask for anything.
      const response = await fetch(url, { headers: { Accept: await imageTypes() } });
      const body = await response.blob();
      if (turn === this.asked) {
        await this.show(response, body, performance.now() - begun);
      }
    } catch {
      if (turn === this.asked) {
        this.fail("No answer. Is Calotype still running? Start it with ./calotype up.");
      }
    }
  }

  /**
   * @param {Response} response
   * @param {Blob} body
   * @param {number} tookMs
   */
  async show(response, body, tookMs) {
    this.headers.replaceChildren(
      ...TELLING.filter((name) => response.headers.has(name)).flatMap((name) => [
        element("dt", {}, name),
        element("dd", {}, element("code", {}, response.headers.get(name))),
      ]),
    );
    if (!response.ok) {
      this.fail(`${response.status}: ${(await body.text()).trim()}`);
      return;
    }
    URL.revokeObjectURL(this.blobUrl);
    this.blobUrl = URL.createObjectURL(body);
    this.image.src = this.blobUrl;
    this.image.hidden = false;
    await this.image.decode();
    const format = formatName(body.type.replace("image/", ""));
    this.summary.dataset.state = "fine";
    this.summary.textContent =
      `${format}, ${this.image.naturalWidth} × ${this.image.naturalHeight}, ${bytes(body.size)},` +
      ` in ${Math.round(tookMs)} ms`;
  }

  /** @param {string} words */
  fail(words) {
    this.image.hidden = true;
    this.summary.dataset.state = "failed";
    this.summary.textContent = words;
  }
}

/** @param {string} value */
function option(value) {
  return element("option", { value }, value);
}

/** @param {Event} event */
function cancel(event) {
  event.preventDefault();
}
