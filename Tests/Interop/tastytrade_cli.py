#!/usr/bin/env python3
"""Runs the unmodified PyPI command line `tastytrade-cli` against the simulator.

    piquant simulate --json | tastytrade_cli.py --endpoints -

Each command runs in a process and a home folder of its own through a wrapper that sets the client's address constants,
with the answers it asks for on its standard input. Prints one JSON object. Exit status: 0 all as expected, 1 not.
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
from importlib.metadata import version

WRAPPER = """
import json, os, sys
import tastytrade.session, tastytrade.streamer
endpoints = json.loads(os.environ["PIQUANT_ENDPOINTS"])
tastytrade.session.API_URL = endpoints["rest"]
tastytrade.streamer.STREAMER_URL = endpoints["accountStreamer"]
from ttcli.app import cli
sys.argv[0] = "tt"
cli()
"""


def read_endpoints(path):
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as source:
        for line in source:
            if line.startswith("{"):
                return json.loads(line)
    sys.exit("no line of JSON among the endpoints")


def active_future(endpoints, product):
    headers = {"user-agent": "interop/1.0", "content-type": "application/json"}
    body = json.dumps({"grant_type": "refresh_token", "refresh_token": endpoints["refreshToken"],
                       "client_secret": endpoints["clientSecret"]}).encode()
    with urllib.request.urlopen(urllib.request.Request(endpoints["rest"] + "/oauth/token", body, headers)) as answer:
        headers["authorization"] = "Bearer " + json.load(answer)["access_token"]
    path = f"/instruments/futures?product-code[]={product}"
    with urllib.request.urlopen(urllib.request.Request(endpoints["rest"] + path, headers=headers)) as answer:
        return next(item["symbol"] for item in json.load(answer)["data"]["items"] if item["active-month"])


class CommandLine:
    def __init__(self, endpoints, home):
        settings = home / ".config" / "ttcli"
        settings.mkdir(parents=True)
        (settings / "ttcli.cfg").write_text(
            "[general]\n"
            f"refresh_token = {endpoints['refreshToken']}\nclient_secret = {endpoints['clientSecret']}\n"
            f"default-account = {endpoints['accounts'][0]}\n"
            "[portfolio]\nbp-target-percent-variation = 10\nbp-max-percent-per-position = 5.0\n"
            "delta-target = 0\ndelta-variation = 5\n"
            "[portfolio.positions]\nshow-mark-price = true\nshow-trade-price = true\nshow-delta = true\n"
            "show-theta = true\nshow-gamma = true\n"
            "[portfolio.margin]\nignore-bp-usage-for-symbols = BIL,SGOV\n"
            "[option]\n[option.chain]\nstrike-count = 8\nshow-delta = true\nshow-volume = false\n"
            "show-open-interest = true\nshow-theta = true\n"
            "[plot]\nfont = Courier New\nfont-size = 11\n"
            "[watchlist]\nshow-beta = true\nshow-dividend-yield = true\nshow-indicators = true\n")
        self.environment = os.environ | {
            "HOME": str(home), "PIQUANT_ENDPOINTS": json.dumps(endpoints), "COLUMNS": "200", "NO_COLOR": "1"}
        self.ran = []

    def run(self, *words, answers=(), expect=()):
        done = subprocess.run([sys.executable, "-c", WRAPPER, *words], input="".join(f"{answer}\n" for answer in answers),
                              capture_output=True, text=True, timeout=120, env=self.environment)
        text = done.stdout + done.stderr
        if done.returncode != 0 or "Error" in text or "Traceback" in text:
            sys.exit(f"cli: tt {' '.join(words)} ended with {done.returncode}: {text[-3000:]}")
        for word in expect:
            if not re.search(word, text):
                sys.exit(f"cli: tt {' '.join(words)}: no '{word}' in {text[-3000:]}")
        self.ran.append(" ".join(words))
        return text


def run(endpoints):
    with tempfile.TemporaryDirectory() as folder:
        tt = CommandLine(endpoints, pathlib.Path(folder))
        tt.run("--version", expect=["1.5.0"])
        tt.run("pf", "balance", expect=["100|Cash|Net Liq"])
        tt.run("pf", "margin")
        tt.run("pf", "history")
        tt.run("pf", "positions", answers=["n"])
        tt.run("trade", "stock", "SPY", "3", answers=["", "y"], expect=["SPY"])
        tt.run("trade", "future", "--", active_future(endpoints, "MES"), "1", answers=["", "n"], expect=["MES"])
        tt.run("order", "live", answers=["n"])
        tt.run("order", "history", expect=["SPY"])
        tt.run("option", "chain", "SPY", "--dte", "30", expect=["Strike|Delta"])
        tt.run("option", "put", "SPY", "--delta", "30", "--dte", "30", "-1", answers=["", "y"], expect=["SPY"])
        tt.run("wl", "create", "interop")
        tt.run("wl", "add", "interop", "SPY")
        tt.run("wl", "private", answers=["1"], expect=["SPY"])
        tt.run("wl", "remove", "interop", "SPY")
        tt.run("wl", "delete", "interop")
        tt.run("wl", "public", answers=["1"])
        tt.run("pf", "positions", answers=["n"], expect=["SPY"])
        print(json.dumps({"client": version("tastytrade-cli"), "commands": len(tt.ran)}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoints", required=True)
    run(read_endpoints(parser.parse_args().endpoints))
