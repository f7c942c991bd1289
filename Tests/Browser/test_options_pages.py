"""Drives the Chain and Strategy pages in headless Chromium and compares what they show with what the server answers.

    python3 Tests/Browser/test_options_pages.py --url http://127.0.0.1:8080 [--out FOLDER] [--symbol SPX]

Runs against `piquant demo` as well as against mock_server.py. Prints one line a check and fails at the end.
"""

import argparse
import json
import os
import pathlib
import sys
import time
import urllib.parse
import urllib.request

from playwright.sync_api import Error as PlaywrightError, sync_playwright

ABSENT = "–"


class Failure(Exception):
    pass


def expect(truth, words):
    if not truth:
        raise Failure(words)


def until(page, script, words, seconds=30):
    """Polls from outside: the page's policy forbids evaluating strings inside it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise Failure(f"waited {seconds} s in vain: {words}")


def plain(text):
    return text.replace(",", "").replace("−", "-").replace("+", "").replace("▲", "").replace("▼", "").strip()


class Run:
    def __init__(self, options, browser):
        self.options, self.browser, self.failed, self.complaints = options, browser, 0, []
        self.url = options.url.rstrip("/")
        self.out = pathlib.Path(options.out)
        self.out.mkdir(parents=True, exist_ok=True)

    def open(self, width, height, theme="dark", where="chain", touch=False):
        page = self.browser.new_page(viewport={"width": width, "height": height}, has_touch=touch)
        page.on("console", lambda m: m.type in ("error", "warning") and "503" not in m.text and self.complaints.append(m.text))
        page.on("pageerror", lambda e: self.complaints.append(f"exception: {e}"))
        page.on("request", lambda r: urllib.parse.urlsplit(r.url).netloc not in ("", urllib.parse.urlsplit(self.url).netloc)
                and self.complaints.append(f"another host was asked: {r.url}"))
        kept = json.dumps({"theme": theme, "chainSymbol": self.options.symbol})
        page.add_init_script(LISTENER)
        page.add_init_script(f"localStorage.getItem('piquant.settings.1') ?? localStorage.setItem('piquant.settings.1', {json.dumps(kept)})")
        page.goto(f"{self.url}/#/{where}")
        return page

    def chain(self, width=1440, height=900, **more):
        page = self.open(width, height, **more)
        until(page, "() => document.querySelectorAll('#chain-table tbody tr[data-strike]').length > 10", "strikes are shown", 90)
        until(page, "() => [...document.querySelectorAll('#chain-table .c-delta')].filter((c) => /\\d/.test(c.textContent)).length > 10",
              "Greeks are shown", 90)
        return page

    def rest(self, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path, data=data, headers={"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def check(self, name, body):
        try:
            note = body()
            print(f"ok    {name}" + (f"  ({note})" if note else ""), flush=True)
        except (Failure, AssertionError, PlaywrightError) as problem:
            self.failed += 1
            print(f"FAIL  {name}: {problem}", flush=True)


# ---- The chain

# Keeps the rows that the page's own socket brought, beside what the page does with them.
LISTENER = """(() => {
    const rows = window.chainRows = new Map();
    const Native = WebSocket;
    window.WebSocket = class extends Native {
        constructor(...words) {
            super(...words);
            this.addEventListener("message", ({ data }) => {
                const message = JSON.parse(data);
                if (message.type !== "chain_update") return;
                if (message.snapshot) rows.clear();
                for (const row of message.strikes) rows.set(row.strike, row);
            });
        }
    };
})()"""


def cells_equal(page):
    """Every cell is the number its message brought, in its column's form; looked at five times while data arrives."""

    def written(value, places):
        if value is None:
            return ABSENT
        text = f"{float(value):.{places}f}" if places is not None else str(value)
        return text[1:] if text.startswith("-") and float(text) == 0 else text

    def body():
        compared = 0
        for _ in range(5):
            held = page.evaluate("""() => [...document.querySelectorAll('#chain-table tbody tr[data-strike]')].map((row) => [chainRows.get(row.dataset.strike),
                Object.fromEntries([...row.querySelectorAll('td')].map((cell) => [cell.dataset.right + ' ' + cell.className.slice(2), cell.textContent]))])""")
            for row, shown in held:
                for right in ("call", "put"):
                    cell = row[right] or {}
                    for key, places, scale in (("delta", 2, 1), ("gamma", 4, 1), ("theta", 2, 1), ("vega", 2, 1), ("iv", 1, 100), ("probOTM", 0, 100), ("openInterest", None, 1)):
                        value = cell.get(key)
                        want = written(value * scale if value is not None and scale != 1 else value, places)
                        have = plain(shown[f"{right} {key}"])
                        same = want == have or (ABSENT not in (want, have) and places is not None and abs(float(want) - float(have)) <= 10 ** -places * 1.01 and abs(value * scale - float(have)) <= 0.501 * 10 ** -places)
                        expect(same, f"{row['strike']} {right} {key} is {have}, the server says {value}")
                        compared += 1
                    for key in ("bid", "ask", "mid"):
                        have = plain(shown[f"{right} {key}"])
                        expect(have == ABSENT if cell.get(key) is None else float(have) == float(cell[key]), f"{row['strike']} {right} {key} is {have}, the server says {cell.get(key)}")
                        compared += 1
            page.wait_for_timeout(700)
        expect(compared > 500, f"only {compared} cells are shown")
        return f"{compared} cells"

    return body


def absent_is_a_dash(page):
    def body():
        texts = page.evaluate("() => [...document.querySelectorAll('#chain-table td')].map((cell) => cell.textContent)")
        expect(not any("NaN" in text or "undefined" in text or "null" in text for text in texts), "a cell shows what is no number")
        return f"{sum(text == ABSENT for text in texts)} dashes"

    return body


def spot_line(page):
    def body():
        found = page.evaluate("""() => {
            const line = document.querySelector('.spot-line');
            const number = (row) => row ? Number(row.dataset.strike) : null;
            return { spot: Number(document.getElementById('spot').dataset.value), below: number(line.previousElementSibling), above: number(line.nextElementSibling),
                     seen: line.getBoundingClientRect().top > 0 && line.getBoundingClientRect().bottom < innerHeight };
        }""")
        expect(found["below"] is None or found["below"] <= found["spot"], f"{found}")
        expect(found["above"] is None or found["above"] > found["spot"], f"{found}")
        expect(found["seen"], "the line at the price is out of sight")
        return f"{found['below']} < {found['spot']} < {found['above']}"

    return body


def tabs_and_filters(page):
    def body():
        tabs = page.locator(".expiration")
        expect(tabs.count() > 2, "too few expirations")
        target = tabs.nth(1)
        name = target.get_attribute("data-id")
        target.click()
        until(page, f"() => document.querySelector('.expiration[aria-selected=\"true\"]')?.dataset.id === {json.dumps(name)}", "the tab is chosen")
        until(page, "() => document.querySelectorAll('#chain-table tbody tr[data-strike]').length > 5", "its strikes are shown")
        until(page, "() => [...document.querySelectorAll('#chain-table .c-delta')].filter((c) => /\\d/.test(c.textContent)).length > 10", "its Greeks are shown", 60)
        page.select_option("#chain-count", "80")
        until(page, "() => document.querySelectorAll('#chain-table tbody tr[data-strike]').length > 45", "80 strikes are shown")
        page.select_option("#chain-band", "0.16-0.30")
        page.click("#chain-only")
        until(page, """() => [...document.querySelectorAll('#chain-table tbody tr[data-strike]')].every((row) => row.querySelector('td[data-band]'))""",
              "only strikes of the delta band are shown")
        shown = page.locator("#chain-table tbody tr[data-strike]").count()
        page.click("#chain-only")
        page.select_option("#chain-count", "40")
        until(page, "() => { const n = document.querySelectorAll('#chain-table tbody tr[data-strike]').length; return n > 20 && n < 45; }", "40 strikes again")
        return f"{name}, {shown} strikes in the band"

    return body


def legs_by_clicking(run, page):
    def body():
        rows = page.locator("#chain-table tbody tr[data-strike]")
        middle = rows.count() // 2
        strikes = []
        for at, right, side in ((middle - 8, "put", "buy"), (middle - 5, "put", "sell"), (middle + 5, "call", "sell"), (middle + 8, "call", "buy")):
            row = rows.nth(at)
            strikes.append(row.get_attribute("data-strike"))
            button = row.locator(f"button[data-right={right}][data-side={side}]")
            button.scroll_into_view_if_needed()
            button.click()
        expect(page.locator(".leg").count() == 4, "four legs are in the tray")
        until(page, "() => document.getElementById('legs-facts').children.length > 5 && !document.getElementById('legs-facts').dataset.pending",
              "the tray has its figures", 60)
        facts = page.evaluate("() => Object.fromEntries([...document.querySelectorAll('#legs-facts > div')].map((d) => [d.firstChild.textContent, d.lastChild.textContent]))")
        legs = page.evaluate("() => JSON.parse(JSON.parse(localStorage.getItem('piquant.settings.1')).legs).list")
        expect([leg["strike"] for leg in legs] == strikes, f"{legs} are not of {strikes}")
        answer = run.rest("/api/strategy/evaluate", {"symbol": run.options.symbol, "legs": legs, "detail": "summary"})
        width = max(float(strikes[1]) - float(strikes[0]), float(strikes[3]) - float(strikes[2]))
        multiplier = 100
        risk = float(answer["maxProfit"]) - float(answer["maxLoss"])
        expect(abs(risk - width * multiplier) < 0.02, f"maximum profit less loss is {risk}, the wider wing is worth {width * multiplier}")
        expect(abs(float(plain(facts["Max profit"])) - float(answer["maxProfit"])) < 200, f"{facts} is far from {answer['maxProfit']}")
        expect(plain(facts["Fees"]) == f"{float(answer['fees']['open']):.2f}", f"fees {facts['Fees']} are not {answer['fees']['open']}")
        return f"{answer['name']}: credit {facts.get('Credit', facts.get('Debit'))}, max loss {facts['Max loss']}"

    return body


def keyboard(page):
    def body():
        button = page.locator("#chain-table button[tabindex='0']").first
        button.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        found = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
        expect(found, "focus left the quotes")
        page.keyboard.press("3")
        until(page, "() => !document.getElementById('strategy').hidden", "3 shows the Strategy page")
        page.keyboard.press("1")
        until(page, "() => !document.getElementById('order-flow').hidden", "1 shows the order flow")
        page.keyboard.press("2")
        until(page, "() => !document.getElementById('chain').hidden", "2 shows the chain")
        page.keyboard.press("/")
        until(page, "() => document.getElementById('symbol-dialog').open", "/ opens the chooser")
        page.keyboard.press("Escape")
        return found

    return body


# ---- The strategy

def path_of(page, name):
    return page.evaluate(f"() => document.querySelector('#surface-payoff path.{name}')?.getAttribute('d') ?? null")


def strategy_differs(shown, answer):
    """What the page shows and the server's answer do not have in common; empty when they agree."""
    facts, found = shown["facts"], []

    def compare(name, page, server):
        if page != server:
            found.append(f"{name} {page} is not {server}")

    compare("Max profit", plain(facts["Max profit"]), f"{float(answer['maxProfit']):.2f}")
    compare("Max loss", plain(facts["Max loss"]), f"{float(answer['maxLoss']):.2f}")
    compare("Breakevens", [round(float(plain(text)), 2) for text in facts["Breakevens"].split("·")],
            [round(float(text), 2) for text in answer["breakevens"]])
    compare("POP", plain(facts["POP %"]), f"{answer['probabilityOfProfit'] * 100:.1f}")
    compare("slices", shown["slices"], [[row["today"], row["date"], row["expiry"]] for row in answer["slices"]])
    return "; ".join(found)


def strategy_equals(page):
    """The market moves while the page is looked at: what it shows is the last answer it got, once it has drawn it."""

    def body():
        answers = []

        def keep(route):
            try:
                answer = route.fetch()
                if answer.ok and "slices" in answer.json():  # The page asks for summaries as well, which have none.
                    answers.append(answer.json())
                route.fulfill(response=answer)
            except PlaywrightError:
                pass  # The page asked anew before this answer came.

        page.evaluate("() => { location.hash = '#/strategy'; }")
        until(page, "() => document.querySelectorAll('#facts > div').length > 8", "the facts are shown", 60)
        page.route("**/api/strategy/evaluate", keep)
        differs, end = "the server valued nothing", time.monotonic() + 60
        while differs and time.monotonic() < end:
            page.wait_for_timeout(100)
            shown = page.evaluate("""() => ({
                facts: Object.fromEntries([...document.querySelectorAll('#facts > div')].map((d) => [d.dataset.fact, d.querySelector('dd').textContent])),
                slices: [...document.querySelectorAll('#slices tbody tr')].map((row) => [...row.querySelectorAll('td.pl')].map((cell) => cell.dataset.value)) })""")
            if answers:
                differs = strategy_differs(shown, answers[-1])
        page.unroute("**/api/strategy/evaluate")
        expect(not differs, differs)
        return f"{answers[-1]['name']}, {len(shown['slices'])} slices, {len(answers)} answers"

    return body


def sliders_move(page):
    def body():
        expect(path_of(page, "expiry") and path_of(page, "today"), "the curves are not drawn")
        before = path_of(page, "date")
        page.focus("#slide-date")
        for _ in range(3):
            page.keyboard.press("PageUp")
        until(page, f"() => document.querySelector('#surface-payoff path.date').getAttribute('d') !== {json.dumps(before)}", "the chosen date's curve moves with the date")
        expect(page.locator("#date-text").inner_text() != "today", "the date is not named")
        second = path_of(page, "date")
        page.focus("#slide-iv")
        for _ in range(3):
            page.keyboard.press("PageUp")
        until(page, f"() => document.querySelector('#surface-payoff path.date').getAttribute('d') !== {json.dumps(second)}", "and with the volatility")
        return page.locator("#date-text").inner_text() + ", " + page.locator("#iv-text").inner_text()

    return body


def adjustment(run, page):
    def body():
        page.click("#slide-reset")
        page.click("#legs-pin")
        until(page, "() => document.querySelectorAll('#facts dd.was').length > 8", "the values before stand beside")
        strike = page.locator("#editor-rows select.strike").nth(2)
        listed = strike.locator("option").count()
        expect(listed > 10, f"only {listed} strikes are offered")
        chosen = strike.evaluate("select => select.selectedIndex")
        strike.select_option(index=chosen + 2)
        until(page, "() => document.querySelector('#surface-payoff path.before') !== null", "the curve before is drawn")
        until(page, """() => { const f = [...document.querySelectorAll('#facts > div')].find((d) => d.dataset.fact === 'Max loss');
            return f.querySelector('dd').textContent !== f.querySelector('dd.was').textContent; }""", "the maximum loss differs from before")
        page.screenshot(path=str(run.out / "strategy-compare-1440-dark.png"))
        page.click("#legs-pin")
        return "overlay and facts"

    return body


def drag_a_strike(page):
    def body():
        held = "[...document.querySelectorAll('#editor-rows select.strike')].map((select) => select.value).join(' ')"
        before = page.evaluate(f"() => {held}")
        # The handles are drawn again with each answer: they are looked at and taken at once.
        x, y = page.evaluate("""() => { const box = document.querySelector('#surface-payoff .handle').getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]; }""")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 60, y, steps=4)
        page.mouse.up()
        until(page, f"() => {held} !== {json.dumps(before)}", "the strike moved")
        return f"{before} to {page.evaluate(f'() => {held}')}"

    return body


def templates(page):
    def body():
        page.click("#strategy-clear")
        until(page, "() => document.getElementById('strategy').dataset.state === 'empty'", "the empty state")
        until(page, "() => document.querySelectorAll('#template option').length > 5", "strategies are offered")
        page.select_option("#template", "iron-condor")
        until(page, "() => document.querySelectorAll('.editor-row').length === 4", "four legs are placed", 60)
        until(page, "() => document.getElementById('strategy').dataset.state === 'good' || document.getElementById('strategy').dataset.state === 'partial'", "valued", 60)
        return page.locator("#strategy-name").inner_text()

    return body


def no_sideways_scroll(page):
    def body():
        for name in ("chain", "strategy", "order-flow", "health"):
            page.evaluate(f"() => {{ location.hash = '#/{name}'; }}")
            page.wait_for_timeout(500)
            wide, room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
            expect(wide <= room, f"{name} is {wide} px wide in {room}")
        return "four pages"

    return body


def screenshots(run, width, height, theme):
    page = run.chain(width, height, theme=theme)
    page.evaluate("() => document.getElementById('chain-centre').click()")
    page.wait_for_timeout(600)
    page.screenshot(path=str(run.out / f"chain-{width}-{theme}.png"))
    page.evaluate("() => { location.hash = '#/strategy'; }")
    until(page, "() => document.querySelectorAll('#template option').length > 5", "strategies are offered")
    page.select_option("#template", "iron-condor")
    until(page, "() => document.querySelectorAll('#facts > div').length > 8", "the structure is valued", 60)
    page.focus("#slide-date")
    for _ in range(4):
        page.keyboard.press("PageUp")
    page.wait_for_timeout(900)
    page.evaluate("() => document.activeElement.blur()")
    page.screenshot(path=str(run.out / f"strategy-{width}-{theme}.png"), full_page=width < 760)
    page.evaluate("() => { location.hash = '#/chain'; }")
    until(page, "() => document.getElementById('legs-facts').children.length > 5", "the tray has its figures", 60)
    until(page, "() => document.querySelector('#surface-smile path.fit') !== null", "the smile is fitted", 30)
    page.wait_for_timeout(600)
    page.screenshot(path=str(run.out / f"chain-legs-{width}-{theme}.png"), full_page=width < 760)
    page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--out", default=".build/screenshots")
    parser.add_argument("--symbol", default="SPX")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = os.environ.get("PIQUANT_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium if os.path.exists(chromium) else None, args=["--no-sandbox"])
        run = Run(options, browser)
        page = run.chain()
        run.check("cells are the server's numbers", cells_equal(page))
        run.check("what is absent is a dash", absent_is_a_dash(page))
        run.check("the line at the price stands between its strikes", spot_line(page))
        run.check("tabs and filters", tabs_and_filters(page))
        run.check("legs by clicking", legs_by_clicking(run, page))
        run.check("keyboard", keyboard(page))
        run.check("the strategy's numbers are the server's", strategy_equals(page))
        run.check("sliders move the curve", sliders_move(page))
        run.check("before and after an adjustment", adjustment(run, page))
        run.check("a strike is dragged", drag_a_strike(page))
        run.check("a strategy from its template", templates(page))
        page.close()
        phone = run.chain(390, 844, touch=True)
        run.check("no sideways scrolling at 390", no_sideways_scroll(phone))
        phone.close()
        for width, height in ((1440, 900), (1024, 768), (390, 844)):
            for theme in ("dark", "light"):
                run.check(f"screens at {width} {theme}", lambda: screenshots(run, width, height, theme))
        run.check("nothing complained", lambda: expect(not run.complaints, "; ".join(run.complaints[:5])))
        browser.close()
    sys.exit(1 if run.failed else 0)


main()
