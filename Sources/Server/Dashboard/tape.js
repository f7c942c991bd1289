// Time and sales: bursts as the engine rebuilt them, newest first, with a size filter and the tape's speed.

import { byId, make, options, tag, write } from "./dom.js";
import { request } from "./frames.js";
import { geometry, grouped, measured } from "./numbers.js";
import { change, setting } from "./settings.js";
import { Surface } from "./surface.js";
import { palette, tint } from "./theme.js";
import { milli, utc } from "./times.js";

const TALL = 18;
const FILTERS = [0, 2, 5, 10, 25, 50, 100];
const TIERS = { quote: "Q", tick: "T", unknown: "?" };
const TIER_WORDS = { quote: "side by the quote rule", tick: "side by the tick rule", unknown: "side unknown" };

export class Tape {
  #rows = [];
  #dirty = true;

  constructor(market) {
    this.market = market;
    this.list = byId("tape-rows");
    this.filter = byId("tape-minimum");
    options(this.filter, FILTERS.map((size) => [size, size ? `≥ ${size}` : "all"]), setting("tapeMinimum"));
    this.filter.addEventListener("change", () => {
      change("tapeMinimum", Number(this.filter.value));
      this.again();
    });
    new ResizeObserver(() => this.#fit()).observe(this.list);
    this.speed = new Speed(byId("tape-speed"), market);
    market.on((event) => {
      if (event.kind !== "delta") return;
      if (event.tape || event.snapshot) this.again();
      write(byId("tape-rate"), `${measured(market.delta.quality?.printsPerSecond)} prints/s`);
      this.speed.all();
      request(this.speed);
    });
  }

  again() {
    this.#dirty = true;
    request(this);
  }

  #fit() {
    const count = Math.ceil(this.list.clientHeight / TALL);
    while (this.#rows.length < count) {
      const cells = ["time", "price", "size", "burst", "flag"].map((name) => make("span", name));
      const row = make("div", "print", { role: "row" }, make("i"), ...cells);
      this.list.append(row);
      this.#rows.push({ row, bar: row.firstChild, cells });
    }
    while (this.#rows.length > count) this.#rows.pop().row.remove();
    this.again();
  }

  draw() {
    if (!this.#dirty) return;
    this.#dirty = false;
    const minimum = setting("tapeMinimum");
    const { tape, format } = this.market;
    let at = tape.length - 1;
    for (const { row, bar, cells } of this.#rows) {
      while (at >= 0 && geometry(tape[at].size) < minimum) at -= 1;
      const print = at >= 0 ? tape[at] : null;
      at -= 1;
      row.hidden = !print;
      if (!print) continue;
      tag(row, "side", print.side);
      const size = geometry(print.size);
      tag(row, "weight", size >= 100 ? "block" : size >= 25 ? "large" : null);
      bar.style.width = `${Math.min(100, 9 * Math.sqrt(size))}%`;
      const [time, price, amount, burst, flag] = cells;
      write(time, milli(print.time));
      write(price, format ? format.format(print.price) : print.price);
      write(amount, grouped(print.size));
      write(burst, print.trades > 1 ? `×${print.trades}` : "");
      write(flag, (print.offQuote ? "◇" : "") + (TIERS[print.tier] ?? ""));
      const hover = [utc(print.time), print.trades > 1 ? `${print.trades} prints of one burst` : "",
        print.offQuote ? "off the quote" : "", TIER_WORDS[print.tier] ?? ""].filter(Boolean).join(" · ");
      if (row.title !== hover) row.title = hover;
    }
    byId("tape-empty").hidden = tape.some((print) => geometry(print.size) >= minimum);
  }
}

/** The last minute and a half of prints a second, as a small line. */
class Speed {
  #dirty = true;

  constructor(host, market) {
    this.market = market;
    this.surface = new Surface(host, this, "Prints a second over the last ninety seconds");
  }

  all() {
    this.#dirty = true;
  }

  draw() {
    if (!this.#dirty) return;
    this.#dirty = false;
    const { width, height, ink } = this.surface;
    const { rates } = this.market;
    ink.clearRect(0, 0, width, height);
    if (!rates.length) return;
    const most = Math.max(1, ...rates.map((each) => each.rate));
    const wide = width / 90;
    ink.fillStyle = tint(palette().muted, 0.6);
    rates.forEach((each, at) => {
      const tall = Math.max(1, (height - 1) * each.rate / most);
      ink.fillRect(width - (rates.length - at) * wide, height - tall, Math.max(1, wide - 0.4), tall);
    });
  }
}
