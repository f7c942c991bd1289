#!/usr/bin/env python3
"""The peer of OrderFlowBench: the same bars, footprint and CVD from the same prints, in batch, with PyPI polars.

    swift run -c release -Xswiftc -cross-module-optimization OrderFlowBench --export prints.bin --totals totals.json
    python3 peers/order_flow_polars.py prints.bin totals.json

The file holds a count and then columns: time, price, size, bid, ask (int64 each) and side (one byte). Sides are decided
as the engine does: flag, else quote rule, else tick rule. Only the computation is timed, not the reading; the best of
seven runs counts, on all cores: by the wall clock, and by processor time shared evenly among the cores, which is what an
idle machine and perfect scaling would give and what the engine, timed by processor time too, is compared with. Ends with
an error when a total differs.
"""

import json
import sys
import time

import numpy
import polars


def read(path):
    with open(path, "rb") as file:
        count = int(numpy.fromfile(file, dtype="<i8", count=1)[0])
        columns = {name: numpy.fromfile(file, dtype="<i8", count=count) for name in ("time", "price", "size", "bid", "ask")}
        columns["side"] = numpy.fromfile(file, dtype="u1", count=count)
    return polars.DataFrame(columns)


def compute(prints):
    price, bid, ask, side = polars.col("price"), polars.col("bid"), polars.col("ask"), polars.col("side")
    change = price.diff().sign()
    tick = polars.when(change != 0).then(change).forward_fill()
    middle = ((price - bid) - (ask - price)).sign()
    quote = polars.when((ask >= bid) & (middle != 0)).then(middle)
    sign = polars.when(side == 1).then(1).when(side == 2).then(-1).otherwise(polars.coalesce(quote, tick, 0))
    span = 300_000_000_000
    signed = polars.when(sign > 0).then(polars.col("size")).when(sign < 0).then(-polars.col("size")).otherwise(0)
    sided = prints.lazy().select(
        (polars.col("time") // span * span).alias("bar"), "price", "size", signed.cast(polars.Int64).alias("signed")
    ).with_columns(
        polars.col("bar").set_sorted(), polars.col("signed").clip(lower_bound=0).alias("buy"),
        (-polars.col("signed")).clip(lower_bound=0).alias("sell"), polars.col("signed").cum_sum().alias("running"),
    )
    bars = sided.group_by("bar", maintain_order=True).agg(
        polars.col("price").first().alias("open"), polars.col("price").max().alias("high"),
        polars.col("price").min().alias("low"), polars.col("price").last().alias("close"),
        polars.len().alias("trades"), polars.col("size").sum().alias("volume"),
        polars.col("buy").sum(), polars.col("sell").sum(), polars.col("signed").sum().alias("delta"),
        polars.col("running").min().alias("minimum"), polars.col("running").max().alias("maximum"),
    ).with_columns(polars.col("delta").cum_sum().alias("cvd")).with_columns(
        polars.col("minimum") - polars.col("cvd") + polars.col("delta"),
        polars.col("maximum") - polars.col("cvd") + polars.col("delta"),
    )
    footprint = sided.group_by("bar", "price").agg(
        polars.col("buy").sum(), polars.col("sell").sum(), polars.col("size").sum().alias("volume"), polars.len()
    ).sort("bar", "price")
    return polars.collect_all([bars, footprint])


def main():
    prints = read(sys.argv[1])
    with open(sys.argv[2]) as file:
        engine = json.load(file)
    wall, processor = [], []
    for _ in range(7):
        start = time.perf_counter(), time.process_time()
        bars, footprint = compute(prints)
        wall.append(time.perf_counter() - start[0])
        processor.append(time.process_time() - start[1])
    checksum = lambda frame, column: int((frame[column] // 1_000_000_000 * (frame["row"] % 1009 + 1)).sum())
    bars = bars.with_row_index("row").with_columns(polars.col("row").cast(polars.Int64))
    footprint = footprint.with_row_index("row").with_columns(polars.col("row").cast(polars.Int64))
    found = {
        "bars": bars.height, "rows": footprint.height, "volume": int(bars["volume"].sum()) // 1_000_000_000,
        "buy": int(bars["buy"].sum()) // 1_000_000_000, "cvd": int(bars["cvd"][-1]) // 1_000_000_000,
        "minimumCheck": int((bars["minimum"].clip(upper_bound=0) // 1_000_000_000 * (bars["row"] % 1009 + 1)).sum()),
        "maximumCheck": int((bars["maximum"].clip(lower_bound=0) // 1_000_000_000 * (bars["row"] % 1009 + 1)).sum()),
        "cvdCheck": checksum(bars, "cvd"), "buyCheck": checksum(footprint, "buy"),
        "sellCheck": checksum(footprint, "sell"), "closeCheck": checksum(bars, "close"),
    }
    different = {name: (value, engine["totals"].get(name)) for name, value in found.items() if value != engine["totals"].get(name)}
    if different:
        sys.exit(f"totals differ (polars, engine): {different}")
    threads = polars.thread_pool_size()
    by_wall, by_processor = prints.height / min(wall), prints.height * threads / min(processor)
    rate = max(by_wall, by_processor)
    print(f"polars {polars.__version__} on {threads} threads, million prints/s: {by_wall / 1e6:.1f} by the wall clock, "
          f"{by_processor / 1e6:.1f} by processor time; all totals equal")
    print(f"engine on one core: {engine['printsPerSecond'] / 1e6:.1f} million prints/s, "
          f"{engine['printsPerSecond'] / rate:.1f} times polars at its best")


main()
