// The smile of one expiration: each strike's volatility now, the fitted curve, yesterday's where it is known.

import { byId, make, write } from "./dom.js";
import { fixed, percentage, signedFixed } from "./figures.js";
import { geometry, grouped } from "./numbers.js";
import { smile } from "./options-api.js";
import { Plot, shape } from "./plot.js";
import { ticksBetween } from "./scale.js";
import { second } from "./times.js";

const PAUSE = 5000;
/** The first answer begins to watch the strikes, so it has few prices: the next is asked for sooner. */
const FIRST_PAUSE = 900;
const PATIENCE = 5;

export class Smile {
  #data = null;
  #asked = "";
  #askedAt = 0;
  #empty = 0;
  #giveUp = null;

  constructor(host, chain) {
    this.chain = chain;
    this.plot = new Plot(host, "Implied volatility by strike", () => this.draw());
  }

  /** Asks when the expiration changed or the answer is old. */
  async refresh() {
    const { header } = this.chain;
    if (!header?.expiration) return;
    const wanted = `${header.symbol} ${header.expiration}`;
    const pause = this.#data?.fit?.length || this.#empty > PATIENCE ? PAUSE : FIRST_PAUSE;
    if (wanted === this.#asked && Date.now() - this.#askedAt < pause) return;
    if (wanted !== this.#asked) {
      this.#data = null;
      this.#empty = 0;
    }
    this.#asked = wanted;
    this.#askedAt = Date.now();
    this.#giveUp?.abort();
    this.#giveUp = new AbortController();
    try {
      this.#data = await smile(header.symbol, header.expiration, this.#giveUp.signal);
      this.#empty = this.#data.points?.length ? 0 : this.#empty + 1;
      this.#note("");
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.#note(problem.message);
    }
    this.draw();
  }

  #note(text) {
    const note = byId("smile-note");
    note.hidden = !text;
    write(note, text);
  }

  draw() {
    const data = this.#data;
    if (!data?.points?.length) {
      this.plot.marks.replaceChildren();
      if (this.#empty > PATIENCE) this.#note("No strike of this expiration has a quote that gives a volatility.");
      return this.#facts(data);
    }
    const points = data.points.map((point) => ({ ...point, x: geometry(point.strike) }));
    const curve = data.fit ?? [];
    const past = data.yesterday ?? [];
    const values = [...points.map((point) => point.iv), ...[...curve, ...past].map(([, iv]) => iv)].filter(Number.isFinite);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pad = Math.max(0.002, (high - low) * 0.08);
    const ends = [points[0].x, points.at(-1).x];
    if (!this.plot.begin(ends[0] < ends[1] ? ends : [ends[0] - 1, ends[1] + 1], [low - pad, high + pad])) return;
    const strikes = ticksBetween(...this.plot.xs, 4).map((value) => [value, fixed(value, Number.isInteger(value) ? 0 : 1)]);
    this.plot.axes((value) => `${percentage(value, high - low < 0.04 ? 1 : 0)}`, strikes);
    if (this.chain.header.spot) this.plot.upright("spot", geometry(this.chain.header.spot));
    const inside = ([x]) => x >= ends[0] && x <= ends[1];
    if (past.length) this.plot.line("past", past.filter(inside));
    if (curve.length) this.plot.line("fit", curve.filter(inside));
    for (const point of points) {
      const x = this.plot.x(point.x);
      if (Number.isFinite(point.bidIV) && Number.isFinite(point.askIV)) {
        this.plot.add(shape("line", "whisker", { x1: x, x2: x, y1: this.plot.y(Math.max(low - pad, point.bidIV)), y2: this.plot.y(Math.min(high + pad, point.askIV)) }));
      }
      this.plot.add(shape("circle", `point ${point.right}`, { cx: x, cy: this.plot.y(point.iv), r: 2 }));
    }
    this.plot.hover((value) => this.#at(points, curve, past, value));
    this.#facts(data);
  }

  #at(points, curve, past, value) {
    const near = (rows, place) => rows.reduce((best, row) => (!best || Math.abs(place(row) - value) < Math.abs(place(best) - value) ? row : best), null);
    const point = near(points, (row) => row.x);
    const [fit, old] = [near(curve, ([x]) => x), near(past, ([x]) => x)];
    return { x: point.x, y: [point.iv], lines: [[`${grouped(point.strike)} ${point.right}`, "IV %"], ["now", percentage(point.iv, 2)],
      ["fit", percentage(fit?.[1], 2)], ["yesterday", percentage(old?.[1], 2)]] };
  }

  #facts(data) {
    const { measures = {}, checks = [], asOf, model } = data ?? {};
    const list = byId("smile-facts");
    const rows = [["At the money", percentage(measures.atm, 2)], ["25Δ risk reversal", percentage(measures.riskReversal25, 2)],
      ["Slope", signedFixed(measures.slope, 3)]];
    list.replaceChildren(...rows.flatMap(([name, value]) => [make("dt", "", {}, name), make("dd", "", {}, value)]),
      ...checks.flatMap((check) => [make("dt", check.ok ? "ok" : "broken", {}, check.name), make("dd", "", {}, check.text)]));
    write(byId("smile-asof"), data ? `${second(asOf)} · ${data.fit?.length ? model : "not fitted"}` : "");
    byId("smile-yesterday").hidden = !data?.yesterday?.length;
  }
}
