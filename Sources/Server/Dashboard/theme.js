// Theme and pair of side colours: one attribute each on the root; canvases read the same CSS properties.

import { change, onChange, setting } from "./settings.js";

const NAMES = ["page", "pane", "raised", "line", "text", "muted", "faint", "buy", "sell", "unknown", "accent", "warn",
  "danger", "on-buy", "on-sell"];

let colours = {};
const listeners = [];

function apply() {
  const root = document.documentElement;
  root.dataset.theme = setting("theme");
  root.dataset.sides = setting("sides");
  const style = getComputedStyle(root);
  colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
  colours.sans = style.getPropertyValue("--sans").trim();
  for (const listener of listeners) listener();
}

/** The colours of the moment, by their names in theme.css. */
export const palette = () => colours;

/** A colour of the palette with an opacity from 0 to 1. */
const mixed = new Map();
export function tint(colour, alpha) {
  const key = colour + alpha;
  let made = mixed.get(key);
  if (!made) {
    const value = parseInt(colour.slice(1), 16);
    made = `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${alpha})`;
    if (mixed.size > 500) mixed.clear();
    mixed.set(key, made);
  }
  return made;
}

/** Calls back when colours changed. */
export const onTheme = (listener) => listeners.push(listener);

/** Dark to light and back. */
export const toggleTheme = () => change("theme", setting("theme") === "dark" ? "light" : "dark");

/** Blue and orange to green and red and back. */
export const toggleSides = () => change("sides", setting("sides") === "blue-orange" ? "green-red" : "blue-orange");

export function startTheme() {
  onChange((key) => { if (key === "theme" || key === "sides") apply(); });
  apply();
}
