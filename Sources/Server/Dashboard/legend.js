// The line below the chart that says what its colours and marks mean, with the thresholds in force.

import { byId, make } from "./dom.js";
import { MODES } from "./cells.js";
import { setting } from "./settings.js";

export function showLegend(market, detail) {
  const { header } = market;
  if (!header) return;
  const { ratio, minimumVolume, stacked } = header.imbalance ?? {};
  const rule = ratio === undefined ? "imbalance" : `diagonal imbalance ≥ ${ratio * 100} %, ${minimumVolume} lots`;
  const rows = header.group === 1 ? "rows of 1 tick" : `rows of ${header.group} ticks`;
  const meaning = MODES.find(([value]) => value === setting("mode"))[2];
  const items = [
    ["rows", detail === "numbers" ? rows : detail === "bars" ? `${rows}, zoom in for numbers` : "candles, zoom in for ladders"],
    ["sell", "sells"], ["buy", "buys"], ["unknown", "unknown"], ["poc", "POC"], ["imbalance", rule],
    ["zone", `${stacked ?? 3} stacked, until traded through`], ["unfinished", "unfinished auction"],
  ];
  byId("legend").replaceChildren(...items.map(([kind, words]) => make("span", kind, {}, make("i"), words)));
  byId("legend").title = meaning;
}
