"""Serves the dashboard's files and speaks Docs/websocket.md with a seeded market, for developing the page.

    python3 Tests/Browser/mock_server.py --port 8090 [--seed 7] [--speed 1] [--minutes 600]

Standard library only. The page's real server is `piquant serve`; this one exists so that the page can be worked on
without building anything, and so that its states (stale, down, empty, error) can be seen on demand with
`POST /mock/state?feed=stale` and the like.
"""

import argparse
import asyncio
import base64
import hashlib
import json
import pathlib
import struct
import time
from urllib.parse import parse_qs, unquote, urlsplit

from mock_chain import TEMPLATES, UNDERLYINGS, Chain
from mock_market import PRODUCTS, Market

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Server" / "Dashboard"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".svg": "image/svg+xml"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
          "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
BARS = ["1m", "5m", "15m", "500t", "1000v", "8r"]


class Server:
    def __init__(self, options):
        self.options = options
        self.began = time.time()
        self.markets = {}
        self.feed = "live"
        self.venue = options.venue
        self.clients = set()
        self.started = int(self.began * 1000)
        self.empty = options.empty
        self.chains = {symbol: Chain(symbol, self.began) for symbol in UNDERLYINGS}

    def now(self):
        return self.started + int((time.time() - self.began) * 1000 * self.options.speed)

    def market(self, symbol):
        known = self.resolve(symbol)
        if known is None:
            return None
        if known not in self.markets:
            self.markets[known] = Market(known, self.options.seed, self.started, self.options.minutes)
        if self.feed == "live":
            self.markets[known].advance(self.now())
        return self.markets[known]

    @staticmethod
    def resolve(symbol):
        text = symbol.strip().upper()
        for name, rules in PRODUCTS.items():
            if text in (name, name.split(":")[0], name[1:].split(":")[0], rules["product"], "/" + rules["product"]):
                return name
        return None

    def dress(self, message):
        """The venue and feed the run was told to show."""
        if "venue" in message:
            message["venue"] = self.venue
        if "quality" in message:
            message["quality"]["feed"] = {"state": self.feed, "dataAgeMs": 80 if self.feed == "live" else 42_000}
        if self.empty and message["type"] == "footprint_update":
            message["bars"], message["zones"] = [], []
        return message

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                request, *lines = head.decode("latin-1").split("\r\n")
                method, target, _ = request.split(" ", 2)
                headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines if line)}
                if headers.get("upgrade", "").lower() == "websocket":
                    await self.socket(reader, writer, headers)
                    return
                sent = await reader.readexactly(int(headers.get("content-length", "0")))
                status, kind, body = self.answer(method, target, sent)
                writer.write((f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                              f"Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n"
                              "Cache-Control: no-store\r\n\r\n").encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def answer(self, method, target, sent=b""):
        parts = urlsplit(target)
        path, query = unquote(parts.path), {k: v[0] for k, v in parse_qs(parts.query).items()}
        if path.startswith("/mock/state"):
            self.feed = query.get("feed", self.feed)
            self.venue = query.get("venue", self.venue)
            self.empty = query.get("empty") == "1"
            for client in list(self.clients):
                client.close()
            return self.json(200, {})
        if path == "/health":
            return self.json(200, {"status": "ok"})
        if path.startswith("/api/tastytrade/status"):
            return self.json(200, {
                "venue": self.venue, "status": "ok", "reason": "feed live", "bars": BARS, "version": "0.1.0",
                "symbols": [{"symbol": s, "product": r["product"], "description": r["description"],
                             "tick": r["tick"], "decimals": r["decimals"], "active": True}
                            for s, r in PRODUCTS.items()]})
        options = self.options_api(path, query, sent)
        if options is not None:
            return options
        if path.startswith("/api/delta/"):
            return self.api(method, path[len("/api/delta/"):], query)
        file = FOLDER / ("index.html" if path == "/" else path.lstrip("/"))
        if file.is_file() and file.resolve().is_relative_to(FOLDER):
            return "200 OK", TYPES.get(file.suffix, "application/octet-stream"), file.read_bytes()
        return self.json(404, {"error": {"code": "not_found", "message": path}})

    def options_api(self, path, query, sent):
        if path == "/api/chains":
            return self.json(200, {"underlyings": [dict(symbol=s, description=r["description"]) for s, r in UNDERLYINGS.items()]})
        if path == "/api/strategies":
            return self.json(200, {"strategies": [dict(zip(("id", "name", "outlook", "text"), t)) for t in TEMPLATES]})
        if path == "/api/strategy/evaluate":
            wish = json.loads(sent)
            return self.json(200, self.chains[wish["symbol"]].evaluate(wish))
        words = path.strip("/").split("/")
        chain = self.chains.get(words[-1]) if words[:1] == ["api"] and len(words) > 2 else None
        if words[:2] in (["api", "chain"], ["api", "smile"], ["api", "template"], ["api", "strikes"]) and chain is None:
            return self.json(404, {"error": {"code": "symbol_unknown", "message": f"{words[-1]} has no chain here; choose one of the list"}})
        if words[:2] == ["api", "chain"]:
            return self.json(200, self.dress_chain(chain.snapshot(query.get("expiration"), int(query.get("strikes", "0")))))
        if words[:2] == ["api", "strikes"]:
            return self.json(200, chain.listed(query.get("expiration")))
        if words[:2] == ["api", "smile"]:
            return self.json(200, chain.smile(query.get("expiration")))
        if words[:2] == ["api", "template"]:
            return self.json(200, chain.template(query["strategy"], query.get("expiration")))
        return None

    def dress_chain(self, message):
        message["feed"] = {"state": self.feed, "dataAgeMs": 80 if self.feed == "live" else 42_000}
        if self.empty:
            message["expirations"], message["strikes"] = [], []
        return message

    def api(self, method, rest, query):
        symbol, _, what = rest, "", ""
        for tail in ("history", "footprint", "reset"):
            if rest.endswith("/" + tail):
                symbol, what = rest[:-len(tail) - 1], tail
        market = self.market(symbol)
        if market is None:
            return self.json(404, {"error": {"code": "unknown_symbol", "message": f"no market {symbol}"}})
        series = market.get(query.get("bar", "5m"), int(query.get("group", "1")), query.get("reset", "session"))
        limit = int(query.get("limit", "60"))
        if what == "footprint":
            return self.json(200, self.dress({"sequence": 1, "snapshot": True, **series.footprint(limit)}))
        if what == "history":
            return self.json(200, {"symbol": market.symbol, "bar": series.bar,
                                   "bars": [series.shape(b, False) for b in series.bars[-limit:]]})
        if what == "reset":
            return self.json(200 if method == "POST" else 405, {})
        return self.json(200, self.dress({"sequence": 1, "snapshot": True, **market.delta(series)}))

    @staticmethod
    def json(status, value):
        text = {200: "200 OK", 404: "404 Not Found", 405: "405 Method Not Allowed"}[status]
        return text, "application/json", json.dumps(value, ensure_ascii=False).encode()

    async def socket(self, reader, writer, headers):
        key = headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        writer.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      f"Sec-WebSocket-Accept: {accept}\r\n\r\n").encode())
        client = Client(self, writer)
        self.clients.add(client)
        pump = asyncio.create_task(client.pump())
        try:
            while True:
                text = await read_frame(reader)
                if text is None:
                    return
                client.hear(text)
        finally:
            self.clients.discard(client)
            pump.cancel()


class Client:
    def __init__(self, server, writer):
        self.server, self.writer = server, writer
        self.sequence = 0
        self.wanted = None
        self.chain = None
        self.sent = None
        self.tape_id = 0

    def close(self):
        self.writer.close()

    def send(self, message, snapshot=False):
        self.sequence += 1
        body = json.dumps({**message, "sequence": self.sequence, "snapshot": snapshot}, ensure_ascii=False).encode()
        size = len(body)
        head = bytes([0x81, size]) if size < 126 else (
            bytes([0x81, 126]) + struct.pack(">H", size) if size < 65536 else bytes([0x81, 127]) + struct.pack(">Q", size))
        self.writer.write(head + body)

    def hear(self, text):
        message = json.loads(text)
        if message.get("type") == "ping":
            return self.send({"type": "pong"})
        if message.get("type") == "unsubscribe_chain":
            self.chain = None
            return None
        if message.get("type") == "subscribe_chain":
            chain = self.server.chains.get(message["symbol"])
            if chain is None:
                return self.send({"type": "error", "topic": "chain", "code": "symbol_unknown",
                                  "message": f"{message['symbol']} has no chain here; choose one of the list"})
            self.chain = (chain, message.get("expiration"), message.get("strikes", 0))
            return self.send(self.server.dress_chain(chain.snapshot(*self.chain[1:])), True)
        if message.get("type") != "subscribe":
            return self.send({"type": "error", "code": "unknown_type", "message": "Not understood. Send subscribe."})
        market = self.server.market(message["symbol"])
        if market is None:
            return self.send({"type": "error", "code": "unknown_symbol",
                              "message": f"No market is called {message['symbol']}. Choose one from the list."})
        self.wanted = (market, market.get(message["bar"], message["group"], message["reset"]), message["bars"])
        market, series, limit = self.wanted
        self.send(self.server.dress(series.footprint(limit)), True)
        self.send(self.server.dress(market.delta(series)), True)
        self.remember()

    def remember(self):
        market, series, _ = self.wanted
        self.sent = {"bar": series.bars[-1].id, "trades": market.trades, "zones": None, "events": market.event_id,
                     "profile": time.time()}
        self.tape_id = market.identity

    async def pump(self):
        tick = 0
        while True:
            await asyncio.sleep(0.1)
            tick += 1
            if tick % 10 == 0:
                self.send({"type": "health_update", "venue": self.server.venue,
                           "status": "ok" if self.server.feed == "live" else "degraded",
                           "reason": "data flows" if self.server.feed == "live" else "no data for 42 s",
                           "feed": {"state": self.server.feed, "dataAgeMs": 80 if self.server.feed == "live" else 42000},
                           "clients": len(self.server.clients)})
            if self.wanted and self.server.feed == "live" and not self.server.empty:
                self.update()
            if self.chain and tick % 5 == 0 and self.server.feed == "live" and not self.server.empty:
                chain, expiration, around = self.chain
                message = chain.snapshot(expiration, around)
                message["strikes"] = [row for at, row in enumerate(message["strikes"]) if (at + tick // 5) % 3 == 0]
                self.send(message)
            await self.writer.drain()

    def update(self):
        market, series, limit = self.wanted
        market.advance(self.server.now())
        if market.trades == self.sent["trades"]:
            return
        first = self.sent["bar"]
        changed = {b.id for b in series.bars[-8:] if b.id >= first}
        footprint = series.footprint(limit, changed)
        if footprint["zones"] == self.sent["zones"]:
            del footprint["zones"]
        self.send(footprint)
        delta = self.server.dress(market.delta(series))
        delta["tape"] = [r for r in delta["tape"] if r["id"] >= self.tape_id]
        delta["events"] = [e for e in delta["events"] if e["id"] > self.sent["events"]]
        profile_at = self.sent["profile"]
        if time.time() - profile_at < 0.5:
            del delta["profile"]
        self.send(delta)
        zones = footprint.get("zones", self.sent["zones"])
        self.remember()
        self.sent["zones"] = zones
        if "profile" not in delta:
            self.sent["profile"] = profile_at


async def read_frame(reader):
    """The text of one client frame, or nothing once the client closes."""
    first, second = await reader.readexactly(2)
    size = second & 0x7F
    if size == 126:
        size = struct.unpack(">H", await reader.readexactly(2))[0]
    elif size == 127:
        size = struct.unpack(">Q", await reader.readexactly(8))[0]
    mask = await reader.readexactly(4)
    data = bytes(b ^ mask[i % 4] for i, b in enumerate(await reader.readexactly(size)))
    return None if first & 0x0F == 8 else data.decode() if first & 0x0F == 1 else "{\"type\":\"ping\"}"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--speed", type=float, default=1)
    parser.add_argument("--minutes", type=int, default=600)
    parser.add_argument("--venue", default="simulator")
    parser.add_argument("--empty", action="store_true")
    server = Server(parser.parse_args())
    server.market("ES")
    listener = await asyncio.start_server(server.serve, "127.0.0.1", server.options.port)
    print(f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}", flush=True)
    async with listener:
        await listener.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
