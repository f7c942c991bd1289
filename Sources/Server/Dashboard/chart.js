// The chart as one thing: its scales, what the crosshair is over, and telling each pane what to draw again.

import { request } from "./frames.js";
import { AXIS, PriceScale, TimeScale } from "./scale.js";

export class Chart {
  time = new TimeScale();
  price = new PriceScale();
  panes = [];
  /** Whether the user chose the width of the columns. */
  zoomed = false;
  /** `{pane, x, y, place}` or null. */
  cross = null;
  #listeners = [];
  /** The newest bar in view and its place: after a longer answer the view stays on it. */
  #edge = null;

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
    this.#remember();
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
    this.zoomed = true;
    if (factorX !== 1) this.time.zoom(factorX, x);
    if (factorY !== 1) this.price.zoom(factorY, y);
    this.moved();
  }

  /** Back to the newest bar, prices fitted. */
  fit() {
    this.#home();
    this.moved();
  }

  /** Brings a moment and a price into view. */
  reveal(millis, price) {
    const { market, time } = this;
    if (!market.bars.length) return;
    const at = market.placeOfTime(millis);
    const [first, last] = time.visible();
    if (at <= first || at >= last) {
      time.right = Math.min(time.count, at + 0.5 + time.width / time.step / 2);
      time.following = at >= time.count - 2;
      time.extend(time.count);
    }
    const tick = market.format.ticks(price);
    if (price !== undefined && Math.abs(this.price.y(tick) - this.price.height / 2) > 0.42 * this.price.height) {
      this.price.automatic = false;
      this.price.centre = tick;
    }
    this.moved();
    this.point({ x: time.x(at + 0.5), y: this.price.y(tick + 0.5), priced: true, inside: false });
  }

  #home() {
    this.zoomed = false;
    this.price.automatic = true;
    this.price.tall = 1e-6;
    if (this.market.bars.length) this.time.step = this.panes[0].comfortable();
    this.time.latest();
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
    return this.price.settle(low, high, bars[last], header.group,
      this.time.step >= 0.85 * this.panes[0].comfortable());
  }

  point(cross) {
    this.cross = cross && { ...cross, place: Math.floor(this.time.place(cross.x)) };
    if (this.cross && (this.cross.place < 0 || this.cross.place >= this.time.count)) this.cross.place = -1;
    this.#tell();
  }

  #remember() {
    const place = this.time.visible()[1];
    this.#edge = place >= 0 ? { id: this.market.bars[place]?.id, place } : null;
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
      if (change.snapshot && this.#edge && !this.time.following) {
        this.time.right += (this.market.place(this.#edge.id) ?? this.#edge.place) - this.#edge.place;
      }
      if (change.dropped && !this.time.following) this.time.right -= change.dropped;
      const grew = this.market.bars.length !== this.time.count || change.dropped;
      this.time.extend(this.market.bars.length);
      if (change.first) this.#home();
      const shifted = before !== this.time.right || grew || change.snapshot;
      const settled = this.price.automatic && this.settle();
      for (const pane of this.panes) {
        if (shifted || settled || (change.zones && pane.zoned)) pane.all();
        else pane.bars?.(change.bars);
        pane.lines?.();
        request(pane);
      }
      this.#remember();
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
  return [1, 2, 5, 10, 25].find((group) => typical / group <= rows * 0.7) ?? 25;
}
