// The delta histogram: a bar's delta around zero with whiskers to its minimum and maximum.

import { setting } from "./settings.js";
import { AXIS, ticksBetween } from "./scale.js";
import { Surface, across, down } from "./surface.js";
import { palette, tint } from "./theme.js";
import { grouped } from "./numbers.js";

const LOOK_BACK = 10;

export class Delta {
  #dirty = true;
  #lines = true;
  #reach = 0;

  constructor(host, chart) {
    this.chart = chart;
    this.surface = new Surface(host, this, "Delta of each bar with its minimum and maximum");
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

  #values(bar) {
    const { delta, low, high, volume } = bar.sums;
    if (setting("deltaStyle") === "delta") return [delta, low, high];
    return [delta, low, high].map((value) => 100 * value / (volume || 1));
  }

  #paint() {
    const { market, time } = this.chart;
    const { width, height, ink } = this.surface;
    const { buy, sell, line, muted, accent, warn } = palette();
    const [first, last] = time.visible();
    const shown = market.bars.slice(first, last + 1).map((bar) => this.#values(bar));
    const reach = Math.max(1, ...shown.map(([, low, high]) => Math.max(-low, high))) * 1.12;
    // The axis grows at once and shrinks only when half is unused: it does not breathe with each print.
    if (reach > this.#reach || reach < this.#reach * 0.6) this.#reach = reach;
    const y = (value) => height / 2 - value / this.#reach * (height / 2 - 4);
    ink.save();
    ink.beginPath();
    ink.rect(0, 0, width - AXIS, height);
    ink.clip();
    ink.lineWidth = 1;
    const labels = ticksBetween(-this.#reach, this.#reach, height > 50 ? 5 : 3);
    ink.strokeStyle = tint(line, 0.55);
    for (const value of labels) across(ink, y(value), 0, width - AXIS);
    for (let at = first; at <= last; at += 1) {
      const [delta, low, high] = shown[at - first];
      const colour = delta >= 0 ? buy : sell;
      const middle = time.x(at + 0.5);
      const wide = Math.max(1, Math.min(46, time.step * 0.56));
      ink.fillStyle = tint(colour, market.bars[at].complete ? 0.82 : 0.55);
      ink.fillRect(middle - wide / 2, Math.min(y(0), y(delta)), wide, Math.max(1, Math.abs(y(delta) - y(0))));
      ink.strokeStyle = tint(muted, 0.9);
      down(ink, middle - 0.5, y(high), y(low));
      if (time.step >= 12) {
        const cap = Math.min(5, wide / 3);
        across(ink, y(high), middle - cap, middle + cap);
        across(ink, y(low), middle - cap, middle + cap);
      }
      if (time.step >= 9) this.#mark(at, middle, y, delta, accent, warn);
    }
    ink.strokeStyle = muted;
    across(ink, y(0), 0, width - AXIS);
    ink.restore();
    ink.strokeStyle = line;
    down(ink, width - AXIS, 0, height);
    ink.font = `400 11px ${palette().sans}`;
    ink.textAlign = "right";
    ink.textBaseline = "middle";
    ink.fillStyle = muted;
    const unit = setting("deltaStyle") === "delta" ? "" : " %";
    for (const value of labels) {
      if (y(value) > 7 && y(value) < height - 7) ink.fillText(grouped(String(value)) + unit, width - 8, y(value));
    }
  }

  /** Diamond: a new extreme of ten bars against the delta. Ring: the delta flipped from one extreme to the other. */
  #mark(at, middle, y, delta, accent, warn) {
    const kind = markOf(this.chart.market.bars, at);
    if (!kind) return;
    const { ink } = this.surface;
    const top = delta >= 0 ? y(0) + 7 : y(0) - 7;
    ink.fillStyle = warn;
    ink.strokeStyle = accent;
    ink.beginPath();
    if (kind === "divergence") {
      ink.moveTo(middle, top - 4);
      ink.lineTo(middle + 4, top);
      ink.lineTo(middle, top + 4);
      ink.lineTo(middle - 4, top);
      ink.fill();
    } else {
      ink.arc(middle, top, 3, 0, 2 * Math.PI);
      ink.stroke();
    }
  }
}

/** `divergence`, `flip` or nothing, by the rules that the pane's note states. */
export function markOf(bars, at) {
  const bar = bars[at];
  if (at >= LOOK_BACK) {
    const before = bars.slice(at - LOOK_BACK, at);
    if (bar.sums.delta < 0 && before.every((other) => other.highTick < bar.highTick)) return "divergence";
    if (bar.sums.delta > 0 && before.every((other) => other.lowTick > bar.lowTick)) return "divergence";
  }
  const previous = bars[at - 1]?.sums;
  if (!previous || !bar.complete) return null;
  const nearHigh = (sums) => sums.delta > 0 && sums.delta >= 0.95 * sums.high && sums.low > -0.05 * sums.high;
  const nearLow = (sums) => sums.delta < 0 && sums.delta <= 0.95 * sums.low && sums.high < -0.05 * sums.low;
  const flipped = (nearHigh(previous) && nearLow(bar.sums)) || (nearLow(previous) && nearHigh(bar.sums));
  return flipped ? "flip" : null;
}
