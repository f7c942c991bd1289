#!/usr/bin/env python3
"""Reads the simulator's option chains and their live Greeks with the unmodified PyPI client `tastytrade`.

    piquant simulate --json | tastytrade_options.py --endpoints -

For SPY, SPX and /ES: the nested chain, the plain list and single contracts parse by the client's own models, and quotes,
Greeks, trades, summaries and profiles of options near the money arrive. Prints one JSON object. Exit status: 0 all as
expected, 1 not.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from importlib.metadata import version

import tastytrade.session
from tastytrade import DXLinkStreamer, Session
from tastytrade.dxfeed import Greeks, Profile, Quote, Summary, Trade
from tastytrade.instruments import (Equity, FutureOption, NestedFutureOptionChain, NestedOptionChain, Option,
                                    get_future_option_chain, get_option_chain)


def check(condition, text):
    if not condition:
        sys.exit(f"options: {text}")


def read_endpoints(path):
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as source:
        for line in source:
            if line.startswith("{"):
                return json.loads(line)
    sys.exit("no line of JSON among the endpoints")


def near(strikes, price, count=5):
    return sorted(strikes, key=lambda strike: abs(float(strike.strike_price) - price))[:count]


async def equity_chain(session, symbol, roots, price, report):
    """The nested chain of a stock or index: its strikes near the money, by expiration."""
    nested = await NestedOptionChain.get(session, symbol)
    check([chain.root_symbol for chain in nested] == roots, f"{symbol}: roots {[c.root_symbol for c in nested]}")
    listed = {}
    for chain in nested:
        check(chain.underlying_symbol == symbol and chain.shares_per_contract == 100, f"{symbol}: header")
        for expiration in chain.expirations:
            prices = [strike.strike_price for strike in expiration.strikes]
            check(len(set(prices)) == len(prices) > 10, f"{symbol} {expiration.expiration_date}: strikes")
            listed[chain.root_symbol, expiration.expiration_date] = len(prices)
    plain = await get_option_chain(session, symbol)
    count = sum(len(options) for options in plain.values())
    check(count == 2 * sum(listed.values()), f"{symbol}: {count} options, nested {2 * sum(listed.values())}")
    for options in plain.values():
        for option in options[:2]:
            one = await Option.get(session, option.symbol)
            check(one == option, f"{option.symbol}: alone {one}, in the list {option}")
    report[symbol] = {"expirations": len(listed), "contracts": count}
    expiration = nested[-1].expirations[1]
    return [name for strike in near(expiration.strikes, price)
            for name in (strike.call_streamer_symbol, strike.put_streamer_symbol)]


async def future_chain(session, product, report):
    nested = await NestedFutureOptionChain.get(session, product)
    check(sum(future.active_month for future in nested.futures) == 1, f"{product}: active months")
    names, count = [], 0
    for chain in nested.option_chains:
        for expiration in chain.expirations:
            count += 2 * len(expiration.strikes)
            check(expiration.option_contract_symbol.startswith(expiration.option_root_symbol), product)
            if expiration.option_root_symbol.startswith("E") and not names:
                names = [name for strike in near(expiration.strikes, 6800)
                         for name in (strike.call_streamer_symbol, strike.put_streamer_symbol)]
                one = await FutureOption.get(session, expiration.strikes[0].call)
                check(one.streamer_symbol == expiration.strikes[0].call_streamer_symbol, one.symbol)
    plain = await get_future_option_chain(session, product)
    check(sum(len(options) for options in plain.values()) == count, f"{product}: plain list")
    report[product] = {"futures": len(nested.futures), "contracts": count}
    return names


async def watch(session, names, report, seconds):
    """Waits until every option has shown each type of event."""
    seen = {kind.__name__: {} for kind in (Quote, Greeks, Trade, Summary, Profile)}
    counts = Counter()
    async with DXLinkStreamer(session) as streamer:
        async def take(kind):
            await streamer.subscribe(kind, names)
            async for event in streamer.listen(kind):
                seen[kind.__name__][event.event_symbol] = event
                counts[kind.__name__] += 1

        tasks = [asyncio.create_task(take(kind)) for kind in (Quote, Greeks, Trade, Summary, Profile)]
        deadline = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.2)
            if all(len(seen[kind]) == len(names) for kind in seen) and counts["Greeks"] > 2 * len(names):
                break
        for task in tasks:
            task.cancel()
    report["events"] = dict(counts)
    for kind, events in seen.items():
        check(len(events) == len(names), f"{kind}: {len(events)} of {len(names)} options")
    for name, greeks in seen["Greeks"].items():
        quote = seen["Quote"][name]
        check(0 < greeks.volatility < 3, f"{name}: volatility {greeks.volatility}")
        check(-1 <= greeks.delta <= 1 and greeks.gamma >= 0, f"{name}: {greeks}")
        check(quote.bid_price < quote.ask_price, f"{name}: {quote}")
        check(float(quote.bid_price) * 0.8 <= float(greeks.price) <= float(quote.ask_price) * 1.2, f"{name}: {quote} {greeks}")


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoints", default="-", help="the simulator's line of JSON: a file, or - for stdin")
    parser.add_argument("--seconds", type=float, default=60, help="give up after this long")
    arguments = parser.parse_args()
    endpoints = read_endpoints(arguments.endpoints)
    tastytrade.session.API_URL = endpoints["rest"]
    report = {"client": "tastytrade " + version("tastytrade")}
    async with Session(endpoints["clientSecret"], endpoints["refreshToken"]) as session:
        index = await Equity.get(session, "SPX")
        check(index.is_index and not index.active, "SPX is an index")
        names = await equity_chain(session, "SPY", ["SPY"], 678, report)
        names += await equity_chain(session, "SPX", ["SPX", "SPXW"], 6780, report)
        names += await future_chain(session, "/ES", report)
        await watch(session, names, report, arguments.seconds)
    report["ok"] = True
    print(json.dumps(report))


asyncio.run(main())
