"""The client's own way: json.loads, then TimeAndSale.from_stream. Prints "events seconds note"."""

import json
import sys
import time
from importlib.metadata import version

from tastytrade.dxfeed import TimeAndSale

# A part of the frames is enough: it takes seconds each run.
frames = open(sys.argv[1], encoding="utf-8").read().splitlines()[:400]
rows = len(frames) * 50
best = float("inf")
for _ in range(3):
    events = 0
    start = time.process_time()
    for frame in frames:
        message = json.loads(frame)
        events += len(TimeAndSale.from_stream(message["data"][1]))
    best = min(best, time.process_time() - start)
# The driver knows the bytes of all frames: scale the time up to them.
scale = 2000 / len(frames)
print(rows * scale, best * scale, f"tastytrade {version('tastytrade')}, {rows - events} of {rows} rows dropped by it")
