// What is under the crosshair, in words and exact numbers: the bar, and the row when over the ladder.

import { deltaOf, volumeOf } from "./market.js";
import { byId, make, tag } from "./dom.js";
import { words } from "./glyphs.js";
import { grouped, signed } from "./numbers.js";
import { AXIS } from "./scale.js";
import { share } from "./strip.js";
import { duration, second, utc, zoneName } from "./times.js";

export function startTooltip(chart) {
  const box = byId("tooltip");
  let shown = "";
  addEventListener("scroll", () => { if (chart.cross) chart.point(null); }, { passive: true });
  chart.onCross((cross) => {
    const bar = cross && cross.inside && cross.place >= 0 ? chart.market.bars[cross.place] : null;
    box.hidden = !bar;
    if (!bar) return void (shown = "");
    const tick = cross.priced ? Math.floor(chart.price.tick(cross.y)) : null;
    const row = tick === null ? null : bar.rows.find((each) => tick >= each.tick && tick < each.tick + chart.market.header.group);
    const lines = describe(bar, row, chart.market);
    const text = JSON.stringify(lines);
    if (text !== shown) {
      shown = text;
      fill(box, lines);
    }
    place(box, cross);
  });
}

function describe(bar, row, market) {
  const price = (text) => market.format.format(text);
  const lines = [["head", `${second(bar.start)} ${zoneName(bar.start)}`, bar.complete ? "" : "forming"]];
  if (row) {
    const group = market.header.group;
    const to = group > 1 ? ` … ${market.format.text(row.tick + group - 1)}` : "";
    lines.push(["row", price(row.price) + to, ""],
      ["", "At bid (sell)", grouped(row.sellText), row.sellMark ? "sell" : ""],
      ["", "At ask (buy)", grouped(row.buyText), row.buyMark ? "buy" : ""],
      ["", "Unknown", grouped(row.unknownText)],
      ["", "Volume · delta", `${grouped(volumeOf(row))} · ${signed(deltaOf(row))}`]);
    if (row.prints !== undefined) lines.push(["", "Trades", grouped(row.prints)]);
    lines.push(["row", "Bar", ""]);
  }
  lines.push(["", "Open · high", `${price(bar.open)} · ${price(bar.high)}`],
    ["", "Low · close", `${price(bar.low)} · ${price(bar.close)}`],
    ["", "Volume", grouped(bar.volume)],
    ["", "Buys · sells", `${grouped(bar.buy)} · ${grouped(bar.sell)}`],
    ["", "Unknown", grouped(bar.unknown)],
    ["", "Delta", `${signed(bar.delta)} (${share(bar)})`, bar.sums.delta > 0 ? "buy" : bar.sums.delta < 0 ? "sell" : ""],
    ["", "Min · max", `${signed(bar.minDelta)} · ${signed(bar.maxDelta)}`],
    ["", "CVD", signed(bar.cvd) + (bar.sums.error ? ` ± ${grouped(bar.cvdError)}` : "")],
    ["", "Trades", `${grouped(bar.trades)} in ${duration(bar.durationMs)}`]);
  for (const event of eventsOf(bar, market)) lines.push(["", words(event.kind), price(event.price), event.side]);
  lines.push(["foot", utc(bar.start).replace(".000", ""), ""]);
  return lines;
}

/** The newest events of a bar, three at most, big trades aside: those are on the tape. */
function eventsOf(bar, market) {
  const within = (event) => (event.bar ?? event.time) >= bar.start && (event.bar ?? event.time) < bar.end;
  return market.events.filter((event) => event.kind !== "bigTrade" && within(event)).slice(-3);
}

function fill(box, lines) {
  box.replaceChildren(...lines.map(([kind, name, value, side]) => {
    const line = make("div", kind, {}, make("span", "", {}, name), make("b", "", {}, value));
    tag(line, "side", side || null);
    return line;
  }));
}

/** In the chart's upper corner away from the pointer: near enough to read, never over what is pointed at. */
function place(box, cross) {
  const chart = byId("surface-footprint").getBoundingClientRect();
  const away = cross.clientX < chart.left + (chart.width - AXIS) / 2;
  const x = away ? chart.right - AXIS - box.offsetWidth - 8 : chart.left + 8;
  const y = Math.max(8, chart.top + 8);
  box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
