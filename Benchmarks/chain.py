"""The whole chain under load: TLS WebSocket, decoder, order flow, push to 20 active and 200 idle dashboard clients.

Usage: chain.py --program Benchmarks/.build/release/ChainBench [--rate 500000] [--seconds 10]
Three processes on this machine; each reports its own processor time. Nothing may be lost: the counts must agree.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile


def start(program, *words):
    return subprocess.Popen([program, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def line(process):
    text = process.stdout.readline()
    if not text:
        sys.exit(f"chain: {process.args[1]} ended without a word")
    return json.loads(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--rate", type=int, default=500_000)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--active", default="20")
    parser.add_argument("--idle", default="200")
    options = parser.parse_args()
    page = pathlib.Path(__file__).parent.parent / "Sources/Server/Dashboard"
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = f"{folder}/certificate.pem", f"{folder}/key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        blaster = start(options.program, "blaster", certificate, key, str(options.rate), str(options.seconds))
        chain = start(options.program, "chain", line(blaster)["url"], certificate, str(page))
        browsers = start(options.program, "browsers", line(chain)["dashboard"], options.active, options.idle)
        line(browsers)
        chain.stdin.write("\n")
        chain.stdin.flush()
        sent = line(blaster)
        seen = line(chain)
        browsers.stdin.write("\n")
        browsers.stdin.flush()
        pushed = line(browsers)
        for process in (browsers, chain, blaster):
            process.terminate()
    rate = seen["rows"] / seen["seconds"] if seen["seconds"] else 0
    print(f"chain: sent {sent['sent']:,} prints, asked {options.rate:,}/s for {options.seconds} s, "
          f"held back {sent['heldBackMilliseconds']} ms; blaster {sent['cpuSeconds']:.2f} CPU s")
    print(f"chain: received {seen['rows']:,} rows, used {seen['rowsUsed']:,}; counted {seen['printsUsed']:,} prints; "
          f"{rate:,.0f} prints/s, {seen['bytes'] / 1e6 / max(seen['seconds'], 1e-9):.0f} MB/s; "
          f"{seen['cpuSeconds']:.2f} CPU s, peak {seen['peakMegabytes']:.0f} MB")
    print(f"chain: frame to engine p50 {seen['engineP50Microseconds']:.0f} us, p99 {seen['engineP99Microseconds']:.0f} us")
    print(f"chain: print to browser message p50 {pushed['pushP50Milliseconds']:.0f} ms, "
          f"p99 {pushed['pushP99Milliseconds']:.0f} ms (pushed every 100 ms); {pushed['messages']:,} messages, "
          f"{pushed['cutOff']} of {int(options.active) + int(options.idle)} clients cut off; "
          f"browsers {pushed['cpuSeconds']:.2f} CPU s")
    lost = sent["sent"] - seen["printsUsed"]
    print(f"chain: lost {lost}")
    sys.exit(1 if lost or pushed["cutOff"] else 0)


main()
