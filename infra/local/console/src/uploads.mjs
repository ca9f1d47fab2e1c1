import { announce, byId, element } from "./dom.mjs";
import { pictureOf } from "./picture.mjs";
import { reasonAdvice, reasonTitle } from "./reasons.mjs";
import { upload } from "./transfer.mjs";
import { watch } from "./watch.mjs";
import { remember } from "./times.mjs";
import { bytes, count, duration, formatName } from "./words.mjs";

const AT_A_TIME = 3;

/** The files that this page uploads: each a line from its choice to its variants. */
export class Uploads {
  /**
   * @param {{ onReady: (picture: any, isFirst: boolean) => void, onRefused: () => void }} listeners
   *     told of each change of a picture that is ready, and which is the first of what was added
   */
  constructor(listeners) {
    this.listeners = listeners;
    this.list = byId("uploads");
    /** @type {UploadLine[]} */
    this.queue = [];
    this.running = 0;
    this.awaitsFirst = false;
  }

  /** @param {Iterable<File>} files */
  add(files) {
    const lines = [...files].map((file) => new UploadLine(file, this));
    if (lines.length === 0) {
      return;
    }
    this.awaitsFirst = true;
    this.list.hidden = false;
    this.list.prepend(...lines.map((line) => line.item));
    announce(`${count(lines.length, "file")} added.`);
    this.queue.push(...lines);
    this.next();
  }

  next() {
    while (this.running < AT_A_TIME && this.queue.length > 0) {
      const line = /** @type {UploadLine} */ (this.queue.shift());
      this.running++;
      line.run().finally(() => {
        this.running--;
        this.next();
      });
    }
  }

  /** @param {any} picture */
  ready(picture) {
    this.listeners.onReady(picture, this.awaitsFirst);
    this.awaitsFirst = false;
  }

  /** @param {UploadLine} line */
  again(line) {
    this.queue.push(line);
    this.next();
  }
}

class UploadLine {
  /**
   * @param {File} file
   * @param {Uploads} uploads
   */
  constructor(file, uploads) {
    this.file = file;
    this.uploads = uploads;
    this.told = false;
    this.thumb = element("div", { class: "thumb", "aria-hidden": "true" });
    this.bar = /** @type {HTMLProgressElement} */ (
      element("progress", { max: Math.max(1, file.size), value: 0, "aria-label": `Upload of ${file.name}` })
    );
    this.words = element("p", { class: "upload-words" }, "Waits its turn");
    this.actions = element("div", { class: "upload-actions" });
    this.item = element(
      "li",
      { class: "upload-line", "data-state": "queued" },
      this.thumb,
      element(
        "div",
        { class: "upload-text" },
        element("p", { class: "upload-name" }, file.name, element("span", {}, bytes(file.size))),
        this.bar,
        this.words,
      ),
      this.actions,
    );
  }

  async run() {
    this.actions.replaceChildren();
    this.show("sending", "Asks for a ticket");
    try {
      const key = await upload(this.file, (sent) => {
        this.bar.value = sent;
        this.show("sending", `${bytes(sent)} of ${bytes(this.file.size)} sent`);
      });
      this.bar.value = this.bar.max;
      this.follow(key, performance.now());
    } catch (fault) {
      this.fail(fault);
    }
  }

  /**
   * Not awaited by the queue: a file that is uploaded makes room for the next.
   *
   * @param {string} key
   * @param {number} sentAt
   */
  async follow(key, sentAt) {
    this.show("making", "Uploaded; its variants are being made");
    try {
      const all = await watch(key, (picture) => this.changed(picture, performance.now() - sentAt));
      if (!all) {
        this.show("making", "Still in line: see how far the pipeline is behind, and look again later.");
      }
    } catch (fault) {
      this.unseen(fault);
    }
  }

  /**
   * @param {any} picture
   * @param {number} afterMs
   */
  changed(picture, afterMs) {
    if (picture.state === "waiting") {
      return;
    }
    remember(picture, afterMs);
    const first = !this.told;
    this.told = true;
    if (picture.state === "rejected") {
      this.refused(picture.reason);
    } else {
      this.ready(picture, afterMs, first);
    }
  }

  /** @param {{ code: string, message: string }} reason */
  refused(reason) {
    this.show("refused", `${reasonTitle(reason.code)}. ${reasonAdvice(reason.code)}`);
    announce(`${this.file.name} was refused: ${reasonTitle(reason.code)}.`);
    this.uploads.listeners.onRefused();
  }

  /**
   * @param {any} picture
   * @param {number} afterMs
   * @param {boolean} first
   */
  ready(picture, afterMs, first) {
    const { manifest } = picture;
    const pending = manifest.pending.length > 0 ? `; ${manifest.pending.map(formatName).join(", ")} still to come` : "";
    if (first) {
      this.readyMs = afterMs;
      this.thumb.replaceChildren(pictureOf(manifest, { sizes: "56px", alt: "", eager: true }).picture);
      announce(`${this.file.name} is ready.`);
    }
    this.show(
      "ready",
      `${count(manifest.variants.length, "variant")}, ready ${duration(this.readyMs ?? afterMs)} after the upload${pending}`,
    );
    this.uploads.ready(picture);
  }

  /**
   * What is uploaded has not failed where nobody can look at it, and is not to be uploaded twice.
   *
   * @param {unknown} fault
   */
  unseen(fault) {
    this.show("making", `Uploaded, but its state cannot be seen: ${messageOf(fault)}`);
    announce(`${this.file.name} is uploaded, but its state cannot be seen.`);
  }

  /** @param {unknown} fault */
  fail(fault) {
    const words = messageOf(fault);
    this.show("failed", words);
    announce(`${this.file.name} was not uploaded: ${words}`);
    this.bar.value = 0;
    this.actions.replaceChildren(
      element(
        "button",
        { class: "button quiet", type: "button", onclick: () => this.uploads.again(this) },
        "Try again",
        element("span", { class: "sr" }, ` with ${this.file.name}`),
      ),
    );
  }

  /**
   * @param {string} state
   * @param {string} words
   */
  show(state, words) {
    this.item.dataset.state = state;
    this.words.textContent = words;
  }
}

/** @param {unknown} fault */
function messageOf(fault) {
  return fault instanceof Error ? fault.message : String(fault);
}
