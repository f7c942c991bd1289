// The expirations as tabs, and the facts of the one that is shown.

import { byId, make, write } from "./dom.js";
import { decimals, fixed, percentage } from "./figures.js";
import { utc } from "./times.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `20 Nov`, with the year when it is not the nearest expiration's. */
export function dayText(date, now = date) {
  const [year, month, day] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]}${now.startsWith(year) ? "" : ` ’${year.slice(2)}`}`;
}

export class Expirations {
  #shown = "";

  /** `choose` hears the id of an expiration. */
  constructor(chain, choose) {
    Object.assign(this, { chain, choose });
    this.host = byId("expirations");
    this.host.addEventListener("keydown", (event) => this.#key(event));
  }

  show() {
    const { chain } = this;
    const ids = chain.expirations.map((each) => each.id).join("|");
    if (ids !== this.#shown) {
      this.#shown = ids;
      this.host.replaceChildren(...chain.expirations.map((each) => this.#tab(each)));
    }
    chain.expirations.forEach((each, at) => this.#fill(this.host.children[at], each));
    this.#facts();
  }

  #tab(each) {
    const tab = make("button", "expiration", { type: "button", role: "tab", "data-id": each.id },
      make("b", "", {}, dayText(each.date, this.chain.expirations[0].date)), make("span", "days"), make("span", "move"), make("span", "iv"));
    tab.title = `${each.root} · ${each.kind} · settles ${each.settlement} · ${utc(each.expiresAt)}`;
    tab.addEventListener("click", () => this.choose(each.id));
    return tab;
  }

  #fill(tab, each) {
    const chosen = each.id === this.chain.header.expiration;
    const was = tab.getAttribute("aria-selected");
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    write(tab.children[1], `${each.days} d ${each.settlement}`);
    write(tab.children[2], each.expectedMove === null || each.expectedMove === undefined ? "±–" : `±${fixed(each.expectedMove, each.expectedMove < 100 ? 2 : 0)}`);
    write(tab.children[3], `${percentage(each.iv)}${each.iv ? " %" : ""}`);
    if (chosen && was !== "true") tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #facts() {
    const { header, expiration } = this.chain;
    if (!expiration) return byId("chain-facts").replaceChildren();
    const [low, high] = header.sigma ?? [];
    const facts = [["", `${expiration.root} ${expiration.date}`], ["", `${expiration.days} days · ${expiration.kind} · ${expiration.settlement}-settled · ${header.style} · ${header.delivery}`],
      ["Expected move", `± ${fixed(expiration.expectedMove, 2)}`], ["1σ", low === undefined ? "–" : `${fixed(low, 2)} … ${fixed(high, 2)}`], ["IV", `${percentage(expiration.iv)} %`],
      ["Forward", `${fixed(header.forward, 2)}${header.forwardSource ? ` (${header.forwardSource})` : ""}`], ["Rate", `${percentage(header.rate, 2)} %`],
      ["Multiplier", decimals(header.multiplier, 0)]];
    const host = byId("chain-facts");
    if (host.children.length !== facts.length) host.replaceChildren(...facts.map(([name]) => make("span", "", {}, ...(name ? [make("em", "", {}, name + " ")] : []), make("b"))));
    facts.forEach(([, text], at) => write(host.children[at].lastChild, text));
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tabs = [...this.host.children];
    const at = tabs.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(at + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  }
}
