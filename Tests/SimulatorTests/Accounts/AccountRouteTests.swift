import JSON
import MarketModel
import Testing

@testable import Simulator

struct AccountRouteTests {
    @Test("lists a margin, a cash and a retirement account, each wrapped, and gives one bare")
    func accounts() throws {
        let window = try AccountWindow()
        let items = try #require(try window.get("/customers/me/accounts")["items"]?.array)
        #expect(items.map { $0["account"]?["account-number"]?.string } == ["5WT00001", "5WT00002", "5WT00003"])
        #expect(items.map { $0["account"]?["margin-or-cash"]?.string } == ["Margin", "Cash", "Margin"])
        #expect(items.allSatisfy { $0["authority-level"]?.string == "owner" })
        let one = try window.get("/customers/me/accounts/5WT00003")
        #expect(one["account-type-name"]?.string == "Roth IRA")
    }

    @Test("refuses accounts that are not the customer's with 403, unknown objects with 404")
    func foreign() throws {
        let window = try AccountWindow()
        for path in [
            "trading-status", "position-limit", "balances", "balances/USD", "positions", "transactions",
            "transactions/total-fees", "transactions/1", "net-liq/history", "net-liq", "orders", "orders/live",
            "orders/1", "complex-orders", "complex-orders/live", "complex-orders/1",
            "margin-requirements/SPY/effective",
        ] {
            let answer = window.ask("GET", "/accounts/9ZZ99999/\(path)")
            #expect(answer.status == 403, "\(path)")
            #expect(answer.json["error"]?["code"]?.string == "not_permitted")
        }
        #expect(window.ask("GET", "/margin/accounts/9ZZ99999/requirements").status == 403)
        #expect(window.ask("GET", "/customers/me/orders", [("account-numbers[]", "9ZZ99999")]).status == 403)
        for path in ["orders/1", "orders/x", "transactions/1", "complex-orders/1", "balances/EUR"] {
            #expect(window.ask("GET", "/accounts/5WT00001/\(path)").status == 404, "\(path)")
        }
        #expect(window.ask("GET", "/customers/me/orders").status == 400)
        #expect(window.ask("GET", "/accounts").status == 403)
    }

    @Test("writes decimals as text, effects beside them, moments in milliseconds with their offset")
    func numbers() throws {
        let window = try AccountWindow()
        let list = try window.get("/accounts/5WT00001/balances")
        let balance = try #require(list["items"]?.array?.first)
        #expect(balance["cash-balance"] == .string("100000.0"))
        #expect(balance["equity-buying-power"] == .string("200000.0"))
        #expect(balance["derivative-buying-power"] == .string("100000.0"))
        #expect(balance["available-trading-funds"] == .string("0.0"))
        #expect(balance["pending-cash"] == .string("0.0"))
        #expect(balance["pending-cash-effect"] == .string("None"))
        #expect(balance["updated-at"] == .string("2026-11-16T15:00:00.000+00:00"))
        #expect(try window.get("/accounts/5WT00001/balances/USD") == balance)
        let cash = try window.get("/accounts/5WT00002/balances/USD")
        #expect(cash["equity-buying-power"] == .string("100000.0"))
    }

    @Test("agrees with itself after a day: positions, transactions, fees, snapshots, history")
    func history() throws {
        let window = try AccountWindow(withHistory: true)
        let balance = try window.get("/accounts/5WT00001/balances/USD")
        let transactions = try #require(
            try window.get("/accounts/5WT00001/transactions", [("sort", "Asc")])["items"]?.array)
        #expect(transactions.count == 6)
        let cash = transactions.reduce(Money.zero) { sum, item in
            let amount = Money(item["net-value"]?.string ?? "") ?? .zero
            return item["net-value-effect"]?.string == "Debit" ? sum - amount : sum + amount
        }
        #expect(balance["cash-balance"] == .decimal(cash))
        let positions = try #require(
            try window.get("/accounts/5WT00001/positions", [("include-marks", "true")])["items"]?.array)
        #expect(positions.map { $0["symbol"]?.string } == ["AAPL", "SPY"])
        #expect(positions.map { $0["quantity"] } == [.number("20"), .number("20")])
        let worth = positions.reduce(cash) { $0 + (Money($1["mark"]?.string ?? "") ?? .zero) }
        #expect(balance["net-liquidating-value"] == .decimal(worth))
        let snapshots = try #require(
            try window.get("/accounts/5WT00001/balance-snapshots", [("time-of-day", "EOD")])["items"]?.array)
        #expect(snapshots.count == 2)
        #expect(snapshots[0]["time-of-day"]?.string == "EOD")
        let ranged = try #require(
            try window.get(
                "/accounts/5WT00001/balance-snapshots", [("time-of-day", "BOD"), ("start-date", "2026-11-10")])[
                    "items"]?.array)
        #expect(ranged.compactMap { $0["snapshot-date"]?.string }.min() ?? "" >= "2026-11-10")
        let points = try #require(
            try window.get("/accounts/5WT00001/net-liq/history", [("time-back", "1m")])["items"]?.array)
        #expect(points.count >= 10)
        #expect(points.allSatisfy { $0["close"] == $0["total-close"] })
        let day = try #require(transactions.last?["transaction-date"]?.string)
        let fees = try window.get("/accounts/5WT00001/transactions/total-fees", [("date", day)])
        #expect(fees["total-fees-effect"]?.string == "Debit")
        let id = try #require(transactions.last?["id"]?.int)
        #expect(try window.get("/accounts/5WT00001/transactions/\(id)") == transactions.last)
        #expect(window.ask("GET", "/accounts/5WT00001/balance-snapshots").status == 400)
    }

    @Test("writes the times of transactions in UTC with a Z, as the venue does there")
    func transactionTimes() throws {
        let window = try AccountWindow(withHistory: true)
        let items = try #require(try window.get("/accounts/5WT00001/transactions")["items"]?.array)
        for item in items {
            let text = try #require(item["executed-at"]?.string)
            #expect(text.hasSuffix("Z") && text.utf8.count == 24 && Timestamp(text) != nil)
            #expect(item["created-at"]?.string == text)
        }
    }

    @Test("pages and filters transactions")
    func transactionFilters() throws {
        let window = try AccountWindow(withHistory: true)
        let path = "/accounts/5WT00001/transactions"
        func symbols(_ query: [(name: String, value: String)]) throws -> [String?] {
            try window.get(path, query)["items"]?.array?.map { $0["symbol"]?.string } ?? []
        }
        #expect(try symbols([("symbol", "QQQ")]) == ["QQQ", "QQQ"])
        #expect(try symbols([("type", "Money Movement")]) == [nil])
        #expect(try symbols([("sub-type[]", "Sell to Close"), ("sort", "Asc")]) == ["AAPL", "QQQ"])
        #expect(try symbols([("types[]", "Trade"), ("action", "Buy to Open")]).count == 3)
        let answer = window.ask("GET", path, [("per-page", "4"), ("page-offset", "1")])
        #expect(answer.json["data"]?["items"]?.array?.count == 2)
        #expect(answer.json["pagination"]?["total-items"]?.int == 6)
        #expect(answer.json["pagination"]?["total-pages"]?.int == 2)
    }

    @Test("reports margin by underlying, and the rates behind it")
    func margin() throws {
        let window = try AccountWindow(withHistory: true)
        let report = try window.get("/margin/accounts/5WT00001/requirements")
        #expect(report["margin-requirement-effect"]?.string == "Debit")
        #expect(report["groups"]?.array?.map { $0["code"]?.string } == ["AAPL", "SPY"])
        let group = try #require(report["groups"]?.array?.first?["groups"]?.array?.first)
        #expect(group["description"]?.string == "LONG_UNDERLYING")
        #expect(group["position-entries"]?.array?.first?["fixing-price"]?.string == "NaN")
        let rates = try window.get("/accounts/5WT00001/margin-requirements/SPY/effective")
        #expect(rates["long-equity-initial"]?.string == "0.5")
        let trial = window.ask(
            "POST", "/margin/accounts/5WT00001/dry-run", body: AccountWindow.order("Buy to Open", 10))
        #expect(trial.status == 200)
        #expect(trial.json["data"]?["last-results"]?["buying-power-impact-effect"]?.string == "Debit")
    }

    @Test("tells what the accounts may do")
    func statuses() throws {
        let window = try AccountWindow()
        let margin = try window.get("/accounts/5WT00001/trading-status")
        #expect(margin["is-futures-enabled"] == .bool(true))
        #expect(margin["options-level"]?.string == "No Restrictions")
        let cash = try window.get("/accounts/5WT00002/trading-status")
        #expect(cash["is-futures-enabled"] == .bool(false))
        #expect(cash["equities-margin-calculation-type"]?.string == "Cash")
        #expect(try window.get("/accounts/5WT00003/position-limit")["equity-order-size"]?.int == 50_000)
    }
}
