// The engine's order-flow events: newest first, each with its own words.

import { byId, make } from "./dom.js";
import { request } from "./frames.js";
import { shapeOf, words } from "./glyphs.js";
import { second, utc } from "./times.js";

const MOST = 60;

export class Events {
  /** `show(event)` brings an event's bar and price into view. */
  constructor(market, show) {
    Object.assign(this, { market, reveal: show });
    market.on((change) => { if (change.kind === "delta" && (change.events || change.snapshot)) request(this); });
  }

  draw() {
    const { events, format } = this.market;
    const newest = events.slice(-MOST).reverse();
    byId("events-rows").replaceChildren(...newest.map((event) => this.#row(event,
      make("span", "time", {}, second(event.time)),
      make("b", "", {}, make("i", shapeOf(event.kind), { "aria-hidden": "true" }), words(event.kind)),
      make("span", "price", {}, format ? format.format(event.price) : String(event.price ?? "")),
      make("p", "", {}, event.text ?? ""))));
    byId("events-empty").hidden = newest.length > 0;
  }

  #row(event, ...children) {
    const row = make("button", "event", { type: "button", "data-side": event.side ?? "", title: `${utc(event.time)} · show on the chart` }, ...children);
    row.addEventListener("click", () => this.reveal(event));
    return row;
  }
}
