"""Starts `piquant demo` and drives its pages in a real browser.

Usage: run.py --program .build/release/piquant [--out FOLDER] [--seconds N]
"""

import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "Interop"))
from program import Program  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--out", default=".build/screenshots")
    parser.add_argument("--seconds", default="20", help="how long the page's memory is watched")
    options = parser.parse_args()
    with Program(options.program, "demo", "--port", "0", "--json") as demo:
        print(f"browser: demo ready after {demo.start_seconds:.2f} s")
        words = [sys.executable, str(HERE / "test_order_flow_page.py"), "--url", demo.ready["dashboard"].rstrip("/"),
                 "--out", options.out, "--seconds", options.seconds]
        code = subprocess.run(words).returncode
        words = [sys.executable, str(HERE / "test_options_pages.py"), "--url", demo.ready["dashboard"].rstrip("/"),
                 "--out", options.out]
        code = subprocess.run(words).returncode or code
        print(f"browser: {demo.resident_megabytes():.0f} MB resident at the end")
    sys.exit(code)


main()
