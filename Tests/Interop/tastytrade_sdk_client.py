#!/usr/bin/env python3
"""Uses the simulator with the unmodified PyPI client `tastytrade-sdk`: password login, REST and FULL market data.

    piquant simulate --tls --legacy-sessions --json | tastytrade_sdk_client.py --endpoints -

That client insists on https, so the simulator's throw-away authority is handed to its two TLS libraries by their own
environment variables. Prints one JSON object. Exit status: 0 all as expected, 1 not.
"""

import argparse
import json
import os
import sys
import threading
from collections import Counter
from importlib.metadata import version


def check(condition, text):
    if not condition:
        sys.exit(f"sdk: {text}")


def read_endpoints(path):
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as source:
        for line in source:
            if line.startswith("{"):
                return json.loads(line)
    sys.exit("no line of JSON among the endpoints")


class Heard:
    """Counts what arrives and tells when there is enough of everything."""

    def __init__(self, wanted):
        self.wanted = set(wanted)
        self.counts = Counter()
        self.complete = threading.Event()

    def take(self, kind):
        def handler(event):
            self.counts[kind, event["symbol"]] += 1
            if self.wanted <= set(self.counts):
                self.complete.set()
        return handler


def opened(subscribe, attempts=4):
    """Opens a subscription. The client's websockets 11 reads and writes one TLS session from two threads at a time: about
    one handshake in a hundred breaks, at any server. Such a one is tried again."""
    for attempt in range(1, attempts + 1):
        subscription = subscribe()
        try:
            subscription.open()
            return subscription
        except (ConnectionError, TimeoutError):
            if attempt == attempts:
                raise


def stream(tasty, symbols, option, report, name):
    heard = Heard([("Quote", symbol) for symbol in symbols] + [("Greeks", option)])
    subscription = opened(lambda: tasty.market_data.subscribe(
        symbols=symbols, on_quote=heard.take("Quote"), on_greeks=heard.take("Greeks")))
    arrived = heard.complete.wait(60)
    missing = sorted(heard.wanted - set(heard.counts))
    report[name] = sum(heard.counts.values())
    check(arrived, f"{name}: nothing came for {missing}")
    return subscription


def run(endpoints):
    os.environ["REQUESTS_CA_BUNDLE"] = os.environ["SSL_CERT_FILE"] = endpoints["caFile"]
    from tastytrade_sdk import Tastytrade
    from tastytrade_sdk.api import NotFound, Unauthorized

    report = {"client": version("tastytrade-sdk")}
    tasty = Tastytrade(api_base_url=endpoints["rest"].removeprefix("https://"))
    try:
        tasty.login(endpoints["login"], "wrong")
        check(False, "a wrong password is taken")
    except Unauthorized as error:
        check(error.error_code == "invalid_credentials", f"refused with {error.error_code}")
    tasty.login(endpoints["login"], endpoints["password"])

    check(tasty.api.get("/customers/me")["data"]["email"], "customer")
    accounts = [item["account"]["account-number"] for item in tasty.api.get("/customers/me/accounts")["data"]["items"]]
    check(accounts == endpoints["accounts"], f"accounts {accounts}")
    for path in ("balances", "positions", "trading-status", "orders/live"):
        check(tasty.api.get(f"/accounts/{accounts[0]}/{path}")["data"], path)
    found = tasty.api.get("/instruments/equities", params=[("symbol[]", "SPY"), ("symbol[]", "AAPL")])
    check([item["symbol"] for item in found["data"]["items"]] == ["SPY", "AAPL"], "equities")
    try:
        tasty.api.get("/instruments/equities/NOSUCH")
        check(False, "an unknown symbol is found")
    except NotFound:
        pass
    body = {"order-type": "Limit", "time-in-force": "Day", "price": "1.00", "price-effect": "Debit",
            "legs": [{"instrument-type": "Equity", "symbol": "SPY", "action": "Buy to Open", "quantity": 1}]}
    dry = tasty.api.post(f"/accounts/{accounts[0]}/orders/dry-run", data=body)
    check("id" not in dry["data"]["order"], "a dry run has no id")

    chain = tasty.api.get("/option-chains/SPY/nested")["data"]["items"][0]["expirations"][2]
    strikes = sorted(chain["strikes"], key=lambda strike: float(strike["strike-price"]))
    option = strikes[len(strikes) // 2]["call"]
    future = next(item["symbol"] for item in tasty.api.get("/instruments/futures", params=[
        ("product-code[]", "ES")])["data"]["items"] if item["active-month"])
    symbols = ["SPY", future, option]
    # It reads one event a frame of COMPACT data, so that only FULL, which it asks for by itself, is of use.
    subscription = stream(tasty, symbols, option, report, "full")
    tasty.logout()
    try:
        tasty.api.get("/customers/me")
        check(False, "a session that was ended still works")
    except Unauthorized:
        pass
    print(json.dumps(report), flush=True)
    # Its threads wait for a message each before they look whether to end: the process goes first.
    del subscription
    os._exit(0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoints", required=True)
    run(read_endpoints(parser.parse_args().endpoints))
