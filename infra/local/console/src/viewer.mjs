import { pictureHtml } from "./calotype.mjs";
import { announce, byId, element } from "./dom.mjs";
import { pictureOf } from "./picture.mjs";
import { Asking } from "./asking.mjs";
import { radios } from "./radios.mjs";
import { reasonAdvice, reasonTitle } from "./reasons.mjs";
import { variantTable } from "./variant-table.mjs";
import { fileName, formatName } from "./words.mjs";

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

  /**
   * Shows what is new of a picture, where it is the one that is shown.
   *
   * @param {any} picture
   */
  update(picture) {
    if (picture.key === this.key) {
      this.show(picture);
    }
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
      const words = picture.state === "rejected" ? refusal(picture.reason) : "Its variants are being made.";
      this.section.replaceChildren(...head, element("p", { class: "refusal" }, words));
    }
  }

  /** @param {any} manifest */
  looks(manifest) {
    const stage = element("div", { class: "stage" });
    const caption = element("p", { class: "hint", id: "stage-caption" });
    const asking = new Asking(manifest, this.system);
    const snippet = markup(manifest);
    const show = (/** @type {boolean} */ byHand) => {
      asking.panel.hidden = !byHand;
      snippet.hidden = byHand;
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
      element("div", { class: "asking-column" }, mode, asking.panel, snippet),
    );
    queueMicrotask(() => show(false));
    return made;
  }

  /** @param {any} picture */
  variants(picture) {
    this.table = element("table");
    this.fillTable(picture);
    return element(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Variants" },
      this.table,
    );
  }

  /** @param {any} picture */
  fillTable({ key, manifest }) {
    this.table?.replaceChildren(...variantTable(key, manifest));
  }
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
  const html = pictureHtml(manifest, { alt: fileName(manifest.key), placeholder: "none" });
  const text = html.replaceAll("><", ">\n<").replaceAll(", /", ",\n    /");
  return element(
    "div",
    { class: "markup" },
    element(
      "div",
      { class: "title-row" },
      element("h3", { id: "markup-title" }, "What a page says for this"),
      copyButton(text),
    ),
    element("pre", { tabindex: "0", "aria-labelledby": "markup-title" }, element("code", {}, text)),
  );
}

/** @param {string} text */
function copyButton(text) {
  const button = element("button", { class: "button quiet small", type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    announce("Copied.");
    button.textContent = "Copied";
  });
  return button;
}
