"""A seeded option chain that speaks the shapes of Docs/options-pages.md. For developing the pages only.

It is written apart from the engine on purpose: the pages are never tested against the code they were made from. Its
prices are Black's with a skew; its strategies are valued with the same, so that sliders move something true enough.
"""

import datetime
import math
import time

UNDERLYINGS = {
    "SPX": dict(description="S&P 500 Index", spot=6801.25, step=5, root="SPXW", multiplier=100, tick=0.05, vol=0.14),
    "SPY": dict(description="SPDR S&P 500 ETF", spot=679.4, step=1, root="SPY", multiplier=100, tick=0.01, vol=0.14),
    "AAPL": dict(description="Apple Inc.", spot=271.1, step=2.5, root="AAPL", multiplier=100, tick=0.01, vol=0.27),
}
DAYS = [0, 1, 2, 7, 14, 28, 63]
TEMPLATES = [
    ("iron-condor", "Iron condor", "neutral", "Sell a put and a call out of the money, buy one further out on each side"),
    ("short-put-vertical", "Short put vertical", "bullish", "Sell a put, buy one below it"),
    ("short-call-vertical", "Short call vertical", "bearish", "Sell a call, buy one above it"),
    ("short-strangle", "Short strangle", "neutral", "Sell a put and a call out of the money"),
    ("long-straddle", "Long straddle", "volatile", "Buy the call and the put at the money"),
    ("long-call", "Long call", "bullish", "Buy a call"),
]


def normal(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


def price(right, spot, strike, years, vol):
    sign = 1 if right == "call" else -1
    deviation = vol * math.sqrt(max(years, 0))
    if deviation <= 0:
        return max(0.0, sign * (spot - strike)), dict(delta=float(sign if sign * (spot - strike) > 0 else 0), gamma=0.0, theta=0.0, vega=0.0)
    d1 = math.log(spot / strike) / deviation + deviation / 2
    density = math.exp(-d1 * d1 / 2) / math.sqrt(2 * math.pi)
    value = sign * (spot * normal(sign * d1) - strike * normal(sign * (d1 - deviation)))
    return value, dict(delta=sign * normal(sign * d1), gamma=density / (spot * deviation),
                       theta=-spot * density * vol / (2 * math.sqrt(years)) / 365, vega=spot * density * math.sqrt(years) / 100)


def text(value, places=2):
    shown = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


class Chain:
    def __init__(self, symbol, started):
        self.symbol, self.started = symbol, started
        self.__dict__.update(UNDERLYINGS[symbol])
        today = datetime.date(2026, 11, 20)
        self.expirations = []
        for days in DAYS:
            date = today + datetime.timedelta(days=days)
            monthly = date.weekday() == 4 and 15 <= date.day <= 21
            self.expirations.append(dict(id=f"{self.root} {date}", date=str(date), days=days, root=self.root,
                                         settlement="AM" if symbol == "SPX" and days == 28 else "PM",
                                         kind="Regular" if monthly else "Weekly"))

    def now_spot(self):
        return round(self.spot * (1 + 0.004 * math.sin(time.time() / 9)), 2)

    def years(self, expiration):
        return (expiration["days"] + 0.25) / 365

    def vol_at(self, strike, years, shift=0.0):
        k = math.log(strike / self.spot)
        return max(0.02, self.vol - 0.22 * k / math.sqrt(years + 0.08) * 0.5 + 0.9 * k * k / (years + 0.15) * 0.25 + shift)

    def find(self, name):
        return next((e for e in self.expirations if e["id"] == name), self.expirations[min(4, len(self.expirations) - 1)])

    def header(self, expiration):
        rows = []
        spot = self.now_spot()
        for each in self.expirations:
            years, vol = self.years(each), self.vol_at(spot, self.years(each))
            rows.append(dict(id=each["id"], date=each["date"], days=each["days"], root=each["root"], kind=each["kind"],
                             settlement=each["settlement"], expiresAt=int((self.started + each["days"] * 86400 + 21600) * 1000),
                             iv=vol, expectedMove=spot * vol * math.sqrt(years) * 0.798, strikes=161))
        years = self.years(expiration)
        vol = self.vol_at(spot, years)
        half = vol * math.sqrt(years)
        return dict(type="chain_update", symbol=self.symbol, description=self.description, venue="simulator", source="simulator",
                    timeZone="America/New_York", asOf=int(time.time() * 1000), spot=text(spot), spotTime=int(time.time() * 1000) - 60,
                    tick=text(self.tick), decimals=2, multiplier=str(self.multiplier), style="european" if self.symbol == "SPX" else "american",
                    delivery="cash" if self.symbol == "SPX" else "shares", expiration=expiration["id"], expirations=rows,
                    forward=spot, forwardSource="parity", rate=0.04, sigma=[spot * math.exp(-half), spot * math.exp(half)],
                    staleAfterMs=30000, excluded={"zero-bid": 12}, feed=dict(state="live", dataAgeMs=80))

    def strikes(self, expiration, around):
        centre = round(self.spot / self.step)
        reach = (around or 160) // 2
        return [(centre + at) * self.step for at in range(-reach, reach + 1) if centre + at > 0]

    def listed(self, name):
        expiration = self.find(name)
        return dict(symbol=self.symbol, expiration=expiration["id"], strikes=[text(strike) for strike in self.strikes(expiration, 0)],
                    expirations=[dict(id=e["id"], date=e["date"], days=e["days"], settlement=e["settlement"]) for e in self.expirations])

    def cell(self, right, strike, expiration, at):
        years = self.years(expiration)
        spot = self.now_spot()
        vol = self.vol_at(strike, years)
        value, greeks = price(right, spot, strike, years, vol)
        half = max(self.tick / 2, value * 0.004, 0.02)
        bid, ask = max(0.0, round((value - half) / self.tick) * self.tick), max(self.tick, round((value + half) / self.tick) * self.tick)
        moment = int(time.time() * 1000)
        cell = dict(symbol=f"{expiration['root']} {right[0].upper()}{strike}", bid=text(bid), ask=text(ask), mid=text((bid + ask) / 2, 3),
                    bidSize=str(10 + at % 7), askSize=str(12 + at % 5), quoteTime=moment - 400, openInterest=str(100 + at * 37 % 4000),
                    volume=str(at * 13 % 900), intrinsic=text(max(0, (spot - strike) * (1 if right == "call" else -1))))
        cell["itm"] = (spot > strike) == (right == "call")
        cell["extrinsic"] = text((bid + ask) / 2 - float(cell["intrinsic"]), 3)
        if bid + ask > 0:
            cell["spread"] = (ask - bid) / ((ask + bid) / 2)
        if at % 29 == 11:
            cell.update(source="none")
            return {k: v for k, v in cell.items() if k not in ("bid", "mid", "spread", "quoteTime", "bidSize")}
        d2 = (math.log(spot / strike) / (vol * math.sqrt(years)) - vol * math.sqrt(years) / 2)
        itm = normal(d2 if right == "call" else -d2)
        cell.update(iv=vol, **greeks, probOTM=1 - itm, source="feed" if at % 5 else "quote", valueTime=moment - (90_000 if at % 23 == 7 else 900),
                    stale=at % 23 == 7)
        return cell

    def snapshot(self, name, around):
        expiration = self.find(name)
        message = self.header(expiration)
        message["strikes"] = [dict(strike=text(strike), call=self.cell("call", strike, expiration, at), put=self.cell("put", strike, expiration, at + 3))
                              for at, strike in enumerate(self.strikes(expiration, around))]
        return message

    def smile(self, name):
        expiration = self.find(name)
        years = self.years(expiration)
        spot = self.now_spot()
        points, fit, yesterday = [], [], []
        for strike in self.strikes(expiration, 60):
            vol = self.vol_at(strike, years)
            points.append(dict(strike=text(strike), iv=vol + 0.002 * math.sin(strike), bidIV=vol - 0.004, askIV=vol + 0.004,
                               right="put" if strike < spot else "call"))
            fit.append([strike, vol])
            yesterday.append([strike, vol + 0.006])
        return dict(symbol=self.symbol, expiration=expiration["id"], asOf=int(time.time() * 1000), model="SVI", points=points, fit=fit,
                    yesterday=yesterday, measures=dict(atm=self.vol_at(spot, years), riskReversal25=-0.031, slope=-0.4),
                    checks=[dict(name="butterfly", ok=True, text="no butterfly arbitrage"), dict(name="calendar", ok=True, text="no calendar arbitrage")])

    # ---- Strategies

    def template(self, name, expiration):
        each = self.find(expiration)
        centre = round(self.spot / self.step) * self.step
        wide = max(1, round(self.spot * self.vol * math.sqrt(self.years(each)) / self.step)) * self.step
        wing = max(1, round(wide / self.step)) * self.step
        shapes = {"iron-condor": [("put", -wide - wing, 1), ("put", -wide, -1), ("call", wide, -1), ("call", wide + wing, 1)],
                  "short-put-vertical": [("put", -wide - wing, 1), ("put", -wide, -1)],
                  "short-call-vertical": [("call", wide, -1), ("call", wide + wing, 1)],
                  "short-strangle": [("put", -wide, -1), ("call", wide, -1)],
                  "long-straddle": [("call", 0, 1), ("put", 0, 1)], "long-call": [("call", 0, 1)]}
        return dict(id=name, legs=[dict(expiration=each["id"], right=right, strike=text(centre + offset), quantity=quantity)
                                   for right, offset, quantity in shapes[name]])

    def evaluate(self, wish):
        spot = self.now_spot()
        result = self.value(wish["legs"], wish, spot)
        if wish.get("before"):
            result["before"] = {k: v for k, v in self.value(wish["before"], wish, spot).items() if k not in ("slices", "assumptions")}
        return result

    def value(self, wishes, wish, spot):
        legs, cost = [], 0.0
        for each in wishes:
            expiration = self.find(each["expiration"])
            strike = float(each["strike"])
            vol = self.vol_at(strike, self.years(expiration))
            fair, greeks = price(each["right"], spot, strike, self.years(expiration), vol)
            paid = float(each["price"]) if each.get("price") else round(fair, 2)
            legs.append((each, expiration, strike, vol, paid, greeks))
            cost += paid * each["quantity"]
        first = min(self.years(e) for _, e, *_ in legs)
        days, shift = min(float(wish.get("days", 0)), first * 365), float(wish.get("ivShift", 0))

        def profit(at, elapsed, moved):
            worth = sum(each["quantity"] * price(each["right"], at, strike, self.years(e) - elapsed, max(0.01, vol + moved))[0]
                        for each, e, strike, vol, _, _ in legs)
            return (worth - cost) * self.multiplier

        def risks(at, elapsed, moved):
            total = dict(delta=0.0, gamma=0.0, theta=0.0, vega=0.0)
            for each, e, strike, vol, _, _ in legs:
                for key, value in price(each["right"], at, strike, self.years(e) - elapsed, max(0.01, vol + moved))[1].items():
                    total[key] += value * each["quantity"] * self.multiplier
            return total

        vol = self.vol_at(spot, first)
        wide = spot * vol * math.sqrt(first)
        low, high = max(1, spot - 4 * wide), spot + 4 * wide
        low, high = min([low] + [s * 0.99 for *_, s, _, _, _ in legs]), max([high] + [s * 1.01 for *_, s, _, _, _ in legs])
        spots = sorted({low + (high - low) * at / 160 for at in range(161)} | {s for _, _, s, *_ in legs})
        expiry = [profit(s, first, shift) for s in spots]
        zeros = [spots[i] + (spots[i + 1] - spots[i]) * -a / (b - a) for i, (a, b) in enumerate(zip(expiry, expiry[1:])) if a * b < 0]
        calls = sum(each["quantity"] for each, *_ in legs if each["right"] == "call")
        units = sum(abs(each["quantity"]) for each, *_ in legs)
        slices = []
        for at in range(-4, 5):
            s = spot + at * wide / 2
            slices.append(dict(spot=text(s), change=s / spot - 1, sigma=at / 2, today=text(profit(s, 0, 0)), date=text(profit(s, days / 365, shift)),
                               expiry=text(profit(s, first, shift)), **risks(s, days / 365, shift)))
        return dict(
            symbol=self.symbol, name="custom" if len(legs) < 4 else "Iron condor", asOf=int(time.time() * 1000), spot=text(spot), days=days, daysToFirstExpiration=first * 365,
            ivShift=shift, legs=[dict(each, mark=text(paid), iv=v, symbol=f"{e['root']} {each['right']}", source="feed",
                                      **{k: g * each["quantity"] * self.multiplier for k, g in greeks.items()}) for each, e, _, v, paid, greeks in legs],
            openingCash=text(-cost * self.multiplier), netPrice=text(-cost), maxProfit=text(max(expiry)) if calls <= 0 else None,
            maxLoss=text(min(expiry)) if calls >= 0 else None, unlimited=dict(profit=calls > 0, loss=calls < 0),
            breakevens=[text(z) for z in zeros], probabilityOfProfit=0.68, buyingPower=dict(amount=text(abs(min(expiry))), rule="maximum loss, cash account", definedRisk=calls >= 0),
            fees=dict(open=text(1.14 * units), lines=[dict(name="commission", amount=text(1.0 * units)), dict(name="ORF, clearing", amount=text(0.14 * units))]),
            greeks=risks(spot, 0, 0), now=text(profit(spot, 0, 0)),
            curve=dict(spots=spots, expiry=expiry, today=[profit(s, 0, 0) for s in spots], date=[profit(s, days / 365, shift) for s in spots]),
            sigma=dict(one=[spot - wide, spot + wide], two=[spot - 2 * wide, spot + 2 * wide]), slices=slices,
            assumptions=["Black's model, rate 4.00 %, no dividends", "each leg keeps its own volatility as the price moves", "fills at the mid of bid and ask"], warnings=[])
