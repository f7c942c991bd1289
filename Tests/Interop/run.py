"""Runs programs that we did not write, and the command line itself, against the built program.

Usage: run.py --program .build/release/piquant

Each recorded set is replayed by `piquant simulate` to the unmodified PyPI client `tastytrade` and to `piquant stream`;
what they see is compared with the file. Recorded data is found by PIQUANT_DATA (default ../shared/data); without it these
parts are skipped, and PIQUANT_REQUIRE_DATA=1 makes that a failure.
"""

import argparse
import csv
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from decimal import Decimal

from program import Program

HERE = pathlib.Path(__file__).parent
# Every print of these the client can represent; of the others it lists what it cannot.
SETS = [
    ("cme/esh4_20231225", "/ESH24:XCME", "whole"),
    ("cme/esh2_20220124", "/ESH22:XCME", "whole"),
    ("cme/esu4_20240701", "/ESU24:XCME", "whole"),
    ("cme/gcz3_20131007", "/GCZ23:XCEC", "listed"),
    ("equities/amzn_20120621", "AMZN", "listed"),
    ("equities/ibm_20131007", "IBM", "listed"),
    ("crypto/btcusdt_spot_20240808_09", "BTC/USD:CXTALP", "listed"),
]


def data_folder():
    folder = pathlib.Path(os.environ.get("PIQUANT_DATA", "../shared/data"))
    if (folder / "README.md").exists():
        return folder
    if os.environ.get("PIQUANT_REQUIRE_DATA") == "1":
        sys.exit(f"interop: recorded data is required and not at {folder}")
    return None


def replay(program, path, symbol, clients=1):
    return Program(program, "simulate", "--json", "--port", "0", "--source", f"replay:{path}", "--symbol", symbol,
                   "--speed", "max", "--start", "on-subscribe", "--clients", str(clients))


def foreign_client(program, folder, name, symbol, kind):
    path = folder / "orderflow" / f"{name}.timesales.csv.gz"
    with replay(program, path, symbol) as simulator:
        words = [sys.executable, str(HERE / "tastytrade_client.py"), "--endpoints", "-", "--prints", str(path),
                 "--symbol", symbol]
        if kind == "whole":
            words += ["--bars", str(folder / "orderflow" / f"{name}.bars_1m.csv.gz")]
        done = subprocess.run(words, input=json.dumps(simulator.ready).encode() + b"\n", capture_output=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"interop: tastytrade client on {name}: {done.stdout.decode()[-800:]} {done.stderr.decode()[-2000:]}")
    report = json.loads(done.stdout.decode().strip().splitlines()[-1])
    print(f"interop: tastytrade client, {name}: {json.dumps(report)[:600]}")
    if kind == "whole" and report.get("excluded"):
        sys.exit(f"interop: {name} should be seen whole, but rows were left out: {report['excluded']}")


def quote_token(ready):
    headers = {"user-agent": "interop/1.0", "content-type": "application/json"}
    body = json.dumps({"grant_type": "refresh_token", "refresh_token": ready["refreshToken"],
                       "client_secret": ready["clientSecret"]}).encode()
    with urllib.request.urlopen(urllib.request.Request(ready["rest"] + "/oauth/token", body, headers)) as answer:
        headers["authorization"] = "Bearer " + json.load(answer)["access_token"]
    with urllib.request.urlopen(urllib.request.Request(ready["rest"] + "/api-quote-tokens", headers=headers)) as answer:
        return json.load(answer)["data"]["token"]


def recorded(path):
    with gzip.open(path, "rt", newline="") as file:
        return [(int(row["time_ns"]), Decimal(row["price"]), Decimal(row["size"]), row["aggressorSide"],
                 Decimal(row["bidPrice"]) if row["bidPrice"] else None,
                 Decimal(row["askPrice"]) if row["askPrice"] else None) for row in csv.DictReader(file)]


def own_client(program, folder, name, symbol):
    """`piquant stream` sees every print of a recording, in order, exactly."""
    path = folder / "orderflow" / f"{name}.timesales.csv.gz"
    wanted = recorded(path)
    with replay(program, path, symbol) as simulator:
        words = [program, "stream", "--url", simulator.ready["dxlink"], "--token", quote_token(simulator.ready),
                 "--symbol", symbol, "--event", "TimeAndSale", "--count", str(len(wanted)), "--idle", "20s"]
        done = subprocess.run(words, capture_output=True, timeout=300)
    lines = done.stdout.decode().splitlines()
    events, ledger = [json.loads(line, parse_float=Decimal) for line in lines[:-1]], json.loads(lines[-1])["ledger"]

    def number(event, key):
        value = event.get(key)
        return None if value in (None, "NaN") else Decimal(value)

    seen = [(event["time"] * 1_000_000 + event.get("timeNanoPart", 0), number(event, "price"), number(event, "size"),
             event.get("aggressorSide", "UNDEFINED"), number(event, "bidPrice"), number(event, "askPrice"))
            for event in events]
    assert done.returncode == 0, f"{name}: exit {done.returncode}: {done.stderr.decode()[-500:]}"
    assert seen == wanted, f"{name}: {len(seen)} of {len(wanted)} prints, first difference " \
        f"{next(((a, b) for a, b in zip(seen, wanted) if a != b), None)}"
    indexes = [event["index"] for event in events]
    assert len(set(indexes)) == len(indexes), f"{name}: an index came twice"
    assert ledger["received"] == ledger["used"] + sum(ledger["excluded"].values())
    print(f"interop: piquant stream, {name}: {len(seen)} prints in order and exact; ledger {json.dumps(ledger)}")


def option_chains(program):
    """The unmodified PyPI client reads chains and streams Greeks of the synthetic market."""
    with Program(program, "simulate", "--port", "0", "--json") as simulator:
        done = subprocess.run([sys.executable, str(HERE / "tastytrade_options.py")],
                              input=json.dumps(simulator.ready).encode() + b"\n", capture_output=True, timeout=180)
    if done.returncode != 0:
        sys.exit(f"interop: option chains: {done.stdout.decode()[-800:]} {done.stderr.decode()[-2000:]}")
    print(f"interop: tastytrade client, option chains: {done.stdout.decode().strip()}")


def foreign_trader(program, script, *words):
    """A client that we did not write logs in and trades in a simulator of its own."""
    with Program(program, "simulate", "--port", "0", "--json", *words) as simulator:
        done = subprocess.run([sys.executable, str(HERE / script), "--endpoints", "-"],
                              input=json.dumps(simulator.ready).encode() + b"\n", capture_output=True, timeout=420)
    if done.returncode != 0:
        sys.exit(f"interop: {script}: {done.stdout.decode()[-800:]} {done.stderr.decode()[-4000:]}")
    print(f"interop: {script}: {done.stdout.decode().strip()}")


class Shell:
    """Runs the program with words and checks how it ends."""

    def __init__(self, program, **variables):
        self.program, self.variables = program, variables

    def __call__(self, code, *words, **options):
        done = subprocess.run([self.program, *words], capture_output=True, timeout=60, env=os.environ | self.variables, **options)
        assert done.returncode == code, f"piquant {' '.join(words)}: {done.returncode}, not {code}: {done.stderr.decode()}"
        return done.stdout.decode(), done.stderr.decode()


def session_verbs(program):
    """Log in, be told who one is, log out; the configuration in use and refused."""
    with tempfile.TemporaryDirectory() as home, Program(program, "simulate", "--port", "0", "--json") as simulator:
        ends = Shell(program, PIQUANT_HOME=home)
        at = ["--simulator", simulator.ready["rest"]]
        secrets = simulator.ready["clientSecret"], simulator.ready["refreshToken"]
        assert "[P401]" in ends(1, "whoami", *at)[1]
        assert "Nothing was kept" in ends(1, "login", *at, input=f"{secrets[0]}\nwrong-token\n".encode())[1]
        assert "[P434]" in ends(1, "login", *at, input=b"\n")[1]
        assert not os.path.exists(f"{home}/credentials.json"), "a refused login was kept"
        said = "".join(ends(0, "login", *at, input="\n".join(secrets).encode() + b"\n"))
        kept = json.loads(ends(0, "whoami", *at, "--json")[0])
        assert os.stat(f"{home}/credentials.json").st_mode & 0o777 == 0o600
        assert len(kept["accounts"]) >= 2 and kept["venue"] == "simulator", kept
        said += json.dumps(kept) + "".join(ends(0, "logout"))
        assert not any(secret in said for secret in secrets), "a secret was shown"
        assert "Nothing was kept" in ends(0, "logout")[0]
        assert "[P401]" in ends(1, "whoami", *at)[1]

        assert f"Wrote {home}/config.yaml" in ends(0, "config", "new")[0]
        assert "[P209]" in ends(1, "config", "new")[1]
        assert "0 of" in ends(0, "config", "check")[0]
        assert "[P433]" in ends(3, "order", "cancel", "1", "--venue", "production")[1]
        with open(f"{home}/config.yaml", "w", encoding="utf-8") as file:
            file.write("venue: paper\nallow-production: yes\nrequests:\n  per-minute: 60\n")
        assert "paper needs credentials" in ends(1, "whoami")[1]
        assert "[P401]" in ends(1, "order", "cancel", "1", "--venue", "production", stdin=subprocess.DEVNULL)[1]
        locked = Shell(program, PIQUANT_HOME=home, PIQUANT_ALLOW_PRODUCTION="no")
        assert "[P433]" in locked(3, "order", "cancel", "1", "--venue", "production")[1]
        shown = {s["name"]: s for s in json.loads(ends(0, "config", "show", "--json")[0])["settings"]}
        assert shown["venue"] == {"name": "venue", "value": "paper", "from": "line 1"}, shown["venue"]
        assert shown["requests.per-minute"]["value"] == "60"
        wrong = pathlib.Path(home) / "wrong.yaml"
        wrong.write_text("venu: paper\nallow-production: true\n", encoding="utf-8")
        told = ends(1, "config", "check", str(wrong))[1]
        assert "[P435]" in told and "did you mean 'venue'" in told and "line 2" in told, told
        misled = Shell(program, PIQUANT_HOME=home, PIQUANT_CONFIG=str(wrong))
        assert "[P435]" in misled(1, "whoami")[1]
        assert "[P435]" in Shell(program, PIQUANT_HOME=home, PIQUANT_VENUE="production")(1, "whoami")[1]
        assert "[P435]" in Shell(program, PIQUANT_CONFIG=f"{home}/none.yaml")(1, "config", "show")[1]
    print("interop: login, whoami, logout and the configuration end as documented")


def command_line(program):
    """Wrong words end with the documented codes and say what to do."""
    ends = Shell(program)
    ends(0, "version")
    ends(2)
    assert "did you mean 'demo'" in ends(2, "demp")[1]
    assert "--source is synthetic or replay:FILE" in ends(2, "simulate", "--source", "other")[1]
    assert "did you mean rate-limit" in ends(2, "drill", "rate-limt")[1]
    assert "[P201]" in ends(1, "flow", "bars", "/nonexistent.csv")[1]
    assert "[P201]" in ends(1, "flow", "bars", "-", input=b"not a recording\n")[1]
    assert "[P102]" in ends(3, "serve", "--address", "0.0.0.0", "--port", "0")[1]
    assert "[P301]" in ends(1, "stream", "--url", "ws://127.0.0.1:1/", "--symbol", "ES", "--duration", "2s")[1]
    assert "did you mean TimeAndSale" in ends(2, "stream", "--url", "ws://x/", "--symbol", "ES", "--event", "TimeAndSal")[1]
    header = b"time_ns,sequence,price,size,bidPrice,askPrice,aggressorSide\n"
    good = b"1703545200000000000,1,4800.25,4,4800,4800.25,BUY\n"
    output, notes = ends(4, "flow", "audit", "-", input=header + good + b"broken,row\n" + good)
    ledger = json.loads(output)
    assert ledger["received"] == 3 and ledger["used"] == 2 and sum(ledger["excluded"].values()) == 1, ledger
    assert "left out" in notes
    findings = json.loads(ends(0, "doctor", "--json")[0])["findings"]
    assert all(finding["verdict"] != "failed" for finding in findings), findings
    for shell in ("bash", "zsh", "fish"):
        ends(0, "completions", shell)
    with Program(program, "simulate", "--port", "0", "--json") as simulator:
        port = urllib.parse.urlparse(simulator.ready["rest"]).port
        assert "[P101]" in ends(1, "simulate", "--port", str(port))[1]
    print("interop: the command line ends as documented")


def drills(program):
    """Every drill passes: the client and the engine against every fault of the simulator."""
    done = subprocess.run([program, "drill", "--all", "--json"], capture_output=True, timeout=600)
    report = json.loads(done.stdout.decode().strip().splitlines()[-1])
    broken = {drill["name"]: [finding for finding in drill["findings"] if not finding["holds"]]
              for drill in report["drills"] if not drill["passed"]}
    if done.returncode != 0 or not report["passed"]:
        sys.exit(f"interop: drills: {json.dumps(broken)[:4000]}")
    print(f"interop: {len(report['drills'])} drills passed in {report['seconds']:.0f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    program = parser.parse_args().program
    command_line(program)
    session_verbs(program)
    drills(program)
    option_chains(program)
    foreign_trader(program, "tastytrade_account.py")
    foreign_trader(program, "tastytrade_sdk_client.py", "--tls", "--legacy-sessions")
    foreign_trader(program, "tastytrade_cli.py")
    folder = data_folder()
    if folder is None:
        print("interop: recorded data is not there; the replayed sets are SKIPPED")
        return
    for name, symbol, kind in SETS:
        foreign_client(program, folder, name, symbol, kind)
    for name, symbol, _ in SETS:
        own_client(program, folder, name, symbol)
    print("interop: all passed")


main()
