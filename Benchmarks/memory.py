"""Resident memory and start of `piquant demo`: seconds to the first bar, then megabytes while the market runs.

Usage: memory.py --program .build/release/piquant [--seconds 600]
"""

import argparse
import json
import pathlib
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Tests/Interop"))
from program import Program  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    with Program(options.program, "demo", "--port", "0", "--json") as demo:
        url = demo.ready["dashboard"] + "api/delta/ES/footprint?bar=5m&limit=60"
        while True:
            with urllib.request.urlopen(url, timeout=10) as answer:
                bars = json.load(answer)["bars"]
            if bars:
                break
            time.sleep(0.02)
        print(f"demo: ready after {demo.start_seconds:.2f} s, first bars ({len(bars)}) after "
              f"{time.monotonic() - demo.started:.2f} s")
        most, end = 0.0, time.monotonic() + options.seconds
        while time.monotonic() < end:
            # A browser asks as well.
            urllib.request.urlopen(url, timeout=10).read()
            most = max(most, demo.resident_megabytes())
            time.sleep(min(1.0, max(0.05, end - time.monotonic())))
        print(f"demo: {demo.resident_megabytes():.0f} MB resident after {options.seconds} s, {most:.0f} MB at most")


main()
