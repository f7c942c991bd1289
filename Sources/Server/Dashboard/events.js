// The engine's order-flow events: newest first, each with its own words.

import { byId, make } from "./dom.js";
import { request } from "./frames.js";
import { second, utc } from "./times.js";

const MOST = 60;

export class Events {
  constructor(market) {
    this.market = market;
    market.on((change) => { if (change.kind === "delta" && (change.events || change.snapshot)) request(this); });
  }

  draw() {
    const { events, format } = this.market;
    const newest = events.slice(-MOST).reverse();
    byId("events-rows").replaceChildren(...newest.map((event) => make("div", "event", { "data-side": event.side ?? "", title: utc(event.time) },
      make("span", "time", {}, second(event.time)),
      make("b", "", {}, event.kind),
      make("span", "price", {}, format ? format.format(event.price) : String(event.price ?? "")),
      make("p", "", {}, event.text ?? ""))));
    byId("events-empty").hidden = newest.length > 0;
  }
}
