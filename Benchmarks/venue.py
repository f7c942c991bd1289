"""Both sides of the API under load: the client's cache and budget, the simulator's REST side and its feed.

Usage: venue.py --program .build/release/piquant --bench .build/release/VenueBench [--smoke]

The simulator runs on one core and whoever loads it on another. Rates that a busy machine does not bend are told per
second of the simulator's own processor time.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Tests/Interop"))
from program import Program  # noqa: E402

PATHS = ["/accounts/{account}/balances", "/accounts/{account}/positions", "/market-data/by-type?equity=SPY,AAPL&index=SPX",
         "/instruments/futures/ESZ6", "/instruments/equities/SPY", "/market-metrics?symbols=SPY,AAPL", "/customers/me"]


def on_core(core, words):
    return ["taskset", "-c", str(core % os.cpu_count()), *words]


class Pinned(Program):
    """A program on the first core."""

    def __init__(self, *words):
        super().__init__(*on_core(0, words))

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def login(self):
        return [self.ready["rest"], self.ready["clientSecret"], self.ready["refreshToken"]]

    def access_token(self):
        body = json.dumps({"grant_type": "refresh_token", "refresh_token": self.ready["refreshToken"],
                           "client_secret": self.ready["clientSecret"]}).encode()
        headers = {"user-agent": "bench/1.0", "content-type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(self.ready["rest"] + "/oauth/token", body, headers)) as answer:
            return json.load(answer)["access_token"]


def bench(*words, timeout=300):
    done = subprocess.run(on_core(1, words), capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0 or not done.stdout.strip():
        sys.exit(f"venue: {words[1]} ended with {done.returncode}: {done.stdout} {done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def requests(simulator, path, seconds, folder):
    """wrk on one path: answers, those that were not 2xx, and processor seconds of the simulator."""
    script = pathlib.Path(folder) / "headers.lua"
    script.write_text(f'wrk.headers["authorization"] = "Bearer {simulator.access_token()}"\n'
                      'wrk.headers["user-agent"] = "bench/1.0"\n')
    before = simulator.processor_seconds()
    words = ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(script),
             simulator.ready["rest"] + path.format(account=simulator.ready["accounts"][0])]
    done = subprocess.run(on_core(1, words), capture_output=True, text=True, timeout=seconds + 60, check=True)
    count = int(re.search(r"(\d+) requests in", done.stdout).group(1))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    return count, int(failed.group(1)) if failed else 0, simulator.processor_seconds() - before


def rest(program, seconds):
    with Pinned(program, "simulate", "--port", "0", "--json") as simulator, tempfile.TemporaryDirectory() as folder:
        for path in PATHS:
            requests(simulator, path, 1, folder)
            count, failed, processor = requests(simulator, path, seconds, folder)
            print(f"simulator: {count / seconds:,.0f} requests/s, {count / processor:,.0f} a processor second, "
                  f"{failed} not 2xx: {path}")


def memory(program, wanted):
    with Pinned(program, "simulate", "--port", "0", "--json") as simulator, tempfile.TemporaryDirectory() as folder:
        done, marks = 0, []
        turn = 0
        while done < wanted:
            done += requests(simulator, PATHS[turn % len(PATHS)], 5 if wanted > 200_000 else 1, folder)[0]
            turn += 1
            marks.append((done, simulator.resident_megabytes()))
        first = next(mark for mark in marks if mark[0] >= min(wanted / 10, marks[-1][0]))
        print(f"simulator: {first[1]:.1f} MB resident after {first[0]:,} requests, "
              f"{marks[-1][1]:.1f} MB after {marks[-1][0]:,}")


def feed(program, bench_program, prints):
    """A recording at full speed to a client that throws it away."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "prints.csv"
        with open(file, "w", encoding="ascii") as rows:
            rows.write("time_ns,sequence,price,size,bidPrice,askPrice,aggressorSide\n")
            for number in range(prints):
                price = 6000 + (number * 7 % 40) * 0.25
                rows.write(f"{1_700_000_000_000_000_000 + number * 250_000},{number},{price},{1 + number % 9},"
                           f"{price - 0.25},{price},{'BUY' if number % 2 else 'SELL'}\n")
        with Pinned(program, "simulate", "--port", "0", "--json", "--source", f"replay:{file}", "--symbol", "/ESZ23:XCME",
                    "--speed", "max", "--start", "on-subscribe") as simulator:
            before = simulator.processor_seconds()
            read = bench(bench_program, "feed", *simulator.login(), "/ESZ23:XCME", str(prints))
            processor = simulator.processor_seconds() - before
        rate = read["events"] / processor if processor else float("nan")
        print(f"feed: {read['events']:,} prints in {read['nanoseconds'] / 1e9:.2f} s, {rate:,.0f} a processor second of "
              "the simulator")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--smoke", action="store_true")
    words = parser.parse_args()
    with Pinned(words.program, "simulate", "--port", "0", "--json") as simulator:
        cached = bench(words.bench, "cached", *simulator.login(), "5000" if words.smoke else "200000")
        chain = bench(words.bench, "chain", *simulator.login(), "2000" if words.smoke else "22000")
    print(f"client: cached quote, median {cached['medianNanoseconds'] / 1000:.1f} us, 99 in 100 within "
          f"{cached['p99Nanoseconds'] / 1000:.1f} us, of {cached['reads']:,}")
    print(f"client: {chain['subscribed']:,} of {chain['symbols']:,} option symbols subscribed after "
          f"{chain['subscribedNanoseconds'] / 1e9:.2f} s, on {chain['sessions']} sessions, {chain['parked']} left out, "
          f"{chain['refusals']} refusals or cuts; {chain['heard']:,} quoted after {chain['allHeardNanoseconds'] / 1e9:.2f} s")
    held = bench(words.bench, "ceilings", "5" if words.smoke else "75", "100")
    print(f"client: {held['callers']} callers for {held['seconds']} s: {held['served']} requests reached the server, "
          f"{held['exceeded']} above a ceiling, {held['throttled']} answered 429")
    rest(words.program, 1 if words.smoke else 5)
    memory(words.program, 20_000 if words.smoke else 1_000_000)
    feed(words.program, words.bench, 50_000 if words.smoke else 1_000_000)


main()
