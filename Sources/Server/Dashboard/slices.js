// The price slices: profit and loss and Greeks of the structure at prices around the underlying's.

import { byId, make, tag } from "./dom.js";
import { decimals, fixed, percentage, profit, signedFixed, tone } from "./figures.js";

const HEADS = [["Price", "Price of the underlying"], ["Move %", "From the price now"], ["σ", "In standard deviations to the first expiration"],
  ["P/L today", "Now, without the sliders"], ["P/L date", "At the chosen date and volatility"], ["P/L expiry", "At the first expiration"],
  ["Δ", "At the chosen date"], ["Γ", "At the chosen date"], ["Θ /day", "At the chosen date"], ["V /pt", "At the chosen date"]];

/** Fills the table with the server's slices. */
export function showSlices(value) {
  const table = byId("slices");
  if (!table.tHead.rows[0].cells.length) {
    table.tHead.rows[0].append(...HEADS.map(([name, words]) => make("th", "", { scope: "col", title: words }, name)));
  }
  table.tBodies[0].replaceChildren(...(value?.slices ?? []).map((slice) => {
    const gains = [slice.today, slice.date, slice.expiry];
    const row = make("tr", "", {}, make("th", "", { scope: "row" }, decimals(slice.spot, 2)),
      make("td", "", {}, signedMove(slice.change)), make("td", "", {}, signedFixed(slice.sigma, 1)),
      ...gains.map((text) => {
        const cell = make("td", "pl", {}, profit(text));
        tag(cell, "tone", tone(text));
        tag(cell, "value", text);
        return cell;
      }),
      ...[[slice.delta, 1], [slice.gamma, 3], [slice.theta, 1], [slice.vega, 1]].map(([number, places]) => make("td", "", {}, fixed(number, places))));
    tag(row, "here", Math.abs(slice.change) < 1e-9 ? "1" : null);
    return row;
  }));
}

const signedMove = (change) => (change > 0 ? "+" : "") + percentage(change, 2);
