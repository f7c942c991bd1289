// A read-only look at what the page holds and draws, for tests in a browser. Nothing in the page uses it.

import { cellTexts } from "./cells.js";
import { drawnAt } from "./frames.js";
import { setting } from "./settings.js";

const FIELDS = ["id", "start", "end", "complete", "session", "open", "high", "low", "close", "volume", "buy", "sell",
  "unknown", "delta", "minDelta", "maxDelta", "cvd", "cvdError", "bands", "trades", "durationMs", "poc", "unfinishedHigh",
  "unfinishedLow", "gap", "imbalances"];

const copy = (value) => (value === undefined || value === null ? null : structuredClone(value));

export function expose(market, chart, footprint, feed) {
  const hook = {
    /** Every bar held, oldest first, with the engine's texts. */
    bars: () => market.bars.map((bar) => ({
      ...Object.fromEntries(FIELDS.filter((name) => bar[name] !== undefined).map((name) => [name, copy(bar[name])])),
      levels: bar.rows.map((row) => [row.price, row.buyText, row.sellText, row.unknownText, ...(row.prints === undefined ? [] : [row.prints])]),
    })),
    zones: () => market.zones.map(({ side, low, high, start, end }) => ({ side, low, high, start, end })),
    totals: () => copy(market.delta && { ...market.delta.totals, asOf: market.delta.asOf, session: market.delta.session, last: market.delta.last }),
    cvd: () => copy(market.delta?.cvd),
    profile: () => copy(market.profile),
    quality: () => copy(market.delta?.quality),
    tape: () => copy(market.tape),
    subscription: () => copy(market.header && { symbol: market.header.symbol, bar: market.header.bar, group: market.header.group,
      tick: market.header.tick, reset: market.delta?.cvd?.reset }),
    /** The texts the canvas writes for each row of a bar, lowest price first. */
    cells: (id) => {
      const bar = market.bars[market.place(id)];
      return bar ? bar.rows.map((row) => [row.price, ...cellTexts(row, setting("mode"))]) : null;
    },
    view: () => ({ visible: chart.time.visible(), step: chart.time.step, rowHeight: chart.price.tall * (market.header?.group ?? 1),
      detail: footprint.detail, following: chart.time.following, mode: setting("mode") }),
    connectionState: () => feed.state,
    messages: () => feed.messages,
    get drawnAt() { return drawnAt; },
  };
  Object.defineProperty(window, "piquant", { value: Object.freeze(hook) });
}
