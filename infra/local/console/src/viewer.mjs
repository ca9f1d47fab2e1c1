import { byId, element } from "./dom.mjs";
import { pictureOf } from "./picture.mjs";
import { Asking } from "./asking.mjs";
import { radios } from "./radios.mjs";
import { reasonAdvice, reasonTitle } from "./reasons.mjs";
import { readyAfterMs } from "./times.mjs";
import { bytes, duration, fileName, formatName } from "./words.mjs";

/**
 * One picture looked at: as a page shows it, asked for by hand, and all variants that exist.
 */
export class Viewer {
  /** @param {any} system what the recipe makes */
  constructor(system) {
    this.system = system;
    this.section = byId("viewer");
    this.key = "";
    this.stamp = "";
  }

  /**
   * Shows a picture, or what is new of the one that is shown.
   *
   * @param {any} picture
   */
  show(picture) {
    const stamp = JSON.stringify(picture.manifest ?? picture.state);
    if (picture.key === this.key && stamp === this.stamp) {
      return;
    }
    const isNewVariants = picture.key === this.key && this.table !== undefined;
    if (isNewVariants && picture.state === "ready" && this.v === picture.manifest.v) {
      this.fillTable(picture);
    } else {
      this.build(picture);
    }
    this.key = picture.key;
    this.stamp = stamp;
    this.v = picture.manifest?.v;
  }

  /** @param {any} picture */
  build(picture) {
    this.section.hidden = false;
    this.table = undefined;
    const { manifest } = picture;
    const head = [
      element("h2", { id: "viewer-title", tabindex: "-1" }, fileName(picture.key)),
      element("p", { class: "key" }, element("code", {}, picture.key)),
    ];
    if (picture.state === "ready") {
      this.section.replaceChildren(...head, this.looks(manifest), this.variants(picture));
    } else {
      const words = picture.state === "rejected" ? refusal(manifest.reason) : "Its variants are being made.";
      this.section.replaceChildren(...head, element("p", { class: "refusal" }, words));
    }
  }

  /** @param {any} manifest */
  looks(manifest) {
    const stage = element("div", { class: "stage" });
    const caption = element("p", { class: "hint", id: "stage-caption" });
    const asking = new Asking(manifest, this.system);
    const show = (/** @type {boolean} */ byHand) => {
      asking.panel.hidden = !byHand;
      stage.replaceChildren(
        byHand ? asking.image : asTheBrowserChooses(manifest, stage, caption),
      );
      caption.hidden = byHand;
      if (byHand) {
        asking.ask();
      }
    };
    const mode = radios("Who asks", "mode", [
      ["browser", "The browser"],
      ["hand", "By hand"],
    ]);
    mode.addEventListener("change", (event) =>
      show(/** @type {HTMLInputElement} */ (event.target).value === "hand"),
    );
    const made = element(
      "div",
      { class: "looks" },
      element("div", { class: "stage-column" }, stage, caption),
      element("div", { class: "asking-column" }, mode, asking.panel, markup(manifest)),
    );
    queueMicrotask(() => show(false));
    return made;
  }

  /** @param {any} picture */
  variants(picture) {
    this.table = element("tbody");
    this.fillTable(picture);
    const { manifest } = picture;
    return element(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Variants" },
      element(
        "table",
        {},
        element(
          "caption",
          {},
          `Variants of ${manifest.width} × ${manifest.height}, ${bytes(manifest.source.bytes)}`,
        ),
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...["Variant", "Format", "Pixels", "Bytes", "Ready after"].map((title, at) =>
              element("th", { scope: "col", class: at > 1 ? "number" : null }, title),
            ),
          ),
        ),
        this.table,
      ),
    );
  }

  /** @param {any} picture */
  fillTable(picture) {
    this.table?.replaceChildren(
      ...picture.manifest.variants.map((/** @type {any} */ variant) => row(picture.key, variant)),
      ...picture.manifest.pending.map((/** @type {string} */ format) =>
        element(
          "tr",
          { class: "pending" },
          element("th", { scope: "row" }, "…"),
          element("td", {}, formatName(format)),
          element("td", { colspan: "3" }, "still to come; until then viewers get WebP"),
        ),
      ),
    );
  }
}

/**
 * @param {string} key
 * @param {any} variant
 */
function row(key, variant) {
  const ms = readyAfterMs(key, variant.name);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("code", {}, variant.name)),
    element("td", {}, formatName(variant.format)),
    element("td", { class: "number" }, `${variant.width} × ${variant.height}`),
    element("td", { class: "number" }, bytes(variant.bytes)),
    element("td", { class: "number" }, ms === undefined ? "–" : duration(ms)),
  );
}

/** @param {{ code: string, message: string }} reason */
function refusal({ code, message }) {
  return `${reasonTitle(code)}: ${message}. ${reasonAdvice(code)}`;
}

/**
 * @param {any} manifest
 * @param {HTMLElement} stage
 * @param {HTMLElement} caption
 */
function asTheBrowserChooses(manifest, stage, caption) {
  const boxPx = Math.round(stage.clientWidth);
  const { picture, image } = pictureOf(manifest, {
    sizes: `${boxPx}px`,
    alt: fileName(manifest.key),
    eager: true,
  });
  picture.id = "stage-picture";
  image.addEventListener("load", () => {
    const chosen = new URL(image.currentSrc).searchParams;
    const format = formatName(chosen.get("format") ?? "");
    caption.textContent =
      `For a box of ${boxPx} px on a screen with ${devicePixelRatio} × as many pixels, your browser` +
      ` chose ${format}, ${chosen.get("w")} px wide.`;
  });
  return picture;
}

/** @param {any} manifest */
function markup(manifest) {
  const { picture } = pictureOf(manifest, { sizes: "100vw", alt: fileName(manifest.key) });
  const image = /** @type {HTMLImageElement} */ (picture.querySelector("img"));
  image.removeAttribute("style");
  image.removeAttribute("class");
  const text = picture.outerHTML.replaceAll("><", ">\n<").replaceAll(", /", ",\n    /");
  return element(
    "details",
    { class: "markup" },
    element("summary", {}, "For your page"),
    element("pre", { tabindex: "0" }, element("code", {}, text)),
  );
}
