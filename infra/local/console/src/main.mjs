import { byId } from "./dom.mjs";
import { Gallery } from "./gallery.mjs";
import { Letters } from "./letters.mjs";
import { getJson } from "./local-api.mjs";
import { Pulse } from "./pulse.mjs";
import { Uploads } from "./uploads.mjs";
import { Viewer } from "./viewer.mjs";
import { bytes, formatName } from "./words.mjs";

const AGES_PERIOD_MS = 10_000;

/** The console: what is uploaded, what came of it, and how the pipeline does. */
async function open() {
  const pulse = new Pulse(refresh);
  const letters = new Letters();
  const gallery = new Gallery((picture) => choose(picture, true));
  const uploads = new Uploads({
    onReady: (picture, isFirst) => {
      if (isFirst) {
        choose(picture, false);
      } else {
        viewer?.update(picture);
      }
      refresh();
    },
    onRefused: refresh,
  });
  /** @type {Viewer | null} */
  let viewer = null;

  /**
   * @param {any} picture
   * @param {boolean} move whether the user asked for it, so that focus goes there
   */
  function choose(picture, move) {
    viewer?.show(picture);
    gallery.mark(picture.key);
    history.replaceState(null, "", `#${encodeURIComponent(picture.key)}`);
    if (move) {
      const title = byId("viewer-title");
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "start" });
    }
  }

  async function refresh() {
    try {
      await Promise.all([gallery.refresh(), letters.refresh()]);
    } catch {
      // The pulse says that nothing answers, and refreshes when something does.
    }
  }

  takeFiles(uploads);
  pulse.start();
  const system = await getJson("system");
  prepareInput(system);
  viewer = new Viewer(system);
  const pictures = await gallery.refresh();
  const wanted = decodeURIComponent(location.hash.slice(1));
  const first = pictures.find((picture) => picture.key === wanted) ?? pictures[0];
  if (first !== undefined) {
    choose(first, false);
  }
  setInterval(() => gallery.tellAges(), AGES_PERIOD_MS);
  await letters.refresh();
}

/** @param {any} system */
function prepareInput(system) {
  const input = /** @type {HTMLInputElement} */ (byId("files"));
  input.accept = system.accept.join(",");
  const names = system.accept.map((/** @type {string} */ type) => formatName(type.replace("image/", "")));
  byId("upload-hint").textContent =
    `${names.join(", ")}, up to ${bytes(system.bytesMax)} each. Every one gets its whole ladder of sizes and formats.`;
  const flink = /** @type {HTMLAnchorElement} */ (byId("flink"));
  flink.href = system.flink;
  flink.hidden = false;
}

/** @param {Uploads} uploads */
function takeFiles(uploads) {
  const input = /** @type {HTMLInputElement} */ (byId("files"));
  const drop = byId("drop");
  input.addEventListener("change", () => {
    uploads.add(input.files ?? []);
    input.value = "";
  });
  // Anywhere on the page: a file that misses the box must not replace the page.
  addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      drop.classList.remove("over");
    }
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    uploads.add(event.dataTransfer?.files ?? []);
  });
}

open().catch(() => {
  // What failed was told by the pulse; a reload is the way on.
  const state = byId("state");
  state.dataset.state = "lost";
  state.textContent = "Calotype does not answer. Start it with ./calotype up, then reload this page.";
});
