"""Drives the Order Flow page in a real browser and compares what it holds with what the server's REST API answers.

    python3 Tests/Browser/test_order_flow_page.py --url http://127.0.0.1:PORT [--out DIR] [--seconds 60]

Works against any server of the page: `piquant demo`, `piquant serve` or Tests/Browser/mock_server.py. Prints one line a
check, writes screenshots of three widths and two themes to DIR, and ends with 1 when a check failed.

Needs Playwright for Python and a Chromium (PIQUANT_CHROMIUM, or /usr/bin/chromium, or Playwright's own).
"""

import argparse
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from playwright.sync_api import sync_playwright

WIDTHS = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}
BAR_FIELDS = ["start", "end", "session", "open", "high", "low", "close", "volume", "buy", "sell", "unknown", "delta",
              "minDelta", "maxDelta", "cvd", "trades", "poc", "unfinishedHigh", "unfinishedLow", "levels"]


class Failure(Exception):
    """A check that did not hold."""


def expect(condition, words):
    if not condition:
        raise Failure(words)


class Run:
    """One browser, one server, and the checks' verdicts."""

    def __init__(self, browser, options):
        self.browser, self.options = browser, options
        self.url = options.url.rstrip("/")
        self.out = pathlib.Path(options.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.complaints = []
        self.failed = 0

    def rest(self, path, method="GET"):
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def page(self, width="1440", theme=None, **more):
        size = WIDTHS[width]
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=width == "390",
                                           device_scale_factor=2 if width == "390" else 1, **more)
        if theme:
            context.add_init_script(f"localStorage.setItem('piquant.settings.1', JSON.stringify({{theme: '{theme}'}}))")
        page = context.new_page()
        page.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.complaints.append(f"exception: {e}"))
        page.on("request", lambda r: urllib.parse.urlsplit(r.url).netloc not in ("", urllib.parse.urlsplit(self.url).netloc)
                and self.complaints.append(f"another host was asked: {r.url}"))
        page.goto(self.url + "/")
        return page

    def ready(self, page):
        """Waits until bars are held and drawn and the totals are known."""
        until(page, "() => window.piquant && piquant.bars().length > 0 && piquant.totals() !== null && piquant.drawnAt > 0",
              "bars are drawn", 90)
        if self.options.bar and page.evaluate("() => piquant.subscription().bar") != self.options.bar:
            page.evaluate("bar => document.querySelector(`#bars [data-value='${bar}']`).click()", self.options.bar)
        until(page, "() => piquant.bars().some((bar) => bar.complete)", "a first bar is complete (try --bar 1m)", 90)
        page.wait_for_timeout(400)

    def check(self, name, body):
        try:
            note = body()
            print(f"ok    {name}" + (f"  ({note})" if note else ""), flush=True)
        except (Failure, AssertionError) as problem:
            self.failed += 1
            print(f"FAIL  {name}: {problem}", flush=True)


def until(page, script, words, seconds=15):
    """Polls from outside: the page's policy forbids evaluating strings inside it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise Failure(f"waited {seconds} s in vain: {words}")


def path_of(subscription):
    return "/api/delta/" + urllib.parse.quote(subscription["symbol"], safe="")


# Pixels of a canvas, read from a copy: the page's own canvases are made for drawing, not for reading.
PIXELS = """(canvas) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    return copy.getImageData(0, 0, canvas.width, canvas.height).data;
}"""


def is_canvas_painted(page, host):
    """Whether the base canvas of a pane holds more than one colour."""
    return page.evaluate("""host => {
        const data = (PIXELS)(document.querySelector(host + " canvas.base"));
        const seen = new Set();
        for (let at = 0; at < data.length && seen.size < 6; at += 4 * 37) {
            seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        }
        return seen.size;
    }""".replace("PIXELS", PIXELS), host) > 2


# ---- The checks

def footprint_equals(run, page):
    def body():
        held = page.evaluate("() => piquant.subscription()")
        answer = run.rest(f"{path_of(held)}/footprint?bar={held['bar']}&group={held['group']}&limit=60")
        theirs = {b["start"] if b.get("id") is None else b["id"]: b for b in answer["bars"] if b["complete"]}
        mine = {b["id"]: b for b in page.evaluate("() => piquant.bars()") if b["complete"]}
        common = sorted(theirs.keys() & mine.keys())
        expect(common, f"no complete bar in common: {len(theirs)} of the server, {len(mine)} of the page")
        for identity in common:
            for field in BAR_FIELDS:
                want, have = theirs[identity].get(field), mine[identity].get(field)
                if field == "levels":
                    want, have = [tuple(row[:4]) for row in want], [tuple(row[:4]) for row in have]
                expect(want == have, f"bar {identity}: {field} is {have}, the server says {want}")
        return f"{len(common)} complete bars, {sum(len(mine[i]['levels']) for i in common)} rows"

    return body


def cells_equal(run, page):
    """What the canvas writes is what the server says: thousands separated, nothing else changed."""

    def body():
        plain = lambda text: text.replace(",", "").replace("−", "-").replace("+", "")
        held = page.evaluate("() => piquant.subscription()")
        answer = run.rest(f"{path_of(held)}/footprint?bar={held['bar']}&group={held['group']}&limit=20")
        count = 0
        for bar in answer["bars"]:
            drawn = page.evaluate("id => piquant.cells(id)", bar.get("id", bar["start"]))
            if not bar["complete"] or drawn is None:
                continue
            for row, cell in zip(bar["levels"], drawn, strict=True):
                expect((row[0], row[2], row[1]) == (cell[0], plain(cell[1]), plain(cell[2])), f"row {row} is drawn as {cell}")
                count += 1
        expect(count, "no complete bar is drawn")
        return f"{count} cells"

    return body


def totals_equal(run, page):
    """The page and the server agree at the same moment; live data makes that moment a matter of a few tries."""

    def body():
        page.evaluate("""() => {
            window.seen = new Map();
            const look = () => {
                const totals = piquant.totals();
                if (totals) {
                    const text = (id) => document.getElementById(id).dataset.value ?? null;
                    const bar = piquant.bars().at(-1);
                    const strip = document.getElementById("surface-strip").dataset;
                    seen.set(totals.trades, { totals, cvd: piquant.cvd(), bar, strip: { ...strip }, dom: {
                        volume: text("total-volume"), buy: text("total-buy"), sell: text("total-sell"),
                        unknown: text("total-unknown"), delta: text("total-delta"), trades: Number(text("total-trades")),
                        cvd: text("cvd-value") } });
                    if (seen.size > 2000) seen.delete(seen.keys().next().value);
                }
                window.looking = requestAnimationFrame(look);
            };
            look();
        }""")
        held = page.evaluate("() => piquant.subscription()")
        matched, tries = 0, 0
        while matched < 3 and tries < 60:
            tries += 1
            query = f"?bar={held['bar']}&group={held['group']}&reset={held['reset'] or 'session'}"
            answer = run.rest(path_of(held) + query)
            page.wait_for_timeout(350)
            mine = page.evaluate("trades => seen.get(trades)", answer["totals"]["trades"])
            if mine is None:
                continue
            matched += 1
            for key, want in answer["totals"].items():
                expect(mine["totals"].get(key) == want, f"total {key} is {mine['totals'].get(key)}, the server says {want}")
                expect(mine["dom"][key] == want, f"total {key} is written as {mine['dom'][key]}, the server says {want}")
            for key in ("value", "high", "low", "errorBand"):
                want = answer["cvd"].get(key)
                expect(mine["cvd"].get(key) == want, f"CVD {key} is {mine['cvd'].get(key)}, the server says {want}")
            expect(mine["dom"]["cvd"] == answer["cvd"]["value"], f"CVD is written as {mine['dom']['cvd']}")
            expect(mine["strip"]["delta"] == mine["bar"]["delta"], "the strip differs from the forming bar")
        page.evaluate("() => cancelAnimationFrame(looking)")
        expect(matched >= 3, f"page and server were at the same print only {matched} times in {tries} tries")
        return f"{matched} moments in {tries} tries"

    return body


def sums_hold(page):
    def body():
        bars = page.evaluate("() => piquant.bars()")
        for bar in bars:
            buy, sell, unknown = (sum(float(row[i]) for row in bar["levels"]) for i in (1, 2, 3))
            expect(abs(buy + sell + unknown - float(bar["volume"])) < 1e-6, f"bar {bar['id']}: rows do not sum to its volume")
            expect(abs(buy - sell - float(bar["delta"])) < 1e-6, f"bar {bar['id']}: rows do not sum to its delta")
            expect(float(bar["minDelta"]) <= 0 <= float(bar["maxDelta"]), f"bar {bar['id']}: min ≤ 0 ≤ max does not hold")
        for before, bar in zip(bars, bars[1:]):
            if bar["session"] == before["session"] and bar["complete"] and not bar.get("gap"):
                step = float(bar["cvd"]) - float(before["cvd"])
                expect(abs(step - float(bar["delta"])) < 1e-6 or abs(float(bar["cvd"]) - float(bar["delta"])) < 1e-6,
                       f"bar {bar['id']}: CVD moves by {step}, delta is {bar['delta']}")
        profile = page.evaluate("() => piquant.profile()")
        shown = page.evaluate("() => document.getElementById('profile-volume').dataset.value")
        whole = sum(float(v) for row in profile["levels"] for v in row[1:4])
        expect(shown is not None and abs(float(shown) - whole) <= 0.02 * whole, f"profile shows {shown}, its rows sum to {whole}")
        return f"{len(bars)} bars"

    return body


def history_equals(run, page):
    def body():
        held = page.evaluate("() => piquant.subscription()")
        answer = run.rest(f"{path_of(held)}/history?bar={held['bar']}&limit=200")
        mine = {b["id"]: b for b in page.evaluate("() => piquant.bars()") if b["complete"]}
        count = 0
        for bar in answer["bars"]:
            have = mine.get(bar.get("id", bar["start"]))
            if not have or not bar["complete"]:
                continue
            for field in ("start", "delta", "minDelta", "maxDelta", "cvd", "volume"):
                expect(have[field] == bar[field], f"bar {bar['id']}: {field} is {have[field]}, history says {bar[field]}")
            count += 1
        expect(count, "no complete bar in common")
        return f"{count} bars"

    return body


NUMBERS = [
    ("numbers", "grouped", ["1234567"], "1,234,567"), ("numbers", "grouped", ["-1234.5000"], "−1,234.5000"),
    ("numbers", "grouped", [None], "–"), ("numbers", "grouped", ["0"], "0"), ("numbers", "signed", ["0"], "0"),
    ("numbers", "signed", ["1000"], "+1,000"), ("numbers", "signed", ["-0.5"], "−0.5"),
    ("numbers", "sum", ["0.1", "0.2"], "0.3"), ("numbers", "sum", ["9007199254740993", "1"], "9007199254740994"),
    ("numbers", "sum", ["12", "-15", "0.000000001"], "-2.999999999"), ("numbers", "difference", ["3", "10"], "-7"),
    ("numbers", "difference", ["1.5", "-1.5"], "3"), ("numbers", "signOf", ["-0.00"], 0),
    ("numbers", "percent", [0.5], "50.0 %"), ("numbers", "percent", [None], "–"),
]
PRICES = [
    ("0.25", 2, "4800.5", "4800.50"), ("0.25", 2, "-1.25", "−1.25"), ("0.01", 2, "70", "70.00"), ("0.015625", 6, "110.515625", "110'165"),
    ("0.03125", 5, "118.96875", "118'31"), ("0.0078125", 7, "105.0078125", "105'002"), ("0.00005", 5, "1.0837", "1.08370"),
    ("0.25", 2, "4800.10", "4800.10"), ("5", 0, "38250", "38250"),
]


def exact_texts(page):
    """Table-driven: the page's number and price texts, asked of its own modules."""

    def body():
        for module, name, arguments, want in NUMBERS:
            have = page.evaluate("async ([m, n, a]) => (await import(`/${m}.js`))[n](...a)", [module, name, arguments])
            expect(have == want, f"{name}({arguments}) is {have!r}, wanted {want!r}")
        for tick, decimals, text, want in PRICES:
            have = page.evaluate("async ([t, d, x]) => new (await import('/prices.js')).PriceFormat(t, d).format(x)",
                                 [tick, decimals, text])
            expect(have == want, f"price {text} in ticks of {tick} is {have!r}, wanted {want!r}")
        return f"{len(NUMBERS) + len(PRICES)} rows"

    return body


def painted(page):
    def body():
        for host in ("#surface-footprint", "#surface-strip", "#surface-delta", "#surface-cvd", "#surface-profile"):
            expect(is_canvas_painted(page, host), f"{host} is blank")
        view = page.evaluate("() => piquant.view()")
        expect(view["detail"] == "numbers", f"the first view shows {view['detail']}, not numbers")
        return f"{view['visible'][1] - view['visible'][0] + 1} bars in view"

    return body


def provenance(page):
    def body():
        badge = page.evaluate("() => document.getElementById('environment').textContent")
        expect(badge in ("SIM", "PAPER", "SANDBOX", "PRODUCTION"), f"the environment badge says {badge!r}")
        texts = page.evaluate("() => [...document.querySelectorAll('#order-flow .provenance')].map((e) => e.textContent)")
        expect(texts and all(texts), "a pane has no as-of time")
        return badge

    return body


def levels_of_detail(page):
    def body():
        box = page.locator("#surface-footprint").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        seen = []
        for _ in range(60):
            detail = page.evaluate("() => piquant.view().detail")
            if not seen or seen[-1] != detail:
                seen.append(detail)
            page.mouse.wheel(0, 90)
            page.wait_for_timeout(25)
        expect(seen == ["numbers", "bars", "marks"], f"zooming out goes through {seen}")
        page.keyboard.press("f")
        until(page, "() => piquant.view().detail === 'numbers'", "fit shows numbers again")
        return " → ".join(seen)

    return body


def dragging(page):
    def body():
        box = page.locator("#surface-footprint").bounding_box()
        x, y = box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2
        before = page.evaluate("() => piquant.view().visible[0]")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 260, y + 20, steps=5)
        page.mouse.up()
        page.wait_for_timeout(100)
        after = page.evaluate("() => piquant.view()")
        expect(after["visible"][0] < before or before == 0, "dragging right does not show earlier bars")
        page.keyboard.press("f")
        until(page, "() => piquant.view().following", "fit follows the newest bar again")

    return body


def crosshair(page):
    def body():
        box = page.locator("#surface-footprint").bounding_box()
        # Over the newest bar, which is there even when the market has just opened.
        step = page.evaluate("() => piquant.view().step")
        page.mouse.move(box["x"] + box["width"] - 72 - 24 - step / 2, box["y"] + box["height"] * 0.5)
        until(page, "() => !document.getElementById('tooltip').hidden", "the tooltip appears", 3)
        text = page.evaluate("() => document.getElementById('tooltip').textContent")
        expect("Delta" in text and "Volume" in text, f"the tooltip says {text}")
        for host in ("#surface-delta", "#surface-cvd"):
            drawn = page.evaluate("""host => (PIXELS)(document.querySelector(host + " canvas.over")).some((v) => v > 0)"""
                                  .replace("PIXELS", PIXELS), host)
            expect(drawn, f"the crosshair is not in {host}")
        page.keyboard.press("Escape")
        expect(page.evaluate("() => document.getElementById('tooltip').hidden"), "Escape does not put the crosshair away")

    return body


def keyboard(page):
    def body():
        modes = []
        for _ in range(7):
            modes.append(page.evaluate("() => piquant.view().mode"))
            page.keyboard.press("m")
        expect(len(set(modes)) >= 5, f"m goes through {modes}")
        while page.evaluate("() => piquant.view().mode") != "bidask":
            page.keyboard.press("m")
        page.keyboard.press("?")
        expect(page.evaluate("() => document.getElementById('help-dialog').open"), "? does not open the map")
        page.keyboard.press("Escape")
        until(page, "() => !document.getElementById('help-dialog').open", "Escape closes the map", 3)
        page.keyboard.press("/")
        expect(page.evaluate("() => document.activeElement.id") == "symbol-search", "/ does not open the symbol search")
        page.keyboard.press("Escape")
        until(page, "() => !document.getElementById('symbol-dialog').open", "Escape closes the search", 3)
        bar = page.evaluate("() => piquant.subscription().bar")
        page.keyboard.press("b")
        until(page, f"() => piquant.subscription() && piquant.subscription().bar !== '{bar}' && piquant.bars().length", "b changes the bars")
        page.evaluate(f"() => document.querySelector('#bars [data-value=\"{bar}\"]').click()")
        until(page, f"() => piquant.subscription()?.bar === '{bar}' && piquant.bars().length", "the bars are back")
        page.keyboard.press("4")
        until(page, "() => !document.getElementById('health').hidden", "4 opens Health", 3)
        page.keyboard.press("1")
        until(page, "() => !document.getElementById('order-flow').hidden", "1 opens Order Flow", 3)
        page.wait_for_timeout(500)

    return body


def pausing(page):
    def body():
        page.keyboard.press(" ")
        until(page, "() => document.getElementById('order-flow').dataset.state === 'paused'", "the page says that it is paused", 3)
        before = page.evaluate("() => [piquant.totals(), piquant.messages()]")
        page.wait_for_timeout(2000)
        after = page.evaluate("() => [piquant.totals(), piquant.messages()]")
        expect(before[0] == after[0], "the totals moved while paused")
        expect(after[1] > before[1], "nothing arrived while paused: pausing was not tested")
        page.keyboard.press(" ")
        until(page, f"() => piquant.totals().asOf > {before[0]['asOf']}", "the page goes on after the pause", 10)

    return body


def drawing_parts(page):
    """After live updates each pane, drawn part by part, equals itself drawn as a whole."""

    def body():
        page.keyboard.press("f")
        page.mouse.move(5, 500)
        page.wait_for_timeout(3000)
        page.keyboard.press(" ")
        until(page, "() => document.getElementById('order-flow').dataset.state === 'paused'", "the page is paused", 3)
        page.wait_for_timeout(200)
        pixels = """() => ["footprint", "strip", "delta", "cvd", "profile"].map((name) => {
            const data = (PIXELS)(document.querySelector(`#surface-${name} canvas.base`));
            let hash = 2166136261;
            for (const value of data) hash = Math.imul(hash ^ value, 16777619);
            return [name, hash];
        })""".replace("PIXELS", PIXELS)
        parts = page.evaluate(pixels)
        page.keyboard.press("c")
        page.wait_for_timeout(150)
        page.keyboard.press("c")
        page.wait_for_timeout(300)
        whole = page.evaluate(pixels)
        page.keyboard.press(" ")
        page.wait_for_timeout(1000)
        wrong = [name for (name, a), (_, b) in zip(parts, whole) if a != b]
        expect(not wrong, f"drawn in parts differs from drawn whole: {', '.join(wrong)}")

    return body


def theming(page):
    def body():
        ground = "() => getComputedStyle(document.body).backgroundColor"
        first = page.evaluate(ground)
        page.keyboard.press("t")
        second = page.evaluate(ground)
        page.keyboard.press("t")
        expect(first != second and page.evaluate(ground) == first, "t does not toggle the theme")
        pair = "() => getComputedStyle(document.documentElement).getPropertyValue('--buy')"
        blue = page.evaluate(pair)
        page.keyboard.press("c")
        green = page.evaluate(pair)
        page.keyboard.press("c")
        expect(blue != green, "c does not change the side colours")

    return body


def memory(page, seconds):
    def body():
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.enable")

        def heap():
            session.send("HeapProfiler.collectGarbage")
            return session.send("Runtime.getHeapUsage")["usedSize"]

        page.wait_for_timeout(2000)
        before, messages = heap(), page.evaluate("() => piquant.messages()")
        nodes = page.evaluate("() => document.getElementsByTagName('*').length")
        page.wait_for_timeout(int(seconds * 1000))
        after, more = heap(), page.evaluate("() => piquant.messages()") - messages
        grown = page.evaluate("() => document.getElementsByTagName('*').length") - nodes
        expect(more > seconds, f"only {more} messages in {seconds} s: nothing was tested")
        expect(after < before * 1.25 + 1_500_000, f"the heap grew from {before} to {after} bytes over {more} messages")
        expect(grown < 200, f"the document grew by {grown} elements")
        return f"{before / 1e6:.1f} → {after / 1e6:.1f} MB over {more} messages"

    return body


def touching(run):
    """One finger pans, two fingers zoom, a tap shows the numbers under it."""

    def body():
        page = run.page("390")
        run.ready(page)
        touch = page.context.new_cdp_session(page)
        box = page.locator("#surface-footprint").bounding_box()
        x, y = box["x"] + box["width"] / 3, box["y"] + box["height"] / 2

        def send(kind, *points):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [
                {"x": px, "y": py, "id": at} for at, (px, py) in enumerate(points)]})

        before = page.evaluate("() => piquant.view()")
        send("touchStart", (x, y), (x + 60, y))
        for step in range(1, 6):
            send("touchMove", (x - 4 * step, y), (x + 60 + 4 * step, y))
        send("touchEnd")
        page.wait_for_timeout(200)
        wider = page.evaluate("() => piquant.view().step")
        expect(wider > before["step"] * 1.2, f"spreading two fingers changes a bar's width from {before['step']} to {wider}")
        page.evaluate("() => document.getElementById('fit').click()")
        page.wait_for_timeout(200)
        send("touchStart", (x, y))
        for step in range(1, 8):
            send("touchMove", (x + 20 * step, y + 4 * step))
        send("touchEnd")
        page.wait_for_timeout(200)
        expect(not page.evaluate("() => piquant.view().following") or before["visible"][0] == 0, "one finger does not pan")
        page.evaluate("() => document.getElementById('fit').click()")
        page.wait_for_timeout(200)
        step = page.evaluate("() => piquant.view().step")
        page.touchscreen.tap(box["x"] + box["width"] - 72 - 24 - step / 2, y)
        until(page, "() => !document.getElementById('tooltip').hidden", "a tap shows the numbers", 3)
        page.context.close()

    return body


def layouts(run):
    def body():
        for width in WIDTHS:
            for theme in ("dark", "light"):
                page = run.page(width, theme)
                run.ready(page)
                page.wait_for_timeout(1500)
                inside = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
                page.screenshot(path=run.out / f"order-flow-{width}-{theme}.png")
                if width == "390":
                    page.screenshot(path=run.out / f"order-flow-{width}-{theme}-whole.png", full_page=True)
                    top = page.locator("#pane-footprint").bounding_box()["y"]
                    expect(top < 150, f"the chart is not first on a narrow screen: it starts at {top}")
                page.context.close()
                expect(inside, f"{width} px: the page is wider than the screen")
        return str(run.out)

    return body


def health_page(run):
    def body():
        page = run.page()
        page.goto(run.url + "/#/health")
        until(page, "() => document.getElementById('health-status').textContent !== '–'", "health says something")
        page.wait_for_timeout(2500)
        page.screenshot(path=run.out / "health-1440-dark.png")
        rows = page.evaluate("() => document.querySelectorAll('#health dd').length")
        expect(rows > 10, f"health shows {rows} values")
        page.context.close()

    return body


def unknown_symbol(run):
    def body():
        try:
            run.rest("/api/delta/%2FNOSUCHZ26")
        except urllib.error.HTTPError as problem:
            answer = json.load(problem)
            expect(answer["error"]["code"] and answer["error"]["message"], "the error has no words")
            return
        raise Failure("an unknown symbol is answered as if it were known")

    return body


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--out", default="browser-test")
    parser.add_argument("--bar", help="the bar type to look at, such as 1m; the page's own choice without it")
    parser.add_argument("--seconds", type=float, default=60, help="how long the heap is watched")
    options = parser.parse_args()
    chromium = os.environ.get("PIQUANT_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium if os.path.exists(chromium) else None,
                                             args=["--no-sandbox"])
        run = Run(browser, options)
        page = run.page()
        run.check("the page loads and draws", lambda: run.ready(page))
        if run.failed:
            page.screenshot(path=run.out / "not-ready.png")
            print("the page never drew: nothing else can be tested", flush=True)
            return 1
        run.check("every pane is painted", painted(page))
        run.check("numbers and prices are exact texts", exact_texts(page))
        run.check("badge and provenance", provenance(page))
        run.check("footprint equals the server's", footprint_equals(run, page))
        run.check("drawn cells equal the server's", cells_equal(run, page))
        run.check("delta bars equal the server's history", history_equals(run, page))
        run.check("totals and CVD equal the server's", totals_equal(run, page))
        run.check("rows, delta, CVD and profile add up", sums_hold(page))
        run.check("zoom changes the level of detail", levels_of_detail(page))
        run.check("drag pans, fit returns", dragging(page))
        run.check("crosshair over all panes", crosshair(page))
        run.check("keyboard", keyboard(page))
        run.check("pause and resume", pausing(page))
        run.check("parts drawn equal the whole drawn", drawing_parts(page))
        run.check("theme and side colours", theming(page))
        run.check("footprint still equals the server's", footprint_equals(run, page))
        run.check("memory does not grow", memory(page, options.seconds))
        page.context.close()
        run.check("touch", touching(run))
        run.check("widths and themes", layouts(run))
        run.check("health page", health_page(run))
        run.check("unknown symbol is refused in words", unknown_symbol(run))
        run.check("no console errors, no other hosts", lambda: expect(not run.complaints, "; ".join(run.complaints[:5])))
        browser.close()
    print(f"{run.failed} failed" if run.failed else "all passed", flush=True)
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
