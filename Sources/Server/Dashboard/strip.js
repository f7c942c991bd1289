// The statistics strip below the footprint: one column a bar, the engine's own numbers; heat alone when narrow.

import { grouped, percent, signed } from "./numbers.js";
import { AXIS } from "./scale.js";
import { Surface, across, down } from "./surface.js";
import { palette, tint } from "./theme.js";
import { duration, minute, second } from "./times.js";

export const ROW = 16;

/** Each row: label, text of a bar, its sign for colour, and the size that its heat follows. */
const ROWS = [
  ["Volume", (bar) => grouped(bar.volume), null, (bar) => bar.sums.volume],
  ["Delta", (bar) => signed(bar.delta), (bar) => bar.sums.delta, (bar) => Math.abs(bar.sums.delta)],
  ["Min Δ", (bar) => signed(bar.minDelta), (bar) => bar.sums.low, (bar) => Math.abs(bar.sums.low)],
  ["Max Δ", (bar) => signed(bar.maxDelta), (bar) => bar.sums.high, (bar) => Math.abs(bar.sums.high)],
  ["Δ %", (bar) => share(bar), (bar) => bar.sums.delta, (bar) => Math.abs(bar.sums.delta / (bar.sums.volume || 1))],
  ["Trades", (bar) => grouped(bar.trades), null, (bar) => bar.trades],
  ["Duration", (bar) => duration(bar.durationMs), null, null],
  ["CVD", (bar) => signed(bar.cvd), (bar) => bar.sums.cvd, (bar) => Math.abs(bar.sums.cvd)],
];

/** Delta over volume as percent with its sign. */
export function share(bar) {
  const value = bar.sums.volume ? bar.sums.delta / bar.sums.volume : null;
  const shown = percent(value, 1);
  return value > 0 ? "+" + shown : shown;
}

/** What stays when the strip is lower: the rest is in the tooltip. */
const KEPT = ["Volume", "Delta", "Δ %", "Trades", "CVD"];

const edge = (step) => Math.min(8, step * 0.1);

export class Strip {
  #dirty = true;
  #changed = new Set();
  #lines = true;

  constructor(host, chart) {
    this.chart = chart;
    this.surface = new Surface(host, this, "Statistics of each bar");
  }

  all() {
    this.#dirty = true;
    this.#lines = true;
  }

  bars(ids) {
    for (const id of ids) this.#changed.add(id);
  }

  lines() {
    this.#lines = true;
  }

  draw() {
    const { width, height, ink, glass } = this.surface;
    const { market, time, cross } = this.chart;
    if (!width) return;
    if (!market.bars.length) {
      ink.clearRect(0, 0, width, height);
      glass.clearRect(0, 0, width, height);
      return;
    }
    const [first, last] = time.visible();
    if (this.#dirty || this.#changed.size) this.#measure(first, last);
    if (this.#dirty) {
      ink.clearRect(0, 0, width, height);
      for (let at = first; at <= last; at += 1) this.#column(at);
      this.#times(first, last);
      this.#frame();
    } else {
      for (const id of this.#changed) {
        const at = market.place(id);
        if (at !== undefined && at >= first && at <= last) this.#column(at);
      }
    }
    this.#dirty = false;
    this.#changed.clear();
    if (!this.#lines) return;
    this.#lines = false;
    glass.clearRect(0, 0, width, height);
    if (cross?.place >= 0) {
      glass.fillStyle = tint(palette().accent, 0.14);
      glass.fillRect(time.x(cross.place), 0, Math.min(time.step, width - AXIS - time.x(cross.place)), height);
    }
  }

  #most = [];
  #written = [];

  get #rows() {
    return this.surface.height >= ROW * (ROWS.length + 1) - 2 ? ROWS : ROWS.filter(([label]) => KEPT.includes(label));
  }

  /** Heat follows the largest visible value and texts the room: when either changed, every column is drawn again. */
  #measure(first, last) {
    const [most, written] = [this.#largest(first, last), this.#fitting(first, last)];
    const same = (a, b) => a.length === b.length && a.every((value, at) => value === b[at]);
    if (!same(most, this.#most) || !same(written, this.#written)) this.#dirty = true;
    [this.#most, this.#written] = [most, written];
  }

  #largest(first, last) {
    const bars = this.chart.market.bars.slice(first, last + 1);
    return this.#rows.map(([, , , size]) => (size ? Math.max(1e-9, ...bars.map(size)) : 1));
  }

  /** Which rows have room for every visible text: a row shows all of its numbers or none. */
  #fitting(first, last) {
    const { ink } = this.surface;
    const { market, time } = this.chart;
    ink.font = `400 11px ${palette().sans}`;
    const bars = market.bars.slice(first, last + 1);
    return this.#rows.map(([, textOf]) => bars.every((bar) => ink.measureText(textOf(bar)).width <= time.step - 5));
  }

  #column(at) {
    const { market, time } = this.chart;
    const { ink, width, height } = this.surface;
    const { buy, sell, unknown, text } = palette();
    const bar = market.bars[at];
    const [left, right] = [Math.max(0, time.x(at)), Math.min(width - AXIS, time.x(at + 1))];
    if (right <= left) return;
    ink.save();
    ink.beginPath();
    ink.rect(left, ROW, right - left, height);
    ink.clip();
    ink.clearRect(left, ROW, right - left, height);
    if (!bar.complete) {
      ink.fillStyle = tint(palette().accent, 0.07);
      ink.fillRect(left, ROW, right - left, height);
    }
    ink.font = `400 11px ${palette().sans}`;
    ink.textAlign = "right";
    ink.textBaseline = "middle";
    const end = time.x(at + 1) - edge(time.step);
    this.#rows.forEach(([, textOf, side, size], row) => {
      const top = (row + 1) * ROW;
      const sign = side ? Math.sign(side(bar)) : 0;
      const colour = sign > 0 ? buy : sign < 0 ? sell : unknown;
      if (size) {
        ink.fillStyle = tint(colour, 0.05 + 0.27 * Math.min(1, size(bar) / this.#most[row]));
        ink.fillRect(time.x(at) + 1, top + 1, time.step - 2, ROW - 1);
      }
      const content = textOf(bar);
      if (!this.#written[row]) return;
      ink.fillStyle = sign > 0 ? palette()["on-buy"] : sign < 0 ? palette()["on-sell"] : text;
      ink.fillText(content, end, top + ROW / 2 + 0.5);
    });
    ink.restore();
  }

  /** Start times, one a column or as many as fit. */
  #times(first, last) {
    const { market, time } = this.chart;
    const { ink, width } = this.surface;
    const textOf = /\d[mh]$/.test(market.header.bar) ? minute : second;
    ink.clearRect(0, 0, width, ROW);
    ink.font = `400 11px ${palette().sans}`;
    ink.textBaseline = "middle";
    ink.textAlign = "left";
    ink.fillStyle = palette().muted;
    const room = ink.measureText(textOf(0)).width + 14;
    const every = Math.max(1, Math.ceil(room / time.step));
    for (let at = first; at <= last; at += 1) {
      if (market.bars[at].id % every) continue;
      const content = textOf(market.bars[at].start);
      const x = every > 1 ? time.x(at) : time.x(at + 1) - edge(time.step) - room + 14;
      ink.fillText(content, x, ROW / 2 + 0.5);
    }
  }

  #frame() {
    const { ink, width, height } = this.surface;
    ink.clearRect(width - AXIS, 0, AXIS, height);
    ink.strokeStyle = palette().line;
    ink.lineWidth = 1;
    down(ink, width - AXIS, 0, height);
    ink.font = `400 11px ${palette().sans}`;
    ink.textAlign = "right";
    ink.textBaseline = "middle";
    ink.fillStyle = palette().muted;
    ["Time", ...this.#rows.map(([label]) => label)].forEach((label, row) => {
      ink.fillText(label, width - 8, row * ROW + ROW / 2 + 0.5);
      if (row) across(ink, row * ROW, width - AXIS, width);
    });
  }
}
