// The legs that are being built, shared by the Chain and the Strategy page and kept in this browser.

import { change, setting } from "./settings.js";

const MOST_LEGS = 12;
const listeners = [];
let held = read();

function read() {
  try {
    const { symbol = "", list = [], before = null } = JSON.parse(setting("legs") || "{}");
    return { symbol, list: list.slice(0, MOST_LEGS), before };
  } catch {
    return { symbol: "", list: [], before: null };
  }
}

function keep(next) {
  held = { ...held, ...next };
  change("legs", JSON.stringify(held));
  for (const listener of listeners) listener(held);
}

const same = (a, b) => a.expiration === b.expiration && a.right === b.right && Number(a.strike ?? 0) === Number(b.strike ?? 0);

/** The symbol the legs are on, the legs, and the structure pinned before an adjustment. */
export const legs = () => held;

/** Calls back when legs changed. */
export const onLegs = (listener) => listeners.push(listener);

/** Adds contracts of an option; legs of another symbol make way, and a leg that comes to zero leaves. */
export function addLeg(symbol, leg) {
  const list = held.symbol === symbol ? [...held.list] : [];
  const before = held.symbol === symbol ? held.before : null;
  const at = list.findIndex((each) => same(each, leg));
  if (at < 0 && list.length >= MOST_LEGS) return false;
  if (at < 0) list.push(leg);
  else {
    const quantity = list[at].quantity + leg.quantity;
    if (quantity === 0) list.splice(at, 1);
    else list[at] = { ...list[at], quantity };
  }
  keep({ symbol, list, before });
  return true;
}

/** Changes one leg; legs that become the same option are added up. */
export function changeLeg(at, values) {
  const changed = held.list.map((leg, place) => (place === at ? { ...leg, ...values } : leg));
  const list = [];
  for (const leg of changed) {
    const other = list.find((each) => same(each, leg));
    if (other) other.quantity += leg.quantity;
    else list.push({ ...leg });
  }
  keep({ list: list.filter((leg) => leg.quantity !== 0) });
}

/** Takes one leg away. */
export const removeLeg = (at) => keep({ list: held.list.filter((_, place) => place !== at) });

/** Puts a whole structure in place. */
export const setLegs = (symbol, list) => keep({ symbol, list: list.slice(0, MOST_LEGS), before: held.symbol === symbol ? held.before : null });

/** Takes all legs away, and what was pinned. */
export const clearLegs = () => keep({ list: [], before: null });

/** Pins the legs as they are, to be compared with; again to unpin. */
export const pinLegs = () => keep({ before: held.before ? null : held.list.map((leg) => ({ ...leg })) });
