"""A small seeded market that speaks the shapes of Docs/websocket.md. For developing the page only.

It is written apart from the engine on purpose: the page is never tested against the code it was made from.
"""

import random
from collections import deque
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
PRODUCTS = {
    "/ESZ26:XCME": dict(product="ES", description="E-mini S&P 500, Dec 2026", tick="0.25", decimals=2, price=19203,
                        moves=0.08, prints=9.0, clip=2.6),
    "/NQZ26:XCME": dict(product="NQ", description="E-mini Nasdaq-100, Dec 2026", tick="0.25", decimals=2, price=67240,
                        moves=0.55, prints=8.0, clip=1.5),
    "/ZNZ26:XCBT": dict(product="ZN", description="10-Year T-Note, Dec 2026", tick="0.015625", decimals=6, price=7070,
                        moves=0.03, prints=4.0, clip=14.0),
    "/CLF27:XNYM": dict(product="CL", description="Crude Oil, Jan 2027", tick="0.01", decimals=2, price=7012,
                        moves=0.3, prints=5.0, clip=1.8),
}
BAND_LABELS = ["1–4", "5–24", "25+"]


def session_of(millis):
    """The CME trade date of a moment: a day opens at 18:00 ET the evening before."""
    local = datetime.fromtimestamp(millis / 1000, ZONE) + timedelta(hours=6)
    day = local.date()
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day.isoformat()


def price_text(ticks, tick, decimals):
    """Exact decimal text of a whole number of ticks."""
    units = ticks * round(float(tick) * 10**decimals)
    sign, units = ("-" if units < 0 else ""), abs(units)
    whole, rest = divmod(units, 10**decimals)
    text = f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".")
    return sign + text


class Prints:
    """The seeded stream: one symbol's prints, endless, the same for the same seed."""

    def __init__(self, symbol, seed, start_ms):
        self.rules = PRODUCTS[symbol]
        self.random = random.Random(f"{symbol}:{seed}")
        self.time = start_ms
        self.bid = self.rules["price"]
        self.drift = 0.0
        self.pressure = 0.0
        self.burst = None

    def lean(self):
        """How much likelier up is than down: drift and pressure, and a pull home so that a day stays a day."""
        away = (self.bid - self.rules["price"]) / 120
        return max(-0.3, min(0.3, 0.10 * self.drift + 0.02 * self.pressure - 0.03 * away))

    def next(self):
        """(time, price in ticks, size, side, tier, bid) of the next print."""
        r = self.random
        if self.burst and self.burst[0] > 0:
            self.burst[0] -= 1
            side = self.burst[1]
            size = self.burst[2]
            if r.random() < 0.06:
                self.bid += 1 if side == "buy" else -1
            return self.time, self.bid + (1 if side == "buy" else 0), size, side, "exchange", self.bid
        self.burst = None
        self.time += max(1, int(r.expovariate(self.rules["prints"]) * 1000))
        self.drift = self.drift * 0.999 + r.gauss(0, 0.012)
        self.pressure = self.pressure * 0.985 + r.gauss(0, 0.10)
        if r.random() < self.rules["moves"]:
            self.bid += 1 if r.random() < 0.5 + self.lean() else -1
        side = "buy" if r.random() < 0.5 + max(-0.4, min(0.4, 0.08 * self.drift + 0.09 * self.pressure)) else "sell"
        size = 1 + int(r.expovariate(1 / self.rules["clip"]))
        tier = "exchange"
        if r.random() < 0.012:
            size += int(r.expovariate(1 / 45))
        if r.random() < 0.03:
            self.burst = [r.randint(2, 7), side, 1 + int(r.expovariate(1 / 4))]
        if r.random() < 0.0006:
            side, tier = "unknown", "unknown"
        elif r.random() < 0.01:
            tier = "quote"
        return self.time, self.bid + (1 if side == "buy" else 0), size, side, tier, self.bid


class Bar:
    """One bar as it builds."""

    __slots__ = ("id", "start", "end", "session", "open", "high", "low", "close", "levels", "buy", "sell", "unknown",
                 "min", "max", "trades", "first", "last", "complete", "cvd", "error", "bands", "gap", "frozen")

    def __init__(self, identity, start, end, session, price):
        self.id, self.start, self.end, self.session = identity, start, end, session
        self.open = self.high = self.low = self.close = price
        self.levels = {}
        self.buy = self.sell = self.unknown = self.min = self.max = self.trades = 0
        self.first = self.last = start
        self.complete = False
        self.cvd = self.error = 0
        self.bands = (0, 0, 0)
        self.gap = False
        self.frozen = None

    def add(self, time, price, size, side):
        self.high, self.low, self.close = max(self.high, price), min(self.low, price), price
        row = self.levels.setdefault(price, [0, 0, 0, 0])
        row[("buy", "sell", "unknown").index(side)] += size
        row[3] += 1
        setattr(self, side, getattr(self, side) + size)
        delta = self.buy - self.sell
        self.min, self.max = min(self.min, delta), max(self.max, delta)
        if self.trades == 0:
            self.first = time
        self.trades += 1
        self.last = time


class Series:
    """The bars of one (bar, group, reset) choice over a market's prints."""

    def __init__(self, market, bar, group, reset):
        self.market, self.bar, self.group, self.reset = market, bar, group, reset
        self.count, self.unit = int(bar[:-1]), bar[-1]
        self.bars = []
        self.cvd = self.error = 0
        self.high = self.low = 0
        self.bands = [0, 0, 0]
        self.anchor = None
        self.key = None
        self.last_time = None

    def add(self, time, price, size, side):
        session = session_key(self.market, time)
        rth = None
        if self.reset == "rth":
            local = datetime.fromtimestamp(time / 1000, ZONE)
            rth = local.hour * 60 + local.minute >= 570
        key = session if self.reset == "session" else (session, rth) if self.reset == "rth" else "none"
        if key != self.key:
            self.key, self.anchor = key, time
            self.cvd = self.error = self.high = self.low = 0
            self.bands = [0, 0, 0]
        bar = self.bars[-1] if self.bars else None
        gap = self.last_time is not None and time - self.last_time > 600_000
        if bar is None or self.is_over(bar, time, price, session):
            if bar:
                bar.complete = True
            start, end = time, time
            if self.unit in "smh":
                span = self.count * {"s": 1000, "m": 60_000, "h": 3_600_000}[self.unit]
                start = time // span * span
                end = start + span
            bar = Bar(len(self.bars) + 1, start, end, session, price)
            bar.gap = gap
            self.bars.append(bar)
        bar.add(time, price, size, side)
        if self.unit not in "smh":
            bar.end = time
        signed = size if side == "buy" else -size if side == "sell" else 0
        self.cvd += signed
        self.error += size if side == "unknown" else 0
        self.high, self.low = max(self.high, self.cvd), min(self.low, self.cvd)
        self.bands[0 if size < 5 else 1 if size < 25 else 2] += signed
        bar.cvd, bar.error, bar.bands = self.cvd, self.error, tuple(self.bands)
        self.last_time = time
        return bar

    def is_over(self, bar, time, price, session):
        if session != bar.session:
            return True
        if self.unit in "smh":
            return time >= bar.end
        if self.unit == "t":
            return bar.trades >= self.count
        if self.unit == "v":
            return bar.buy + bar.sell + bar.unknown >= self.count
        if self.unit == "d":
            return abs(bar.buy - bar.sell) >= self.count
        return max(bar.high, price) - min(bar.low, price) > self.count

    def text(self, ticks):
        return self.market.text(ticks)

    def shape(self, bar, with_levels=True):
        """The JSON of a bar; a complete one is made once."""
        if bar.complete and bar.frozen and with_levels:
            return bar.frozen
        prices = sorted(bar.levels)
        volume = bar.buy + bar.sell + bar.unknown
        totals = {p: sum(bar.levels[p][:3]) for p in prices}
        poc = max(prices, key=lambda p: (totals[p], -p))
        top, bottom = bar.levels[bar.high], bar.levels[bar.low]
        out = {"id": bar.id, "start": bar.start, "end": bar.end, "complete": bar.complete, "session": bar.session,
               "open": self.text(bar.open), "high": self.text(bar.high), "low": self.text(bar.low),
               "close": self.text(bar.close), "volume": str(volume), "buy": str(bar.buy), "sell": str(bar.sell),
               "unknown": str(bar.unknown), "delta": str(bar.buy - bar.sell), "minDelta": str(bar.min),
               "maxDelta": str(bar.max), "cvd": str(bar.cvd), "cvdError": str(bar.error),
               "bands": [str(b) for b in bar.bands], "gap": bar.gap, "trades": bar.trades,
               "durationMs": bar.last - bar.first, "poc": self.text(poc),
               "unfinishedHigh": top[0] > 0 and top[1] > 0, "unfinishedLow": bottom[0] > 0 and bottom[1] > 0}
        if with_levels:
            rows = {}
            for p in prices:
                row = rows.setdefault(p // self.group * self.group, [0, 0, 0, 0])
                for i, v in enumerate(bar.levels[p]):
                    row[i] += v
            out["levels"] = [[self.text(p), str(r[0]), str(r[1]), str(r[2]), r[3]] for p, r in sorted(rows.items())]
            out["imbalances"] = [[self.text(p), side] for p, side in imbalances(bar)]
            if bar.complete:
                bar.frozen = out
        return out

    def zones(self, bars):
        """Stacked imbalances of two and more, open until a later bar trades through."""
        out = []
        for index, bar in enumerate(bars):
            for side, low, high in stacks(bar):
                end = None
                for later in bars[index + 1:]:
                    if (side == "buy" and later.low < low) or (side == "sell" and later.high > high):
                        end = later.end
                        break
                out.append({"side": side, "low": self.text(low), "high": self.text(high), "start": bar.start,
                            "end": end})
        return out

    def footprint(self, limit, only=None):
        bars = self.bars[-limit:]
        shown = bars if only is None else [b for b in bars if b.id in only]
        market = self.market
        return {"type": "footprint_update", "symbol": market.symbol, "bar": self.bar, "group": self.group,
                "tick": market.rules["tick"], "decimals": market.rules["decimals"], "asOf": market.time,
                "source": "simulator", "venue": "simulator", "grade": "exchange", "timeZone": "America/New_York",
                "imbalance": {"ratio": 3, "minimumVolume": str(market.minimum), "stacked": 2},
                "bars": [self.shape(b) for b in shown], "zones": self.zones(bars)}


_sessions = {}


def session_key(market, time):
    hour = time // 3_600_000
    if hour not in _sessions:
        _sessions[hour] = session_of(time)
    return _sessions[hour]


def imbalances(bar, ratio=3, minimum=30):
    found = []
    for p in sorted(bar.levels):
        buy, sell = bar.levels[p][0], bar.levels[p][1]
        if buy >= minimum and buy >= ratio * bar.levels.get(p - 1, (0, 0))[1]:
            found.append((p, "buy"))
        if sell >= minimum and sell >= ratio * bar.levels.get(p + 1, (0, 0))[0]:
            found.append((p, "sell"))
    return found


def stacks(bar, need=2):
    out = []
    for side in ("buy", "sell"):
        run = []
        for p, s in imbalances(bar) + [(None, side)]:
            if s != side:
                continue
            if run and (p is None or p != run[-1] + 1):
                if len(run) >= need:
                    out.append((side, run[0], run[-1]))
                run = []
            if p is not None:
                run.append(p)
    return out


class Market:
    """One symbol: its prints, its session totals, its tape, and every series asked for."""

    def __init__(self, symbol, seed, now_ms, history_minutes):
        self.symbol, self.rules = symbol, PRODUCTS[symbol]
        self.minimum = 30
        self.stream = Prints(symbol, seed, now_ms - history_minutes * 60_000)
        self.pending = None
        self.log = []
        self.series = {}
        self.tape = deque(maxlen=200)
        self.identity = 0
        self.events = deque(maxlen=60)
        self.event_id = 0
        self.naked = []
        self.time = self.stream.time
        self.bid = self.rules["price"]
        self.reset_session(None)
        self.advance(now_ms)

    def text(self, ticks):
        return price_text(ticks, self.rules["tick"], self.rules["decimals"])

    def reset_session(self, session):
        if session and getattr(self, "levels", None):
            self.naked.append((self.profile()["poc"], self.session))
        self.session = session
        self.levels = {}
        self.total = {"buy": 0, "sell": 0, "unknown": 0}
        self.trades = 0
        self.tiers = {"exchange": 0, "quote": 0, "tick": 0, "unknown": 0}
        self.last = None

    def advance(self, until):
        """Takes every print up to `until`; answers how many."""
        count = 0
        while True:
            if self.pending is None:
                self.pending = self.stream.next()
            if self.pending[0] > until:
                break
            self.take(*self.pending)
            self.pending = None
            count += 1
        self.time = max(self.time, until)
        return count

    def take(self, time, price, size, side, tier, bid):
        session = session_key(self, time)
        if session != self.session:
            self.reset_session(session)
        self.log.append((time, price, size, side))
        row = self.levels.setdefault(price, [0, 0, 0])
        row[("buy", "sell", "unknown").index(side)] += size
        self.total[side] += size
        self.trades += 1
        self.tiers[tier] += 1
        self.last, self.bid, self.time = price, bid, time
        for series in self.series.values():
            series.add(time, price, size, side)
        newest = self.tape[-1] if self.tape else None
        if newest and newest["time"] == time and newest["side"] == side and newest["ticks"] == price:
            newest["size"] += size
            newest["trades"] += 1
            newest["fresh"] = True
        else:
            self.identity += 1
            self.tape.append({"id": self.identity, "time": time, "ticks": price, "size": size, "side": side,
                              "tier": tier, "trades": 1, "offQuote": self.identity % 97 == 0, "fresh": True})
        if size >= 120 or (newest and newest["trades"] == 6):
            self.event_id += 1
            kind = ("absorption", "sweep", "exhaustion", "deltaDivergence", "bigTrade")[self.event_id % 5]
            opposite = {"buy": "sell", "sell": "buy", "unknown": "buy"}
            self.events.append({"id": self.event_id, "kind": kind,
                                "side": opposite[side] if kind == "absorption" else side,
                                "time": time, "price": self.text(price), "bar": time // 300_000 * 300_000,
                                "text": f"{size} at {self.text(price)}, {side} aggressor"})

    def get(self, bar, group, reset):
        key = (bar, group, reset)
        if key not in self.series:
            series = Series(self, bar, group, reset)
            for row in self.log:
                series.add(*row)
            self.series[key] = series
        return self.series[key]

    def profile(self):
        prices = sorted(self.levels)
        totals = [sum(self.levels[p]) for p in prices]
        poc = max(range(len(prices)), key=lambda i: (totals[i], -i))
        low = high = poc
        inside, need = totals[poc], 0.7 * sum(totals)
        while inside < need and (low > 0 or high < len(prices) - 1):
            up, down = sum(totals[high + 1:high + 3]), sum(totals[max(0, low - 2):low])
            if (up >= down and high < len(prices) - 1) or low == 0:
                inside += up
                high = min(len(prices) - 1, high + 2)
            else:
                inside += down
                low = max(0, low - 2)
        smooth = [sum(totals[max(0, i - 4):i + 5]) / len(totals[max(0, i - 4):i + 5]) for i in range(len(totals))]
        near = lambda i: smooth[max(0, i - 8):i + 9]
        peaks = [prices[i] for i in range(6, len(prices) - 6) if smooth[i] == max(near(i))]
        dips = [prices[i] for i in range(6, len(prices) - 6) if smooth[i] == min(near(i))]
        first, last = prices[0], prices[-1]
        return {"poc": self.text(prices[poc]), "valueAreaHigh": self.text(prices[high]),
                "valueAreaLow": self.text(prices[low]),
                "levels": [[self.text(p), *(str(v) for v in self.levels[p])] for p in prices],
                "highVolumeNodes": [self.text(p) for p in peaks[:6]],
                "lowVolumeNodes": [self.text(p) for p in dips[:6]],
                "nakedPocs": [{"price": p, "session": s} for p, s in self.naked[-4:]
                              if not self.text(first) <= p <= self.text(last)]
                or [{"price": self.text(first - 6), "session": "2026-11-18"}]}

    def delta(self, series, snapshot=True):
        total = self.total
        volume = sum(total.values())
        used = self.trades
        if snapshot:
            rows = list(self.tape)
        else:
            rows = [r for r in self.tape if r["fresh"]]
        out = {"type": "delta_update", "symbol": self.symbol, "asOf": self.time, "source": "simulator",
               "grade": "exchange", "session": self.session, "last": self.text(self.last),
               "bid": self.text(self.bid), "ask": self.text(self.bid + 1),
               "totals": {"volume": str(volume), "buy": str(total["buy"]), "sell": str(total["sell"]),
                          "unknown": str(total["unknown"]), "delta": str(total["buy"] - total["sell"]),
                          "trades": used},
               "cvd": {"value": str(series.cvd), "high": str(series.high), "low": str(series.low),
                       "errorBand": str(series.error), "reset": series.reset, "anchor": series.anchor,
                       "bands": [{"label": name, "value": str(v)} for name, v in zip(BAND_LABELS, series.bands)]},
               "quality": {"received": used + 3, "used": used, "excluded": {"spread leg": 2, "zero size": 1},
                           "corrected": 1, "cancelled": 0, "duplicates": 0, "late": 4, "outsideSession": 0,
                           "tiers": dict(self.tiers), "unknownVolumeShare": total["unknown"] / max(1, volume),
                           "polarity": {"compared": used - 60, "agreeing": used - 75, "alarm": False}, "gaps": 0,
                           "lagMs": 3.1, "printsPerSecond": self.rules["prints"], "quotesPerSecond": 40.0,
                           "spreadMean": self.rules["tick"], "spreadDeviation": 0.01,
                           "feed": {"state": "live", "dataAgeMs": 80}},
               "profile": self.profile(),
               "tape": [{"id": r["id"], "time": r["time"], "price": self.text(r["ticks"]), "size": str(r["size"]),
                         "side": r["side"], "tier": r["tier"], "trades": r["trades"], "offQuote": r["offQuote"]}
                        for r in rows],
               "events": list(self.events)}
        return out

    def settle(self):
        """Marks the tape as sent."""
        for row in self.tape:
            row["fresh"] = False
