// What the structure costs, risks and assumes, in words and numbers; beside each the value before an adjustment.

import { byId, make, tag, write } from "./dom.js";
import { decimals, money, percentage, profit, signedFixed, tone } from "./figures.js";

/** Rows of name, text, kind for one valuation. */
function rows(value) {
  const { unlimited = {}, greeks = {}, buyingPower, fees } = value;
  const credit = !value.openingCash?.startsWith("-");
  return [
    [credit ? "Credit" : "Debit", value.openingCash ? money(value.openingCash.replace("-", "")) : "–", null, "What opening brings in or costs, before fees"],
    ["P/L now", profit(value.now), tone(value.now), "At the mids, against the prices of the legs"],
    ["Max profit", unlimited.profit ? "▲ unlimited" : profit(value.maxProfit), unlimited.profit ? "gain" : tone(value.maxProfit), "At the first expiration, before fees"],
    ["Max loss", unlimited.loss ? "▼ unlimited" : profit(value.maxLoss), unlimited.loss ? "loss" : tone(value.maxLoss), "At the first expiration, before fees"],
    ["Breakevens", value.breakevens?.length ? value.breakevens.map((text) => decimals(text, 2)).join(" · ") : "none", null, "At the first expiration, before fees"],
    ["POP %", percentage(value.probabilityOfProfit, 1), null, "Model's probability of any profit at the first expiration"],
    ["Buying power", money(buyingPower?.amount), null, buyingPower?.rule ?? "not known"],
    ["Fees to open", money(fees?.open), null, (fees?.lines ?? []).map((line) => `${line.name} ${money(line.amount)}`).join(", ") || "not known"],
    ["Δ", signedFixed(greeks.delta, 2), null, "Dollars per point of the underlying"],
    ["Γ", signedFixed(greeks.gamma, 4), null, "Change of that delta per point"],
    ["Θ per day", signedFixed(greeks.theta, 2), null, "Dollars per calendar day"],
    ["V per point", signedFixed(greeks.vega, 2), null, "Dollars per point of volatility"],
  ];
}

/** Fills the facts, the fees and the log of assumptions. */
export function showFacts(value) {
  const list = byId("facts");
  write(byId("strategy-name"), value?.name ?? "");
  if (!value) {
    list.replaceChildren();
    byId("assumptions").replaceChildren();
    return;
  }
  const before = value.before ? rows(value.before) : null;
  list.replaceChildren(...rows(value).map(([name, text, kind, words], at) => {
    const item = make("div", "", { title: words, "data-fact": name }, make("dt", "", {}, name), make("dd", "", {}, text));
    tag(item, "tone", kind);
    if (before) item.append(make("dd", "was", { title: "Before the adjustment" }, before[at][1]));
    return item;
  }));
  tag(list, "compared", before ? "1" : null);
  const lines = [...(value.warnings ?? []).map((text) => ["warning", text]), ...(value.assumptions ?? []).map((text) => ["", text]),
    ...(value.fees?.unknown ?? []).map((name) => ["warning", `${name}: due, but its rate is not known here`]), ...(value.fees?.lines ?? []).map((line) => ["", `${line.name}: ${money(line.amount)}`]), ...(value.buyingPower?.rule ? [["", `Buying power: ${value.buyingPower.rule}`]] : [])];
  byId("assumptions").replaceChildren(...lines.map(([kind, text]) => make("li", kind, {}, text)));
}
