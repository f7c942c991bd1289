import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct ListRouteTests {
    @Test("watchlists are made, read, replaced, renamed and removed")
    func watchlists() throws {
        let bench = try RESTBench()
        let body =
            #"{"name":"Mine","watchlist-entries":[{"symbol":"SPY"},{"symbol":"/ESZ6","instrument-type":"Future"}]}"#
        let made = bench.ask("POST", "/watchlists", body: body)
        #expect(made.status == 201 && made.json["data"]?["group-name"]?.string == "default")
        #expect(made.json["data"]?["order-index"]?.int == 9999)
        let again = bench.ask("POST", "/watchlists", body: body)
        #expect(again.status == 400 && again.json["error"]?["code"]?.string == "record_not_uniq")
        #expect(bench.get("/watchlists/Mine")["watchlist-entries"]?.array?.count == 2)
        #expect(bench.ask("PUT", "/watchlists/Mine", body: #"{"name":"Yours"}"#).status == 200)
        #expect(bench.ask("GET", "/watchlists/Mine").status == 404)
        #expect(bench.get("/watchlists/Yours")["watchlist-entries"]?.array == [])
        #expect(bench.ask("DELETE", "/watchlists/Yours").json["data"]?["name"]?.string == "Yours")
        #expect(try bench.items("/watchlists").isEmpty)
        for body in ["{}", #"{"name":""}"#, #"{"name":7}"#, #"{"name":"x","watchlist-entries":[{}]}"#] {
            #expect(bench.ask("POST", "/watchlists", body: body).status == 400)
        }
        #expect(
            try bench.items("/public-watchlists", [("counts-only", "true")]).allSatisfy {
                $0["watchlist-entries"] == nil
            })
        #expect(bench.get("/public-watchlists/Index Funds")["watchlist-entries"]?.array?.count == 3)
        #expect(bench.get("/pairs-watchlists/Index Pairs")["pairs-equations"]?.array?.count == 1)
    }

    @Test("an alert fires once, when its symbol passes its threshold, and the user is told")
    func alerts() throws {
        let bench = try RESTBench()
        let services = bench.service.services
        func add(_ symbol: String, _ mark: String, _ threshold: String) -> (status: Int, json: JSONValue) {
            bench.ask(
                "POST", "/quote-alerts",
                body: #"{"symbol":"\#(symbol)","field":"Last","operator":"\#(mark)","threshold":"\#(threshold)"}"#)
        }
        #expect(add("SPY", ">", "1").status == 201)
        let never = add("SPY", "<", "1").json["data"]?["alert-external-id"]?.string
        #expect(add("SPY", "=", "1").status == 400 && add("SPY", ">", "x").status == 400)
        services.checkAlerts(at: bench.now)
        services.checkAlerts(at: bench.now + .seconds(2))
        let told = services.brokerage.takeUserNotices().map { notice in
            notice.type + " " + (JSONValue.object(notice.data)["symbol"]?.string ?? "")
        }
        #expect(told == ["QuoteAlert SPY"])
        let items = try bench.items("/quote-alerts")
        #expect(items.map { $0["triggered-at"] != nil } == [true, false])
        #expect(bench.ask("DELETE", "/quote-alerts/" + (never ?? "")).status == 204)
        #expect(bench.ask("DELETE", "/quote-alerts/" + (never ?? "")).status == 404)
    }

    @Test("an alert made after others were put back has an id of its own")
    func alertsAfterRestore() throws {
        let body = #"{"symbol":"SPY","field":"Last","operator":">","threshold":"100000"}"#
        let (first, second) = (try RESTBench(), try RESTBench())
        for _ in 0..<3 { #expect(first.ask("POST", "/quote-alerts", body: body).status == 201) }
        #expect(second.service.services.alerts.restore(first.service.services.alerts.snapshot()))
        for _ in 0..<3 { #expect(second.ask("POST", "/quote-alerts", body: body).status == 201) }
        let ids = try second.items("/quote-alerts").compactMap { $0["alert-external-id"]?.string }
        #expect(ids.count == 6 && Set(ids).count == 6)
    }

    @Test("coins trade around the clock, from midnight to midnight in New York")
    func coinSessions() throws {
        let bench = try RESTBench()
        let query = [
            (name: "instrument-collection", value: "Zero Hash CLOB"), (name: "from-date", value: "2026-11-26"),
            (name: "to-date", value: "2026-11-29"),
        ]
        let days = try bench.items("/market-time/sessions", query)
        #expect(days.count == 4)
        #expect(days.first?["open-at"]?.string == "2026-11-26T05:00:00.000+00:00")
        #expect(days.last?["close-at"]?.string == "2026-11-30T05:00:00.000+00:00")
        #expect(days.allSatisfy { $0["instrument-collection"]?.string == "Zero Hash CLOB" })
        let current = try bench.items(
            "/market-time/sessions/current", [("instrument-collections[]", "Zero Hash CLOB")])
        #expect(current.first?["state"]?.string == "Open")
        #expect(current.first?["next-session"]?["session-date"]?.string == "2026-11-21")
        #expect(current.first?["previous-session"]?["session-date"]?.string == "2026-11-19")
    }

    @Test("sessions and holidays come from the exchanges' calendars")
    func marketTime() throws {
        let bench = try RESTBench()
        let current = bench.get("/market-time/equities/sessions/current")
        #expect(current["state"]?.string == "Open" && current["close-at"]?.string == "2026-11-20T21:00:00.000+00:00")
        #expect(current["next-session"]?["session-date"]?.string == "2026-11-23")
        let saturday = bench.get(
            "/market-time/equities/sessions/current", [("current-time", "2026-11-21T15:00:00Z")])
        #expect(saturday["state"]?.string == "Closed" && saturday["open-at"]?.string == "2026-11-23T14:30:00.000+00:00")
        let week = try bench.items(
            "/market-time/sessions", [("from-date", "2026-11-23"), ("to-date", "2026-11-29")])
        #expect(week.count == 4 && week.last?["close-at"]?.string == "2026-11-27T18:00:00.000+00:00")
        #expect(bench.ask("GET", "/market-time/sessions").status == 400)
        #expect(bench.ask("GET", "/market-time/sessions", query: [("to-date", "2028-01-01")]).status == 400)
        #expect(try bench.items("/market-time/futures/sessions/current").count == 2)
        let both = [("instrument-collections[]", "Equity"), ("instrument-collections[]", "CME")]
        #expect(try bench.items("/market-time/sessions/current", both.map { (name: $0.0, value: $0.1) }).count == 2)
        let holidays = bench.get("/market-time/equities/holidays")
        #expect(holidays["market-holidays"]?.array?.contains(.string("2026-11-26")) == true)
        #expect(holidays["market-half-days"]?.array?.contains(.string("2026-11-27")) == true)
        #expect(bench.get("/market-time/futures/sessions/next/CME")["session-date"]?.string == "2026-11-23")
        #expect(
            bench.get("/market-time/equities/sessions/previous", [("date", "2026-11-20")])["session-date"]?.string
                == "2026-11-19")
        #expect(bench.ask("GET", "/market-time/futures/holidays/NYSE").status == 404)
    }

    @Test("the rest of the routes: margin, risk arrays, backtests")
    func others() throws {
        var bench = try RESTBench()
        #expect(try bench.items("/span/rows", [("exchange", "CFE")]).count == 1)
        let request =
            #"{"symbol":"SPY","startDate":"2026-01-02","endDate":"2026-06-30","legs":[{"type":"equity-option"}]}"#
        let run = bench.ask("POST", "/backtests", body: request)
        #expect(run.status == 200 && run.json["status"]?.string == "completed")
        let id = run.json["id"]?.string ?? ""
        #expect(bench.ask("GET", "/backtests/" + id).json == run.json)
        #expect(bench.ask("GET", "/backtests").json.array == [.string(id)])
        #expect(bench.ask("POST", "/backtests/\(id)/cancel").status == 204)
        #expect(bench.ask("GET", "/backtests/none").status == 404)
        #expect(bench.ask("GET", "/available-dates").json.array?.isEmpty == false)
        #expect(bench.ask("POST", "/simulate-trade", body: #"{"symbol":"SPY","legs":[]}"#).json.array?.count == 10)
        bench.authorization = nil
        #expect(bench.get("/margin-requirements-public-configuration")["risk-free-rate"]?.string == "0.0375")
        #expect(bench.ask("GET", "/span/rows").status == 401)
    }
}
