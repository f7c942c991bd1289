// Prices of one instrument: decimal text to whole ticks for geometry, ticks to text in the instrument's own format.

/** The tick arithmetic of an instrument: `tick` as decimal text, `decimals` as its prices are written. */
export class PriceFormat {
  constructor(tick, decimals) {
    this.tick = tick;
    this.decimals = decimals;
    this.size = Number(tick);
    const places = (String(tick).split(".")[1] ?? "").length;
    this.places = Math.max(places, decimals);
    this.units = Math.round(this.size * 10 ** this.places);
    // Treasury futures trade in 32nds and fractions of them; no other listed tick has these sizes.
    this.thirtySeconds = [1, 0.5, 0.25, 0.125].includes(this.size * 32);
  }

  /** The whole ticks of a price text, which may be negative. */
  ticks(text) {
    return Math.round(Number(text) / this.size);
  }

  /** The text of a whole number of ticks. */
  text(ticks) {
    const units = Math.round(ticks) * this.units;
    if (this.thirtySeconds) return this.#fraction(ticks * this.size);
    const digits = String(Math.abs(units)).padStart(this.places + 1, "0");
    const whole = digits.slice(0, digits.length - this.places);
    const rest = this.places ? "." + digits.slice(-this.places) : "";
    return (units < 0 ? "−" : "") + whole + rest;
  }

  /** A price text in the instrument's format; one that is off the tick grid keeps its own digits. */
  format(text) {
    if (text === undefined || text === null || text === "") return "–";
    const ticks = Number(text) / this.size;
    if (Math.abs(ticks - Math.round(ticks)) > 1e-6) return String(text).replace("-", "−");
    return this.text(ticks);
  }

  #fraction(value) {
    const whole = Math.trunc(value);
    const rest = Math.abs(value - whole) * 32;
    const full = Math.floor(rest + 1e-9);
    const part = Math.floor((rest - full) * 10 + 1e-9);
    const sign = value < 0 ? "−" : "";
    const tail = this.size * 32 < 1 ? String(part) : "";
    return `${sign}${Math.abs(whole)}'${String(full).padStart(2, "0")}${tail}`;
  }
}
