// What the user chose, kept in this browser only. A full or forbidden storage loses nothing but the memory.

const KEY = "piquant.settings.1";

const defaults = {
  theme: "dark", sides: "blue-orange", symbol: "", bar: "5m", group: "auto", mode: "bidask", reset: "session",
  cvdStyle: "line", cvdBands: true, marks: true, deltaStyle: "delta", profile: "session", tapeMinimum: 0, side: "tape",
  chainSymbol: "", chainColumns: "auto", chainCount: "40", chainBand: "0.16-0.30", chainOnly: false, legs: "",
};

let values = { ...defaults, ...read() };
const listeners = [];

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return Object.fromEntries(Object.entries(kept).filter(([key, value]) => typeof value === typeof defaults[key]));
  } catch {
    return {};
  }
}

/** The value chosen, or its default. */
export function setting(key) {
  return values[key];
}

/** Changes a value, keeps it and tells who listens; nothing happens when it is the same. */
export function change(key, value) {
  if (values[key] === value) return;
  values = { ...values, [key]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    // Private windows may refuse to store: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener(key, value);
}

/** Calls back with (key, value) after every change. */
export function onChange(listener) {
  listeners.push(listener);
}
