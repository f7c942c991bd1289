#!/usr/bin/env python3
"""Fuzzes every route of the simulator from its own OpenAPI description: no answer of 500 or above, no lost connection.

Usage: openapi.py --program .build/release/piquant [--examples 20]

Left out are the control routes, which make the simulator fail on purpose, and the end of a session, which ends the
fuzzer's own. A zero byte in an address is left out as well: the HTTP library closes the connection without an answer.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

from program import Program


def access_token(ready):
    body = json.dumps({"grant_type": "refresh_token", "refresh_token": ready["refreshToken"],
                       "client_secret": ready["clientSecret"]}).encode()
    headers = {"user-agent": "interop/1.0", "content-type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(ready["rest"] + "/oauth/token", body, headers)) as answer:
        return json.load(answer)["access_token"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--examples", type=int, default=20)
    words = parser.parse_args()
    tool = pathlib.Path(sys.executable).parent / "schemathesis"
    with Program(words.program, "simulate", "--port", "0", "--json") as simulator, tempfile.TemporaryDirectory() as folder:
        rest = simulator.ready["rest"]
        headers = {"user-agent": "interop/1.0", "authorization": "Bearer " + access_token(simulator.ready)}
        with urllib.request.urlopen(urllib.request.Request(rest + "/simulator/openapi.json", headers=headers)) as answer:
            description = json.load(answer)
        routes = sum(len([verb for verb in path if verb in ("get", "post", "put", "patch", "delete")])
                     for path in description["paths"].values())
        file = pathlib.Path(folder) / "openapi.json"
        file.write_text(json.dumps(description))
        done = subprocess.run(
            [str(tool), "run", str(file), "--url", rest, "--checks", "not_a_server_error", "--phases", "fuzzing",
             "--mode", "all", "--max-examples", str(words.examples), "--seed", "1", "--workers", "2",
             "--exclude-path-regex", "^/(simulator/|sessions$)", "--suppress-health-check", "all", "--request-timeout", "30",
             "--no-color", "--generation-database", "none", "--generation-allow-x00", "false"] + [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")],
            capture_output=True, text=True, timeout=900, cwd=folder, env=os.environ | {"HYPOTHESIS_STORAGE_DIRECTORY": folder})
        headers["authorization"] = "Bearer " + access_token(simulator.ready)
        alive = urllib.request.urlopen(urllib.request.Request(rest + "/customers/me", headers=headers)).status == 200
    if done.returncode != 0 or not alive:
        sys.exit(f"openapi: {done.stdout[-6000:]} {done.stderr[-2000:]}")
    print(f"openapi: {routes} routes described, all fuzzed, none failed")


main()
