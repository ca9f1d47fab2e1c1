import { byId, element } from "./dom.mjs";
import { getJson } from "./local-api.mjs";
import { Chart } from "./chart.mjs";
import { bytes, count, duration, megapixels } from "./words.mjs";

const PERIOD_MS = 2000;
const SLOW_PERIOD_MS = 6000;

/**
 * How the job does: asked every two seconds while the page is looked at, told in words and shown as
 * charts.
 */
export class Pulse {
  /** @param {() => void} onNews called where pictures were made or refused since the last look */
  constructor(onNews) {
    this.onNews = onNews;
    this.state = byId("state");
    this.lag = new Chart("Behind the newest event", { least: 1 });
    this.rate = new Chart("Pictures made a second", { least: 0.5 });
    this.inFlight = new Chart("Originals in memory", { least: 1e6 });
    byId("charts").append(this.lag.figure, this.rate.figure, this.inFlight.figure);
    /** @type {{ atMs: number, done: number, ready: number } | null} */
    this.before = null;
    /** @type {number | undefined} */
    this.timer = undefined;
    document.addEventListener("visibilitychange", () => this.start());
  }

  start() {
    clearTimeout(this.timer);
    if (!document.hidden) {
      this.look();
    }
  }

  async look() {
    let periodMs = PERIOD_MS;
    try {
      this.show(await getJson("status"));
    } catch (fault) {
      this.say("lost", fault instanceof Error ? fault.message : String(fault));
      this.before = null;
      periodMs = SLOW_PERIOD_MS;
    }
    if (!document.hidden) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), periodMs);
    }
  }

  /** @param {any} sample */
  show({ at, job }) {
    const atMs = Date.parse(at);
    const { making } = job;
    const done = making.ready + making.refused;
    const before = this.before;
    // A restarted task counts from 0 again.
    const elapsedS = before === null ? 0 : (atMs - before.atMs) / 1000;
    const made = before === null ? 0 : Math.max(0, making.ready - before.ready);
    const perSecond = elapsedS > 0 ? made / elapsedS : 0;
    if (before === null || atMs > before.atMs) {
      this.before = { atMs, done, ready: making.ready };
      this.lag.add(atMs, (job.behindMs ?? 0) / 1000, duration(job.behindMs ?? 0));
      this.rate.add(atMs, perSecond, perSecond.toFixed(1));
      this.inFlight.add(
        atMs,
        making.bytesInFlight,
        making.bytesInFlight === 0
          ? "none"
          : `${bytes(making.bytesInFlight)}, ${megapixels(making.pixelsInFlight)}`,
      );
    }
    this.say(job.state === "RUNNING" ? "running" : "troubled", stateWords(job));
    if (before === null || done !== before.done) {
      this.onNews();
    }
  }

  /**
   * Only what is new, since each change is read aloud.
   *
   * @param {string} state
   * @param {string} words
   */
  say(state, words) {
    this.state.dataset.state = state;
    if (this.state.textContent !== words) {
      this.state.replaceChildren(element("span", {}, words));
    }
  }
}

/** @param {any} job */
function stateWords(job) {
  const restarts = job.restarts > 0 ? `, ${count(job.restarts, "restart")}` : "";
  return job.state === "RUNNING"
    ? `The job runs${restarts}`
    : `The job is ${job.state.toLowerCase()}${restarts}; Flink’s page says why`;
}
