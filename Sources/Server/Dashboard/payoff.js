// The payoff diagram: profit and loss over the underlying's price, at expiration, today and at a chosen date.
// Every number on it is the server's; the drawing only finds the nearest of them.

import { decimals, fixed, percentage, signedFixed } from "./figures.js";
import { geometry, grouped } from "./numbers.js";
import { Plot, shape } from "./plot.js";
import { ticksBetween } from "./scale.js";

export class Payoff {
  #value = null;

  /** `drag(leg, price)` hears a strike that was moved to a price. */
  constructor(host, drag) {
    this.drag = drag;
    this.plot = new Plot(host, "Profit and loss by the underlying's price", () => this.draw(), { left: 12, right: 64, top: 30, bottom: 38 });
    this.plot.hover((price) => this.#at(price));
  }

  show(value) {
    this.#value = value;
    this.draw();
  }

  draw() {
    const value = this.#value;
    const { plot } = this;
    if (!value) return plot.marks.replaceChildren();
    const { curve, before } = value;
    const lines = [curve.expiry, curve.today, curve.date, before?.curve.expiry, before?.curve.today].filter(Boolean);
    const all = lines.flat().filter(Number.isFinite);
    const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
    const pad = (high - low || 1) * 0.08;
    if (!plot.begin([curve.spots[0], curve.spots.at(-1)], [low - pad, high + pad])) return;
    this.#bands(value);
    const digits = high - low < 20 ? 2 : 0;
    plot.axes((each) => signedFixed(each, digits), ticksBetween(...plot.xs, Math.max(5, plot.width / 110)).map((each) => [each, fixed(each, Number.isInteger(each) ? 0 : 1)]), 7);
    this.#shade(curve);
    if (before) {
      plot.line("before", pairs(before.curve, "expiry"));
      plot.line("before today", pairs(before.curve, "today"));
    }
    plot.line("expiry", pairs(curve, "expiry"));
    if (curve.date) plot.line("date", pairs(curve, "date"));
    plot.line("today", pairs(curve, "today"));
    this.#marks(value);
    this.#handles(value);
  }

  /** One and two standard deviations, named at their upper edge. */
  #bands({ sigma }) {
    const { plot } = this;
    if (!sigma) return;
    for (const [name, range] of [["2σ", sigma.two], ["1σ", sigma.one]]) {
      plot.band(`sigma ${name === "1σ" ? "one" : "two"}`, ...range);
      range.forEach((edge, at) => {
        const x = plot.x(edge);
        if (x > plot.margin.left + 6 && x < plot.right - 6) plot.add(shape("text", "sigma-text", { x, y: plot.margin.top - 4, "text-anchor": "middle" }, (at ? "+" : "−") + name));
      });
    }
  }

  /** Profit above zero and loss below it, each with its own shade. */
  #shade(curve) {
    const { plot } = this;
    const zero = plot.y(0);
    const area = (clip) => {
      const points = pairs(curve, "expiry").map(([x, y]) => [x, clip(y)]);
      return `${plot.path(points)}L${plot.right} ${zero.toFixed(1)}L${plot.margin.left} ${zero.toFixed(1)}Z`;
    };
    plot.add(shape("path", "gain-area", { d: area((y) => Math.max(0, y)) }), shape("path", "loss-area", { d: area((y) => Math.min(0, y)) }));
  }

  #marks({ spot, breakevens = [], maxProfit, maxLoss, probabilityOfProfit }) {
    const { plot } = this;
    const left = plot.margin.left + 4;
    for (const [name, text] of [["max profit", maxProfit], ["max loss", maxLoss]]) {
      if (!text) continue;
      plot.add(shape("text", "extreme-text", { x: left, y: plot.y(geometry(text)) - 5 }, `${name} ${signedFixed(geometry(text), 2)}`));
    }
    plot.add(shape("text", "extreme-text", { x: left, y: 12 }, `POP ${percentage(probabilityOfProfit, 1)} %`));
    plot.upright("spot", geometry(spot));
    plot.add(shape("text", "spot-text", { x: plot.x(geometry(spot)), y: 12, "text-anchor": "middle" }, fixed(geometry(spot), 2)));
    let last = -1e9;
    for (const text of breakevens) {
      const x = plot.x(geometry(text));
      if (x < plot.margin.left || x > plot.right) continue;
      // Two that are near each other stand above and below the line.
      const y = plot.y(0) + (x - last < 64 ? 18 : -8);
      last = y < plot.y(0) ? x : -1e9;
      plot.add(shape("circle", "breakeven", { cx: x, cy: plot.y(0), r: 4 }), shape("text", "breakeven-text", { x, y, "text-anchor": "middle" }, decimals(text, 2)));
    }
  }

  /** A handle for each strike on the axis; dragging it moves the leg. */
  #handles({ legs }) {
    const { plot } = this;
    legs.forEach((leg, at) => {
      if (!leg.strike) return;
      const x = plot.x(geometry(leg.strike));
      if (x < plot.margin.left || x > plot.right) return;
      const y = plot.bottom + 7;
      const mark = shape("path", `handle ${leg.quantity > 0 ? "long" : "short"}`, { d: leg.quantity > 0 ? `M${x} ${y - 5}l5 8h-10z` : `M${x} ${y + 4}l5 -8h-10z`, "data-leg": String(at) });
      mark.append(shape("title", "", {}, `${signedFixed(leg.quantity, 0)} ${grouped(leg.strike)} ${leg.right}: drag to move`));
      mark.addEventListener("pointerdown", (event) => this.#grab(event, at));
      plot.add(mark);
    });
  }

  #grab(event, at) {
    event.preventDefault();
    const { plot } = this;
    const bounds = plot.svg.getBoundingClientRect();
    const ghost = shape("line", "ghost", { y1: plot.margin.top, y2: plot.bottom });
    plot.svg.append(ghost);
    const move = (next) => {
      const x = Math.min(plot.right, Math.max(plot.margin.left, next.clientX - bounds.left));
      ghost.setAttribute("x1", x);
      ghost.setAttribute("x2", x);
    };
    const drop = (next) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      ghost.remove();
      if (next.type === "pointerup") this.drag(at, plot.valueAt(next.clientX - bounds.left));
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  }

  #at(price) {
    const value = this.#value;
    if (!value) return null;
    const { spots } = value.curve;
    const at = spots.reduce((best, each, place) => (Math.abs(each - price) < Math.abs(spots[best] - price) ? place : best), 0);
    const { expiry, today, date } = value.curve;
    const change = spots[at] / geometry(value.spot) - 1;
    const lines = [[fixed(spots[at], 2), `${change < 0 ? "" : "+"}${percentage(change, 2)} %`, "head"], ["at expiration", signedFixed(expiry[at], 2)], ["today", signedFixed(today[at], 2)]];
    if (date) lines.push(["chosen date", signedFixed(date[at], 2)]);
    if (value.before) lines.push(["before, expiration", signedFixed(value.before.curve.expiry[nearest(value.before.curve.spots, spots[at])], 2)]);
    return { x: spots[at], y: [expiry[at], today[at]], lines };
  }
}

const pairs = (curve, key) => curve.spots.map((spot, at) => [spot, curve[key][at]]).filter(([, y]) => Number.isFinite(y));

const nearest = (spots, value) => spots.reduce((best, each, at) => (Math.abs(each - value) < Math.abs(spots[best] - value) ? at : best), 0);
