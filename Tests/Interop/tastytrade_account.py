#!/usr/bin/env python3
"""Trades in the simulator with the unmodified PyPI client `tastytrade`; only its base addresses are changed.

    piquant simulate --json | tastytrade_account.py --endpoints -

Login, customer, accounts, balances, positions, history, chains, metrics, market data, search, market hours, watchlists,
dry run, place, replace, cancel, complex orders, alert streamer and DXLink. Prints one JSON object. Exit status: 0 all as
expected, 1 not.
"""

import argparse
import asyncio
import json
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from importlib.metadata import version

import tastytrade.session
import tastytrade.streamer
from tastytrade import Account, AlertStreamer, DXLinkStreamer, Session
from tastytrade.account import AccountBalance, CurrentPosition
from tastytrade.dxfeed import Quote
from tastytrade.instruments import (Cryptocurrency, Equity, Forex, Future, FutureOptionProduct, FutureProduct,
                                    NestedFutureOptionChain, NestedOptionChain, Option, Warrant, get_option_chain,
                                    get_quantity_decimal_precisions)
from tastytrade.market_data import get_market_data, get_market_data_by_type
from tastytrade.market_sessions import ExchangeType, get_futures_holidays, get_market_holidays, get_market_sessions
from tastytrade.metrics import get_dividends, get_earnings, get_market_metrics, get_risk_free_rate
from tastytrade.order import (InstrumentType, LimitOrder, MarketOrder, OCOOrder, OrderAction, OrderStatus,
                              OrderTimeInForce, OTOCOOrder, OTOOrder, PlacedComplexOrder, PlacedOrder, StopOrder)
from tastytrade.search import symbol_search
from tastytrade.utils import TastytradeError
from tastytrade.watchlists import PairsWatchlist, PrivateWatchlist, PublicWatchlist


def check(condition, text):
    if not condition:
        sys.exit(f"account: {text}")


def read_endpoints(path):
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as source:
        for line in source:
            if line.startswith("{"):
                return json.loads(line)
    sys.exit("no line of JSON among the endpoints")


async def refused(call, *codes):
    """Waits for a refusal whose text names one of the codes."""
    try:
        await call
    except TastytradeError as error:
        check(not codes or any(code in str(error) for code in codes), f"refused with '{error}', expected one of {codes}")
        return str(error)
    return sys.exit(f"account: expected a refusal with one of {codes}")


async def user(session, report):
    await session.refresh()
    check(await session.validate(), "the session is not valid")
    customer = await session.get_customer()
    check(customer.email and customer.permitted_account_types, "customer")
    accounts = await Account.get(session)
    kinds = {account.margin_or_cash for account in accounts}
    check(len(accounts) >= 3 and kinds == {"Margin", "Cash"}, f"accounts {[a.account_number for a in accounts]}")
    account = next(a for a in accounts if a.margin_or_cash == "Margin" and "IRA" not in a.account_type_name)
    check((await Account.get(session, account.account_number)).account_number == account.account_number, "one account")
    report["accounts"] = [a.account_number for a in accounts]
    return account


async def books(session, account):
    """Everything an account tells; returns its balance."""
    status = await account.get_trading_status(session)
    check(not status.is_closed and status.options_level, "trading status")
    balance = await account.get_balances(session)
    check(balance.account_number == account.account_number and balance.net_liquidating_value > 0, "balance")
    for time_of_day in ("BOD", "EOD"):
        await account.get_balance_snapshots(session, time_of_day=time_of_day)
    for position in await account.get_positions(session, include_marks=True):
        check(position.quantity >= 0 and position.multiplier > 0, f"position {position.symbol}")
    report = await account.get_margin_requirements(session)
    check(report.account_number == account.account_number, "margin report")
    history = await account.get_history(session, page_offset=None, per_page=3)
    ids = [transaction.id for transaction in history]
    check(len(ids) == len(set(ids)) and ids, "history walks its pages without repeats")
    check((await account.get_transaction(session, ids[0])).id == ids[0], "one transaction")
    await account.get_total_fees(session)
    points = await account.get_net_liquidating_value_history(session, time_back="1m")
    check(all(point.low <= point.close <= point.high for point in points), "net liq history")
    return balance


async def instruments(session, report):
    equities = await Equity.get(session, ["SPY", "AAPL"])
    check([e.symbol for e in equities] == ["SPY", "AAPL"], "equities")
    check((await Equity.get(session, "F")).symbol == "F", "one equity")
    check(len(await Equity.get_active_equities(session, per_page=5, page_offset=0)) == 5, "active equities")
    futures = await Future.get(session, product_codes=["ES", "MES", "NQ", "CL", "GC", "ZN"])
    check(sum(future.active_month for future in futures) == 6, "one active month each")
    check((await Future.get(session, futures[0].symbol)).symbol == futures[0].symbol, "one future")
    products = await FutureProduct.get(session)
    check({"ES", "MES", "CL", "GC", "ZN"} <= {product.code for product in products}, "future products")
    check((await FutureProduct.get(session, "ES")).code == "ES", "one future product")
    options = await FutureOptionProduct.get(session)
    check(options and (await FutureOptionProduct.get(session, options[0].root_symbol)).root_symbol, "option products")
    coins = await Cryptocurrency.get(session)
    check("BTC/USD" in {coin.symbol for coin in coins}, "coins")
    check((await Cryptocurrency.get(session, "BTC/USD")).symbol == "BTC/USD", "one coin")
    await Warrant.get(session)
    await Forex.get(session)
    check(await get_quantity_decimal_precisions(session), "precisions")
    for symbol in ("SPY", "SPX", "QQQ", "IWM", "F", "VIX", "AAPL"):
        check(await NestedOptionChain.get(session, symbol), f"chain {symbol}")
    for symbol in ("/ES", "/CL"):
        check((await NestedFutureOptionChain.get(session, symbol)).futures, f"chain {symbol}")
    check("SPY" in [found.symbol for found in await symbol_search(session, "SP")], "search")
    report["futures"] = len(futures)
    return equities[0]


async def market(session, option):
    data = await get_market_data_by_type(
        session, equities=["SPY", "AAPL"], indices=["SPX"], options=[option.symbol], cryptocurrencies=["BTC/USD"])
    quotes = {one.symbol: one for one in data}
    check({"SPY", "AAPL", "SPX", option.symbol} <= set(quotes), f"market data {sorted(quotes)}")
    check(quotes["SPY"].bid <= quotes["SPY"].ask, "a market that is not crossed")
    check((await get_market_data(session, "SPY", InstrumentType.EQUITY)).symbol == "SPY", "one market data")
    metrics = await get_market_metrics(session, ["SPY", "AAPL", "/ES"])
    check({one.symbol for one in metrics} == {"SPY", "AAPL", "/ES"}, "metrics")
    rank = next(one for one in metrics if one.symbol == "SPY").implied_volatility_index_rank
    check(0 <= float(rank) <= 1, f"a rank is a fraction, not {rank}")
    await get_dividends(session, "AAPL")
    await get_earnings(session, "AAPL", date.today() - timedelta(days=400))
    check(0 <= await get_risk_free_rate(session) < 1, "risk-free rate")
    sessions = await get_market_sessions(session, [ExchangeType.NYSE, ExchangeType.CME])
    check(len(sessions) == 2, "market sessions")
    check((await get_market_holidays(session)).holidays, "holidays")
    check((await get_futures_holidays(session, ExchangeType.CME)).holidays, "futures holidays")
    return quotes


async def watchlists(session):
    await PublicWatchlist.get(session)
    await PairsWatchlist.get(session)
    mine = PrivateWatchlist(name="interop", watchlist_entries=[{"symbol": "SPY"}])
    await mine.upload(session)
    await refused(mine.upload(session), "record_not_uniq")
    mine.add_symbol("AAPL", InstrumentType.EQUITY)
    await mine.update(session)
    found = await PrivateWatchlist.get(session, "interop")
    check([entry["symbol"] for entry in found.watchlist_entries] == ["SPY", "AAPL"], "watchlist")
    await PrivateWatchlist.remove(session, "interop")
    check("interop" not in [one.name for one in await PrivateWatchlist.get(session)], "the watchlist is gone")


class Alerts:
    """Listens to the alert streamer and waits for states of orders."""

    def __init__(self, streamer):
        self.streamer = streamer
        self.orders = {}
        self.positions = {}
        self.balances = 0
        self.complex = {}
        self.changed = asyncio.Event()

    async def orders_loop(self):
        async for order in self.streamer.listen(PlacedOrder):
            self.orders[order.id] = order
            self.changed.set()

    async def positions_loop(self):
        async for position in self.streamer.listen(CurrentPosition):
            self.positions[position.symbol] = position
            self.changed.set()

    async def balances_loop(self):
        async for _ in self.streamer.listen(AccountBalance):
            self.balances += 1
            self.changed.set()

    async def complex_loop(self):
        async for order in self.streamer.listen(PlacedComplexOrder):
            self.complex[order.id] = order
            self.changed.set()

    async def until(self, condition, text, seconds=30):
        async def wait():
            while not condition():
                self.changed.clear()
                if condition():
                    return
                await self.changed.wait()
        try:
            await asyncio.wait_for(wait(), seconds)
        except asyncio.TimeoutError:
            states = {number: order.status.value for number, order in self.orders.items()}
            sys.exit(f"account: never came: {text}; orders {states}, positions {sorted(self.positions)}")

    async def status(self, number, *statuses):
        await self.until(lambda: number in self.orders and self.orders[number].status in statuses,
                         f"order {number} in {[status.value for status in statuses]}")
        return self.orders[number]


async def place(session, account, order):
    return (await account.place_order(session, order, dry_run=False)).order


async def place_complex(session, account, order):
    return (await account.place_complex_order(session, order, dry_run=False)).complex_order


def cents(value):
    return Decimal(value).quantize(Decimal("0.01"))


async def orders(session, account, equity, option, quotes, alerts, report):
    ask, bid = quotes["SPY"].ask, quotes["SPY"].bid
    buy = equity.build_leg(Decimal(2), OrderAction.BUY_TO_OPEN)

    far = LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[buy], price=cents(-bid / 2), external_identifier="interop-1")
    dry = await account.place_order(session, far, dry_run=True)
    check(dry.order.status == OrderStatus.RECEIVED and dry.buying_power_effect.change_in_buying_power < 0, "dry run")
    check(dry.fee_calculation.total_fees <= 0, "fees are a debit")
    effect = await account.get_order_buying_power_effect(session, far)
    check(effect.change_in_buying_power < 0, f"buying power effect {effect} beside {dry.buying_power_effect}")

    placed = await place(session, account, far)
    check(placed.id and placed.external_identifier == "interop-1", "placed order")
    live = await alerts.status(placed.id, OrderStatus.LIVE)
    check(live.price == far.price, "the streamed order has its price and sign")
    check(placed.id in [order.id for order in await account.get_live_orders(session)], "live orders")

    moved = LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[buy], price=cents(-bid / 3))
    replacement = await account.replace_order(session, placed.id, moved)
    check(replacement.id != placed.id, "a replacement has an id of its own")
    old = await alerts.status(placed.id, OrderStatus.CANCELLED)
    new = await alerts.status(replacement.id, OrderStatus.LIVE)
    check(old.replacing_order_id == new.id and new.replaces_order_id == old.id, "the two know each other")
    await account.delete_order(session, new.id)
    await alerts.status(new.id, OrderStatus.CANCELLED)
    await refused(account.delete_order(session, new.id), "cannot_update_order")

    marketable = LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[buy], price=cents(-(ask + 5)))
    bought = await place(session, account, marketable)
    filled = await alerts.status(bought.id, OrderStatus.FILLED)
    check(-filled.average_fill_price() * 1 >= -(ask + 5) * 2, "filled at the limit or better")
    await alerts.until(lambda: "SPY" in alerts.positions, "a position of SPY")
    check(alerts.balances > 0, "balances are told")
    positions = await account.get_positions(session, underlying_symbols=["SPY"])
    check(any(p.symbol == "SPY" and p.quantity_direction == "Long" for p in positions), "the position")

    out = await place(session, account, MarketOrder(legs=[equity.build_leg(Decimal(2), OrderAction.SELL_TO_CLOSE)]))
    await alerts.status(out.id, OrderStatus.FILLED)

    option_quote = quotes[option.symbol]
    contract = option.build_leg(Decimal(1), OrderAction.BUY_TO_OPEN)
    one = LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[contract], price=-option_quote.ask * 2)
    calls = await place(session, account, one)
    await alerts.status(calls.id, OrderStatus.FILLED)

    await refused(place(
        session, account, LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[buy], price=cents(bid / 2))), "cant_buy_for_credit")
    await refused(place(
        session, account, LimitOrder(time_in_force=OrderTimeInForce.DAY, price=cents(-bid / 2),
                            legs=[equity.build_leg(Decimal(1_000_000), OrderAction.BUY_TO_OPEN)])), "margin_check_failed",
        "preflight_check_failure")
    day = await account.get_order_history(session, start_date=date.today() - timedelta(days=2), page_offset=None)
    check({placed.id, new.id, bought.id, out.id, calls.id} <= {order.id for order in day}, "order history")
    check((await account.get_order(session, bought.id)).status == OrderStatus.FILLED, "one order")
    report["orders"] = len(alerts.orders)


async def complex_orders(session, account, equity, quotes, alerts, report):
    bid, ask = quotes["SPY"].bid, quotes["SPY"].ask
    buy = equity.build_leg(Decimal(1), OrderAction.BUY_TO_OPEN)
    sell = equity.build_leg(Decimal(1), OrderAction.SELL_TO_CLOSE)
    entry = LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[buy], price=cents(-(ask + 5)))
    profit = LimitOrder(time_in_force=OrderTimeInForce.GTC, legs=[sell], price=cents(ask * 2))
    loss = StopOrder(time_in_force=OrderTimeInForce.GTC, legs=[sell], stop_trigger=cents(bid / 2))

    bracket = OTOCOOrder(trigger_order=entry, take_profit=profit, stop_loss=loss)
    check((await account.place_complex_order(session, bracket, dry_run=True)).complex_order.orders, "complex dry run")
    placed = await place_complex(session, account, bracket)
    check(placed.id and placed.trigger_order.complex_order_tag == "OTOCO::trigger-order", "a bracket")
    await alerts.status(placed.trigger_order.id, OrderStatus.FILLED)
    await alerts.status(placed.take_profit.id, OrderStatus.LIVE)
    known = await account.get_live_complex_orders(session)
    check(placed.id in [order.id for order in known], "live complex orders")
    await account.delete_complex_order(session, placed.id)
    await alerts.status(placed.take_profit.id, OrderStatus.CANCELLED)
    await alerts.status(placed.stop_loss.id, OrderStatus.CANCELLED)
    check((await account.get_complex_order(session, placed.id)).id == placed.id, "one complex order")

    either = await place_complex(session, account, OCOOrder(
        take_profit=LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[sell], price=cents(bid - 5)),
        stop_loss=StopOrder(time_in_force=OrderTimeInForce.DAY, legs=[sell], stop_trigger=cents(bid / 2))))
    await alerts.status(either.take_profit.id, OrderStatus.FILLED)
    await alerts.status(either.stop_loss.id, OrderStatus.CANCELLED)

    chain = await place_complex(session, account, OTOOrder(
        trigger_order=LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[buy], price=cents(-bid / 2)),
        orders=[LimitOrder(time_in_force=OrderTimeInForce.DAY, legs=[sell], price=cents(ask * 2))]))
    await alerts.status(chain.trigger_order.id, OrderStatus.LIVE)
    waiting = await account.get_order(session, chain.orders[0].id)
    check(waiting.status == OrderStatus.CONTINGENT, f"the second order waits, not {waiting.status}")
    await account.delete_complex_order(session, chain.id)
    await alerts.status(chain.trigger_order.id, OrderStatus.CANCELLED)
    check(len(await account.get_complex_order_history(session)) >= 3, "complex order history")
    check(alerts.complex, "complex orders are told")
    report["complexOrders"] = len(alerts.complex)


async def quote_of(session, name):
    async with DXLinkStreamer(session) as streamer:
        await streamer.subscribe(Quote, [name])
        return await asyncio.wait_for(streamer.get_event(Quote), 20)


async def run(endpoints):
    tastytrade.session.API_URL = endpoints["rest"]
    tastytrade.streamer.STREAMER_URL = endpoints["accountStreamer"]
    report = {"client": version("tastytrade")}
    async with Session(endpoints["clientSecret"], endpoints["refreshToken"]) as session:
        account = await user(session, report)
        before = await books(session, account)
        equity = await instruments(session, report)
        chain = await get_option_chain(session, "SPY")
        expiration = sorted(chain)[min(3, len(chain) - 1)]
        spot = (await get_market_data(session, "SPY", InstrumentType.EQUITY)).mark
        option = min((o for o in chain[expiration] if o.option_type == "C"), key=lambda o: abs(o.strike_price - spot))
        quotes = await market(session, option)
        await watchlists(session)
        check((await quote_of(session, option.streamer_symbol)).event_symbol == option.streamer_symbol, "an option's quote")
        async with AlertStreamer(session) as streamer:
            await streamer.subscribe_accounts([account])
            await streamer.subscribe_public_watchlists()
            await streamer.subscribe_quote_alerts()
            alerts = Alerts(streamer)
            loops = [asyncio.create_task(loop()) for loop in
                     (alerts.orders_loop, alerts.positions_loop, alerts.balances_loop, alerts.complex_loop)]
            await orders(session, account, equity, option, quotes, alerts, report)
            await complex_orders(session, account, equity, quotes, alerts, report)
            for loop in loops:
                loop.cancel()
        after = await books(session, account)
        check(after.cash_balance != before.cash_balance, "trading has moved the cash")
        report["at"] = datetime.now(timezone.utc).isoformat(timespec="seconds")
    print(json.dumps(report))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoints", required=True)
    asyncio.run(run(read_endpoints(parser.parse_args().endpoints)))
