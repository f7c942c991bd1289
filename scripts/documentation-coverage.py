"""The share of public declarations with a doc comment, by module; fails under the bound given.

Usage: documentation-coverage.py FOLDER_OF_SYMBOL_GRAPHS PERCENT
Members that a conformance or the compiler gives, and enum cases of documented enums, inherit their documentation.
"""

import json
import pathlib
import sys

MODULES = ["MarketModel", "OrderFlow", "Wire", "DXLink", "Tastytrade", "Tape", "Simulator", "Live", "Server"]


def coverage(path):
    graph = json.loads(path.read_text())
    inherited = {
        r["source"]
        for r in graph["relationships"]
        if r["kind"] in ("requirementOf", "defaultImplementationOf") or r.get("sourceOrigin")
    }
    symbols = [
        s
        for s in graph["symbols"]
        if s["accessLevel"] in ("public", "open")
        and "::SYNTHESIZED::" not in s["identifier"]["precise"]
        and s["identifier"]["precise"] not in inherited
        and s["names"]["title"] not in ("hash(into:)", "encode(to:)", "init(from:)", "next()", "description",
                                        "rawValue", "init(rawValue:)", "==(_:_:)", "<(_:_:)")
        and s["kind"]["identifier"] != "swift.enum.case"
        and "location" in s
    ]
    documented = [s for s in symbols if s.get("docComment")]
    missing = sorted(".".join(s["pathComponents"]) for s in symbols if not s.get("docComment"))
    return len(documented), len(symbols), missing


def main():
    folder, bound = pathlib.Path(sys.argv[1]), float(sys.argv[2])
    total = documented = 0
    for module in MODULES:
        path = folder / f"{module}.symbols.json"
        if not path.exists():
            continue
        have, count, missing = coverage(path)
        documented, total = documented + have, total + count
        share = 100 * have / count if count else 100
        print(f"docs: {module}: {have} of {count} public declarations documented ({share:.0f} %)")
        for name in missing[:20]:
            print(f"docs:   {module}.{name} has no documentation")
    if total == 0:
        sys.exit("docs: no symbol graphs: the check could not run")
    share = 100 * documented / total
    print(f"docs: all modules: {share:.1f} %, {bound:.0f} % asked for")
    sys.exit(0 if share >= bound else 1)


main()
