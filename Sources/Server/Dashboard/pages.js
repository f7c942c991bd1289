// The pages of the dashboard: which one is shown, its number key, and word to those who wake when theirs is.

import { byId } from "./dom.js";

/** Name of the page's element and hash, and its title; the number key is the place in this list. */
export const PAGES = [["order-flow", "Order Flow"], ["chain", "Chain"], ["strategy", "Strategy"], ["health", "Health"]];

const listeners = [];
let current = "";

/** The name of the page that is shown. */
export const page = () => current;

/** Calls back with the name of the page that is now shown. */
export const onPage = (listener) => listeners.push(listener);

/** Shows a page. */
export const open = (name) => { location.hash = `#/${name}`; };

function route() {
  const named = location.hash.slice(2);
  current = PAGES.some(([name]) => name === named) ? named : PAGES[0][0];
  document.body.dataset.page = current;
  for (const [name] of PAGES) byId(name).hidden = name !== current;
  for (const link of document.querySelectorAll("#rail a")) {
    if (link.dataset.page === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  scrollTo(0, 0);
  for (const listener of listeners) listener(current);
}

/** The keyboard's rows for the pages. */
export const pageKeys = () => PAGES.map(([name, title], at) => [[String(at + 1)], String(at + 1), title, () => open(name)]);

export function startPages() {
  addEventListener("hashchange", route);
  route();
}
