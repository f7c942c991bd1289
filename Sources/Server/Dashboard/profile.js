// The volume profile at the right, on the footprint's own price scale, and the lines it lends to the chart.

import { sum } from "./numbers.js";
import { setting } from "./settings.js";
import { AXIS, PriceScale } from "./scale.js";
import { Surface, across } from "./surface.js";
import { palette, tint } from "./theme.js";

/** POC, value area and naked POCs as quiet lines over the footprint. */
export function referenceLines(glass, chart, width, height) {
  const { market, price } = chart;
  const profile = market.profile;
  if (!profile) return;
  const { accent, muted } = palette();
  const line = (text, name, colour, dash) => {
    const y = price.y(market.format.ticks(text) + 0.5);
    if (y < 0 || y > height) return;
    glass.strokeStyle = tint(colour, 0.5);
    glass.setLineDash(dash);
    across(glass, y, 0, width);
    glass.setLineDash([]);
    const room = glass.measureText(name).width + 6;
    glass.fillStyle = tint(palette().pane, 0.85);
    glass.fillRect(width - room - 2, y - 13, room, 12);
    glass.fillStyle = colour;
    glass.textAlign = "right";
    glass.textBaseline = "alphabetic";
    glass.fillText(name, width - 5, y - 4);
  };
  for (const naked of profile.nakedPocs ?? []) line(naked.price, `nPOC ${naked.session.slice(5)}`, accent, [1, 3]);
  if (profile.valueAreaHigh) line(profile.valueAreaHigh, "VAH", muted, [6, 4]);
  if (profile.valueAreaLow) line(profile.valueAreaLow, "VAL", muted, [6, 4]);
  if (profile.poc) line(profile.poc, "POC", accent, []);
}

export class Profile {
  #dirty = true;
  #lines = true;

  constructor(host, chart, note) {
    this.chart = chart;
    this.note = note;
    this.surface = new Surface(host, this, "Volume profile by price");
  }

  all() {
    this.#dirty = true;
    this.#lines = true;
  }

  bars() {
    if (setting("profile") === "visible") this.#dirty = true;
  }

  lines() {
    this.#lines = true;
  }

  delta(change) {
    if (change.profile && setting("profile") === "session") this.all();
  }

  draw() {
    const { width, height, ink, glass } = this.surface;
    if (!width || !height) return;
    if (this.#dirty) {
      ink.clearRect(0, 0, width, height);
      if (this.chart.market.bars.length) this.#paint();
    }
    this.#dirty = false;
    if (this.#lines) {
      glass.clearRect(0, 0, width, height);
      const cross = this.chart.cross;
      if (cross?.priced && this.#shared) {
        glass.strokeStyle = tint(palette().muted, 0.7);
        glass.setLineDash([3, 3]);
        across(glass, cross.y, 0, width);
        glass.setLineDash([]);
      }
    }
    this.#lines = false;
  }

  /** Rows of `[tick, buy, sell, unknown]` in rows of `group` ticks, of the session or of the visible bars. */
  #rows(group) {
    const { market, time } = this.chart;
    const rows = new Map();
    const add = (tick, buy, sell, unknown) => {
      const at = Math.floor(tick / group) * group;
      const row = rows.get(at);
      if (!row) rows.set(at, [at, buy, sell, unknown]);
      else { row[1] += buy; row[2] += sell; row[3] += unknown; }
    };
    if (setting("profile") === "session") {
      for (const level of market.profile?.levels ?? []) {
        add(market.format.ticks(level[0]), Number(level[1]), Number(level[2]), Number(level[3]));
      }
      return rows;
    }
    const [first, last] = time.visible();
    for (let at = first; at <= last; at += 1) {
      for (const row of market.bars[at].rows) add(row.tick, row.buy, row.sell, row.unknown);
    }
    return rows;
  }

  /** Beside the footprint the profile has its rows; below it, on a narrow screen, it fits its own. */
  get #shared() {
    return Math.abs(this.surface.height - this.chart.price.height) <= 2;
  }

  #scale = new PriceScale();

  #fit(base) {
    if (this.#shared) return this.chart.price;
    const ticks = [...this.#rows(base).keys()];
    const [low, high] = [Math.min(...ticks), Math.max(...ticks) + base];
    const own = new PriceScale();
    own.height = this.surface.height;
    own.tall = (own.height - 12) / Math.max(1, high - low);
    own.centre = (low + high) / 2;
    return own;
  }

  #paint() {
    const { market } = this.chart;
    const { width, height, ink } = this.surface;
    const { buy, sell, unknown, accent, muted, text } = palette();
    const base = market.header.group;
    const price = this.#scale = this.#fit(base);
    const group = base * Math.max(1, Math.ceil(2.5 / (price.tall * base)));
    const rows = this.#rows(group);
    let most = 1e-9;
    for (const row of rows.values()) most = Math.max(most, row[1] + row[2] + row[3]);
    const session = setting("profile") === "session" && market.profile;
    const [high, low] = session ? [market.format.ticks(session.valueAreaHigh), market.format.ticks(session.valueAreaLow)] : [Infinity, -Infinity];
    const start = this.#shared ? 0 : AXIS;
    const room = width - 44 - start;
    for (const [tick, bought, sold, unclear] of rows.values()) {
      const top = Math.round(price.y(tick + group));
      const bottom = Math.round(price.y(tick));
      if (bottom < 0 || top > height) continue;
      const tall = Math.max(1, bottom - top - (bottom - top > 3 ? 1 : 0));
      const strength = tick + group > low && tick <= high ? 0.66 : 0.26;
      let x = start;
      for (const [amount, colour] of [[bought, buy], [sold, sell], [unclear, unknown]]) {
        ink.fillStyle = tint(colour, strength);
        ink.fillRect(x, top, room * amount / most, tall);
        x += room * amount / most;
      }
    }
    ink.font = `400 10px ${palette().sans}`;
    ink.textBaseline = "middle";
    ink.textAlign = "right";
    if (!this.#shared) this.#labels();
    this.#taken = session ? [session.poc, session.valueAreaHigh, session.valueAreaLow].map((text) => this.#place(text)) : [];
    if (session) {
      for (const node of session.highVolumeNodes ?? []) this.#node(node, "HVN", muted, true);
      for (const node of session.lowVolumeNodes ?? []) this.#node(node, "LVN", muted, false);
      this.#edge(session.valueAreaHigh, "VAH", text, [6, 4]);
      this.#edge(session.valueAreaLow, "VAL", text, [6, 4]);
      for (const naked of session.nakedPocs ?? []) this.#edge(naked.price, "nPOC", accent, [1, 3]);
      this.#edge(session.poc, "POC", accent, []);
    }
    this.note?.(this.#total());
  }

  /** Where labels stand already, so that none covers another. */
  #taken = [];

  #place(priceText) {
    return this.#scale.y(this.chart.market.format.ticks(priceText) + 0.5);
  }

  /** Prices at the left, where the footprint's axis is not beside the profile. */
  #labels() {
    const { ink, height } = this.surface;
    const { format } = this.chart.market;
    ink.fillStyle = palette().muted;
    for (let y = 14; y < height - 8; y += 44) ink.fillText(format.text(Math.floor(this.#scale.tick(y))), AXIS - 8, y);
  }

  #node(priceText, name, colour, full) {
    const { ink, width, height } = this.surface;
    const y = this.#place(priceText);
    if (y < 6 || y > height - 6 || this.#taken.some((other) => Math.abs(other - y) < 12)) return;
    this.#taken.push(y);
    ink.fillStyle = ink.strokeStyle = colour;
    ink.beginPath();
    ink.arc(width - 36, y, 2.5, 0, 2 * Math.PI);
    if (full) ink.fill();
    else ink.stroke();
    ink.fillText(name, width - 6, y);
  }

  #edge(priceText, name, colour, dash) {
    if (!priceText) return;
    const { ink, width, height } = this.surface;
    const y = this.#place(priceText);
    if (y < 0 || y > height) return;
    ink.strokeStyle = colour;
    ink.setLineDash(dash);
    across(ink, y, 0, width - 34);
    ink.setLineDash([]);
    ink.fillStyle = palette().pane;
    ink.fillRect(width - 33, y - 7, 33, 14);
    ink.fillStyle = colour;
    ink.fillText(name, width - 6, y);
  }

  /** The exact volume the profile shows. */
  #total() {
    const { market, time } = this.chart;
    if (setting("profile") === "session") {
      return (market.profile?.levels ?? []).reduce((total, level) => sum(total, level[1], level[2], level[3]), "0");
    }
    const [first, last] = time.visible();
    return market.bars.slice(first, last + 1).reduce((total, bar) => sum(total, bar.volume), "0");
  }
}
