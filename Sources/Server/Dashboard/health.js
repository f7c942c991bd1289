// The small Health page: the server's own words, its feed, this page's socket, and /health as it answers.

import { byId, make, tag, write } from "./dom.js";
import { costs, drawnAt } from "./frames.js";
import { grouped, measured } from "./numbers.js";
import { age, second, zoneName } from "./times.js";

const EVERY = 2000;

export class Health {
  #timer = 0;

  constructor(market, feed) {
    Object.assign(this, { market, feed });
    market.on((change) => { if (change.kind === "health" && this.#timer) this.#show(); });
  }

  /** Starts asking when the page is shown, stops when it is left. */
  shown(visible) {
    clearInterval(this.#timer);
    this.#timer = visible ? setInterval(() => this.#ask(), EVERY) : 0;
    if (visible) {
      this.#ask();
      this.#show();
    }
  }

  async #ask() {
    try {
      const answer = await fetch("/health", { cache: "no-store" });
      const text = await answer.text();
      let value;
      try {
        value = JSON.parse(text);
      } catch {
        value = { answer: text.slice(0, 200) };
      }
      fill(byId("health-values"), flat(value));
      write(byId("health-asof"), `${answer.status} · ${second(Date.now())} ${zoneName(Date.now())}`);
    } catch {
      write(byId("health-asof"), "no answer: the server is not running or not reachable");
    }
    this.#show();
  }

  #show() {
    const { health, header, bars } = this.market;
    const offline = this.feed.state !== "open";
    const status = offline ? "down" : health?.status ?? "unknown";
    tag(byId("health-lamp"), "status", status);
    write(byId("health-status"), status);
    write(byId("health-reason"), offline ? "This page has no connection to the server; it keeps trying." : health?.reason ?? "No health message yet.");
    fill(byId("health-server"), [
      ["Environment", header?.venue ?? health?.venue], ["Source", header?.source], ["Grade", header?.grade],
      ["Feed", health?.feed?.state], ["Newest data", age(health?.feed?.dataAgeMs)], ["Clients", health?.clients]]);
    const sorted = [...costs].sort((a, b) => a - b);
    fill(byId("health-page"), [
      ["Socket", this.feed.state], ["Messages", grouped(String(this.feed.messages))], ["Reconnections", this.feed.reconnects],
      ["Skipped sequences", this.feed.skipped], ["Unreadable messages", this.feed.malformed], ["Last heard", age(this.feed.silence)],
      ["Bars held", bars.length], ["Draw, median", sorted.length ? `${measured(sorted[sorted.length >> 1])} ms` : "–"],
      ["Draw, slowest of 120", sorted.length ? `${measured(sorted.at(-1))} ms` : "–"],
      ["Last drawn", drawnAt ? `${second(drawnAt)} ${zoneName(drawnAt)}` : "–"]]);
  }
}

/** An object's values with their paths, in the order they came. */
function flat(value, path = "") {
  if (value === null || typeof value !== "object") return [[path || "answer", value]];
  return Object.entries(value).flatMap(([key, each]) => flat(each, path ? `${path}.${key}` : key)).slice(0, 200);
}

function fill(list, pairs) {
  const known = list.children.length === pairs.length * 2 && pairs.every(([name], at) => list.children[at * 2].textContent === name);
  if (!known) list.replaceChildren(...pairs.flatMap(([name]) => [make("dt", "", {}, name), make("dd")]));
  pairs.forEach(([, value], at) => write(list.children[at * 2 + 1], value === undefined || value === null ? "–" : String(value)));
}
