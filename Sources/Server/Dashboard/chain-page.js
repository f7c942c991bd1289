// The Chain page: what is subscribed, which strikes are shown, and the five states of the page.

import { Chain } from "./chain.js";
import { SETS } from "./chain-columns.js";
import { ChainTable } from "./chain-table.js";
import { byId, make, options, pick, segments, tag, write } from "./dom.js";
import { fixed } from "./figures.js";
import { Expirations } from "./expirations.js";
import { LegTray } from "./leg-tray.js";
import { geometry, grouped } from "./numbers.js";
import { chains } from "./options-api.js";
import { onPage, page } from "./pages.js";
import { change, onChange, setting } from "./settings.js";
import { Smile } from "./smile.js";
import { Term } from "./term.js";
import { age, second, setZone, utc, zoneName } from "./times.js";

const COUNTS = [["20", "20 strikes"], ["40", "40 strikes"], ["80", "80 strikes"], ["0", "all strikes"]];
const BANDS = [["none", "no Δ band"], ["0.05-0.15", "Δ 0.05–0.15"], ["0.16-0.30", "Δ 0.16–0.30"], ["0.30-0.50", "Δ 0.30–0.50"]];

export class ChainPage {
  #awake = false;
  #changed = new Set();
  #expiration = null;

  constructor(feed) {
    this.feed = feed;
    this.chain = new Chain();
    this.underlyings = [];
    this.tray = new LegTray(this.chain);
    this.table = new ChainTable(this.chain, (...picked) => this.tray.pick(...picked));
    this.tabs = new Expirations(this.chain, (id) => this.choose(id));
    this.smile = new Smile(byId("surface-smile"), this.chain);
    this.term = new Term(byId("surface-term"), this.chain, (id) => this.choose(id));
    this.#controls();
    feed.on("message", (message) => this.#hear(message));
    feed.on("state", (state) => { if (state === "open" && !this.underlyings.length) this.#list(); this.#states(); });
    this.chain.on((event) => this.#take(event));
    onPage((name) => this.#wake(name));
    onChange((key) => this.#setting(key));
    setInterval(() => { if (this.#awake) { this.table.ages(); this.#states(); } }, 1000);
    this.#wake(page());
  }

  /** Shows another expiration. */
  choose(id) {
    if (id === this.chain.header?.expiration) return;
    this.#expiration = id;
    this.#subscribe();
  }

  /** Shows another underlying. */
  open(symbol) {
    if (symbol === setting("chainSymbol") && this.chain.header) return;
    this.#expiration = null;
    this.chain.forget();
    this.table.clear();
    this.tabs.host.replaceChildren();
    change("chainSymbol", symbol);
    this.#subscribe();
    this.#states();
  }

  #controls() {
    segments(byId("chain-columns"), SETS, setting("chainColumns"), (value) => change("chainColumns", value));
    options(byId("chain-count"), COUNTS, setting("chainCount"));
    options(byId("chain-band"), BANDS, setting("chainBand"));
    byId("chain-count").addEventListener("change", () => change("chainCount", byId("chain-count").value));
    byId("chain-band").addEventListener("change", () => change("chainBand", byId("chain-band").value));
    byId("chain-only").addEventListener("click", () => change("chainOnly", !setting("chainOnly")));
    byId("chain-centre").addEventListener("click", () => this.table.centre());
    for (const query of ["(max-width: 760px)", "(max-width: 1700px)"]) matchMedia(query).addEventListener("change", () => this.#columns());
    this.#columns();
    this.#only();
  }

  #setting(key) {
    if (key === "chainColumns") this.#columns();
    if (key === "chainCount") this.#subscribe();
    if (key === "chainOnly" || key === "chainBand") {
      this.#only();
      this.#rows(new Set(this.chain.order));
    }
  }

  /** Which set of columns: the chosen one, or what the width has room for. */
  #columns() {
    const chosen = setting("chainColumns");
    const room = matchMedia("(max-width: 760px)").matches ? "compact" : matchMedia("(max-width: 1700px)").matches ? "greeks" : "all";
    const set = chosen === "auto" ? room : chosen;
    this.table.columns(set);
    pick(byId("chain-columns"), chosen);
  }

  #only() {
    byId("chain-only").setAttribute("aria-pressed", String(setting("chainOnly")));
    byId("chain-only").disabled = setting("chainBand") === "none";
  }

  #wake(name) {
    this.#awake = name === "chain";
    if (!this.#awake) return this.feed.subscribeChain(null);
    if (!this.underlyings.length) this.#list();
    this.#subscribe();
    this.#states();
  }

  async #list() {
    try {
      const { underlyings } = await chains();
      this.underlyings = underlyings;
      if (!underlyings.some((each) => each.symbol === setting("chainSymbol"))) this.open(underlyings[0]?.symbol ?? "");
      this.#title();
    } catch {
      // The socket's own state tells that the server is away; its next opening asks again.
    }
    this.#states();
  }

  #subscribe() {
    const symbol = setting("chainSymbol");
    if (!this.#awake || !symbol) return;
    const wanted = { symbol, strikes: Number(setting("chainCount")) };
    this.feed.subscribeChain(this.#expiration ? { ...wanted, expiration: this.#expiration } : wanted);
  }

  #hear(message) {
    if (message.type === "chain_update" && message.symbol === setting("chainSymbol")) this.chain.apply(message);
    if (message.type === "error" && message.topic === "chain") this.chain.apply(message);
  }

  #take(event) {
    if (event.kind === "chain") {
      if (event.snapshot) {
        setZone(this.chain.header.timeZone);
        if (this.shownExpiration !== this.chain.header.expiration) this.table.clear();
        this.shownExpiration = this.chain.header.expiration;
        this.#expiration ??= this.chain.header.expiration;
      }
      this.tabs.show();
      this.#rows(new Set(event.strikes));
      this.term.draw();
      this.smile.refresh();
      this.#title();
    }
    this.#states();
  }

  /** The strikes that the filter lets through. */
  #rows(changed) {
    if (!this.chain.header) return;
    const text = setting("chainBand");
    const band = text === "none" ? null : text.split("-").map(Number);
    const inside = (cell) => Math.abs(cell?.delta ?? NaN) >= band[0] && Math.abs(cell?.delta ?? NaN) <= band[1];
    const shown = band && setting("chainOnly")
      ? this.chain.order.filter((strike) => inside(this.chain.rows.get(strike).call) || inside(this.chain.rows.get(strike).put)) : this.chain.order;
    this.table.show(shown, changed, band);
    byId("chain-none").hidden = shown.length > 0 || !this.chain.order.length;
  }

  #title() {
    const { header } = this.chain;
    write(byId("underlying-name"), setting("chainSymbol") || "…");
    write(byId("underlying-text"), header?.description ?? this.underlyings.find((each) => each.symbol === setting("chainSymbol"))?.description ?? "");
    // The middle of a quote may lie between two ticks; its exact text is the hover.
    write(byId("spot"), header?.spot ? fixed(geometry(header.spot), header.decimals) : "–");
    tag(byId("spot"), "value", header?.spot ?? null);
    byId("spot").title = `Price of ${header?.spotSymbol ?? header?.symbol ?? "the underlying"}: ${header?.spot ?? "–"}`;
    write(byId("spot-age"), header?.spotTime ? age(this.chain.age(header.spotTime)) : "");
  }

  // ---- States

  #states() {
    const { chain, feed } = this;
    const state = this.#state();
    tag(byId("chain"), "state", state.name);
    const cover = byId("chain-cover");
    cover.hidden = !["loading", "empty", "refused"].includes(state.name);
    if (!cover.hidden) this.#cover(cover, state);
    const notice = byId("chain-notice");
    notice.hidden = !["partial", "stale", "error"].includes(state.name);
    write(notice, state.words);
    notice.title = state.words;
    if (!chain.header) return;
    const { asOf, source } = chain.header;
    for (const element of document.querySelectorAll("#chain .provenance")) {
      write(element, `${second(asOf)} ${zoneName(asOf)} · ${source}`);
      element.title = `${utc(asOf)} · source ${source} · ${feed.state}`;
    }
  }

  #state() {
    const { chain, feed } = this;
    if (feed.state !== "open" && feed.reconnects) return { name: chain.header ? "error" : "refused", words: `The server does not answer${chain.header ? `: shown is ${second(chain.header.asOf)}` : ""}. It is tried again by itself; is \`piquant serve\` running?` };
    if (chain.problem && !chain.header) return { name: "refused", words: chain.problem.message };
    if (!chain.header) return { name: "loading", words: `Asking for the chain of ${setting("chainSymbol") || "the first underlying"} …` };
    if (!chain.expirations.length) return { name: "empty", words: `No options of ${chain.header.symbol} are listed here. Choose another underlying with /, or see \`piquant chain ${chain.header.symbol}\`.` };
    const data = chain.header.feed ?? {};
    if (["stale", "down", "connecting"].includes(data.state)) return { name: "stale", words: `${data.state === "stale" ? "Stale" : `The data feed is ${data.state}`}: newest data ${age(data.dataAgeMs)} old` };
    if (chain.problem) return { name: "partial", words: chain.problem.message };
    const { watched = 0, quoted = 0, beyondBudget = 0 } = chain.header;
    if (watched && quoted < watched * 0.9) return { name: "partial", words: `${grouped(String(quoted))} of ${grouped(String(watched))} options have had a quote so far` };
    if (beyondBudget) return { name: "partial", words: `${grouped(String(beyondBudget))} options are not watched: more are asked for than a session may hold; show fewer strikes` };
    const left = Object.entries(chain.header.excluded ?? {});
    const total = left.reduce((sum, [, count]) => sum + count, 0);
    return total ? { name: "partial", words: `${grouped(String(total))} left out of fits: ${left.map(([reason, count]) => `${count} ${reason}`).join(", ")}` } : { name: "good", words: "" };
  }

  #cover(cover, { name, words }) {
    if (!cover.firstChild) {
      const rows = Array.from({ length: 18 }, () => make("i"));
      cover.append(make("div", "chain-skeleton", {}, ...rows), make("p", "hint"));
    }
    cover.firstChild.hidden = name !== "loading";
    write(cover.lastChild, words);
  }
}
