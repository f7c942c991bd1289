#!/usr/bin/env python3
"""Drives Piquant's simulator with the unmodified PyPI client `tastytrade` and checks what that client sees.

    piquant simulate --json ... | tastytrade_client.py --endpoints - [--prints FILE --symbol S] [--bars FILE]

The simulator's one line of JSON comes from --endpoints (a file, or - for standard input). Without --prints it waits for
some quotes, prints and candles of every --symbol. With --prints it reads a recorded time-and-sales table and expects
every row that the client's own model can represent, in file order and exactly; the others are listed by reason. With
--bars the candles the client ends up with must equal the recording's reference bars.

Prints one JSON object. Exit status: 0 all as expected, 1 not, 2 usage.
"""

import argparse
import asyncio
import csv
import gzip
import json
import sys
from collections import Counter
from datetime import datetime, timezone
from decimal import Decimal
from importlib.metadata import version

import tastytrade.session
import tastytrade.streamer
from tastytrade import Account, AlertStreamer, DXLinkStreamer, Session
from tastytrade.dxfeed import Candle, Quote, TimeAndSale
from tastytrade.instruments import Equity, Future


def read_endpoints(path):
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as source:
        for line in source:
            if line.startswith("{"):
                return json.loads(line)
    sys.exit("no line of JSON among the endpoints")


def rows_of(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source)


def expected_prints(path):
    """The rows the client can represent, as it shows them, and the others counted by reason."""
    rows, excluded = [], Counter()
    for row in rows_of(path):
        size = Decimal(row["size"])
        if not row["bidPrice"] or not row["askPrice"]:
            excluded["no quote at the print: the client requires bid and ask"] += 1
        elif size != size.to_integral_value():
            excluded["fractional size: the client's size is a whole number"] += 1
        else:
            milliseconds, rest = divmod(int(row["time_ns"]), 1_000_000)
            prices = [Decimal(row[key]) for key in ("price", "bidPrice", "askPrice")]
            rows.append((milliseconds, rest, int(size), *prices, row["aggressorSide"]))
    return rows, excluded


def shown(event):
    return (
        event.time,
        event.time_nano_part,
        event.size,
        event.price,
        event.bid_price,
        event.ask_price,
        event.aggressor_side,
    )


def expected_bars(path):
    bars = {}
    for row in rows_of(path):
        start = datetime.fromisoformat(row["bar_start_utc"].replace("Z", "+00:00"))
        if start.tzinfo is None:
            start = start.replace(tzinfo=timezone.utc)
        keys = ("open", "high", "low", "close", "volume", "buyVolume", "sellVolume")
        bars[round(start.timestamp() * 1000)] = (int(row["trades"]), *(Decimal(row[key]) for key in keys))
    return bars


def shown_bar(candle):
    return (
        candle.count,
        candle.open,
        candle.high,
        candle.low,
        candle.close,
        candle.volume,
        candle.ask_volume,
        candle.bid_volume,
    )


async def check_rest(session, report, symbols):
    """Logs in and reads what the REST side has for a market-data client."""
    accounts = await Account.get(session)
    customer = await session.get_customer()
    report["accounts"] = [account.account_number for account in accounts]
    report["customer"] = customer.id
    report["validated"] = await session.validate()
    report["futures"] = [future.streamer_symbol for future in await Future.get(session)]
    report["equities"] = [equity.symbol for equity in await Equity.get(session, ["SPY", "QQQ"])]
    for symbol in symbols:
        if symbol.startswith("/"):
            code = symbol[1:].split(":")[0]
            one = await Future.get(session, f"/{code[:-2]}{code[-1]}")
            assert one.streamer_symbol == symbol, one.streamer_symbol
    async with AlertStreamer(session) as alerts:
        await alerts.subscribe_accounts(accounts)
    report["accountStreamer"] = "connected"


async def watch_live(streamer, symbols, report, seconds):
    """Waits until every symbol has shown quotes, prints and a candle history with live updates."""
    start = datetime.fromtimestamp(datetime.now().timestamp() - 1800)
    await streamer.subscribe_candle(symbols, "1m", start_time=start, extended_trading_hours=True)
    await streamer.subscribe(Quote, symbols)
    await streamer.subscribe(TimeAndSale, symbols)
    counts = {symbol: Counter() for symbol in symbols}

    async def count(kind):
        async for event in streamer.listen(kind):
            symbol = event.event_symbol.split("{")[0]
            counts[symbol][kind.__name__] += 1
            if kind is Candle and event.snapshot_end:
                counts[symbol]["snapshots"] += 1

    tasks = [asyncio.create_task(count(kind)) for kind in (Quote, TimeAndSale, Candle)]
    needed = {"Quote": 3, "TimeAndSale": 3, "Candle": 10, "snapshots": 1}
    deadline = asyncio.get_running_loop().time() + seconds
    done = False
    while not done and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(0.1)
        done = all(counts[s][key] >= n for s in symbols for key, n in needed.items())
    for task in tasks:
        task.cancel()
    report["events"] = {symbol: dict(counts[symbol]) for symbol in symbols}
    return done


async def replay(streamer, symbol, prints, bars, report, seconds):
    """Takes a whole replay, which starts with the subscription to its prints, and compares it row by row."""
    expected, excluded = expected_prints(prints)
    wanted = expected_bars(bars) if bars else {}
    candles, received, quotes = {}, [], Counter()
    loop = asyncio.get_running_loop()
    quiet_since = loop.time()

    async def take_candles():
        nonlocal quiet_since
        async for candle in streamer.listen(Candle):
            quiet_since = loop.time()
            if not candle.remove:
                candles[candle.time] = shown_bar(candle)

    async def take_quotes():
        nonlocal quiet_since
        async for quote in streamer.listen(Quote):
            quiet_since = loop.time()
            quotes[quote.event_symbol] += 1

    tasks = [asyncio.create_task(take_candles()), asyncio.create_task(take_quotes())]
    await streamer.subscribe_candle([symbol], "1m", extended_trading_hours=True)
    await streamer.subscribe(Quote, [symbol])
    # Let the other subscriptions arrive first: the replay starts with this one.
    await asyncio.sleep(0.5)
    await streamer.subscribe(TimeAndSale, [symbol])
    deadline = loop.time() + seconds
    quiet_since = loop.time()
    while loop.time() < deadline:
        event = streamer.get_event_nowait(TimeAndSale)
        if event is not None:
            received.append(shown(event))
            quiet_since = loop.time()
        elif len(received) >= len(expected) and len(candles) >= len(wanted) and loop.time() - quiet_since > 1.5:
            # Long enough for a row too many to show.
            break
        elif loop.time() - quiet_since > 15:
            break
        else:
            await asyncio.sleep(0.005)
    for task in tasks:
        task.cancel()
    report["excluded"] = dict(excluded)
    report["prints"] = {
        "inFile": len(expected) + sum(excluded.values()),
        "representable": len(expected),
        "received": len(received),
        "identical": received == expected,
    }
    if received != expected:
        pairs = zip(received, expected)
        first = next((i for i, (left, right) in enumerate(pairs) if left != right), None)
        report["prints"]["firstDifference"] = first
        if first is not None:
            report["prints"]["received row"] = [str(x) for x in received[first]]
            report["prints"]["expected row"] = [str(x) for x in expected[first]]
    report["quotes"] = sum(quotes.values())
    good = received == expected and (sum(quotes.values()) > 0 or not expected)
    if bars:
        report["bars"] = {"expected": len(wanted), "received": len(candles), "identical": candles == wanted}
        for start in sorted(set(wanted) | set(candles)):
            if wanted.get(start) != candles.get(start):
                report["bars"]["firstDifference"] = [start, str(candles.get(start)), str(wanted.get(start))]
                break
        good = good and candles == wanted
    return good


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoints", default="-", help="the simulator's line of JSON: a file, or - for stdin")
    parser.add_argument("--symbol", action="append", help="streamer symbol; repeat for several without --prints")
    parser.add_argument("--prints", help="recorded time-and-sales table that is being replayed")
    parser.add_argument("--bars", help="its reference one-minute bars")
    parser.add_argument("--seconds", type=float, default=120, help="give up after this long")
    arguments = parser.parse_args()
    if arguments.prints and len(arguments.symbol or []) != 1:
        parser.error("--prints needs exactly one --symbol")

    endpoints = read_endpoints(arguments.endpoints)
    tastytrade.session.API_URL = endpoints["rest"]
    tastytrade.streamer.STREAMER_URL = endpoints["accountStreamer"]
    report = {"client": "tastytrade " + version("tastytrade"), "server": endpoints["dxlink"]}
    async with Session(endpoints["clientSecret"], endpoints["refreshToken"]) as session:
        symbols = arguments.symbol or ["/ESZ26:XCME", "SPY"]
        await check_rest(session, report, symbols if arguments.prints is None else [])
        async with DXLinkStreamer(session) as streamer:
            if arguments.prints:
                good = await replay(
                    streamer, symbols[0], arguments.prints, arguments.bars, report, arguments.seconds
                )
            else:
                good = await watch_live(streamer, symbols, report, arguments.seconds)
    report["ok"] = good
    print(json.dumps(report))
    sys.exit(0 if good else 1)


asyncio.run(main())
