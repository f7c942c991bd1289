// The engine's events as small marks: one shape a kind, so that none is told by colour alone.

import { palette } from "./theme.js";

const SHAPES = {
  bigTrade: "dot", absorption: "square", exhaustion: "triangle", sweep: "chevron", deltaDivergence: "diamond",
  stackedImbalance: "bars",
};

/** `bigTrade` as people read it: `big trade`. */
export const words = (kind) => kind.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);

/** The shape of a kind, by its name in the styles. */
export const shapeOf = (kind) => SHAPES[kind] ?? "ring";

/** Marks the events of the visible bars in the gaps at the right of their columns. */
export function paintEvents(glass, chart, width) {
  const { market, time, price } = chart;
  const [first, last] = time.visible();
  const taken = new Set();
  for (let at = market.events.length - 1; at >= 0; at -= 1) {
    const event = market.events[at];
    const place = market.placeOfTime(event.bar ?? event.time);
    if (place < first || place > last) continue;
    const tick = market.format.ticks(event.price);
    const [x, y] = [Math.round(time.x(place + 1)) - 5, Math.round(price.y(tick + 0.5))];
    const spot = `${place}:${Math.round(y / 8)}`;
    if (x > width - 4 || y < 4 || y > price.height - 4 || taken.has(spot)) continue;
    taken.add(spot);
    glass.fillStyle = glass.strokeStyle = palette()[event.side] ?? palette().muted;
    shape(glass, shapeOf(event.kind), x, y, event.side === "sell" ? -1 : 1);
  }
}

/** One mark around (x, y); `up` is 1 or −1. */
function shape(ink, name, x, y, up) {
  ink.beginPath();
  switch (name) {
    case "dot": ink.arc(x, y, 2, 0, 2 * Math.PI); return ink.fill();
    case "square": return ink.fillRect(x - 3, y - 3, 6, 6);
    case "bars": ink.fillRect(x - 3, y - 4, 6, 2); ink.fillRect(x - 3, y - 1, 6, 2); return ink.fillRect(x - 3, y + 2, 6, 2);
    case "triangle": return polygon(ink, [[x - 4, y + 3 * up], [x + 4, y + 3 * up], [x, y - 4 * up]]);
    case "diamond": return polygon(ink, [[x, y - 4], [x + 4, y], [x, y + 4], [x - 4, y]]);
    case "chevron":
      ink.lineWidth = 1.5;
      for (const shift of [-2, 2]) {
        ink.moveTo(x - 3, y + (shift + 2) * up);
        ink.lineTo(x, y + (shift - 1) * up);
        ink.lineTo(x + 3, y + (shift + 2) * up);
      }
      ink.stroke();
      ink.lineWidth = 1;
      return undefined;
    default: ink.arc(x, y, 3, 0, 2 * Math.PI); return ink.stroke();
  }
}

function polygon(ink, points) {
  for (const [x, y] of points) ink.lineTo(x, y);
  ink.fill();
}
