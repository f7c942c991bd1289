// A pane's two canvases, sharp on any screen: the base holds the data, the one above it crosshair and lines.

import { make } from "./dom.js";
import { request } from "./frames.js";
import { onTheme } from "./theme.js";

export class Surface {
  width = 0;
  height = 0;

  /** Fills `host`; `pane.all()` is called when everything must be drawn again. */
  constructor(host, pane, label) {
    this.host = host;
    this.pane = pane;
    this.base = make("canvas", "base", { role: "img", "aria-label": label });
    this.over = make("canvas", "over", { "aria-hidden": "true" });
    host.append(this.base, this.over);
    this.ink = this.base.getContext("2d");
    this.glass = this.over.getContext("2d");
    new ResizeObserver(() => this.#fit()).observe(host);
    onTheme(() => this.#again());
    this.#watchRatio();
  }

  #watchRatio() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
      this.#fit();
      this.#watchRatio();
    }, { once: true });
  }

  #fit() {
    const [width, height] = [this.host.clientWidth, this.host.clientHeight];
    const ratio = devicePixelRatio || 1;
    if (width === this.width && height === this.height && ratio === this.ratio) return;
    Object.assign(this, { width, height, ratio });
    for (const canvas of [this.base, this.over]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    this.pane.resized?.();
    this.#again();
  }

  #again() {
    this.pane.all();
    request(this.pane);
  }
}

/** A horizontal hairline that falls on whole pixels. */
export function across(ink, y, from, to) {
  const at = Math.round(y) + 0.5;
  ink.beginPath();
  ink.moveTo(from, at);
  ink.lineTo(to, at);
  ink.stroke();
}

/** A vertical hairline that falls on whole pixels. */
export function down(ink, x, from, to) {
  const at = Math.round(x) + 0.5;
  ink.beginPath();
  ink.moveTo(at, from);
  ink.lineTo(at, to);
  ink.stroke();
}
