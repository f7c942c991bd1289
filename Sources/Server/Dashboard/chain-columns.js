// The columns of the chain: what stands in a cell, in what form, and in which sets it is shown.

import { decimals, fixed, percentage } from "./figures.js";
import { grouped } from "./numbers.js";
import { age } from "./times.js";

const SOURCES = {
  feed: ["F", "the feed's own Greeks"], quote: ["Q", "our model at the volatility of this option's own mid"],
  neighbours: ["N", "our model at the neighbouring strikes' volatility"], none: ["–", "no Greeks: neither feed nor model has any"],
};

/** Key, header, hover, text of a cell, and the sets it belongs to; from the strike outward. */
export const COLUMNS = [
  ["bid", "Bid", "Best bid; click to sell", (cell, chain) => decimals(cell.bid, chain.header.decimals), "compact quotes greeks all"],
  ["ask", "Ask", "Best ask; click to buy", (cell, chain) => decimals(cell.ask, chain.header.decimals), "compact quotes greeks all"],
  ["mid", "Mid", "Halfway between bid and ask", (cell, chain) => decimals(cell.mid, chain.header.decimals), "quotes all"],
  ["spread", "Spr %", "Spread in percent of the mid", (cell) => percentage(cell.spread), "quotes all"],
  ["size", "Size", "Contracts at bid × ask", (cell) => (cell.bidSize || cell.askSize ? `${grouped(cell.bidSize)}×${grouped(cell.askSize)}` : "–"), "quotes"],
  ["iv", "IV %", "Implied volatility, annual", (cell) => percentage(cell.iv), "quotes greeks all"],
  ["delta", "Δ", "Delta: per point of the underlying", (cell) => fixed(cell.delta, 2), "compact greeks all"],
  ["gamma", "Γ", "Gamma: change of delta per point", (cell) => fixed(cell.gamma, 4), "greeks all"],
  ["theta", "Θ", "Theta: per calendar day", (cell) => fixed(cell.theta, 2), "greeks all"],
  ["vega", "V", "Vega: per point of volatility", (cell) => fixed(cell.vega, 2), "greeks all"],
  ["probOTM", "OTM %", "Probability of expiring out of the money", (cell) => percentage(cell.probOTM, 0), "greeks all"],
  ["extrinsic", "Extr", "What the mid is worth beyond exercise", (cell, chain) => decimals(cell.extrinsic, chain.header.decimals), "quotes"],
  ["volume", "Vol", "Contracts traded today", (cell) => grouped(cell.volume), "quotes all"],
  ["openInterest", "OI", "Open contracts at the last clearing", (cell) => grouped(cell.openInterest), "quotes all"],
  ["source", "Src", "Where the Greeks come from and how old they are: F feed, Q our model at its own mid, N at its neighbours'", sourceText, "greeks all"],
];

/** Which Greeks go grey with their age. */
export const VALUED = new Set(["iv", "delta", "gamma", "theta", "vega", "probOTM", "source"]);

/** The sets a person may choose, by name. */
export const SETS = [["auto", "Auto"], ["quotes", "Quotes"], ["greeks", "Greeks"], ["all", "All"]];

function sourceText(cell, chain) {
  const [letter] = SOURCES[cell.source] ?? SOURCES.none;
  const old = cell.source === "none" || !cell.valueTime ? "" : shortAge(chain.age(cell.valueTime));
  return old ? `${letter} ${old}` : letter;
}

function shortAge(millis) {
  return millis < 1000 ? "0s" : age(millis).replace(" min", "m").replace(" ", "");
}

/** Source, age and quote age of a cell in words. */
export function provenance(cell, chain) {
  const [, words] = SOURCES[cell.source] ?? SOURCES.none;
  const greeks = cell.valueTime ? `, ${age(chain.age(cell.valueTime))} old${cell.stale ? ": stale" : ""}` : "";
  const quote = cell.quoteTime ? `quote ${age(chain.age(cell.quoteTime))} old` : "no quote";
  return `${quote} · ${words}${greeks}${cell.excluded ? ` · left out of fits: ${cell.excluded}` : ""}`;
}
