// The term structure: volatility at the money of each expiration, and the one that is shown.

import { byId, write } from "./dom.js";
import { fixed, percentage } from "./figures.js";
import { Plot, shape } from "./plot.js";

/** Days to settlement spread like the square root, so that the near ones do not crowd. */
const place = (days) => Math.sqrt(Math.max(0, days));

export class Term {
  constructor(host, chain, choose) {
    Object.assign(this, { chain, choose });
    this.plot = new Plot(host, "Implied volatility at the money by days to expiration", () => this.draw());
  }

  draw() {
    const known = this.chain.expirations.filter((each) => Number.isFinite(each.iv));
    const missing = this.chain.expirations.length - known.length;
    write(byId("term-note"), missing ? `${missing} of ${this.chain.expirations.length} without a volatility` : "");
    if (!known.length) return void this.plot.marks.replaceChildren();
    const values = known.map((each) => each.iv);
    const pad = Math.max(0.004, (Math.max(...values) - Math.min(...values)) * 0.15);
    const last = Math.max(1, ...known.map((each) => place(each.days)));
    if (!this.plot.begin([-last * 0.03, last * 1.03], [Math.min(...values) - pad, Math.max(...values) + pad])) return;
    this.plot.axes((value) => percentage(value, Math.max(...values) - Math.min(...values) + 2 * pad < 0.02 ? 2 : 1), known.map((each) => [place(each.days), `${each.days} d`]), 4);
    this.plot.line("fit", known.map((each) => [place(each.days), each.iv]));
    for (const each of known) {
      const chosen = each.id === this.chain.header.expiration;
      const dot = shape("circle", chosen ? "point chosen" : "point", { cx: this.plot.x(place(each.days)), cy: this.plot.y(each.iv), r: chosen ? 5 : 3.5 });
      dot.addEventListener("click", () => this.choose(each.id));
      this.plot.add(dot);
    }
    this.plot.hover((value) => {
      const near = known.reduce((best, each) => (Math.abs(place(each.days) - value) < Math.abs(place(best.days) - value) ? each : best));
      return { x: place(near.days), y: [near.iv], lines: [[near.date, `${near.days} d`], ["IV %", percentage(near.iv, 2)], ["expected move", `± ${fixed(near.expectedMove, 2)}`]] };
    });
  }
}
