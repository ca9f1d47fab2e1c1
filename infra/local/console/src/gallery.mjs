import { byId, element } from "./dom.mjs";
import { getJson } from "./local-api.mjs";
import { pictureOf } from "./picture.mjs";
import { reasonTitle } from "./reasons.mjs";
import { ago, fileName } from "./words.mjs";

const SIZES = "(max-width: 560px) 44vw, 190px";

/** The originals that came last. */
export class Gallery {
  /** @param {(picture: any) => void} onChoose */
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.list = byId("prints");
    this.hint = byId("gallery-hint");
    /** @type {Map<string, { stamp: string, item: HTMLElement }>} */
    this.shown = new Map();
    this.chosen = "";
  }

  /** @returns {Promise<any[]>} the pictures, newest first */
  async refresh() {
    const { pictures, all } = await getJson("pictures");
    this.hint.textContent = hint(pictures.length, all);
    /** @type {typeof this.shown} */
    const shown = new Map();
    for (const picture of pictures) {
      const stamp = `${picture.state} ${picture.manifest?.v} ${picture.manifest?.pending}`;
      const known = this.shown.get(picture.key);
      shown.set(
        picture.key,
        known?.stamp === stamp ? known : { stamp, item: this.print(picture) },
      );
    }
    this.shown = shown;
    this.arrange([...shown.values()].map((entry) => entry.item));
    this.tellAges();
    this.mark(this.chosen);
    return pictures;
  }

  /**
   * Moves only what has to move, so that focus stays where it is.
   *
   * @param {HTMLElement[]} items
   */
  arrange(items) {
    for (const child of [...this.list.children]) {
      if (!items.includes(/** @type {HTMLElement} */ (child))) {
        child.remove();
      }
    }
    items.forEach((item, at) => {
      if (this.list.children[at] !== item) {
        this.list.insertBefore(item, this.list.children[at] ?? null);
      }
    });
  }

  /** @param {any} picture */
  print(picture) {
    const name = fileName(picture.key);
    const isReady = picture.state === "ready";
    const face = isReady
      ? pictureOf(picture.manifest, { sizes: SIZES, alt: "" }).picture
      : element("span", { class: "no-face" }, faceWords(picture));
    const button = element(
      "button",
      {
        type: "button",
        class: "print",
        "data-key": picture.key,
        "data-state": picture.state,
        onclick: () => this.onChoose(picture),
      },
      element("span", { class: "face" }, face),
      element("span", { class: "print-name" }, name),
      element("time", { class: "print-age", datetime: picture.storedAt }),
    );
    return element("li", {}, button);
  }

  /** Time goes on while the page stands. */
  tellAges() {
    for (const age of this.list.querySelectorAll("time")) {
      const words = ago(age.dateTime, Date.now());
      if (age.textContent !== words) {
        age.textContent = words;
      }
    }
  }

  /**
   * Shows which picture is looked at.
   *
   * @param {string} key
   */
  mark(key) {
    this.chosen = key;
    for (const button of this.list.querySelectorAll("button")) {
      button.toggleAttribute("aria-current", button.dataset.key === key);
      if (button.dataset.key === key) {
        button.setAttribute("aria-current", "true");
      }
    }
  }
}

/** @param {any} picture */
function faceWords(picture) {
  return picture.state === "rejected" ? reasonTitle(picture.reason.code) : "In line";
}

/**
 * @param {number} number
 * @param {boolean} all
 */
function hint(number, all) {
  if (number === 0) {
    return "None yet. Add one above, or run ./calotype upload FILE.";
  }
  return all
    ? "Choose one to look at it."
    : "Choose one to look at it. The bucket holds more than were looked through for the newest.";
}
