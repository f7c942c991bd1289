// The chain as a table: calls, strike, puts. Rows live by strike and only cells whose text changed are touched.

import { COLUMNS, provenance, VALUED } from "./chain-columns.js";
import { byId, make, tag, write } from "./dom.js";
import { decimals, fixed } from "./figures.js";
import { geometry } from "./numbers.js";

const SIDES = ["call", "put"];
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class ChainTable {
  #rows = new Map();
  #shown = [];

  /** `pick(right, strike, side)` hears a click on a bid (`sell`) or an ask (`buy`). */
  constructor(chain, pick) {
    Object.assign(this, { chain, pick });
    this.scroll = byId("chain-scroll");
    this.table = byId("chain-table");
    this.body = this.table.tBodies[0];
    this.line = make("tr", "spot-line", { "aria-label": "The underlying's price" }, make("td", "", {}, make("span")));
    this.#head();
    this.body.addEventListener("click", (event) => this.#click(event));
    this.body.addEventListener("keydown", (event) => this.#key(event));
  }

  #head() {
    const heads = (right) => COLUMNS.map(([key, name, words]) => make("th", `c-${key}`, { scope: "col", title: words, "data-right": right }, name));
    this.table.tHead.rows[1].replaceChildren(...heads("call").reverse().map(swapQuote), make("th", "strike", { scope: "col" }, "Strike"), ...heads("put"));
  }

  /** Shows only the columns of a set. */
  columns(set) {
    let shown = 0;
    for (const [key, , , , sets] of COLUMNS) {
      const belongs = sets.split(" ").includes(set);
      this.table.classList.toggle(`no-${key}`, !belongs);
      if (belongs) shown += 1;
    }
    tag(this.table, "set", set);
    const [calls, , puts] = this.table.tHead.rows[0].cells;
    calls.colSpan = puts.colSpan = shown;
    this.line.firstChild.colSpan = 2 * shown + 1;
    if (this.#shown.length) this.centre();
  }

  /** Forgets all rows: another expiration. */
  clear() {
    this.#rows.clear();
    this.#shown = [];
    this.body.replaceChildren();
    this.centred = false;
  }

  /** Shows the rows of `strikes`; `changed` are those whose cells may differ. `band` is a range of delta, or null. */
  show(strikes, changed, band) {
    for (const strike of strikes) {
      const known = this.#rows.has(strike);
      if (!known) this.#rows.set(strike, this.#make(strike));
      if (!known || changed.has(strike)) this.#fill(this.#rows.get(strike), this.chain.rows.get(strike), known, band);
    }
    if (strikes.length !== this.#shown.length || strikes.some((strike, at) => strike !== this.#shown[at])) {
      this.#shown = strikes;
      this.body.replaceChildren(...strikes.map((strike) => this.#rows.get(strike).element));
      this.at = null;
      this.#rove(this.#rows.get(strikes[Math.floor(strikes.length / 2)])?.quotes[0]);
    }
    this.#spot();
  }

  /** Ages go on between messages. */
  ages() {
    for (const strike of this.#shown) {
      const row = this.#rows.get(strike);
      for (const right of SIDES) {
        const cell = this.chain.rows.get(strike)?.[right];
        const place = COLUMNS.findIndex(([key]) => key === "source");
        if (cell) write(row[right][place], COLUMNS[place][3](cell, this.chain));
      }
    }
  }

  #make(strike) {
    const element = make("tr", "", { "data-strike": strike });
    const row = { element, quotes: [] };
    for (const right of SIDES) {
      row[right] = COLUMNS.map(([key]) => {
        const cell = make("td", `c-${key}`, { "data-right": right });
        if (key !== "bid" && key !== "ask") return cell;
        const words = `${key === "bid" ? "Sell" : "Buy"} the ${strike} ${right}`;
        const button = make("button", key, { type: "button", tabindex: "-1", "data-right": right, "data-side": key === "bid" ? "sell" : "buy", "aria-label": words });
        row.quotes.push(button);
        cell.append(button);
        return cell;
      });
    }
    const head = make("th", "strike", { scope: "row" }, decimals(strike, 0));
    element.append(...[...row.call].reverse().map((cell, at, cells) => swapped(cells, at)), head, ...row.put);
    return row;
  }

  #fill(row, data, known, band) {
    for (const right of SIDES) {
      const cell = data[right];
      row[right].forEach((element, at) => {
        const [key, , , text] = COLUMNS[at];
        const shown = cell ? text(cell, this.chain) : "";
        const target = element.firstElementChild ?? element;
        if (target.textContent !== shown) {
          write(target, shown);
          if (known && (key === "bid" || key === "ask") && !still.matches) target.animate([{ background: "var(--flash)" }, { background: "transparent" }], 200);
        }
        if (target !== element) target.disabled = !cell?.[key];
        if (VALUED.has(key)) tag(element, "stale", cell?.stale ? "1" : null);
      });
      const title = cell ? `${data.strike} ${right} · ${provenance(cell, this.chain)}` : `no ${right} is listed at this strike`;
      const source = row[right][row[right].length - 1];
      if (source.title !== title) source.title = title;
      const size = Math.abs(cell?.delta ?? NaN);
      for (const element of row[right]) {
        tag(element, "money", cell?.itm ? "in" : null);
        tag(element, "band", band && size >= band[0] && size <= band[1] ? "1" : null);
      }
    }
    const strike = geometry(data.strike);
    const [low, high] = this.chain.header.sigma ?? [Infinity, -Infinity];
    tag(row.element, "sigma", strike >= low && strike <= high ? "1" : null);
  }

  /** The line at the underlying's price stands between the strikes around it. */
  #spot() {
    const { header } = this.chain;
    if (header.spot === undefined || header.spot === null || !this.#shown.length) return void this.line.remove();
    const spot = geometry(header.spot);
    const above = this.#shown.find((strike) => geometry(strike) > spot) ?? null;
    write(this.line.firstChild.firstChild, `${header.symbol} ${fixed(spot, header.decimals)}`);
    if (this.at !== above || !this.line.parentNode) {
      this.at = above;
      this.body.insertBefore(this.line, above ? this.#rows.get(above).element : null);
    }
    if (!this.centred && this.scroll.clientHeight) this.centre();
  }

  /** Brings the underlying's price to the middle. */
  centre() {
    this.centred = true;
    const place = this.line.offsetTop - this.scroll.clientHeight / 2;
    this.scroll.scrollTop = Math.max(0, place);
    const strikes = this.table.querySelector("th.strike");
    this.scroll.scrollLeft = Math.max(0, strikes.offsetLeft + strikes.offsetWidth / 2 - this.scroll.clientWidth / 2);
  }

  #click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    this.#rove(button);
    this.pick(button.dataset.right, button.closest("tr").dataset.strike, button.dataset.side);
  }

  #rove(button) {
    if (!button) return;
    if (this.focused) this.focused.tabIndex = -1;
    this.focused = button;
    button.tabIndex = 0;
  }

  #key(event) {
    const button = event.target.closest("button");
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!button || !step) return;
    event.preventDefault();
    event.stopPropagation();
    const row = this.#shown.indexOf(button.closest("tr").dataset.strike);
    const column = this.#rows.get(this.#shown[row]).quotes.indexOf(button);
    const next = this.#rows.get(this.#shown[Math.min(this.#shown.length - 1, Math.max(0, row + step[0]))]).quotes[Math.min(3, Math.max(0, column + step[1]))];
    this.#rove(next);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

// Calls are mirrored around the strike, but the bid stays left of the ask on both sides.
function swapped(cells, at) {
  return cells.length - 1 === at ? cells[at - 1] : cells.length - 2 === at ? cells[at + 1] : cells[at];
}

function swapQuote(head, at, heads) {
  return swapped(heads, at);
}
