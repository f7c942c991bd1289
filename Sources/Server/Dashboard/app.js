// The page's beginning: makes the parts, connects them, and holds what is subscribed.

import { MODES } from "./cells.js";
import { ChainPage } from "./chain-page.js";
import { Chart, fittingGroup } from "./chart.js";
import { Cumulative, DASHES } from "./cvd.js";
import { Delta } from "./delta.js";
import { openHelp, SymbolDialog } from "./dialogs.js";
import { byId, make, options, pick, segments, tag, write } from "./dom.js";
import { Events } from "./events.js";
import { Feed } from "./feed.js";
import { Footprint } from "./footprint.js";
import { request } from "./frames.js";
import { attach } from "./gestures.js";
import { Health } from "./health.js";
import { expose } from "./hook.js";
import { startKeyboard } from "./keyboard.js";
import { showLegend } from "./legend.js";
import { Market } from "./market.js";
import { grouped, signed } from "./numbers.js";
import { onPage, page, pageKeys, PAGES, startPages } from "./pages.js";
import { Profile } from "./profile.js";
import { Quality } from "./quality.js";
import { change, onChange, setting } from "./settings.js";
import { States } from "./states.js";
import { StrategyPage } from "./strategy-page.js";
import { Strip } from "./strip.js";
import { Tape } from "./tape.js";
import { onTheme, startTheme, toggleSides, toggleTheme } from "./theme.js";
import { startTooltip } from "./tooltip.js";
import { startTotals } from "./totals.js";

const GROUPS = [["auto", "auto"], ["1", "1 tick"], ["2", "2 ticks"], ["5", "5 ticks"], ["10", "10 ticks"], ["25", "25 ticks"]];
const RESETS = [["session", "18:00 ET"], ["rth", "RTH 09:30"], ["none", "none"]];
const PAST_BARS = 120;
const MOST_BARS = 600;

startTheme();
const market = new Market();
const chart = new Chart(market);
const feed = new Feed(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
let pausedAt = null;
let missed = 0;
let automaticGroup = 1;
let grouping = false;
let statusSymbols = [];
let asked = PAST_BARS;
let asking = false;

const footprint = new Footprint(byId("surface-footprint"), chart);
const strip = new Strip(byId("surface-strip"), chart);
const delta = new Delta(byId("surface-delta"), chart);
const cumulative = new Cumulative(byId("surface-cvd"), chart);
const profile = new Profile(byId("surface-profile"), chart, (volume) => {
  write(byId("profile-volume"), grouped(volume));
  tag(byId("profile-volume"), "value", volume);
});
chart.add(footprint, strip, delta, cumulative, profile);
attach(footprint.surface, chart, { priced: true });
attach(profile.surface, chart, { priced: true, timed: false });
for (const pane of [strip, delta, cumulative]) attach(pane.surface, chart);

const tape = new Tape(market);
new Events(market, (event) => chart.reveal(event.bar ?? event.time, event.price));
new Quality(market);
startTotals(market);
startTooltip(chart);
const health = new Health(market, feed);
const states = new States(market, feed, chart, { paused: () => pausedAt && { at: pausedAt, missed }, resume: () => pause(false) });
const symbols = new SymbolDialog((symbol) => (page() === "chain" || page() === "strategy" ? chain.open(symbol) : change("symbol", symbol)));
const chain = new ChainPage(feed);
new StrategyPage(() => (chain.chain.header?.symbol === setting("chainSymbol") ? chain.chain.header.expiration : null));
expose(market, chart, footprint, feed);

// ---- What is subscribed

function subscribe() {
  const symbol = setting("symbol");
  if (!symbol) return;
  const group = setting("group") === "auto" ? automaticGroup : Number(setting("group"));
  states.wanted = symbol;
  feed.subscribe({ symbol, bar: setting("bar"), group, reset: setting("reset"), bars: asked });
}

/** Another market or bar: what was held is not of it. */
function restart() {
  market.forget();
  asked = PAST_BARS;
  asking = false;
  grouping = setting("group") === "auto";
  automaticGroup = 1;
  resumeQuietly();
  chart.cross = null;
  chart.time.extend(0);
  chart.moved();
  states.show();
  subscribe();
}

feed.on("message", (message) => {
  if (message.type === "chain_update" || message.topic === "chain") return;
  if (pausedAt && message.type !== "health_update") return void (missed += 1);
  if (message.type === "footprint_update" && grouping && message.bars?.length) {
    grouping = false;
    const probe = new Market();
    probe.apply(message);
    automaticGroup = fittingGroup(probe.bars, byId("surface-footprint").clientHeight);
    market.format ??= probe.format;
    if (automaticGroup !== message.group) return subscribe();
  }
  // An answer to an older question (the first after a change) is not shown.
  if (message.bar && message.bar !== setting("bar")) return;
  market.apply(message);
  if (!message.snapshot) return;
  if (message.type === "footprint_update") asking = false;
  showLabels();
});

/** Near the oldest bar the page asks for more of the past. */
chart.onCross(() => {
  if (asking || asked >= MOST_BARS || market.bars.length < asked || chart.time.place(0) > 3 || pausedAt) return;
  asked = Math.min(MOST_BARS, asked * 2);
  asking = true;
  subscribe();
});

market.on((event) => {
  if (event.kind === "delta") showBands();
});

/** The size bands with their values now; the dashes name their lines. */
function showBands() {
  const bands = market.delta.cvd?.bands ?? [];
  const host = byId("band-legend");
  if (host.children.length !== bands.length) {
    host.replaceChildren(...bands.map((_, at) => make("span", "", {}, make("i", `dash-${at % DASHES.length}`), make("b"))));
  }
  bands.forEach((band, at) => write(host.children[at].lastChild, `${band.label}  ${signed(band.value)}`));
}

function showLabels() {
  const { header } = market;
  if (!header) return;
  const [name, venue] = header.symbol.split(":");
  write(byId("symbol-name"), name);
  const known = statusSymbols.find((each) => each.symbol === header.symbol);
  write(byId("symbol-text"), known?.description ?? venue ?? "");
  titles();
  showLegend(market, footprint.detail);
  const trades = market.bars.some((bar) => bar.rows.some((row) => row.prints !== undefined));
  const button = byId("modes").querySelector('[data-value="trades"]');
  button.hidden = !trades && market.bars.length > 0;
  groupLabel();
}

/** The window's title names the market and the page. */
function titles() {
  const [, title] = PAGES.find(([name]) => name === page());
  const shown = page() === "order-flow" ? byId("symbol-name") : byId("underlying-name");
  document.title = `${page() === "health" ? "" : `${shown.textContent} · `}${title} · Piquant`;
}

function groupLabel() {
  byId("group").options[0].textContent = setting("group") === "auto" && market.header ? `auto: ${market.header.group}` : "auto";
}

// ---- Pausing: the page stands still; on resuming it asks for the present.

function pause(on = !pausedAt) {
  if (Boolean(pausedAt) === on) return;
  pausedAt = on ? market.delta?.asOf ?? Date.now() : null;
  missed = 0;
  byId("pause").setAttribute("aria-pressed", String(on));
  write(byId("pause").querySelector("span"), on ? "Resume" : "Pause");
  if (!on) subscribe();
  states.show();
}

function resumeQuietly() {
  pausedAt = null;
  missed = 0;
  byId("pause").setAttribute("aria-pressed", "false");
  write(byId("pause").querySelector("span"), "Pause");
}

// ---- Controls

function controls() {
  segments(byId("bars"), [["1m", "1m"], ["5m", "5m"], ["15m", "15m"]], setting("bar"), (value) => change("bar", value));
  segments(byId("modes"), MODES, setting("mode"), (value) => change("mode", value));
  segments(byId("profile-range"), [["session", "Session"], ["visible", "Visible"]], setting("profile"), (value) => change("profile", value));
  segments(byId("delta-style"), [["delta", "Δ", "lots"], ["share", "Δ %", "share of the bar's volume"]], setting("deltaStyle"), (value) => change("deltaStyle", value));
  segments(byId("cvd-style"), [["line", "Line"], ["candles", "Candles"]], setting("cvdStyle"), (value) => change("cvdStyle", value));
  segments(byId("side-tabs"), [["tape", "Tape"], ["events", "Events"], ["quality", "Quality"]], setting("side"), (value) => change("side", value));
  options(byId("group"), GROUPS, setting("group"));
  options(byId("reset"), RESETS, setting("reset"));
  byId("group").addEventListener("change", () => change("group", byId("group").value));
  byId("reset").addEventListener("change", () => change("reset", byId("reset").value));
  byId("cvd-bands").addEventListener("click", () => change("cvdBands", !setting("cvdBands")));
  byId("marks").addEventListener("click", () => change("marks", !setting("marks")));
  byId("fit").addEventListener("click", () => chart.fit());
  byId("cvd-anew").addEventListener("click", anew);
  byId("symbol").addEventListener("click", chooseSymbol);
  byId("pause").addEventListener("click", () => pause());
  byId("theme").addEventListener("click", toggleTheme);
  byId("sides").addEventListener("click", toggleSides);
  byId("connection").addEventListener("click", () => { location.hash = "#/health"; });
  show("side");
  show("cvdBands");
  show("marks");
}

let armed = 0;

/** Starts CVD and totals anew on the server; a second click within three seconds means it. */
async function anew() {
  const button = byId("cvd-anew");
  if (Date.now() - armed > 3000) {
    armed = Date.now();
    write(button, "Sure?");
    setTimeout(() => write(button, "Anew"), 3000);
    return;
  }
  armed = 0;
  write(button, "Anew");
  try {
    const answer = await fetch(`/api/delta/${encodeURIComponent(market.header?.symbol ?? setting("symbol"))}/reset`, { method: "POST" });
    if (!answer.ok) throw new Error(String(answer.status));
    subscribe();
  } catch {
    market.apply({ type: "error", message: "CVD and totals were not started anew: the server refused or did not answer. Nothing changed." });
  }
}

function show(key) {
  if (key === "side") tag(byId("order-flow"), "side", setting("side"));
  if (key === "marks") byId("marks").setAttribute("aria-pressed", String(setting("marks")));
  if (key === "cvdBands") byId("cvd-bands").setAttribute("aria-pressed", String(setting("cvdBands")));
}

const PICKS = { bar: "bars", mode: "modes", profile: "profile-range", deltaStyle: "delta-style", cvdStyle: "cvd-style", side: "side-tabs" };

onChange((key, value) => {
  if (PICKS[key]) pick(byId(PICKS[key]), value);
  show(key);
  if (key === "symbol" || key === "bar") restart();
  if (key === "group") {
    byId("group").value = value;
    grouping = value === "auto";
    automaticGroup = 1;
    subscribe();
  }
  if (key === "reset") subscribe();
  if (["mode", "profile", "deltaStyle", "cvdStyle", "cvdBands", "marks"].includes(key)) {
    for (const pane of chart.panes) {
      pane.all();
      request(pane);
    }
    showLegend(market, footprint.detail);
  }
  if (key === "side") tape.again();
});

function cycle(key, host) {
  const values = [...byId(host).children].filter((button) => !button.hidden).map((button) => button.dataset.value);
  change(key, values[(values.indexOf(setting(key)) + 1) % values.length]);
}

// ---- Pages and keys

/** The markets of the order flow, or the underlyings that have a chain. */
function chooseSymbol() {
  symbols.symbols = page() === "chain" || page() === "strategy" ? chain.underlyings : statusSymbols;
  symbols.open();
}

onPage((name) => health.shown(name === "health"));
onPage(titles);
onPage((name) => { if (name !== "order-flow") chart.point(null); });

/** Whether the keys of the chart mean something on the page that is shown. */
const onFlow = () => page() === "order-flow";

const STEP = 60;
const keys = startKeyboard([
  [["/"], "/", "choose a symbol", chooseSymbol],
  [["b"], "b", "next bar type", () => cycle("bar", "bars"), onFlow],
  [["m"], "m", "next footprint mode", () => cycle("mode", "modes"), onFlow],
  [[" "], "space", "pause or resume", () => pause(), onFlow],
  [["ArrowLeft"], "←", "earlier", () => chart.pan(STEP, 0), onFlow],
  [["ArrowRight"], "→", "later", () => chart.pan(-STEP, 0), onFlow],
  [["ArrowUp"], "↑", "higher prices", () => chart.pan(0, STEP), onFlow],
  [["ArrowDown"], "↓", "lower prices", () => chart.pan(0, -STEP), onFlow],
  [["+", "="], "+", "zoom in", () => chart.zoom(1.2, 1.2, chart.time.width, chart.price.height / 2), onFlow],
  [["-"], "-", "zoom out", () => chart.zoom(1 / 1.2, 1 / 1.2, chart.time.width, chart.price.height / 2), onFlow],
  [["f", "End"], "f", "fit: newest bar, prices in view; on the chain the price now", () => (page() === "chain" ? chain.table.centre() : chart.fit())],
  [["e"], "e", "events on the chart", () => change("marks", !setting("marks")), onFlow],
  [["t"], "t", "dark or light", toggleTheme],
  [["c"], "c", "side colours", toggleSides],
  ...pageKeys(),
  [["?"], "?", "this map", () => openHelp(keys)],
  [["Escape"], "esc", "close; put the crosshair away", () => chart.point(null)],
]);
byId("help").addEventListener("click", () => openHelp(keys));
byId("underlying").addEventListener("click", chooseSymbol);
onTheme(() => states.show());

/** The footprint's level of detail changes with zoom: the legend follows. */
let legendDetail = "";
chart.onCross(() => {
  if (footprint.detail === legendDetail) return;
  legendDetail = footprint.detail;
  showLegend(market, legendDetail);
});

/** What the server offers; asked again at each connection until it answers. */
async function offer() {
  if (statusSymbols.length) return;
  try {
    const answer = await fetch("/api/tastytrade/status", { cache: "no-store" });
    const status = await answer.json();
    statusSymbols = status.symbols ?? [];
    states.venue = status.venue;
    const bars = status.bars?.length ? status.bars : ["1m", "5m", "15m"];
    segments(byId("bars"), bars.map((bar) => [bar, bar]), setting("bar"), (value) => change("bar", value));
    if (!bars.includes(setting("bar"))) change("bar", bars.includes("5m") ? "5m" : bars[0]);
    if (!statusSymbols.some((each) => each.symbol === setting("symbol"))) {
      change("symbol", (statusSymbols.find((each) => each.active) ?? statusSymbols[0])?.symbol ?? "");
    }
    showLabels();
  } catch {
    // The socket's own state tells that the server is away; its next opening asks again.
  }
}

controls();
feed.on("state", (state) => { if (state === "open") offer(); });
feed.open();
startPages();
offer();
restart();
