// One bar's price ladder, in six modes and three levels of detail.

import { grouped, signed } from "./numbers.js";
import { deltaOf, volumeOf } from "./market.js";
import { palette, tint } from "./theme.js";

/** Value, label and meaning of each mode, in the order of the `m` key. */
export const MODES = [
  ["bidask", "Bid × Ask", "sells at the bid, left · buys at the ask, right"],
  ["delta", "Delta", "buys minus sells a row"],
  ["volume", "Volume", "all volume a row"],
  ["profile", "Profile", "volume bars: buys, sells, unknown"],
  ["deltaprofile", "Δ Profile", "delta bars around the middle"],
  ["trades", "Trades", "prints a row"],
];

const SLIVER = 6;

/** `numbers`, `bars` or `marks`: what a column this wide with rows this tall can carry. */
export function detailFor(mode, step, rowHeight, digits, digitWidth) {
  if (step < 15 || rowHeight < 0.4) return "marks";
  const bare = mode === "profile" || mode === "deltaprofile";
  return !bare && rowHeight >= 10.5 && step >= neededWidth(mode, digits, digitWidth, step) ? "numbers" : "bars";
}

/** The narrowest column that shows numbers of so many digits. */
export function neededWidth(mode, digits, digitWidth, step = 100) {
  const columns = mode === "bidask" ? 2 : 1;
  const texts = columns * (digits + (mode === "delta" ? 1 : 0)) * digitWidth + 6 * columns + 2;
  return texts + candleWidth(step) + gapWidth(step) + SLIVER + 2;
}

/** The most digits any cell of these bars shows in a mode. */
export function mostDigits(mode, bars) {
  let most = 1;
  for (const bar of bars) {
    const value = { bidask: bar.mostSide, delta: bar.mostDelta, trades: bar.mostPrints }[mode] ?? bar.mostTotal;
    const digits = Math.floor(Math.log10(Math.max(1, value))) + 1;
    most = Math.max(most, digits + (digits > 3 ? 0.6 : 0));
  }
  return most;
}

export const candleWidth = (step) => (step >= 56 ? 11 : step >= 28 ? 8 : 5);
export const gapWidth = (step) => (step >= 56 ? 6 : step >= 28 ? 4 : 2);

/** What a cell shows, as texts: the same the canvas writes. */
export function cellTexts(row, mode) {
  switch (mode) {
    case "bidask": return [grouped(row.sellText), grouped(row.buyText)];
    case "delta": return [signed(deltaOf(row))];
    case "trades": return [grouped(row.prints)];
    default: return [grouped(volumeOf(row))];
  }
}

/**
 * Paints the rows of `bar` between `left` and `right`.
 *
 * `frame` holds `ink`, `price` (the scale), `group`, `mode`, `detail`, `height` and `font(bold)`.
 */
export function paintCells(frame, bar, left, right) {
  if (frame.detail === "marks") return;
  const inner = { left, right: right - SLIVER, middle: Math.round((left + right - SLIVER) / 2) };
  const rows = visibleRows(frame, bar);
  for (const row of rows) {
    paintGround(frame, bar, row, inner);
    if (row.unknown > 0) paintUnknown(frame, bar, row, right);
  }
  if (frame.detail === "numbers") paintTexts(frame, rows, inner);
  paintPoc(frame, bar, left - 1, right - SLIVER + 1);
}

function visibleRows(frame, bar) {
  const { price, group, height } = frame;
  const shown = [];
  for (const row of bar.rows) {
    const top = Math.round(price.y(row.tick + group));
    const bottom = Math.round(price.y(row.tick));
    if (bottom < 0 || top > height) continue;
    row.top = top;
    row.tall = Math.max(1, bottom - top - (bottom - top >= 5 ? 1 : 0));
    shown.push(row);
  }
  return shown;
}

function paintGround(frame, bar, row, box) {
  const { ink, mode, detail } = frame;
  const { buy, sell, unknown } = palette();
  const solid = detail === "bars";
  const room = box.right - box.left;
  switch (mode) {
    case "bidask": {
      const half = room / 2;
      const [leftMost, rightMost] = [box.middle - 1, box.middle + 1];
      const [base, marked] = solid ? [0.5, 1] : [0.2, 0.46];
      block(ink, leftMost, row, -(row.sellMark && !solid ? half : half * row.sell / bar.mostSide), tint(sell, row.sellMark ? marked : base));
      block(ink, rightMost, row, row.buyMark && !solid ? half : half * row.buy / bar.mostSide, tint(buy, row.buyMark ? marked : base));
      return;
    }
    case "delta": {
      const delta = row.buy - row.sell;
      const size = Math.abs(delta) / bar.mostDelta;
      const colour = delta >= 0 ? buy : sell;
      if (solid) block(ink, box.left, row, room * size, tint(colour, 0.75));
      else block(ink, box.left, row, room, tint(colour, 0.06 + 0.42 * size));
      return;
    }
    case "deltaprofile": {
      const delta = row.buy - row.sell;
      block(ink, box.middle, row, room / 2 * delta / bar.mostDelta, tint(delta >= 0 ? buy : sell, 0.8));
      return;
    }
    case "trades":
      block(ink, box.left, row, room * (row.prints ?? 0) / bar.mostPrints, tint(unknown, solid ? 0.7 : 0.3));
      return;
    default: {
      const strong = mode === "profile" || solid ? 0.78 : 0.3;
      const scale = room / bar.mostTotal;
      let x = box.left;
      x = block(ink, x, row, row.buy * scale, tint(buy, strong));
      x = block(ink, x, row, row.sell * scale, tint(sell, strong));
      block(ink, x, row, row.unknown * scale, tint(unknown, strong));
    }
  }
}

function block(ink, x, row, width, colour) {
  if (width === 0) return x;
  ink.fillStyle = colour;
  ink.fillRect(width < 0 ? x + width : x, row.top, Math.abs(width), row.tall);
  return x + width;
}

function paintUnknown(frame, bar, row, right) {
  const width = Math.max(2, Math.min(SLIVER - 2, SLIVER * 4 * row.unknown / bar.mostTotal));
  frame.ink.fillStyle = palette().unknown;
  frame.ink.fillRect(right - SLIVER + 2, row.top, width, row.tall);
}

function paintTexts(frame, rows, box) {
  const { ink, mode } = frame;
  const { text, faint, buy, sell } = palette();
  ink.textBaseline = "middle";
  const write = (content, x, row, colour) => {
    ink.fillStyle = colour;
    ink.fillText(content, x, row.top + row.tall / 2 + 0.5);
  };
  for (const bold of [false, true]) {
    ink.font = frame.font(bold);
    if (mode === "bidask") {
      ink.textAlign = "right";
      for (const row of rows) {
        if (row.sellMark === bold) write(grouped(row.sellText), box.middle - 4, row, bold ? palette()["on-sell"] : row.sell ? text : faint);
      }
      ink.textAlign = "left";
      for (const row of rows) {
        if (row.buyMark === bold) write(grouped(row.buyText), box.middle + 5, row, bold ? palette()["on-buy"] : row.buy ? text : faint);
      }
    } else if (!bold) {
      ink.textAlign = "center";
      for (const row of rows) {
        const [content] = cellTexts(row, mode);
        const side = mode === "delta" ? row.buy - row.sell : 0;
        write(content, box.middle, row, side > 0 ? palette()["on-buy"] : side < 0 ? palette()["on-sell"] : text);
      }
    }
  }
}

function paintPoc(frame, bar, left, right) {
  const { ink, price, group } = frame;
  const top = Math.round(price.y(bar.pocTick + group));
  const bottom = Math.round(price.y(bar.pocTick));
  ink.strokeStyle = palette().accent;
  ink.fillStyle = palette().accent;
  if (bottom - top >= 7) {
    ink.lineWidth = 1.5;
    ink.strokeRect(left + 0.5, top - 0.25, right - left - 1, bottom - top - 0.5);
    ink.lineWidth = 1;
  } else {
    ink.fillRect(left, Math.min(top, Math.round((top + bottom) / 2) - 1), right - left, Math.max(1.5, bottom - top - 1));
  }
}
