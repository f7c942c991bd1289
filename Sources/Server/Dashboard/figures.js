// How option figures are written: money, volatilities, Greeks, ages. Numbers come from the server; here they get a form.

import { grouped, signOf } from "./numbers.js";

const ABSENT = "–";
const MINUS = "−";

const known = (value) => value !== undefined && value !== null && Number.isFinite(value);

/** A number with a fixed count of decimals and a true minus; `–` for what is absent. */
export function fixed(value, decimals) {
  if (!known(value)) return ABSENT;
  const shown = Math.abs(value).toFixed(decimals);
  const [whole, rest] = shown.split(".");
  const text = grouped(whole) + (rest ? "." + rest : "");
  return value < 0 && Number(shown) !== 0 ? MINUS + text : text;
}

/** As `fixed`, with a plus before what is above zero. */
export function signedFixed(value, decimals) {
  const text = fixed(value, decimals);
  return known(value) && value > 0 && Number(value.toFixed(decimals)) !== 0 ? "+" + text : text;
}

/** A fraction in percent, the sign of percent left to the header. */
export const percentage = (share, decimals = 1) => (known(share) ? fixed(share * 100, decimals) : ABSENT);

/** A decimal text with at least so many decimals; what it has beyond stays. */
export function decimals(text, least) {
  if (text === undefined || text === null || text === "") return ABSENT;
  const [whole, rest = ""] = String(text).split(".");
  return grouped(least || rest ? `${whole}.${rest.padEnd(least, "0")}` : whole);
}

/** An amount of money from its exact text, in cents. */
export const money = (text) => decimals(text, 2);

/** Profit or loss: a sign and an arrow, so that colour is never alone. */
export function profit(text) {
  if (text === undefined || text === null) return ABSENT;
  const sign = signOf(text);
  return sign > 0 ? `▲ +${money(text)}` : sign < 0 ? `▼ ${money(text)}` : money(text);
}

/** `gain`, `loss` or nothing, for the shade. */
export const tone = (text) => ({ 1: "gain", "-1": "loss" }[signOf(text)] ?? null);
