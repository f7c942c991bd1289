"""Starts a verb of the program that prints one JSON line when it is ready, and stops it again."""

import json
import select
import subprocess
import sys
import time


class Program:
    """A running `piquant VERB … --json`; `ready` is its line. Use it in a `with`."""

    def __init__(self, program, *words, timeout=60):
        self.words = [program, *words]
        self.timeout = timeout

    def __enter__(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.words, stdout=subprocess.PIPE, stderr=sys.stderr)
        readable, _, _ = select.select([self.process.stdout], [], [], self.timeout)
        line = self.process.stdout.readline() if readable else b""
        if not line:
            self.process.kill()
            raise SystemExit(f"{' '.join(self.words)}: not ready within {self.timeout} s")
        self.ready = json.loads(line)
        self.start_seconds = time.monotonic() - self.started
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise SystemExit(f"{' '.join(self.words)}: did not stop within 10 s of being asked to")

    def resident_megabytes(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        return float("nan")
