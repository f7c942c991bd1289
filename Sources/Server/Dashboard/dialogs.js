// Two dialogs: choosing a symbol by typing, and the keyboard map.

import { byId, make } from "./dom.js";

/** The symbol chooser; `choose` hears the symbol as typed or picked. */
export class SymbolDialog {
  #symbols = [];
  #at = 0;

  constructor(choose) {
    this.choose = choose;
    this.dialog = byId("symbol-dialog");
    this.search = byId("symbol-search");
    this.list = byId("symbol-list");
    this.search.addEventListener("input", () => { this.#at = 0; this.#show(); });
    this.search.addEventListener("keydown", (event) => this.#key(event));
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
  }

  set symbols(list) {
    this.#symbols = list;
  }

  open() {
    this.search.value = "";
    this.#at = 0;
    this.#show();
    this.dialog.showModal();
    this.search.focus();
  }

  #found() {
    const typed = this.search.value.trim().toUpperCase();
    const rank = ({ symbol = "", product = "", description = "" }) => {
      if (product.toUpperCase().startsWith(typed) || ("/" + product).toUpperCase().startsWith(typed)) return 0;
      if (symbol.toUpperCase().includes(typed)) return 1;
      return description.toUpperCase().includes(typed) ? 2 : 3;
    };
    return this.#symbols.map((each) => [rank(each), each]).filter(([place]) => place < 3).sort(([a], [b]) => a - b).map(([, each]) => each);
  }

  #show() {
    const found = this.#found();
    this.#at = Math.max(0, Math.min(this.#at, found.length - 1));
    const typed = this.search.value.trim();
    const rows = found.map((each, at) => {
      const row = make("div", "", { role: "option", "aria-selected": String(at === this.#at) },
        make("b", "", {}, each.product ?? each.symbol), make("span", "", {}, each.description ?? ""), make("code", "", {}, each.symbol));
      row.addEventListener("click", () => this.#take(each.symbol));
      return row;
    });
    this.list.replaceChildren(...(rows.length ? rows : [make("p", "hint", {}, typed ? `Enter asks the server for “${typed}”.` : "No symbols known yet.")]));
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#at += step;
      this.#show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const symbol = this.#found()[this.#at]?.symbol ?? this.search.value.trim();
      if (symbol) this.#take(symbol);
    }
  }

  #take(symbol) {
    this.dialog.close();
    this.choose(symbol);
  }
}

/** Shows the keyboard map from the list the keyboard itself uses. */
export function openHelp(keys) {
  const dialog = byId("help-dialog");
  byId("help-keys").replaceChildren(...keys.flatMap(([shown, words]) => [
    make("dt", "", {}, ...shown.split(" ").map((key) => make("kbd", "", {}, key))), make("dd", "", {}, words)]));
  dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
  dialog.showModal();
}
