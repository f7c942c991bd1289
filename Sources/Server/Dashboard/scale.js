// Where bars and prices fall on the screen: one time scale and one price scale shared by every pane.

const THIN = 3;
const WIDE = 340;

/** The width of the price axis at the right of every chart pane, pixels. */
export const AXIS = 72;

/** Bars by place: a bar is `step` pixels wide and `right` is the (fractional) place at the plot's right edge. */
export class TimeScale {
  step = 96;
  right = 0;
  width = 600;
  count = 0;
  following = true;

  /** The left edge of the bar at a place. */
  x(place) {
    return this.width - (this.right - place) * this.step;
  }

  /** The (fractional) place at a pixel. */
  place(x) {
    return this.right - (this.width - x) / this.step;
  }

  /** First and last place that touch the plot. */
  visible() {
    return [Math.max(0, Math.floor(this.place(0))), Math.min(this.count - 1, Math.floor(this.place(this.width)))];
  }

  /** Says how many bars there are; stays at the newest while following. */
  extend(count) {
    this.count = count;
    if (this.following) this.right = count + this.#margin();
  }

  pan(pixels) {
    this.right -= pixels / this.step;
    this.#hold();
  }

  zoom(factor, x) {
    const anchor = this.place(x);
    this.step = Math.min(WIDE, Math.max(THIN, this.step * factor));
    if (!this.following) this.right = anchor + (this.width - x) / this.step;
    this.#hold();
  }

  latest() {
    this.following = true;
    this.extend(this.count);
  }

  #margin() {
    return Math.min(0.35, 24 / this.step);
  }

  #hold() {
    const newest = this.count + this.#margin();
    const oldest = Math.min(newest, 0.6 * this.width / this.step);
    this.following = this.right >= newest - 0.02;
    this.right = this.following ? newest : Math.max(oldest, this.right);
  }
}

/** Prices in ticks: `tall` pixels a tick, `centre` the (fractional) tick at half height. */
export class PriceScale {
  tall = 12;
  centre = 0;
  height = 400;
  automatic = true;

  /** The pixel of a (fractional) tick position; a row of one tick spans `y(tick + 1)` to `y(tick)`. */
  y(tick) {
    return this.height / 2 - (tick - this.centre) * this.tall;
  }

  /** The (fractional) tick at a pixel. */
  tick(y) {
    return this.centre + (this.height / 2 - y) / this.tall;
  }

  pan(pixels) {
    this.automatic = false;
    this.centre += pixels / this.tall;
  }

  zoom(factor, y) {
    const anchor = this.tick(y);
    this.automatic = false;
    this.tall = Math.min(60, Math.max(0.05, this.tall * factor));
    this.centre = anchor - (this.height / 2 - y) / this.tall;
  }

  /**
   * Shows `low` … `high`; where rows of `group` ticks are to stay `legible` and do not all fit, shows the `newest` bar
   * (`lowTick` … `highTick`) and as much of the rest as there is room for. True when the scale moved.
   */
  settle(low, high, newest, group, legible) {
    const before = [this.tall, this.centre];
    const readable = legible ? 13 / group : 0;
    const fitting = this.height / (high - low + 1 + 4 * group);
    if (fitting >= readable) {
      const tall = Math.min(20 / group, fitting);
      // A small difference is left alone, so that the ladder does not breathe with each new tick.
      if (tall < this.tall || tall > this.tall * 1.25) this.tall = tall;
      const middle = (low + high + 1) / 2;
      const slack = (this.height / this.tall - (high - low + 1)) / 2 - group;
      if (Math.abs(this.centre - middle) > Math.max(0, slack)) this.centre = middle;
    } else {
      this.tall = readable;
      const reach = this.height / this.tall;
      const half = reach / 2 - 2 * group;
      const [least, most] = [newest.highTick + 1 - half, newest.lowTick + half];
      const wanted = least < most ? Math.min(most, Math.max(least, (low + high + 1) / 2)) : newest.closeTick;
      const hidden = this.centre < Math.min(least, most) - group || this.centre > Math.max(least, most) + group;
      if (hidden || Math.abs(this.centre - wanted) > 0.3 * reach) this.centre = wanted;
    }
    return before[0] !== this.tall || before[1] !== this.centre;
  }
}

/** About `count` round values between two bounds, whole multiples of 1, 2, 2.5 or 5 times a power of ten. */
export function ticksBetween(low, high, count) {
  const span = high - low;
  if (!(span > 0)) return [low];
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= raw);
  const values = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) {
    values.push(Math.round(value / step) * step);
  }
  return values;
}
