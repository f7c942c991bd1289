// The Strategy page: the legs being built, the sliders, and what the server makes of both.

import { byId, make, tag, write } from "./dom.js";
import { fixed, signedFixed } from "./figures.js";
import { LegEditor } from "./leg-editor.js";
import { changeLeg, clearLegs, legs, onLegs, pinLegs, setLegs } from "./legs.js";
import { evaluate, strategies, template } from "./options-api.js";
import { onPage, page } from "./pages.js";
import { Payoff } from "./payoff.js";
import { setting } from "./settings.js";
import { showSlices } from "./slices.js";
import { showFacts } from "./strategy-facts.js";
import { day, minute, second, utc, zoneName } from "./times.js";

const moment = (millis) => `${day(millis)} ${minute(millis)} ${zoneName(millis)}`;
const REPEAT = 2000;
const STEPS = 200;

export class StrategyPage {
  #giveUp = null;
  #value = null;
  #problem = "";
  /** Why the last strategy that was chosen could not be placed; the legs stayed as they were. */
  #refusal = "";
  #timer = 0;
  #templates = [];

  /** `expiration()` is the one that the Chain page shows, where templates are placed. */
  constructor(expiration) {
    this.expiration = expiration;
    this.editor = new LegEditor();
    this.payoff = new Payoff(byId("surface-payoff"), (at, price) => this.#drag(at, price));
    for (const id of ["slide-date", "slide-iv"]) byId(id).addEventListener("input", () => this.#slide());
    byId("slide-reset").addEventListener("click", () => this.#reset());
    byId("legs-pin").addEventListener("click", () => pinLegs());
    byId("strategy-clear").addEventListener("click", () => clearLegs());
    byId("template").addEventListener("change", () => this.#place(byId("template").value));
    onLegs(() => this.#changed());
    onPage((name) => this.#wake(name));
    setInterval(() => { if (page() === "strategy" && legs().list.length && !document.hidden) this.#ask(); }, REPEAT);
    this.#wake(page());
  }

  #wake(name) {
    if (name !== "strategy") return;
    if (!this.#templates.length) this.#list();
    this.#changed();
  }

  async #list() {
    try {
      this.#templates = (await strategies()).strategies;
      const groups = Map.groupBy(this.#templates, (each) => each.outlook ?? "other");
      byId("template").replaceChildren(make("option", "", { value: "" }, "Choose a strategy …"), ...[...groups].map(([outlook, list]) => {
        const group = make("optgroup", "", { label: outlook });
        group.append(...list.map((each) => make("option", "", { value: each.id, title: each.text ?? "" }, each.name)));
        return group;
      }));
    } catch (problem) {
      this.#fail(problem.message);
    }
  }

  async #place(strategy) {
    byId("template").value = "";
    if (!strategy) return;
    this.#refusal = "";
    const symbol = setting("chainSymbol");
    try {
      const placed = await template(strategy, symbol, this.expiration());
      setLegs(symbol, placed.legs);
    } catch (problem) {
      this.#refusal = problem.message;
      this.#states();
    }
  }

  #changed() {
    if (page() !== "strategy") return;
    const { list, before, symbol } = legs();
    this.#refusal = "";
    byId("legs-pin").setAttribute("aria-pressed", String(Boolean(before)));
    byId("legs-pin").disabled = byId("strategy-clear").disabled = !list.length && !before;
    write(byId("editor-title"), list.length ? `Legs on ${symbol}` : "Legs");
    if (!list.length) {
      this.#giveUp?.abort();
      this.#value = null;
      this.#problem = "";
      this.#show();
      return;
    }
    this.editor.show(this.#value);
    this.#states();
    this.#ask();
  }

  // ---- Sliders

  #slide() {
    this.#texts();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), 40);
  }

  #reset() {
    byId("slide-date").value = "0";
    byId("slide-iv").value = "0";
    this.#slide();
  }

  /** Days from now that the date slider stands at. */
  get days() {
    return (this.#value?.daysToFirstExpiration ?? 0) * Number(byId("slide-date").value) / STEPS;
  }

  get shift() {
    return Number(byId("slide-iv").value) / 100;
  }

  #texts() {
    const days = this.days;
    const asOf = this.#value?.asOf;
    write(byId("date-text"), days === 0 || !asOf ? "today" : `in ${fixed(days, days < 3 ? 2 : 1)} days · ${moment(asOf + days * 86_400_000)}`);
    write(byId("iv-text"), this.shift === 0 ? "as it is" : `${signedFixed(this.shift * 100, 1)} points`);
    const away = days !== 0 || this.shift !== 0;
    byId("slide-reset").disabled = !away;
    tag(byId("strategy"), "moved", away ? "1" : null);
  }

  // ---- Asking

  async #ask() {
    this.#giveUp?.abort();
    const own = this.#giveUp = new AbortController();
    const { symbol, list, before } = legs();
    const wish = { symbol, legs: list, days: this.days, ivShift: this.shift };
    if (before) wish.before = before;
    try {
      const value = await evaluate(wish, own.signal);
      if (own.signal.aborted) return;
      this.#value = value;
      this.#problem = "";
      this.#show();
    } catch (problem) {
      if (problem.name !== "AbortError") this.#fail(problem.message);
    }
  }

  #fail(words) {
    this.#problem = words;
    this.#states();
  }

  #show() {
    this.payoff.show(this.#value);
    showSlices(this.#value);
    showFacts(this.#value);
    this.editor.show(this.#value);
    this.#texts();
    this.#states();
    byId("legend-before").hidden = !this.#value?.before;
    const value = this.#value;
    for (const element of document.querySelectorAll("#strategy .provenance")) {
      write(element, value ? `${second(value.asOf)} ${zoneName(value.asOf)} · ${value.source ?? "simulator"}` : "");
      element.title = value ? utc(value.asOf) : "";
    }
  }

  #states() {
    const { list } = legs();
    const partial = this.#refusal || this.#value?.warnings?.[0];
    const name = !list.length ? "empty" : this.#problem ? (this.#value ? "stale" : "error") : this.#value ? (partial ? "partial" : "good") : "loading";
    tag(byId("strategy"), "state", name);
    const cover = byId("strategy-cover");
    cover.hidden = !["empty", "error", "loading"].includes(name);
    write(cover.firstElementChild, { empty: this.#refusal || "No legs yet. Choose a strategy at the left, or click bids and asks on the Chain page (2).", error: this.#problem, loading: "Asking for its value …" }[name] ?? "");
    const notice = byId("strategy-notice");
    notice.hidden = !["stale", "partial"].includes(name);
    write(notice, name === "partial" ? partial : this.#problem);
    notice.title = notice.textContent;
  }

  async #drag(at, price) {
    const leg = legs().list[at];
    if (!leg) return;
    try {
      const strike = await this.editor.nearestStrike(leg, price);
      if (strike !== leg.strike) changeLeg(at, { strike, price: undefined });
    } catch (problem) {
      this.#fail(problem.message);
    }
  }
}
