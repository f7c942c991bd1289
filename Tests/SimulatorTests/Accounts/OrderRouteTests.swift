import JSON
import MarketModel
import Testing

@testable import Simulator

struct OrderRouteTests {
    private let path = "/accounts/5WT00001/orders"

    @Test("places an order with 201, then fills it and shows the position")
    func placing() throws {
        let window = try AccountWindow()
        let answer = window.ask("POST", path, body: AccountWindow.order("Buy to Open", 10))
        #expect(answer.status == 201)
        let data = try #require(answer.json["data"])
        #expect(data["order"]?["status"]?.string == "Routed")
        #expect(data["order"]?["external-identifier"]?.string == "mine")
        #expect(data["buying-power-effect"]?["effect"]?.string == "Debit")
        #expect(data["fee-calculation"]?["clearing-fees"] == .string("0.008"))
        #expect(data["fee-calculation"]?["clearing-fees-breakdown"]?.array?.first?["name"]?.string == "clearing")
        #expect(data["warnings"] == .array([]))
        let id = try #require(data["order"]?["id"]?.int)
        let messages = window.wait()
        let order = try window.get(path + "/\(id)")
        #expect(order["status"]?.string == "Filled")
        #expect(order["legs"]?.array?.first?["fills"]?.array?.isEmpty == false)
        #expect(order["updated-at"]?.int64 ?? 0 > 1_700_000_000_000)
        let positions = try window.get("/accounts/5WT00001/positions")["items"]?.array
        #expect(positions?.map { $0["symbol"]?.string } == ["SPY"])
        let statuses = messages.filter { $0.type == "Order" }.map { $0.data["status"]?.string }
        #expect(statuses.prefix(4) == ["Received", "Routed", "In Flight", "Live"])
        #expect(statuses.last == "Filled")
        #expect(messages.last?.type == "AccountBalance")
        #expect(messages.contains { $0.type == "CurrentPosition" })
    }

    @Test("checks an order without placing it, and gives it no number")
    func dryRun() throws {
        let window = try AccountWindow()
        let answer = window.ask("POST", path + "/dry-run", body: AccountWindow.order("Buy to Open", 10))
        #expect(answer.status == 201)
        let order = try #require(answer.json["data"]?["order"])
        #expect(order["id"] == nil)
        #expect(order["updated-at"] == .number("0"))
        #expect(try window.get(path)["items"] == .array([]))
    }

    @Test("refuses with 422, the reasons and the buying-power effect")
    func preflight() throws {
        let window = try AccountWindow()
        let answer = window.ask("POST", path + "/dry-run", body: AccountWindow.order("Buy to Open", 100_000))
        #expect(answer.status == 422)
        #expect(answer.json["error"]?["code"]?.string == "preflight_check_failure")
        #expect(answer.json["error"]?["errors"]?.array?.first?["code"]?.string == "margin_check_failed")
        let effect = try #require(answer.json["data"]?["buying-power-effect"])
        #expect(effect["new-buying-power-effect"]?.string == "Debit")
        let unknown = window.ask("POST", path, body: AccountWindow.order("Buy to Open", 1, "NOPE"))
        #expect(unknown.status == 422)
        let gtc = AccountWindow.order("Buy to Open", 1).replacing("\"Day\"", "\"GTC\"")
        #expect(
            window.ask("POST", path, body: gtc).json["error"]?["errors"]?.array?.first?["code"]?.string
                == "gtc_market_orders_not_supported")
    }

    @Test(
        "refuses a body that is no order with 400 and names the members",
        arguments: [
            ("", "body"), ("[]", "body"), (#"{"legs":[]}"#, "order-type"),
            (#"{"order-type":"Limit","time-in-force":"Day","legs":[]}"#, "legs"),
            (#"{"order-type":"Stop Market","time-in-force":"Day","legs":[]}"#, "order-type"),
            (
                #"{"order-type":"Limit","time-in-force":"Day","price":"1e300","legs":[]}"#, "price"
            ),
            (
                #"{"order-type":"Limit","time-in-force":"Day","legs":[{"instrument-type":"Equity","symbol":"SPY","action":"Buy to Open","quantity":"9999999999"}]}"#,
                "legs.quantity"
            ),
            (#"{"order-type":"Limit","time-in-force":"Day","legs":{}}"#, "legs"),
            (
                #"{"order-type":"Market","time-in-force":"Day","legs":[],"rules":{"conditions":[{}]}}"#,
                "rules.conditions.action"
            ),
        ])
    func malformed(body: String, domain: String) throws {
        let window = try AccountWindow()
        let answer = window.ask("POST", path, body: body)
        #expect(answer.status == 400)
        #expect(answer.json["error"]?["code"]?.string == "validation_error")
        let domains = answer.json["error"]?["errors"]?.array?.compactMap { $0["domain"]?.string } ?? []
        #expect(domains.contains(domain), "\(domains)")
    }

    @Test("replaces by a new order that is not wrapped, edits, and cancels")
    func changing() throws {
        let window = try AccountWindow()
        let id = try window.place(AccountWindow.order("Buy to Open", 1, type: "Limit", price: "1.00"))
        window.wait()
        let trial = window.ask("POST", path + "/\(id)/dry-run", body: #"{"price":"1.50"}"#)
        #expect(trial.status == 201 && trial.json["data"]?["order"]?["price"] == .string("1.5"))
        let replaced = window.ask(
            "PUT", path + "/\(id)",
            body: #"{"order-type":"Limit","time-in-force":"GTC","price":1.25,"price-effect":"Debit","legs":[]}"#)
        #expect(replaced.status == 200)
        let second = try #require(replaced.json["data"]?["id"]?.int)
        #expect(second != id)
        #expect(replaced.json["data"]?["replaces-order-id"]?.int == id)
        window.wait()
        let original = try window.get(path + "/\(id)")
        #expect(original["status"]?.string == "Cancelled")
        #expect(original["edited"] == .bool(true))
        #expect(original["replacing-order-id"]?.int == second)
        let edited = window.ask("PATCH", path + "/\(second)", body: #"{"price":"1.30"}"#)
        let third = try #require(edited.json["data"]?["id"]?.int)
        window.wait()
        #expect(try window.get(path + "/\(third)")["time-in-force"]?.string == "GTC")
        let cancelled = window.ask("DELETE", path + "/\(third)")
        #expect(cancelled.status == 200)
        #expect(cancelled.json["data"]?["status"]?.string == "Cancel Requested")
        window.wait()
        let again = window.ask("DELETE", path + "/\(third)")
        #expect(again.status == 422 && again.json["error"]?["code"]?.string == "cannot_update_order")
        let confirmed = window.ask("POST", path + "/\(third)/reconfirm")
        #expect(confirmed.status == 422 && confirmed.json["error"]?["code"]?.string == "cannot_reconfirm_order")
    }

    @Test("searches by status, underlying and span, a start being due from the version of October 2026 on")
    func searching() throws {
        let window = try AccountWindow()
        let resting = try window.place(AccountWindow.order("Buy to Open", 1, type: "Limit", price: "1.00"))
        let filled = try window.place(AccountWindow.order("Buy to Open", 1, "AAPL"))
        window.wait()
        func ids(_ path: String, _ query: [(name: String, value: String)]) throws -> [Int?] {
            try window.get(path, query)["items"]?.array?.map { $0["id"]?.int } ?? []
        }
        #expect(try ids(path, []) == [filled, resting])
        #expect(try ids(path, [("sort", "Asc")]) == [resting, filled])
        #expect(try ids(path, [("status[]", "Live")]) == [resting])
        #expect(try ids(path, [("underlying-symbol", "AAPL")]) == [filled])
        #expect(try ids(path, [("start-date", "2026-11-17")]) == [])
        #expect(try ids(path + "/live", []) == [filled, resting])
        #expect(try ids("/customers/me/orders/live", [("account-numbers[]", "5WT00001")]) == [filled, resting])
        #expect(try ids("/customers/me/orders", [("account-numbers[]", "5WT00002")]) == [])
        #expect(window.ask("GET", path, version: "20261101").status == 400)
        #expect(window.ask("GET", path, [("start-date", "2026-11-01")], version: "20261101").status == 200)
        window.wait(.seconds(2 * 86_400))
        #expect(try ids(path + "/live", []) == [])
    }

    @Test("places, lists and cancels complex orders")
    func complexOrders() throws {
        let window = try AccountWindow()
        let path = "/accounts/5WT00001/complex-orders"
        let trigger = AccountWindow.order("Buy to Open", 1, type: "Limit", price: "1.00")
        let profit = AccountWindow.order("Sell to Close", 1, type: "Limit", price: "9000.00")
        let stop = AccountWindow.order("Sell to Close", 1).replacing(
            #""Market","#, #""Stop","stop-trigger":"0.50","#)
        let body = #"{"type":"OTOCO","trigger-order":\#(trigger),"orders":[\#(profit),\#(stop)]}"#
        let trial = window.ask("POST", path + "/dry-run", body: body)
        #expect(trial.status == 201 && trial.json["data"]?["complex-order"]?["id"] == nil)
        let answer = window.ask("POST", path, body: body)
        #expect(answer.status == 201)
        let complex = try #require(answer.json["data"]?["complex-order"])
        #expect(complex["trigger-order"]?["contingent-status"]?.string == "Pending Order")
        #expect(complex["orders"]?.array?.map { $0["preflight-id"]?.string } == ["1", "2"])
        let id = try #require(complex["id"]?.int)
        let messages = window.wait()
        #expect(messages.contains { $0.type == "ComplexOrder" })
        let listed = try #require(try window.get(path)["items"]?.array?.first)
        #expect(listed["trigger-order"]?["status"]?.string == "Live")
        #expect(listed["orders"]?.array?.map { $0["status"]?.string } == ["Contingent", "Contingent"])
        #expect(try window.get(path + "/live")["items"]?.array?.count == 1)
        #expect(window.ask("PATCH", path + "/\(id)", body: #"{"ratio-price-threshold":"2"}"#).status == 422)
        #expect(window.ask("DELETE", path + "/\(id)").status == 200)
        window.wait()
        let over = try window.get(path + "/\(id)")
        #expect(over["terminal-at"] != nil)
        let bad = window.ask("POST", path, body: #"{"type":"OTO","orders":[\#(profit)]}"#)
        #expect(bad.status == 400)
    }

    @Test("strikes single orders with the faults that are on")
    func faults() throws {
        let window = try AccountWindow()
        var once = FaultSettings()
        once.count = 1
        window.faults.switchOn(FaultOrder(.sessionOffline, once), at: window.clock.now)
        let offline = try window.place(AccountWindow.order("Buy to Open", 1))
        let order = try window.get(path + "/\(offline)")
        #expect(order["status"]?.string == "Rejected" && order["reject-reason"]?.string == "Session offline")
        window.faults.switchOn(FaultOrder(.lateReject, once), at: window.clock.now)
        let late = try window.place(AccountWindow.order("Buy to Open", 1))
        let fine = try window.place(AccountWindow.order("Buy to Open", 1))
        window.wait()
        #expect(try window.get(path + "/\(late)")["status"]?.string == "Rejected")
        #expect(try window.get(path + "/\(fine)")["status"]?.string == "Filled")
        window.faults.switchOn(FaultOrder(.closeSeenAsOpen, once), at: window.clock.now)
        let answer = window.ask(
            "POST", path, body: AccountWindow.order("Sell to Close", 1, type: "Limit", price: "9000.00"))
        let data = try #require(answer.json["data"])
        #expect(data["order"]?["legs"]?.array?.first?["action"]?.string == "Sell to Open")
        #expect(data["warnings"]?.array?.first?["code"]?.string == "closing_with_no_position")
    }

    @Test("shows positions late while that fault is on")
    func positionLag() throws {
        let window = try AccountWindow()
        window.faults.switchOn(FaultOrder(.positionLag), at: window.clock.now)
        _ = try window.place(AccountWindow.order("Buy to Open", 1))
        window.wait()
        #expect(try window.get("/accounts/5WT00001/positions")["items"] == .array([]))
        window.wait(.seconds(2))
        #expect(try window.get("/accounts/5WT00001/positions")["items"]?.array?.count == 1)
    }

    @Test("brings the books back from a snapshot")
    func snapshot() throws {
        let window = try AccountWindow()
        _ = try window.place(AccountWindow.order("Buy to Open", 5))
        window.wait()
        let before = try window.get("/accounts/5WT00001/balances/USD")
        let bytes = try window.services.brokerage.snapshot()
        _ = try window.place(AccountWindow.order("Buy to Open", 5))
        window.wait(.zero)
        try window.services.brokerage.restore(bytes)
        #expect(try window.services.brokerage.snapshot() == bytes)
        #expect(try window.get("/accounts/5WT00001/balances/USD")["cash-balance"] == before["cash-balance"])
    }
}

extension String {
    /// The text with one part of it replaced, wherever it stands.
    fileprivate func replacing(_ part: String, _ other: String) -> String {
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            result += rest[..<range.lowerBound] + other
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
