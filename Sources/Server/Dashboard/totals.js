// The session's totals and the quote line, written as the engine's own texts.

import { byId, tag, write } from "./dom.js";
import { geometry, grouped, measured, signed, signOf } from "./numbers.js";

/** Writes a number's text and keeps the engine's own in `data-value`. */
function show(id, text, shown) {
  const element = byId(id);
  write(element, shown);
  tag(element, "value", text ?? null);
}

function sided(id, text) {
  show(id, text, signed(text));
  tag(byId(id), "side", { 1: "buy", "-1": "sell" }[signOf(text)] ?? null);
}

const RESETS = { session: "session", rth: "RTH", none: "no reset" };

export function startTotals(market) {
  market.on((change) => {
    if (change.kind === "delta") showDelta(market);
    if (change.kind === "bars") showBar(market);
  });
}

function showDelta({ delta, profile, format }) {
  const { totals = {}, cvd = {} } = delta;
  const price = (text) => (format ? format.format(text) : text ?? "–");
  for (const key of ["volume", "buy", "sell", "unknown", "trades"]) show(`total-${key}`, totals[key], grouped(totals[key]));
  sided("total-delta", totals.delta);
  sided("cvd-value", cvd.value);
  sided("cvd-low", cvd.low);
  sided("cvd-high", cvd.high);
  show("cvd-error", cvd.errorBand, cvd.errorBand ? `± ${grouped(cvd.errorBand)}` : "");
  write(byId("cvd-reset-name"), RESETS[cvd.reset] ?? "");
  show("total-session", delta.session, delta.session ?? "–");
  show("last", delta.last, price(delta.last));
  show("bid", delta.bid, price(delta.bid));
  show("ask", delta.ask, price(delta.ask));
  show("profile-poc", profile?.poc, price(profile?.poc));
  show("profile-vah", profile?.valueAreaHigh, price(profile?.valueAreaHigh));
  nodes("profile-hvn", profile?.highVolumeNodes, delta.last, price);
  nodes("profile-lvn", profile?.lowVolumeNodes, delta.last, price);
  nodes("profile-naked", profile?.nakedPocs?.map((naked) => naked.price), delta.last, price);
  const { quality = {} } = delta;
  write(byId("total-rate"), measured(quality.printsPerSecond));
  write(byId("total-spread"), mean(quality.spreadMean));
  show("profile-val", profile?.valueAreaLow, price(profile?.valueAreaLow));
}

/** A mean is an estimate: four digits of it are shown. */
function mean(text) {
  return text === undefined || text === null ? "–" : String(Number(Number(text).toPrecision(4)));
}

/** The two prices nearest to the last one, in price order; all of them on hover. */
function nodes(id, prices = [], last, price) {
  const distance = (text) => Math.abs(geometry(text) - geometry(last));
  const nearest = [...prices].sort((a, b) => distance(a) - distance(b)).slice(0, 2).sort((a, b) => geometry(a) - geometry(b));
  write(byId(id), nearest.length ? nearest.map(price).join(" · ") : "–");
  const all = prices.map(price).join(" · ");
  if (byId(id).title !== all) byId(id).title = all;
}

/** The newest bar's statistics, for assistive technology and tests: the strip itself is a canvas. */
function showBar({ lastBar, header }) {
  const strip = byId("surface-strip");
  if (!lastBar) return;
  for (const key of ["id", "start", "open", "high", "low", "close", "volume", "buy", "sell", "unknown", "delta", "minDelta",
    "maxDelta", "cvd", "trades", "poc"]) tag(strip, key, lastBar[key]);
  tag(strip, "group", header.group);
  tag(strip, "bar", header.bar);
}
