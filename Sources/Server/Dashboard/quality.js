// The data-quality meter: which tier decided the sides, what was left out and why, gaps, lag, polarity.

import { byId, make, write } from "./dom.js";
import { grouped, measured, percent } from "./numbers.js";
import { age } from "./times.js";

const TIERS = [
  ["exchange", "Exchange"], ["quote", "Quote"], ["tick", "Tick"], ["unknown", "Unknown"],
];

export class Quality {
  #lines = new Map();

  constructor(market) {
    this.market = market;
    this.meter = byId("quality-meter");
    this.legend = byId("quality-tiers");
    this.facts = byId("quality-facts");
    for (const [tier, name] of TIERS) {
      this.meter.append(make("i", "", { "data-tier": tier, title: name }));
      this.legend.append(make("div", "", { "data-tier": tier }, make("i"), make("span", "", {}, name), make("b", "", { id: `tier-${tier}` })));
    }
    market.on((change) => { if (change.kind === "delta") this.#show(market.delta); });
  }

  #show({ quality }) {
    if (!quality) return;
    const counts = TIERS.map(([tier]) => quality.tiers?.[tier] ?? 0);
    const total = counts.reduce((a, b) => a + b, 0) || 1;
    TIERS.forEach(([tier], at) => {
      this.meter.children[at].style.flexGrow = counts[at];
      const text = percent(counts[at] / total);
      write(byId(`tier-${tier}`), text);
      byId(`tier-${tier}`).title = `${grouped(counts[at])} prints`;
    });
    const excluded = Object.entries(quality.excluded ?? {}).sort(([a], [b]) => a.localeCompare(b));
    const left = excluded.reduce((sum, [, count]) => sum + count, 0);
    const whole = quality.received === quality.used + left;
    const polarity = quality.polarity;
    this.#line("received", "Received", grouped(quality.received));
    this.#line("used", "Used", grouped(quality.used));
    this.#line("excluded", "Excluded", grouped(left), left ? excluded.map(([why, count]) => `${why}: ${grouped(count)}`).join(" · ") : "");
    this.#line("ledger", "Ledger", whole ? "balances" : "does not balance", "received = used + excluded", whole ? "good" : "danger");
    this.#line("unknown", "Unknown volume", percent(quality.unknownVolumeShare), "", quality.unknownVolumeShare > 0.05 ? "warn" : "");
    this.#line("late", "Late · outside", `${grouped(quality.late)} · ${grouped(quality.outsideSession)}`, "late prints are used; prints outside the session belong to the one just ended");
    this.#line("amended", "Corr. · canc. · dup.", `${grouped(quality.corrected)} · ${grouped(quality.cancelled)} · ${grouped(quality.duplicates)}`, "corrected, cancelled, duplicates");
    this.#line("gaps", "Gaps", grouped(quality.gaps), "", quality.gaps ? "warn" : "");
    this.#line("polarity", "Polarity", polarity ? percent(polarity.compared ? polarity.agreeing / polarity.compared : null) : "–",
      polarity ? `${grouped(polarity.agreeing)} of ${grouped(polarity.compared)} flags agree with the quote rule` : "", polarity?.alarm ? "danger" : "");
    this.#line("lag", "Lag", quality.lagMs === undefined || quality.lagMs === null ? "–" : `${measured(quality.lagMs)} ms`);
    this.#line("rates", "Prints · quotes /s", `${measured(quality.printsPerSecond)} · ${measured(quality.quotesPerSecond)}`);
    this.#line("spread", "Spread", quality.spreadMean === undefined || quality.spreadMean === null ? "–"
      : `${quality.spreadMean} ± ${measured(quality.spreadDeviation, 2)}`, "mean and standard deviation");
    this.#line("feed", "Feed", quality.feed ? `${quality.feed.state} · ${age(quality.feed.dataAgeMs)}` : "–", "state and age of the newest data",
      quality.feed?.state === "live" || quality.feed?.state === "replay" ? "good" : "warn");
  }

  #line(key, name, value, hover = "", tone = "") {
    let line = this.#lines.get(key);
    if (!line) {
      line = { value: make("b", "", { id: `quality-${key}` }) };
      line.host = make("div", "", {}, make("span", "", {}, name), line.value);
      this.facts.append(line.host);
      this.#lines.set(key, line);
    }
    write(line.value, value);
    if (line.host.title !== hover) line.host.title = hover;
    if (line.host.dataset.tone !== tone) line.host.dataset.tone = tone;
  }
}
