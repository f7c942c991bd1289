// What the page holds of the market: messages in, bars with their geometry out, and word of what changed.

import { difference, geometry, sum } from "./numbers.js";
import { PriceFormat } from "./prices.js";
import { setZone } from "./times.js";

const MOST_BARS = 600;
const MOST_ROWS = 500;

export class Market {
  #listeners = [];

  constructor() {
    this.forget();
  }

  /** Back to knowing nothing: another symbol or bar was chosen. */
  forget() {
    Object.assign(this, {
      header: null, format: null, bars: [], zones: [], delta: null, profile: null, tape: [], events: [], health: this.health,
      problem: null, index: new Map(), rates: [],
    });
  }

  /** Calls back with what changed: `{kind, first, snapshot, bars: Set of ids, dropped}`. */
  on(listener) {
    this.#listeners.push(listener);
  }

  apply(message) {
    // What belongs to an answer that was let go makes no sense without its snapshot.
    if (message.type === "footprint_update" && !message.snapshot && !this.header) return;
    if (message.type === "delta_update" && !message.snapshot && !this.delta) return;
    switch (message.type) {
      case "footprint_update": return this.#tell(this.#footprint(message));
      case "delta_update": return this.#tell(this.#delta(message));
      case "health_update": this.health = message; return this.#tell({ kind: "health" });
      case "error": this.problem = message; return this.#tell({ kind: "error" });
    }
  }

  /** The place of the bar with this identity, or undefined. */
  place(id) {
    return this.index.get(id);
  }

  /** The place of the bar that a moment falls in: the last that starts at or before it. */
  placeOfTime(millis) {
    let [low, high] = [0, this.bars.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.bars[middle].start <= millis) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  get lastBar() {
    return this.bars[this.bars.length - 1];
  }

  #footprint(message) {
    const first = this.bars.length === 0;
    if (message.snapshot) {
      this.bars = [];
      this.zones = [];
      this.problem = null;
      this.format = new PriceFormat(message.tick, message.decimals);
      setZone(message.timeZone);
    }
    const { bars, zones, ...header } = message;
    this.header = header;
    const changed = new Set();
    for (const raw of bars ?? []) {
      const id = raw.id ?? raw.start;
      const bar = shaped(raw, id, this.format, header.group);
      const at = message.snapshot ? undefined : this.index.get(id);
      if (at === undefined) this.bars.push(bar);
      else this.bars[at] = bar;
      if (at === undefined) this.index.set(id, this.bars.length - 1);
      changed.add(id);
    }
    const dropped = Math.max(0, this.bars.length - MOST_BARS);
    if (dropped) this.bars.splice(0, dropped);
    if (dropped || message.snapshot) this.index = new Map(this.bars.map((bar, at) => [bar.id, at]));
    if (zones) this.zones = zones.map((zone) => shapedZone(zone, this.format));
    return { kind: "bars", first, snapshot: message.snapshot, bars: changed, dropped, zones: Boolean(zones) };
  }

  #delta(message) {
    if (message.snapshot) Object.assign(this, { tape: [], events: [], rates: [], profile: null });
    const { tape, events, profile, ...rest } = message;
    this.delta = rest;
    merge(this.tape, tape);
    merge(this.events, events);
    const fresh = Boolean(profile);
    if (fresh) this.profile = profile;
    const rate = message.quality?.printsPerSecond;
    const now = performance.now();
    if (Number.isFinite(rate) && now - (this.rates.at(-1)?.at ?? -1e9) >= 900) {
      this.rates.push({ at: now, rate });
      if (this.rates.length > 90) this.rates.shift();
    }
    return { kind: "delta", snapshot: message.snapshot, profile: fresh, tape: Boolean(tape?.length),
      events: Boolean(events?.length) };
  }

  #tell(change) {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Rows with a known `id` replace, others follow; withdrawn ones and the oldest leave. */
function merge(rows, fresh = []) {
  for (const row of fresh) {
    let at = rows.length - 1;
    while (at >= 0 && rows[at].id > row.id) at -= 1;
    const known = at >= 0 && rows[at].id === row.id;
    if (row.withdrawn) {
      if (known) rows.splice(at, 1);
    } else if (known) rows[at] = row;
    else rows.splice(at + 1, 0, row);
  }
  if (rows.length > MOST_ROWS) rows.splice(0, rows.length - MOST_ROWS);
}

/** A bar with its texts untouched and beside them the numbers that drawing needs. */
function shaped(raw, id, format, group) {
  const marks = { buy: new Set(), sell: new Set() };
  for (const [price, side] of raw.imbalances ?? []) marks[side]?.add(Math.floor(format.ticks(price) / group) * group);
  const rows = (raw.levels ?? []).map(([price, buyText, sellText, unknownText, prints]) => {
    const [buy, sell, unknown] = [geometry(buyText), geometry(sellText), geometry(unknownText)];
    const tick = format.ticks(price);
    return { price, tick, buyText, sellText, unknownText, prints, buy, sell, unknown, total: buy + sell + unknown,
      buyMark: marks.buy.has(tick), sellMark: marks.sell.has(tick), volumeText: null, deltaText: null };
  });
  return {
    ...raw, id, rows,
    openTick: format.ticks(raw.open), highTick: format.ticks(raw.high), lowTick: format.ticks(raw.low),
    closeTick: format.ticks(raw.close), pocTick: Math.floor(format.ticks(raw.poc) / group) * group,
    mostSide: Math.max(1e-9, ...rows.map((row) => Math.max(row.buy, row.sell))),
    mostTotal: Math.max(1e-9, ...rows.map((row) => row.total)),
    mostDelta: Math.max(1e-9, ...rows.map((row) => Math.abs(row.buy - row.sell))),
    mostPrints: Math.max(1e-9, ...rows.map((row) => row.prints ?? 0)),
    sums: { volume: geometry(raw.volume), delta: geometry(raw.delta), low: geometry(raw.minDelta),
      high: geometry(raw.maxDelta), cvd: geometry(raw.cvd), error: raw.cvdError === undefined ? null : geometry(raw.cvdError),
      bands: (raw.bands ?? []).map(geometry) },
  };
}

/** A row's volume, exactly; worked out when first shown. */
export function volumeOf(row) {
  return row.volumeText ??= sum(row.buyText, row.sellText, row.unknownText);
}

/** A row's delta, exactly; worked out when first shown. */
export function deltaOf(row) {
  return row.deltaText ??= difference(row.buyText, row.sellText);
}

function shapedZone(zone, format) {
  return { ...zone, lowTick: format.ticks(zone.low), highTick: format.ticks(zone.high) };
}
