// Cumulative volume delta: a line or candles, the band that unknown volume leaves open, and the size bands.

import { geometry, grouped, signed } from "./numbers.js";
import { AXIS, ticksBetween } from "./scale.js";
import { setting } from "./settings.js";
import { Surface, across, down } from "./surface.js";
import { palette, tint } from "./theme.js";

/** The size bands' dashes: told apart without colour. */
export const DASHES = [[1, 3], [5, 3], []];

export class Cumulative {
  #dirty = true;
  #lines = true;
  #range = [0, 1];

  constructor(host, chart) {
    this.chart = chart;
    this.surface = new Surface(host, this, "Cumulative volume delta");
  }

  all() {
    this.#dirty = true;
    this.#lines = true;
  }

  bars() {
    this.#dirty = true;
  }

  lines() {
    this.#lines = true;
  }

  draw() {
    const { width, height, ink, glass } = this.surface;
    if (!width || !height) return;
    if (this.#dirty) {
      ink.clearRect(0, 0, width, height);
      if (this.chart.market.bars.length) this.#paint();
    }
    this.#dirty = false;
    if (!this.#lines) return;
    this.#lines = false;
    glass.clearRect(0, 0, width, height);
    const { cross, time } = this.chart;
    if (cross?.place >= 0) {
      glass.strokeStyle = tint(palette().muted, 0.7);
      glass.setLineDash([3, 3]);
      down(glass, time.x(cross.place + 0.5), 0, height);
      glass.setLineDash([]);
    }
  }

  /** Open, high, low and close of a bar's CVD. */
  #candle({ sums }) {
    const open = sums.cvd - sums.delta;
    return [open, open + sums.high, open + sums.low, sums.cvd];
  }

  #paint() {
    const { market, time } = this.chart;
    const { width, height, ink } = this.surface;
    const { line, muted, text, unknown } = palette();
    const [first, last] = time.visible();
    const bars = market.bars.slice(first, last + 1);
    const banded = setting("cvdBands") && bars.some((bar) => bar.sums.bands.length);
    this.#countErrors();
    this.#fit(first, bars, banded);
    const [low, high] = this.#range;
    const y = (value) => height - 5 - (value - low) / (high - low) * (height - 10);
    const labels = ticksBetween(low, high, height > 50 ? 5 : 3);
    ink.save();
    ink.beginPath();
    ink.rect(0, 0, width - AXIS, height);
    ink.clip();
    ink.lineWidth = 1;
    ink.strokeStyle = tint(line, 0.55);
    for (const value of labels) across(ink, y(value), 0, width - AXIS);
    if (low < 0 && high > 0) {
      ink.strokeStyle = tint(muted, 0.8);
      across(ink, y(0), 0, width - AXIS);
    }
    for (const [from, to] of this.#runs(first, last)) {
      this.#band(from, to, y, tint(unknown, 0.26));
      if (banded) this.#bandLines(from, to, y, muted);
      if (setting("cvdStyle") === "candles") this.#candles(from, to, y);
      else this.#path(from, to, (bar) => y(bar.sums.cvd), text, 1.6);
    }
    ink.restore();
    this.#axis(labels, y);
  }

  #fit(first, bars, banded) {
    const candles = setting("cvdStyle") === "candles";
    let [low, high] = [Infinity, -Infinity];
    for (const [place, bar] of bars.entries()) {
      const { cvd, bands } = bar.sums;
      const error = this.#error(first + place);
      const values = [cvd - error, cvd + error, ...(banded ? bands : []), ...(candles ? this.#candle(bar) : [])];
      low = Math.min(low, ...values);
      high = Math.max(high, ...values);
    }
    if (high - low < 2) [low, high] = [low - 1, high + 1];
    const room = (high - low) * 0.06;
    const [oldLow, oldHigh] = this.#range;
    const outside = low < oldLow || high > oldHigh;
    const loose = (oldHigh - oldLow) > 1.4 * (high - low + 2 * room);
    if (outside || loose) this.#range = [low - room, high + room];
  }

  /** Stretches without a gap or a reset between their bars: lines break there and are never interpolated. */
  #runs(first, last) {
    const { bars } = this.chart.market;
    const runs = [];
    let from = first;
    for (let at = first + 1; at <= last; at += 1) {
      const [bar, previous] = [bars[at].sums, bars[at - 1].sums];
      const reset = Math.abs(bar.cvd - bar.delta - previous.cvd) > 1e-6;
      if (!bars[at].gap && !reset) continue;
      runs.push([from, at - 1]);
      from = at;
    }
    if (from <= last) runs.push([from, last]);
    return runs;
  }

  #path(from, to, yOf, colour, wide, dash = []) {
    const { ink } = this.surface;
    const { market, time } = this.chart;
    ink.strokeStyle = colour;
    ink.fillStyle = colour;
    ink.lineWidth = wide;
    ink.setLineDash(dash);
    ink.beginPath();
    for (let at = from; at <= to; at += 1) ink.lineTo(time.x(at + 0.5), yOf(market.bars[at]));
    if (from === to) ink.rect(time.x(from + 0.5) - 1.5, yOf(market.bars[from]) - 0.75, 3, 1.5);
    ink.stroke();
    ink.setLineDash([]);
    ink.lineWidth = 1;
  }

  #bandLines(from, to, y, colour) {
    const count = this.chart.market.bars[to].sums.bands.length;
    for (let band = 0; band < count; band += 1) {
      this.#path(from, to, (bar) => y(bar.sums.bands[band] ?? 0), tint(colour, 0.95), 1.1, DASHES[band % DASHES.length]);
    }
  }

  #band(from, to, y, colour) {
    const { ink } = this.surface;
    const { time } = this.chart;
    if (!this.#error(to)) return;
    const edge = (at, sign) => ink.lineTo(time.x(at + 0.5), y(this.chart.market.bars[at].sums.cvd + sign * this.#error(at)));
    ink.fillStyle = colour;
    ink.beginPath();
    for (let at = from; at <= to; at += 1) edge(at, 1);
    for (let at = to; at >= from; at -= 1) edge(at, -1);
    ink.fill();
  }

  /** Unknown volume since the reset at each bar's end, where bars do not say it: counted back from the present. */
  #errors = [];

  #error(at) {
    return this.chart.market.bars[at].sums.error ?? this.#errors[at] ?? 0;
  }

  #countErrors() {
    const { bars, delta } = this.chart.market;
    this.#errors = [];
    if (!bars.length || bars[bars.length - 1].sums.error !== null) return;
    let error = geometry(delta?.cvd?.errorBand);
    for (let at = bars.length - 1; at >= 0; at -= 1) {
      this.#errors[at] = Math.max(0, error);
      const { cvd, delta: moved } = bars[at].sums;
      if (at && Math.abs(cvd - moved - bars[at - 1].sums.cvd) > 1e-6) return;
      error -= geometry(bars[at].unknown);
    }
  }

  #candles(from, to, y) {
    const { ink } = this.surface;
    const { market, time } = this.chart;
    const wide = Math.max(1, Math.min(20, time.step * 0.5));
    for (let at = from; at <= to; at += 1) {
      const [open, high, low, close] = this.#candle(market.bars[at]);
      const middle = Math.round(time.x(at + 0.5));
      ink.fillStyle = palette()[close >= open ? "buy" : "sell"];
      ink.fillRect(middle, y(high), 1, Math.max(1, y(low) - y(high)));
      ink.fillRect(middle - wide / 2, Math.min(y(open), y(close)), wide, Math.max(1, Math.abs(y(open) - y(close))));
    }
  }

  #axis(labels, y) {
    const { width, height, ink } = this.surface;
    const { line, muted, raised, text } = palette();
    ink.strokeStyle = line;
    down(ink, width - AXIS, 0, height);
    ink.font = `400 11px ${palette().sans}`;
    ink.textAlign = "right";
    ink.textBaseline = "middle";
    const bar = this.chart.market.lastBar;
    const at = Math.min(height - 9, Math.max(9, y(bar.sums.cvd)));
    ink.fillStyle = muted;
    for (const value of labels) {
      if (y(value) > 7 && y(value) < height - 7 && Math.abs(y(value) - at) > 16) ink.fillText(grouped(String(value)), width - 8, y(value));
    }
    ink.fillStyle = raised;
    ink.fillRect(width - AXIS + 1, at - 9, AXIS - 1, 18);
    ink.font = `600 11px ${palette().sans}`;
    ink.fillStyle = text;
    ink.fillText(signed(bar.cvd), width - 8, at + 0.5);
  }
}
