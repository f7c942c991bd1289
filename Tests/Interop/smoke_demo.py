"""A smoke of `piquant demo`: it starts, a footprint builds, every route answers, hostile requests are refused."""

import argparse
import json
import time
import urllib.error
import urllib.request

from program import Program


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read(), dict(error.headers)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    program = parser.parse_args().program
    with Program(program, "demo", "--port", "0", "--json") as demo:
        base = demo.ready["dashboard"].rstrip("/")
        print(f"demo: ready after {demo.start_seconds:.2f} s at {base}")
        deadline = time.monotonic() + 30
        while True:
            status, body, _ = get(f"{base}/api/delta/ES/footprint?bar=1m&limit=5")
            if status == 200 and json.loads(body)["bars"]:
                break
            assert time.monotonic() < deadline, f"no footprint bar within 30 s: {status} {body[:200]}"
            time.sleep(0.05)
        print(f"demo: first bar after {time.monotonic() - demo.started:.2f} s")
        for path in ["/", "/app.js", "/theme.css", "/health", "/ready", "/metrics", "/api/tastytrade/status",
                     "/api/delta/ES", "/api/delta/%2FES", "/api/delta/ES/history?bar=5m&limit=3"]:
            status, body, _ = get(base + path)
            assert status == 200 and body, f"{path}: {status} {body[:200]}"
        bars = json.loads(get(f"{base}/api/delta/ES/history?bar=5m&limit=3")[1])["bars"]
        assert bars and all("levels" not in bar for bar in bars)
        for path, expected in [("/nothing", 404), ("/../../etc/passwd", (400, 403, 404)),
                               ("/api/delta/ES/footprint?bar=nonsense", 400), ("/api/delta/%24%24%24", (400, 404))]:
            status, body, _ = get(base + path)
            assert status == expected or (isinstance(expected, tuple) and status in expected), f"{path}: {status}"
            assert b"root:" not in body
        assert get(base + "/", Host="evil.example")[0] == 403, "a foreign host name is refused"
        print(f"demo: {demo.resident_megabytes():.0f} MB resident")
    print("demo: smoke passed")


main()
