// What the page holds of one option chain: messages in, rows by strike out, and word of what changed.

import { geometry } from "./numbers.js";

export class Chain {
  #listeners = [];

  constructor() {
    this.forget();
  }

  /** Back to knowing nothing: another symbol or expiration was chosen. */
  forget() {
    Object.assign(this, { header: null, expirations: [], rows: new Map(), order: [], problem: null, heardAt: 0 });
  }

  /** Calls back with `{kind, snapshot, strikes: changed}`. */
  on(listener) {
    this.#listeners.push(listener);
  }

  apply(message) {
    if (message.type === "error") {
      this.problem = message;
      return this.#tell({ kind: "error" });
    }
    if (!message.snapshot && (!this.header || message.symbol !== this.header.symbol || message.expiration !== this.header.expiration)) return;
    const { strikes = [], expirations, ...header } = message;
    this.header = header;
    this.heardAt = performance.now();
    if (expirations) this.expirations = expirations;
    if (message.snapshot) {
      this.rows = new Map();
      this.problem = null;
    }
    for (const row of strikes) this.rows.set(row.strike, row);
    if (message.snapshot || this.rows.size !== this.order.length) {
      this.order = [...this.rows.keys()].sort((a, b) => geometry(a) - geometry(b));
    }
    this.#tell({ kind: "chain", snapshot: Boolean(message.snapshot), strikes: strikes.map((row) => row.strike) });
  }

  /** The expiration that is shown, with its facts. */
  get expiration() {
    return this.expirations.find((each) => each.id === this.header?.expiration);
  }

  /** Milliseconds that a moment of the server lies back, by the server's own clock and the time since it spoke. */
  age(moment) {
    if (!moment || !this.header) return null;
    return Math.max(0, this.header.asOf - moment + (performance.now() - this.heardAt));
  }

  #tell(change) {
    for (const listener of this.#listeners) listener(change);
  }
}
