import { announce, byId, element } from "./dom.mjs";
import { getJson, postJson } from "./local-api.mjs";
import { reasonAdvice, reasonTitle } from "./reasons.mjs";
import { ago, count, fileName } from "./words.mjs";

const AT_ONCE = 100;

/** What was refused: the reason, the message, and another try. */
export class Letters {
  constructor() {
    this.list = byId("letters");
    this.hint = byId("letters-hint");
    this.redriveAll = byId("redrive-all");
    /** @type {any[]} */
    this.letters = [];
    this.known = "";
    this.redriveAll.addEventListener("click", () =>
      this.redrive(this.letters.slice(0, AT_ONCE).map((letter) => letter.id)),
    );
  }

  async refresh() {
    const answer = await getJson("dead-letters");
    const seen = JSON.stringify(answer);
    if (seen === this.known) {
      return;
    }
    this.known = seen;
    this.letters = answer.letters;
    this.hint.textContent = hint(answer);
    this.redriveAll.hidden = answer.letters.length < 2;
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(...answer.letters.map((/** @type {any} */ letter) => this.line(letter)));
    if (focused) {
      byId("letters-title").focus();
    }
  }

  /** @param {any} letter */
  line(letter) {
    const name = letter.key === undefined ? "A record without a key" : fileName(letter.key);
    return element(
      "li",
      { class: "letter", "data-id": letter.id, "data-reason": letter.reason },
      element(
        "div",
        { class: "letter-text" },
        element(
          "p",
          { class: "letter-title" },
          element("strong", {}, reasonTitle(letter.reason)),
          element("code", {}, letter.reason),
        ),
        element("p", { class: "letter-name", title: letter.key ?? letter.id }, name),
        element("p", { class: "letter-message" }, letter.message),
        element(
          "p",
          { class: "hint" },
          [
            ...(saysWhatToDo(letter.message) ? [] : [reasonAdvice(letter.reason)]),
            ago(letter.time, Date.now()),
            ...(letter.attempts > 1 ? [`tried ${count(letter.attempts, "time")}`] : []),
          ].join(" · "),
        ),
      ),
      element(
        "button",
        { class: "button", type: "button", onclick: () => this.redrive([letter.id]) },
        "Try again",
        element("span", { class: "sr" }, `: ${name}`),
      ),
    );
  }

  /** @param {string[]} ids */
  async redrive(ids) {
    let news;
    try {
      const { redriven, missing } = await postJson("dead-letters/redrive", { ids });
      const gone = missing.length > 0 ? ` ${count(missing.length, "letter")} had gone before.` : "";
      await this.refresh();
      news = `${count(redriven, "original")} put in line again.${gone} What is refused again comes back here.`;
    } catch (fault) {
      news = fault instanceof Error ? fault.message : String(fault);
    }
    this.hint.textContent = news;
    announce(news);
  }
}

/**
 * Messages have the form "expected … but got …: what to do", the last part where there is one.
 *
 * @param {string} message
 */
function saysWhatToDo(message) {
  return / but .*: /.test(message);
}

/** @param {{ letters: any[], total: number, all: boolean }} answer */
function hint({ letters, total, all }) {
  if (total === 0) {
    return "None. What is refused appears here with its reason.";
  }
  const number = `${all ? "" : "More than "}${count(total, "letter")}`;
  return letters.length < total ? `${number}; the newest ${letters.length} are shown.` : `${number}.`;
}
