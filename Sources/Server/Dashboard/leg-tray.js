// The tray under the chain: the legs that were clicked, and what the server says they cost and risk together.

import { byId, make, tag, write } from "./dom.js";
import { decimals, money, percentage, profit, signedFixed, tone } from "./figures.js";
import { addLeg, changeLeg, clearLegs, legs, onLegs, removeLeg } from "./legs.js";
import { evaluate } from "./options-api.js";
import { open, page } from "./pages.js";

const REPEAT = 3000;

export class LegTray {
  #giveUp = null;

  constructor(chain) {
    this.chain = chain;
    onLegs(() => this.show());
    byId("legs-clear").addEventListener("click", () => clearLegs());
    byId("legs-open").addEventListener("click", () => open("strategy"));
    setInterval(() => { if (page() === "chain" && legs().list.length) this.#ask(); }, REPEAT);
    this.show();
  }

  /** Adds a leg from a click on the chain. */
  pick(right, strike, side) {
    const { symbol, expiration } = this.chain.header;
    const added = addLeg(symbol, { expiration, right, strike, quantity: side === "buy" ? 1 : -1 });
    if (!added) this.#problem("Twelve legs are the most; take one away first.");
  }

  show() {
    const { list, symbol } = legs();
    tag(byId("pane-legs"), "empty", list.length ? null : "1");
    write(byId("legs-title"), list.length ? `Legs on ${symbol}` : "Legs");
    byId("legs-list").replaceChildren(...list.map((leg, at) => this.#leg(leg, at, symbol)));
    byId("legs-open").disabled = byId("legs-clear").disabled = !list.length;
    this.#problem("");
    // The figures are of the legs before until the server has answered.
    tag(byId("legs-facts"), "pending", list.length ? "1" : null);
    if (list.length) this.#ask();
    else byId("legs-facts").replaceChildren();
  }

  #leg(leg, at, symbol) {
    const long = leg.quantity > 0;
    const step = (by, words, text) => {
      const button = make("button", "step", { type: "button", "aria-label": words }, text);
      button.addEventListener("click", () => changeLeg(at, { quantity: leg.quantity + by }));
      return button;
    };
    const away = make("button", "step", { type: "button", "aria-label": "Take this leg away", title: "Take away" }, "×");
    away.addEventListener("click", () => removeLeg(at));
    return make("li", "leg", { "data-side": long ? "buy" : "sell" },
      step(-1, "One contract fewer", "−"), make("b", "count", {}, signedFixed(leg.quantity, 0)), step(1, "One contract more", "+"),
      make("span", "name", {}, leg.strike ? `${decimals(leg.strike, 0)} ${leg.right}` : symbol), make("span", "when", {}, leg.expiration), away);
  }

  async #ask() {
    this.#giveUp?.abort();
    this.#giveUp = new AbortController();
    const { symbol, list } = legs();
    try {
      this.#facts(await evaluate({ symbol, legs: list, detail: "summary" }, this.#giveUp.signal));
      tag(byId("legs-facts"), "pending", null);
      this.#problem("");
    } catch (problem) {
      if (problem.name !== "AbortError") this.#problem(problem.message);
    }
  }

  #problem(text) {
    byId("legs-problem").hidden = !text;
    write(byId("legs-problem"), text);
  }

  #facts(value) {
    const { greeks = {}, buyingPower, unlimited = {} } = value;
    const rows = [
      [value.openingCash?.startsWith("-") ? "Debit" : "Credit", value.openingCash ? money(value.openingCash.replace("-", "")) : "–"],
      ["Max profit", unlimited.profit ? "unlimited" : profit(value.maxProfit), unlimited.profit ? "gain" : tone(value.maxProfit)],
      ["Max loss", unlimited.loss ? "unlimited" : profit(value.maxLoss), unlimited.loss ? "loss" : tone(value.maxLoss)],
      ["Breakevens", value.breakevens?.length ? value.breakevens.map((text) => decimals(text, 2)).join(" · ") : "–"],
      ["POP %", percentage(value.probabilityOfProfit, 1)], ["Buying power", money(buyingPower?.amount)], ["Fees", money(value.fees?.open)],
      ["Δ", signedFixed(greeks.delta, 1)], ["Θ /day", signedFixed(greeks.theta, 1)], ["V /pt", signedFixed(greeks.vega, 1)]];
    byId("legs-facts").replaceChildren(...rows.map(([name, text, kind]) => {
      const item = make("div", "", {}, make("span", "", {}, name), make("b", "", {}, text));
      tag(item, "tone", kind ?? null);
      return item;
    }));
    tag(byId("legs-facts"), "name", value.name);
    write(byId("legs-name"), value.name ?? "");
  }
}
