// What is drawn around the ladders: candle beside each bar, stacked zones, unfinished auctions, session breaks.

import { candleWidth } from "./cells.js";
import { palette, tint } from "./theme.js";
import { day } from "./times.js";

/** The candle at the left of a column; in the middle when there is no room for cells. */
export function paintCandle(frame, bar, x, step) {
  const { ink, price, detail } = frame;
  const { buy, sell, muted, accent } = palette();
  const wide = detail === "marks" ? Math.max(1, Math.min(9, step * 0.55)) : candleWidth(step) - 5;
  const middle = detail === "marks" ? x + step / 2 : x + 1 + candleWidth(step) / 2;
  const colour = bar.closeTick > bar.openTick ? buy : bar.closeTick < bar.openTick ? sell : muted;
  const top = price.y(Math.max(bar.openTick, bar.closeTick) + 0.5);
  const bottom = price.y(Math.min(bar.openTick, bar.closeTick) + 0.5);
  ink.fillStyle = colour;
  ink.fillRect(Math.round(middle) - 0.5, price.y(bar.highTick + 0.5), 1, Math.max(1, (bar.highTick - bar.lowTick) * price.tall));
  ink.fillRect(middle - wide / 2, top, wide, Math.max(1, bottom - top));
  if (detail !== "marks") return;
  ink.fillStyle = accent;
  ink.fillRect(middle - Math.max(1.5, wide / 2), price.y(bar.pocTick + frame.group / 2) - 1, Math.max(3, wide), 2);
  if (step < 5) return;
  for (const row of bar.rows) {
    if (!row.buyMark && !row.sellMark) continue;
    ink.fillStyle = row.buyMark ? buy : sell;
    ink.fillRect(row.buyMark ? middle + wide / 2 + 1 : middle - wide / 2 - 3, price.y(row.tick + frame.group / 2) - 1, 2, 2);
  }
}

/** A dashed cap where both sides traded at an extreme: the auction there is not finished. */
export function paintUnfinished(frame, bar, left, right) {
  if (frame.detail === "marks") return;
  const { ink, price, group } = frame;
  ink.strokeStyle = palette().warn;
  ink.lineWidth = 1.5;
  ink.setLineDash([4, 3]);
  const cap = (y) => {
    ink.beginPath();
    ink.moveTo(left, y);
    ink.lineTo(right, y);
    ink.stroke();
  };
  const low = Math.floor(bar.lowTick / group) * group;
  const high = Math.floor(bar.highTick / group) * group;
  if (bar.unfinishedHigh) cap(Math.round(price.y(high + group)) - 3);
  if (bar.unfinishedLow) cap(Math.round(price.y(low)) + 2);
  ink.setLineDash([]);
  ink.lineWidth = 1;
}

/** Stacked imbalances as bands from their bar to where they were traded through, or to the plot's edge. */
export function paintZones(frame, market, time, width) {
  const { ink, price, height } = frame;
  for (const zone of market.zones) {
    const top = price.y(zone.highTick + 1);
    const bottom = price.y(zone.lowTick);
    if (bottom < 0 || top > height) continue;
    const from = Math.max(0, time.x(market.placeOfTime(zone.start) + 1));
    const to = zone.end === null || zone.end === undefined ? width : Math.min(width, time.x(market.placeOfTime(zone.end - 1) + 1));
    if (to <= from) continue;
    const colour = palette()[zone.side === "buy" ? "buy" : "sell"];
    ink.fillStyle = tint(colour, 0.1);
    ink.fillRect(from, top, to - from, bottom - top);
    ink.fillStyle = tint(colour, 0.5);
    ink.fillRect(from, Math.round(zone.side === "buy" ? bottom - 1 : top), to - from, 1);
  }
}

/** A line where the session changes, and an amber one where coverage was broken. */
export function paintBreaks(ink, market, time, first, last, height, label) {
  for (let at = Math.max(1, first); at <= last; at += 1) {
    const bar = market.bars[at];
    const changed = bar.session && bar.session !== market.bars[at - 1].session;
    if (!changed && !bar.gap) continue;
    const x = Math.round(time.x(at)) - 0.5;
    ink.strokeStyle = bar.gap ? palette().warn : palette().muted;
    ink.setLineDash(bar.gap ? [2, 3] : [5, 4]);
    ink.beginPath();
    ink.moveTo(x, 0);
    ink.lineTo(x, height);
    ink.stroke();
    ink.setLineDash([]);
    if (!label) continue;
    ink.fillStyle = palette().muted;
    ink.textAlign = "left";
    ink.textBaseline = "top";
    ink.fillText(changed ? day(Date.parse(bar.session + "T17:00:00Z")) : "gap", x + 4, 4);
  }
}
