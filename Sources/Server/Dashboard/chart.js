// The chart as one thing: its scales, what the crosshair is over, and telling each pane what to draw again.

import { request } from "./frames.js";
import { AXIS, PriceScale, TimeScale } from "./scale.js";

export class Chart {
  time = new TimeScale();
  price = new PriceScale();
  panes = [];
  /** `{pane, x, y, place}` or null. */
  cross = null;
  #listeners = [];

  constructor(market) {
    this.market = market;
    market.on((change) => this.#heard(change));
  }

  add(...panes) {
    this.panes.push(...panes);
  }

  /** Calls back when the crosshair moved. */
  onCross(listener) {
    this.#listeners.push(listener);
  }

  /** Everything again: the scales moved. */
  moved() {
    if (this.price.automatic) this.settle();
    for (const pane of this.panes) {
      pane.all();
      request(pane);
    }
    this.#tell();
  }

  pan(dx, dy) {
    if (dx) this.time.pan(dx);
    if (dy) this.price.pan(dy);
    this.moved();
  }

  zoom(factorX, factorY, x, y) {
    if (factorX !== 1) this.time.zoom(factorX, x);
    if (factorY !== 1) this.price.zoom(factorY, y);
    this.moved();
  }

  /** Back to the newest bar, prices fitted. */
  fit() {
    this.price.automatic = true;
    this.price.tall = 1e-6;
    this.time.latest();
    this.moved();
  }

  /** The plot's size as the footprint pane has it. */
  resize(width, height) {
    this.time.width = Math.max(40, width - AXIS);
    this.price.height = height;
    this.time.extend(this.time.count);
    this.moved();
  }

  settle() {
    const { bars, header } = this.market;
    if (!bars.length) return false;
    const [first, last] = this.time.visible();
    let [low, high] = [Infinity, -Infinity];
    for (let at = first; at <= last; at += 1) {
      low = Math.min(low, bars[at].lowTick);
      high = Math.max(high, bars[at].highTick);
    }
    if (low > high) return false;
    const newest = bars[last];
    return this.price.settle(low, high, (newest.lowTick + newest.highTick + 1) / 2, header.group);
  }

  point(cross) {
    this.cross = cross && { ...cross, place: Math.floor(this.time.place(cross.x)) };
    if (this.cross && (this.cross.place < 0 || this.cross.place >= this.time.count)) this.cross.place = -1;
    this.#tell();
  }

  #tell() {
    for (const pane of this.panes) {
      pane.lines?.();
      request(pane);
    }
    for (const listener of this.#listeners) listener(this.cross);
  }

  #heard(change) {
    if (change.kind === "bars") {
      const before = this.time.right;
      if (change.dropped && !this.time.following) this.time.right -= change.dropped;
      const grew = this.market.bars.length !== this.time.count || change.dropped;
      this.time.extend(this.market.bars.length);
      if (change.first) {
        this.time.latest();
        this.price.automatic = true;
        this.price.tall = 1e-6;
      }
      const shifted = before !== this.time.right || grew || change.snapshot;
      const settled = this.price.automatic && this.settle();
      for (const pane of this.panes) {
        if (shifted || settled || (change.zones && pane.zoned)) pane.all();
        else pane.bars?.(change.bars);
        pane.lines?.();
        request(pane);
      }
      if (this.cross) this.#tell();
    } else if (change.kind === "delta") {
      for (const pane of this.panes) {
        pane.delta?.(change);
        request(pane);
      }
    }
  }
}

/** Ticks a row that keep one typical bar inside the plot, from the sizes traders use. */
export function fittingGroup(bars, height) {
  const heights = bars.slice(-12).map((bar) => bar.highTick - bar.lowTick + 1).sort((a, b) => a - b);
  const typical = heights[Math.floor(heights.length * 0.6)] ?? 1;
  const rows = Math.max(8, height / 13);
  return [1, 2, 5, 10, 25].find((group) => typical / group <= rows * 0.55) ?? 25;
}
