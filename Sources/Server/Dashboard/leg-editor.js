// The legs of a structure as rows to edit: quantity, expiration, strike, right and price.

import { byId, make, options } from "./dom.js";
import { dayText } from "./expirations.js";
import { decimals, fixed, percentage, signedFixed } from "./figures.js";
import { changeLeg, legs, removeLeg } from "./legs.js";
import { strikes } from "./options-api.js";

export class LegEditor {
  #strikes = new Map();
  #symbol = "";

  constructor() {
    this.host = byId("editor-rows");
  }

  /** Rows for the legs; `value` is what the server said of them, or null while it has not. */
  async show(value) {
    const { list, symbol } = legs();
    if (symbol !== this.#symbol) this.#strikes.clear();
    this.#symbol = symbol;
    const shape = JSON.stringify(list.map(({ expiration, right, strike, quantity, price }) => [expiration, right, strike, quantity, price]));
    if (shape !== this.shape || this.host.children.length !== list.length) {
      this.shape = shape;
      const focused = document.activeElement?.dataset?.field;
      this.host.replaceChildren(...list.map((leg, at) => this.#row(leg, at)));
      if (focused) this.host.querySelector(`[data-field="${CSS.escape(focused)}"]`)?.focus();
      await this.#choices(list);
    }
    this.#values(value);
  }

  /** The listed strike nearest to a price. */
  async nearestStrike(leg, price) {
    const { strikes: listed } = await this.#listed(leg.expiration);
    return listed.reduce((best, each) => (Math.abs(Number(each) - price) < Math.abs(Number(best) - price) ? each : best), leg.strike);
  }

  #row(leg, at) {
    const field = (element, name) => {
      element.dataset.field = `${name}-${at}`;
      return element;
    };
    const count = field(make("input", "count", { type: "number", step: "1", min: "-999", max: "999", value: String(leg.quantity), "aria-label": `Contracts of leg ${at + 1}, negative when short` }), "count");
    const expiration = field(make("select", "when", { "aria-label": `Expiration of leg ${at + 1}` }), "when");
    const strike = field(make("select", "strike", { "aria-label": `Strike of leg ${at + 1}` }), "strike");
    const right = field(make("select", "right", { "aria-label": `Right of leg ${at + 1}` }), "right");
    const price = field(make("input", "price", { type: "text", inputmode: "decimal", placeholder: "mid", value: leg.price ?? "", "aria-label": `Price of leg ${at + 1}; empty for the mid` }), "price");
    const away = make("button", "step", { type: "button", "aria-label": `Take leg ${at + 1} away`, title: "Take away" }, "×");
    const held = leg.right === "underlying";
    options(right, held ? [["underlying", this.#symbol]] : [["call", "call"], ["put", "put"]], leg.right);
    options(strike, [[leg.strike ?? "", held ? "–" : decimals(leg.strike, 0)]], leg.strike ?? "");
    right.disabled = strike.disabled = held;
    options(expiration, [[leg.expiration, leg.expiration]], leg.expiration);
    count.addEventListener("change", () => { if (Number.isInteger(count.valueAsNumber)) changeLeg(at, { quantity: count.valueAsNumber }); else count.value = String(leg.quantity); });
    right.addEventListener("change", () => changeLeg(at, { right: right.value, price: undefined }));
    strike.addEventListener("change", () => changeLeg(at, { strike: strike.value, price: undefined }));
    expiration.addEventListener("change", () => this.#move(at, leg, expiration.value));
    price.addEventListener("change", () => changeLeg(at, { price: price.value.trim() || undefined }));
    away.addEventListener("click", () => removeLeg(at));
    return make("div", "editor-row", { "data-side": leg.quantity > 0 ? "buy" : "sell" }, count, strike, right, expiration, price, make("span", "mark", { title: "Mid now" }, "–"), make("span", "iv", {}, "–"), make("span", "delta", {}, "–"), away);
  }

  async #move(at, leg, expiration) {
    const { strikes: listed } = await this.#listed(expiration);
    const strike = listed.includes(leg.strike) ? leg.strike : listed.reduce((best, each) => (Math.abs(Number(each) - Number(leg.strike)) < Math.abs(Number(best) - Number(leg.strike)) ? each : best), listed[0] ?? leg.strike);
    changeLeg(at, { expiration, strike, price: undefined });
  }

  /** Fills the choices once the server has said what is listed. */
  async #choices(list) {
    try {
      const rows = [...this.host.children];
      const listed = await Promise.all(list.map((leg) => this.#listed(leg.expiration)));
      listed.forEach(({ strikes: texts, expirations }, at) => {
        const { strike, expiration } = list[at];
        if (strike) options(rows[at].querySelector(".strike"), (texts.includes(strike) ? texts : [strike, ...texts]).map((text) => [text, decimals(text, 0)]), strike);
        options(rows[at].querySelector(".when"), expirations.map((each) => [each.id, `${dayText(each.date)} · ${each.days} d ${each.settlement}`]), expiration);
      });
    } catch {
      // The evaluation beside it says that the server is away; the legs stay as they are.
    }
  }

  #listed(expiration) {
    if (!this.#strikes.has(expiration)) {
      const asked = strikes(this.#symbol, expiration);
      asked.catch(() => this.#strikes.delete(expiration));
      this.#strikes.set(expiration, asked);
    }
    return this.#strikes.get(expiration);
  }

  #values(value) {
    [...this.host.children].forEach((row, at) => {
      const leg = value?.legs?.[at];
      row.querySelector(".mark").textContent = decimals(leg?.mark, 2);
      row.querySelector(".iv").textContent = leg?.iv ? `${percentage(leg.iv)} %` : "–";
      row.querySelector(".delta").textContent = signedFixed(leg?.delta, 1);
      row.title = leg ? `${leg.symbol} · Γ ${fixed(leg.gamma, 3)} · Θ ${fixed(leg.theta, 2)} · V ${fixed(leg.vega, 2)} · volatility from ${leg.source}` : "";
    });
  }
}
