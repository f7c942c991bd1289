// A small plot in SVG: frame, axes, lines, areas, dots and a crosshair. Shared by smile, term structure and payoff.

import { make } from "./dom.js";
import { ticksBetween } from "./scale.js";

const SPACE = "http://www.w3.org/2000/svg";

/** An SVG element with a class and attributes. */
export function shape(tag, className, attributes = {}, text = null) {
  const element = document.createElementNS(SPACE, tag);
  if (className) element.setAttribute("class", className);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, typeof value === "number" ? value.toFixed(2) : value);
  if (text !== null) element.textContent = text;
  return element;
}

export class Plot {
  width = 0;
  height = 0;

  /** Fills `host`; `draw()` is called when its size is known or changed. */
  constructor(host, label, draw, margin = { left: 8, right: 46, top: 8, bottom: 20 }) {
    Object.assign(this, { host, margin });
    this.svg = shape("svg", "plot", { role: "img", "aria-label": label });
    this.marks = shape("g", "marks");
    this.over = shape("g", "over");
    this.svg.append(this.marks, this.over);
    host.append(this.svg);
    new ResizeObserver(() => {
      if (this.width === host.clientWidth && this.height === host.clientHeight) return;
      this.width = host.clientWidth;
      this.height = host.clientHeight;
      this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
      draw();
    }).observe(host);
    this.svg.addEventListener("pointermove", (event) => this.#point(event));
    this.svg.addEventListener("pointerleave", () => this.#leave());
  }

  /** Begins a drawing over the given ranges; false while there is no room. */
  begin(x, y) {
    if (this.width < 60 || this.height < 50) return false;
    Object.assign(this, { xs: x, ys: y });
    this.marks.replaceChildren();
    this.over.replaceChildren();
    return true;
  }

  get right() { return this.width - this.margin.right; }
  get bottom() { return this.height - this.margin.bottom; }

  x(value) { return this.margin.left + (value - this.xs[0]) / (this.xs[1] - this.xs[0]) * (this.right - this.margin.left); }
  y(value) { return this.bottom - (value - this.ys[0]) / (this.ys[1] - this.ys[0]) * (this.bottom - this.margin.top); }
  valueAt(x) { return this.xs[0] + (x - this.margin.left) / (this.right - this.margin.left) * (this.xs[1] - this.xs[0]); }

  add(...shapes) { this.marks.append(...shapes); }

  /** Grid lines with their texts: values up the right side, `xTexts` (pairs of value and text) below. */
  axes(yText, xTexts, lines = 5) {
    for (const value of ticksBetween(this.ys[0], this.ys[1], lines)) {
      const y = Math.round(this.y(value)) + 0.5;
      this.add(shape("line", value === 0 ? "zero" : "grid", { x1: this.margin.left, x2: this.right, y1: y, y2: y }));
      if (y > this.margin.top - 2 && y < this.bottom + 2) this.add(shape("text", "tick value", { x: this.right + 6, y: y + 4 }, yText(value)));
    }
    let last = -1e9;
    for (const [value, text] of xTexts) {
      const x = this.x(value);
      if (x < this.margin.left - 1 || x > this.right + 1 || x - last < 20 + text.length * 6) continue;
      last = x;
      const anchor = x < this.margin.left + 14 ? "start" : x > this.right - 14 ? "end" : "middle";
      this.add(shape("text", "tick", { x, y: this.height - 6, "text-anchor": anchor }, text));
    }
  }

  /** A line through points `[x, y]`. */
  line(className, points) {
    this.add(shape("path", className, { d: this.path(points) }));
  }

  path(points) {
    return points.map(([x, y], at) => `${at ? "L" : "M"}${this.x(x).toFixed(1)} ${this.y(y).toFixed(1)}`).join("");
  }

  /** A vertical line over the whole height. */
  upright(className, value) {
    const x = Math.round(this.x(value)) + 0.5;
    if (x < this.margin.left || x > this.right) return;
    this.add(shape("line", className, { x1: x, x2: x, y1: this.margin.top, y2: this.bottom }));
  }

  /** A band between two values, over the whole height. */
  band(className, low, high) {
    const [from, to] = [Math.max(this.margin.left, this.x(low)), Math.min(this.right, this.x(high))];
    if (to > from) this.add(shape("rect", className, { x: from, width: to - from, y: this.margin.top, height: Math.max(0, this.bottom - this.margin.top) }));
  }

  /** `find(value)` answers the point `{x, y, lines}` under the pointer, or null; the lines are shown in a box. */
  hover(find) {
    this.find = find;
    this.box ??= this.host.appendChild(make("div", "plot-box", { hidden: "" }));
  }

  #point(event) {
    if (!this.find || !this.xs) return;
    const bounds = this.svg.getBoundingClientRect();
    const found = this.find(this.valueAt(event.clientX - bounds.left));
    this.over.replaceChildren();
    this.box.hidden = !found;
    if (!found) return;
    const x = this.x(found.x);
    this.over.append(shape("line", "cross", { x1: x, x2: x, y1: this.margin.top, y2: this.bottom }));
    for (const y of found.y ?? []) this.over.append(shape("circle", "dot", { cx: x, cy: this.y(y), r: 3 }));
    this.box.replaceChildren(...found.lines.map(([name, value, tone]) => make("div", tone ?? "", {}, make("span", "", {}, name), make("b", "", {}, value))));
    const left = x > this.width / 2 ? x - this.box.offsetWidth - 10 : x + 10;
    this.box.style.transform = `translate(${Math.round(Math.max(0, left))}px, ${this.margin.top}px)`;
  }

  #leave() {
    this.over.replaceChildren();
    if (this.box) this.box.hidden = true;
  }
}
