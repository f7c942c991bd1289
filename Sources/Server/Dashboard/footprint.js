// The footprint pane: ladders of every visible bar, price axis, reference lines and crosshair.

import { candleWidth, detailFor, gapWidth, mostDigits, neededWidth, paintCells } from "./cells.js";
import { paintEvents } from "./glyphs.js";
import { paintBreaks, paintCandle, paintUnfinished, paintZones } from "./marks.js";
import { referenceLines } from "./profile.js";
import { AXIS } from "./scale.js";
import { setting } from "./settings.js";
import { Surface, across, down } from "./surface.js";
import { palette, tint } from "./theme.js";

const fontOf = (size) => (bold) => `${bold ? 600 : 400} ${size}px ${palette().sans}`;

export class Footprint {
  zoned = true;
  detail = "numbers";
  #dirty = "all";
  #changed = new Set();
  #lines = true;

  constructor(host, chart) {
    this.chart = chart;
    this.surface = new Surface(host, this, "Footprint: traded volume by price and side, bar by bar");
  }

  resized() {
    this.chart.resize(this.surface.width, this.surface.height);
  }

  all() {
    this.#dirty = "all";
    this.#lines = true;
  }

  bars(ids) {
    for (const id of ids) this.#changed.add(id);
  }

  lines() {
    this.#lines = true;
  }

  delta() {
    this.#lines = true;
  }

  draw() {
    const { width, height, ink } = this.surface;
    const { market, time } = this.chart;
    if (!width || !height) return;
    if (!market.bars.length) {
      ink.clearRect(0, 0, width, height);
      this.surface.glass.clearRect(0, 0, width, height);
      return;
    }
    const frame = this.#frame();
    if (frame.detail !== this.detail) this.#dirty = "all";
    this.detail = frame.detail;
    if (frame.detail === "bars" && this.#widen(frame)) return;
    const [first, last] = time.visible();
    if (this.#dirty === "all") {
      ink.clearRect(0, 0, width, height);
      this.#region(frame, 0, width - AXIS, first, last);
      this.#axis(frame);
    } else {
      for (const id of this.#changed) {
        const at = market.place(id);
        if (at === undefined || at < first || at > last) continue;
        this.#region(frame, Math.max(0, time.x(at)), Math.min(width - AXIS, time.x(at + 1)), at, at);
      }
    }
    this.#dirty = "none";
    this.#changed.clear();
    if (this.#lines) this.#overlay();
    this.#lines = false;
  }

  #frame() {
    const { market, time, price } = this.chart;
    const ink = this.surface.ink;
    const group = market.header.group;
    const mode = setting("mode");
    const rowHeight = price.tall * group;
    const [first, last] = time.visible();
    const digits = mostDigits(mode, market.bars.slice(first, last + 1));
    let [font, detail] = [null, "bars"];
    for (const size of rowHeight >= 13.5 ? [11, 10] : [10]) {
      font = fontOf(size);
      detail = detailFor(mode, time.step, rowHeight, digits, this.#digitWidth(size));
      if (detail === "numbers") break;
    }
    return { ink, price, group, mode, detail, font, height: this.surface.height };
  }

  #digitWidth(size) {
    this.surface.ink.font = fontOf(size)(false);
    return this.surface.ink.measureText("0").width;
  }

  /** A column width at which the newest bars show their numbers, while at least two and a half bars fit. */
  comfortable() {
    const { bars } = this.chart.market;
    const needed = neededWidth(setting("mode"), mostDigits(setting("mode"), bars.slice(-12)), this.#digitWidth(11));
    return Math.max(64, Math.min(Math.ceil(needed) + 3, this.chart.time.width / 2.5));
  }

  /** Volumes grew a digit while nobody had zoomed: the columns follow, so that numbers stay numbers. */
  #widen(frame) {
    const { chart } = this;
    if (chart.zoomed || frame.price.tall * frame.group < 10.5) return false;
    const wanted = this.comfortable();
    if (wanted <= chart.time.step) return false;
    chart.time.step = wanted;
    chart.time.extend(chart.time.count);
    chart.moved();
    return true;
  }

  #region(frame, from, to, first, last) {
    const { market, time } = this.chart;
    const { ink, height } = frame;
    const step = time.step;
    ink.save();
    ink.beginPath();
    ink.rect(from, 0, to - from, height);
    ink.clip();
    ink.clearRect(from, 0, to - from, height);
    this.#grid(frame, from, to);
    paintZones(frame, market, time, this.surface.width - AXIS);
    for (let at = first; at <= last; at += 1) {
      const bar = market.bars[at];
      const x = Math.round(time.x(at));
      const left = x + candleWidth(step) + 2;
      const right = x + step - gapWidth(step);
      paintCells(frame, bar, left, right);
      paintCandle(frame, bar, x, step);
      paintUnfinished(frame, bar, left, right - 6);
    }
    ink.font = frame.font(false);
    paintBreaks(ink, market, time, first, last, height, true);
    ink.restore();
  }

  #grid(frame, from, to) {
    const { ink, price } = frame;
    ink.strokeStyle = tint(palette().line, 0.55);
    ink.lineWidth = 1;
    for (const tick of this.#labels()) across(ink, price.y(tick + 0.5), from, to);
  }

  /** The ticks that the axis labels: whole rows at a distance that reads well. */
  #labels() {
    const { price, market } = this.chart;
    const group = market.header.group;
    const least = 30 / price.tall;
    let step = [1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000, 2000, 5000].find((size) => size >= least && size % group === 0);
    step ??= Math.ceil(least / group) * group;
    const ticks = [];
    for (let at = Math.ceil(price.tick(this.surface.height) / step) * step; at <= price.tick(0); at += step) ticks.push(at);
    return ticks;
  }

  #axis(frame) {
    const { ink, price, height } = frame;
    const { width } = this.surface;
    const { line, muted } = palette();
    ink.strokeStyle = line;
    down(ink, width - AXIS, 0, height);
    ink.font = `400 11px ${palette().sans}`;
    ink.textAlign = "right";
    ink.textBaseline = "middle";
    ink.fillStyle = muted;
    for (const tick of this.#labels()) {
      const y = price.y(tick + 0.5);
      if (y > 8 && y < height - 8) ink.fillText(this.chart.market.format.text(tick), width - 8, y);
    }
  }

  #overlay() {
    const { width, height, glass } = this.surface;
    const { chart } = this;
    const { market, price, cross } = chart;
    glass.clearRect(0, 0, width, height);
    glass.font = `400 10px ${palette().sans}`;
    referenceLines(glass, chart, width - AXIS, height);
    const last = market.delta?.last ?? market.lastBar.close;
    const tick = market.format.ticks(last);
    const y = price.y(tick + 0.5);
    const side = market.lastBar.closeTick >= market.lastBar.openTick ? "buy" : "sell";
    glass.strokeStyle = tint(palette()[side], 0.8);
    glass.setLineDash([2, 3]);
    across(glass, y, 0, width - AXIS);
    glass.setLineDash([]);
    this.#tag(y, market.format.format(last), palette()[side], palette().page);
    if (setting("marks") && this.detail !== "marks") paintEvents(glass, chart, width - AXIS);
    if (cross) this.#crosshair(cross);
  }

  #crosshair(cross) {
    const { width, height, glass } = this.surface;
    const { time, price, market } = this.chart;
    glass.strokeStyle = tint(palette().muted, 0.7);
    glass.setLineDash([3, 3]);
    if (cross.place >= 0) down(glass, time.x(cross.place + 0.5), 0, height);
    if (cross.priced) {
      across(glass, cross.y, 0, width - AXIS);
      this.#tag(cross.y, market.format.text(Math.floor(price.tick(cross.y))), palette().raised, palette().text);
    }
    glass.setLineDash([]);
  }

  #tag(y, text, ground, colour) {
    const { width, height, glass } = this.surface;
    const at = Math.min(height - 9, Math.max(9, y));
    glass.fillStyle = ground;
    glass.fillRect(width - AXIS + 1, at - 9, AXIS - 1, 18);
    glass.font = `600 11px ${palette().sans}`;
    glass.textAlign = "right";
    glass.textBaseline = "middle";
    glass.fillStyle = colour;
    glass.fillText(text, width - 8, at + 0.5);
  }
}
