// The data-quality meter: which tier decided the sides, what was left out and why, gaps, lag, polarity.

import { byId, make, write } from "./dom.js";
import { grouped, measured, percent } from "./numbers.js";
import { age } from "./times.js";

const TIERS = [
  ["exchange", "Flag", "exchange flag"], ["quote", "Quote", "quote rule"], ["tick", "Tick", "tick rule"], ["unknown", "Unknown", "nothing decided"],
];

const withUnit = (millis) => (millis === undefined || millis === null ? "–" : `${measured(millis)} ms`);

export class Quality {
  #lines = new Map();

  constructor(market) {
    this.market = market;
    this.meter = byId("quality-meter");
    this.legend = byId("quality-tiers");
    this.facts = byId("quality-facts");
    for (const [tier, name, words] of TIERS) {
      this.meter.append(make("i", "", { "data-tier": tier, title: words }));
      this.legend.append(make("div", "", { "data-tier": tier, title: words }, make("i"), make("span", "", {}, name), make("b", "", { id: `tier-${tier}` })));
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
    const reasons = excluded.map(([why, count]) => `${why}: ${grouped(count)}`).join(" · ");
    this.#line("received", "Received", grouped(quality.received));
    this.#line("used", "Used · excluded", `${grouped(quality.used)} · ${grouped(left)}`, reasons || "nothing was left out");
    this.#line("ledger", "Ledger", whole ? "balances" : "does not balance", "received = used + excluded", whole ? "good" : "danger");
    this.#line("unknown", "Unknown volume", percent(quality.unknownVolumeShare), "share of volume whose side nothing decided",
      quality.unknownVolumeShare > 0.05 ? "warn" : "");
    this.#line("late", "Late · outside", `${grouped(quality.late)} · ${grouped(quality.outsideSession)}`,
      "late prints are used; prints outside the session belong to the one just ended");
    this.#line("amended", "Corr. · canc. · dup.", `${grouped(quality.corrected)} · ${grouped(quality.cancelled)} · ${grouped(quality.duplicates)}`,
      "corrected, cancelled, duplicates");
    this.#line("gaps", "Gaps", grouped(quality.gaps), "intervals not covered", quality.gaps ? "warn" : "");
    this.#line("polarity", "Polarity", polarity ? percent(polarity.compared ? polarity.agreeing / polarity.compared : null) : "–",
      polarity ? `${grouped(polarity.agreeing)} of ${grouped(polarity.compared)} flags agree with the quote rule` : "", polarity?.alarm ? "danger" : "");
    this.#line("lag", "Lag · data age", `${withUnit(quality.lagMs)} · ${age(quality.feed?.dataAgeMs)}`, "from the venue's time to ours; age of the newest data",
      ["live", "replay"].includes(quality.feed?.state) ? "" : "warn");
    this.#line("rates", "Prints · quotes /s", `${measured(quality.printsPerSecond)} · ${measured(quality.quotesPerSecond)}`);
    this.#line("spread", "Spread", quality.spreadMean === undefined || quality.spreadMean === null ? "–"
      : `${Number(Number(quality.spreadMean).toPrecision(4))} ± ${measured(quality.spreadDeviation, 2)}`, "mean and standard deviation");
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
