// The five states of the page: loading, empty, stale, partial, error; each says what it is and what to do.

import { byId, make, tag, write } from "./dom.js";
import { grouped } from "./numbers.js";
import { age, second, utc, zoneName } from "./times.js";

const GRADES = {
  exchange: "exchange sides", quote: "sides by quote rule", tick: "sides by tick rule",
  "trade-quote": "guessed from trade and quote", candle: "candle volume only",
  unknown: "no side could be decided yet",
};
const ENVIRONMENTS = { simulator: "SIM", paper: "PAPER", sandbox: "SANDBOX", production: "PRODUCTION" };

export class States {
  /** `paused()` tells since when the page is paused (epoch milliseconds) or null, and how many messages were let go. */
  constructor(market, feed, chart, { paused, resume }) {
    Object.assign(this, { market, feed, chart, paused, resume });
    this.provenances = [...document.querySelectorAll("#order-flow .provenance")];
    this.cover = document.querySelector("#pane-footprint .cover");
    this.skeleton();
    byId("banner-action").addEventListener("click", () => this.act?.());
    market.on(() => this.show());
    feed.on("state", () => this.show());
    setInterval(() => this.show(), 1000);
  }

  /** A quiet picture of the true layout while the first answer is on its way. */
  skeleton() {
    const columns = Array.from({ length: 8 }, (_, at) => make("i", "", { "data-tall": String((at * 5) % 7) }));
    this.cover.replaceChildren(make("div", "skeleton", {}, ...columns), make("p", "hint"));
  }

  show() {
    const state = this.#state();
    const page = byId("order-flow");
    if (page.dataset.state !== state.name) page.dataset.state = state.name;
    this.#cover(state);
    this.#banner(state);
    this.#provenance();
    this.#connection(state);
    this.#environment();
  }

  #state() {
    const { market, feed } = this;
    const known = market.header;
    if (market.problem && !known) {
      return { name: "error", words: market.problem.message, tone: "danger" };
    }
    const paused = this.paused();
    if (paused) {
      return { name: "paused", tone: "accent", action: ["Resume", this.resume],
        words: `Paused at ${second(paused.at)} ${zoneName(paused.at)} · ${grouped(String(paused.missed))} messages since` };
    }
    if (feed.state === "waiting" || (feed.state === "connecting" && feed.reconnects)) {
      const seconds = Math.max(0, Math.ceil((feed.retryAt - Date.now()) / 1000));
      const shown = known ? `showing ${second(known.asOf)}` : "nothing to show yet";
      return { name: "error", tone: "danger", action: ["Retry now", () => feed.open()],
        words: `The server does not answer · ${shown} · trying again in ${seconds} s · is \`piquant serve\` running?` };
    }
    if (!known) {
      this.loadingSince ??= Date.now();
      const slow = Date.now() - this.loadingSince > 5000;
      const after = slow ? " The server is connected and still reading the past; the chart appears when it answers." : "";
      return { name: "loading", words: `Asking for ${this.wanted ?? "the market"} …${after}` };
    }
    this.loadingSince = null;
    const data = (market.health?.feed ?? market.delta?.quality?.feed) ?? {};
    if (data.state === "stale" || data.state === "down" || data.state === "connecting") {
      const word = { stale: "Stale", down: "The data feed is down", connecting: "The data feed is connecting" }[data.state];
      return { name: "stale", tone: "warn", words: `${word} · newest data ${age(data.dataAgeMs)} old · ${market.health?.reason ?? "the connection beats, nothing arrives"}` };
    }
    if (!market.bars.length) {
      return { name: "empty", words: `No prints of ${known.symbol} yet. Outside trading hours nothing comes: \`piquant demo\` plays a synthetic market at any time.` };
    }
    if (market.problem) return { name: "partial", tone: "warn", words: market.problem.message };
    const missing = this.#missing();
    return missing ? { name: "partial", tone: "warn", words: missing } : { name: "good", words: "" };
  }

  #missing() {
    const { quality = {}, grade } = this.market.delta ?? {};
    const words = [];
    if (quality.gaps > 0) words.push(`${grouped(quality.gaps)} ${quality.gaps === 1 ? "gap" : "gaps"}`);
    if (grade && grade !== "exchange") words.push(GRADES[grade] ?? grade);
    if (quality.polarity?.alarm) words.push("exchange flags disagree with the quotes: sides may be reversed");
    return words.join(" · ");
  }

  #cover({ name, words }) {
    const covers = ["loading", "empty"].includes(name) || (name === "error" && !this.market.bars.length);
    this.cover.hidden = !covers;
    if (!covers) return;
    write(this.cover.querySelector("p"), words);
    this.cover.firstChild.hidden = name !== "loading";
  }

  #banner({ name, words, tone, action }) {
    // What is only partial does not cover the chart: it stands in the pane's header.
    const notice = byId("notice");
    notice.hidden = name !== "partial";
    if (name === "partial") write(notice, words);
    const hover = `What is shown is partial: ${words}. The data-quality pane has the counts.`;
    if (notice.title !== hover) notice.title = hover;
    const shown = tone && words && name !== "partial" && !(name === "error" && !this.cover.hidden && !action);
    const banner = byId("banner");
    if (banner.hidden === Boolean(shown)) banner.hidden = !shown;
    if (!shown) return;
    tag(banner, "tone", tone);
    write(byId("banner-text"), words);
    const button = byId("banner-action");
    button.hidden = !action;
    if (action) write(button, action[0]);
    this.act = action?.[1];
  }

  /** As-of time, grade and source: on every pane. */
  #provenance() {
    const { header, delta } = this.market;
    if (!header) return;
    const asOf = delta?.asOf ?? header.asOf;
    const source = header.source;
    const long = `${second(asOf)} ${zoneName(asOf)} · ${header.grade} · ${source}`;
    const hover = `${utc(asOf)} · ${GRADES[header.grade] ?? header.grade} · source ${source}`;
    for (const element of this.provenances) {
      write(element, element.classList.contains("short") ? second(asOf) : long);
      if (element.title !== hover) element.title = hover;
    }
  }

  #connection(state) {
    const button = byId("connection");
    const data = (this.market.health?.feed ?? this.market.delta?.quality?.feed) ?? {};
    const live = this.feed.state === "open" ? data.state ?? "open" : this.feed.state === "waiting" ? "offline" : this.feed.state;
    tag(button, "tone", state.name === "error" ? "danger" : state.name === "paused" ? "accent" : ["live", "replay"].includes(live) ? "good" : "warn");
    write(byId("connection-text"), state.name === "paused" ? "paused" : data.dataAgeMs !== undefined && this.feed.state === "open" ? `${live} · ${age(data.dataAgeMs)}` : live);
  }

  #environment() {
    const venue = this.market.header?.venue ?? this.market.health?.venue ?? this.venue;
    if (!venue) return;
    const badge = byId("environment");
    tag(badge, "venue", venue);
    write(badge, ENVIRONMENTS[venue] ?? venue.toUpperCase());
  }
}
