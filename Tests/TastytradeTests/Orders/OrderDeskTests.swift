import JSON
import MarketModel
import TestSupport
import Testing
import Wire

@testable import Tastytrade

struct OrderDeskTests {
    private static let order = OrderRequest(
        .limit(Price("1.35")!),
        legs: [
            LegRequest(.sellToOpen, Quantity(whole: 1), of: .option("SPY   261218P00660000")),
            LegRequest(.buyToOpen, Quantity(whole: 1), of: .option("SPY   261218P00655000")),
        ])

    @Test("what is submitted are the bytes that were judged, once, and the receipt says what the venue said")
    func straight() async throws {
        let judged = Lock("")
        let venue = ScriptedOrderVenue(dryRun: { body in
            judged.withLock { $0 = body }
            return .answer(status: 201, body: OrderFixture.judgedSpread)
        })
        defer { venue.end() }
        let desk = venue.desk()
        let receipt = try await desk.review(Self.order)
        #expect(venue.changes.isEmpty)
        #expect(receipt.payloadText == judged.withLock { $0 })
        #expect(receipt.payloadHash == SHA256.hex(Array(receipt.payloadText.utf8)))
        #expect(receipt.payloadText.contains(receipt.externalIdentifier))
        #expect(receipt.judgement.fees?.total == Money("-2.15"))
        #expect(receipt.goodUntil == receipt.judgedAt + .seconds(60))
        guard case .placed(let placement) = await desk.submit(receipt) else {
            Issue.record("not placed")
            return
        }
        #expect(!placement.wasFoundByLooking)
        #expect(placement.order?.externalIdentifier == receipt.externalIdentifier)
        #expect(venue.changes == ["POST /accounts/5WT00001/orders " + receipt.payloadText])
        // A copy of the receipt is no second way.
        let copy = receipt
        #expect(await desk.submit(copy) == .notPlaced(.receipt(.alreadySubmitted)))
        #expect(venue.orders.count == 1)
    }

    @Test("a receipt is good for its account, its host and its time alone")
    func bound() async throws {
        let venue = ScriptedOrderVenue()
        defer { venue.end() }
        let other = ScriptedOrderVenue()
        defer { other.end() }
        let desk = venue.desk()
        let receipt = try await desk.review(Self.order)
        #expect(await venue.desk(account: "5WT00002").submit(receipt) == .notPlaced(.receipt(.otherAccount)))
        #expect(await other.desk().submit(receipt) == .notPlaced(.receipt(.otherHost)))
        let brief = venue.desk(policy: OrderPolicy(receiptLifetime: .zero))
        let stale = try await brief.review(Self.order)
        #expect(await brief.submit(stale) == .notPlaced(.receipt(.expired(goodUntil: stale.goodUntil))))
        #expect(venue.changes.isEmpty && other.changes.isEmpty)
        // None of the refusals used it up.
        guard case .placed = await desk.submit(receipt) else {
            Issue.record("not placed")
            return
        }
    }

    @Test("local problems reach nobody, and all are told")
    func problems() async throws {
        let venue = ScriptedOrderVenue(dryRun: { _ in .cut })
        defer { venue.end() }
        var bad = Self.order
        bad.pricing = .limit(Price("1.355")!)
        bad.legs[0].quantity = .zero
        do {
            _ = try await venue.desk().review(bad)
            Issue.record("reviewed")
        } catch {
            guard case .problems(let problems) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(problems.problems.map(\.code) == [.quantity, .tick])
            #expect(problems.description.hasPrefix("leg 1: the quantity 0 is not above zero"))
        }
    }

    @Test("a refused dry run tells the venue's reasons in both shapes and what the order would have done")
    func refusedReview() async throws {
        let body =
            #"{"error":{"code":"preflight_check_failure","message":"One or more","errors":["#
            + #"{"code":"margin_check_failed","message":"too little","preflight-id":"0"},"#
            + #"{"domain":"time-in-force","reason":"is required"}]},"#
            + #""data":{"buying-power-effect":{"change-in-buying-power":"9000","change-in-buying-power-effect":"Debit"}}}"#
        let venue = ScriptedOrderVenue(dryRun: { _ in .answer(status: 422, body: body) })
        defer { venue.end() }
        do {
            _ = try await venue.desk().review(Self.order)
            Issue.record("reviewed")
        } catch {
            guard case .refused(let refusal) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(refusal.code == "preflight_check_failure")
            #expect(
                refusal.reasons == [
                    OrderMessage(code: "margin_check_failed", message: "too little", preflightID: "0"),
                    OrderMessage(code: "time-in-force", message: "is required"),
                ])
            #expect(refusal.buyingPower?.changeInBuyingPower == Money("-9000"))
        }
    }

    @Test("an order that the dry run found errors in is not sent")
    func judgedImpossible() async throws {
        let body = OrderFixture.judgedSpread.replacing(
            #""errors":[]"#, with: #""errors":[{"code":"x","message":"y"}]"#)
        let venue = ScriptedOrderVenue(dryRun: { _ in .answer(status: 201, body: body) })
        defer { venue.end() }
        let desk = venue.desk()
        #expect(await desk.submit(try await desk.review(Self.order)) == .notPlaced(.receipt(.judgedImpossible)))
        #expect(venue.changes.isEmpty)
    }

    /// A way in which the venue does not answer a placing properly.
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let reply: CuttingServer.Reply
        var testDescription: String { name }

        static let all = [
            Fault(name: "cut without a byte", reply: .cut),
            Fault(name: "cut in the head", reply: .cutAfter("HTTP/1.1 201 Cre")),
            Fault(
                name: "cut in the body",
                reply: .cutAfter("HTTP/1.1 201 Created\r\ncontent-length: 900\r\n\r\n{\"data\":")),
            Fault(name: "502 of a proxy", reply: .answer(status: 502, body: "<html>bad gateway</html>")),
            Fault(
                name: "500 of the venue", reply: .answer(status: 500, body: #"{"error":{"code":"x","message":"y"}}"#)),
            Fault(name: "504", reply: .answer(status: 504, body: #"{"error":{"code":"timeout_error","message":""}}"#)),
            Fault(
                name: "a refused token",
                reply: .answer(status: 401, body: #"{"error":{"code":"token_invalid","message":""}}"#)),
            Fault(name: "too many requests", reply: .answer(status: 429, body: "")),
            Fault(name: "request time-out", reply: .answer(status: 408, body: "")),
            Fault(name: "201 that cannot be read", reply: .answer(status: 201, body: #"{"data":{"order":7}}"#)),
            Fault(
                name: "201 without a number",
                reply: .answer(status: 201, body: #"{"data":{"order":{"status":"Live"}}}"#)),
            Fault(name: "201 that is no JSON", reply: .answer(status: 201, body: "ok")),
            Fault(name: "a proxy's 403", reply: .answer(status: 403, body: "<html>forbidden</html>")),
            Fault(name: "a redirect", reply: .answer(status: 302, body: "")),
        ]
    }

    @Test("an order whose answer was lost is found by its identifier and never sent again", arguments: Fault.all)
    func takenAnswerLost(fault: Fault) async throws {
        let venue = ScriptedOrderVenue { _ in .doThen(fault.reply) }
        defer { venue.end() }
        // Looks like ours, but is not.
        _ = venue.add(identifier: "somebody-else")
        let desk = venue.desk()
        let receipt = try await desk.review(Self.order)
        guard case .placed(let placement) = await desk.submit(receipt) else {
            Issue.record("not placed")
            return
        }
        #expect(placement.wasFoundByLooking)
        #expect(placement.orders.map(\.externalIdentifier) == [receipt.externalIdentifier])
        #expect(venue.changes.count == 1)
    }

    @Test("an order that got lost is told as not placed, unless the venue had said yes", arguments: Fault.all)
    func lost(fault: Fault) async throws {
        let venue = ScriptedOrderVenue { _ in .only(fault.reply) }
        defer { venue.end() }
        _ = venue.add(identifier: "somebody-else")
        let desk = venue.desk()
        let outcome = await desk.submit(try await desk.review(Self.order))
        switch outcome {
        case .notPlaced(.neverArrived): #expect(!fault.name.hasPrefix("201"))
        case .unknown(let question): #expect(fault.name.hasPrefix("201"), "\(question)")
        default: Issue.record("\(outcome)")
        }
        #expect(venue.changes.count == 1)
    }

    @Test(
        "definite refusals are told at once with the venue's own words",
        arguments: [
            (422, "margin_check_failed"), (400, "validation_error"), (403, "not_permitted"), (404, "record_not_found"),
        ])
    func refused(status: Int, code: String) async throws {
        let venue = ScriptedOrderVenue(list: { _ in .cut }) { _ in
            .only(.answer(status: status, body: #"{"error":{"code":"\#(code)","message":"no"}}"#))
        }
        defer { venue.end() }
        let desk = venue.desk()
        guard case .notPlaced(.refused(let refusal)) = await desk.submit(try await desk.review(Self.order)) else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.code == code && refusal.status == status)
    }

    @Test("when the lists cannot be read the outcome stays open, and says what to look for")
    func blind() async throws {
        let venue = ScriptedOrderVenue(list: { _ in .answer(status: 503, body: "") }) { _ in .doThen(.cut) }
        defer { venue.end() }
        let desk = venue.desk()
        let receipt = try await desk.review(Self.order)
        guard case .unknown(let question) = await desk.submit(receipt) else {
            Issue.record("not open")
            return
        }
        #expect(question.handle == receipt.externalIdentifier)
        #expect(question.cause == .cutOff)
        #expect(question.failedLooks == question.looks && question.looks > 1)
        #expect(venue.changes.count == 1)
    }

    @Test("a list with an order that cannot be read proves nothing")
    func holes() async throws {
        let venue = ScriptedOrderVenue(list: { _ in .answer(status: 200, body: #"{"data":{"items":[{"id":1}]}}"#) }) {
            _ in .only(.cut)
        }
        defer { venue.end() }
        let desk = venue.desk()
        guard case .unknown = await desk.submit(try await desk.review(Self.order)) else {
            Issue.record("a hole was taken for absence")
            return
        }
    }

    @Test("an order on a later page is found")
    func pages() async throws {
        let wanted = Lock("")
        let venue = ScriptedOrderVenue(list: { look in
            let item = look == 1 ? OrderFixture.order(5, identifier: wanted.withLock { $0 }) : OrderFixture.order(4)
            return .answer(
                status: 200,
                body:
                    #"{"data":{"items":[\#(item)]},"pagination":{"page-offset":\#(look),"total-pages":2,"per-page":1,"total-items":2}}"#
            )
        }) { _ in .only(.cut) }
        defer { venue.end() }
        let desk = venue.desk()
        let receipt = try await desk.review(Self.order)
        wanted.withLock { $0 = receipt.externalIdentifier }
        guard case .placed(let placement) = await desk.submit(receipt) else {
            Issue.record("not found")
            return
        }
        #expect(placement.order?.id == OrderID(5))
    }

    @Test("nobody listens: nothing was sent, and it is said at once")
    func nobody() async throws {
        let venue = ScriptedOrderVenue()
        let desk = venue.desk()
        let receipt = try await desk.review(Self.order)
        venue.end()
        // The client is stopped with the venue, so another one speaks to the same address.
        let client = HTTPClient()
        defer { client.stop() }
        let session = Session(
            address: venue.address, credentials: Credentials(clientSecret: "s", refreshToken: "r"), client: client)
        let other = OrderDesk(session: session, account: "5WT00001", clock: SteppingClock().clock)
        guard case .notPlaced(.nothingSent) = await other.submit(receipt) else {
            Issue.record("something was sent")
            return
        }
    }

    @Test("the end of the caller's task does not leave an order that nobody knows of")
    func cancelled() async throws {
        let venue = ScriptedOrderVenue { _ in .doThen(.cut) }
        defer { venue.end() }
        let desk = venue.desk()
        let receipt = try await desk.review(Self.order)
        let task = Task { await desk.submit(receipt) }
        task.cancel()
        guard case .placed = await task.value else {
            Issue.record("not settled")
            return
        }
    }

    // MARK: Replacing and cancelling

    @Test("a replacement is reviewed, sent once and, its answer lost, found by the venue's own link")
    func replacement() async throws {
        for reply in [nil, CuttingServer.Reply.cut] {
            let venue = ScriptedOrderVenue { _ in reply.map { .doThen($0) } ?? .proper }
            defer { venue.end() }
            let original = venue.add()
            let desk = venue.desk()
            let receipt = try await desk.review(replacing: original, with: Self.order)
            #expect(receipt.purpose == .replace(original))
            guard case .placed(let placement) = await desk.submit(receipt) else {
                Issue.record("not replaced")
                return
            }
            #expect(placement.order?.replaces == original)
            #expect(placement.wasFoundByLooking == (reply != nil))
            #expect(venue.changes.count == 1)
        }
    }

    @Test("a replacement that got lost is told as not placed, and somebody else's is not taken for ours")
    func lostReplacement() async throws {
        let venue = ScriptedOrderVenue { _ in .only(.cut) }
        defer { venue.end() }
        let original = venue.add(identifier: "mine")
        let foreign = venue.add(identifier: "theirs")
        let desk = venue.desk()
        let first = try await desk.review(replacing: original, with: Self.order)
        guard case .notPlaced(.neverArrived) = await desk.submit(first) else {
            Issue.record("not lost")
            return
        }
        venue.change(original) { $0.replacedBy = foreign.number }
        let second = try await desk.review(replacing: original, with: Self.order)
        guard case .notPlaced(.neverArrived) = await desk.submit(second) else {
            Issue.record("somebody else's was taken for ours")
            return
        }
    }

    @Test("a cancel whose answer was lost is settled by the order's own status")
    func cancels() async throws {
        let lossy = ScriptedOrderVenue { _ in .doThen(.cut) }
        defer { lossy.end() }
        let id = lossy.add()
        guard case .taken(let order) = await lossy.desk().cancel(id) else {
            Issue.record("not taken")
            return
        }
        #expect(order.status == .cancelRequested)
        #expect(lossy.changes == ["DELETE /accounts/5WT00001/orders/\(id) "])

        let deaf = ScriptedOrderVenue { _ in .only(.cut) }
        defer { deaf.end() }
        let working = deaf.add()
        guard case .notCancelled(.neverArrived, let still) = await deaf.desk().cancel(working) else {
            Issue.record("not told")
            return
        }
        #expect(still?.status == .live)
        #expect(deaf.changes.count == 1)
    }

    @Test("a cancel of an order that is over is refused, and says how the order ended")
    func lateCancel() async throws {
        let venue = ScriptedOrderVenue { _ in
            .only(.answer(status: 422, body: #"{"error":{"code":"cannot_update_order","message":"over"}}"#))
        }
        defer { venue.end() }
        let id = venue.add(status: "Filled")
        guard case .notCancelled(.refused(let refusal), let order) = await venue.desk().cancel(id) else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.code == "cannot_update_order")
        #expect(order?.status == .filled)
    }

    // MARK: Complex orders

    private static let judgedComplex =
        #"{"data":{"complex-order":{"type":"OCO","orders":[\#(OrderFixture.order(0)),\#(OrderFixture.order(0))]},"warnings":[]}}"#

    private static let bracket: ComplexOrderRequest = {
        func leg(_ action: OrderAction) -> LegRequest { LegRequest(action, Quantity(whole: 1), of: .share("F")) }
        return .oco(
            OrderRequest(.limit(Price("12")!), .gtc, legs: [leg(.sellToClose)]),
            OrderRequest(.stop(trigger: Price("9")!), .gtc, legs: [leg(.sellToClose)]))
    }()

    @Test("a complex order is placed whole, and found by its parts when the answer was lost")
    func complex() async throws {
        for reply in [nil, CuttingServer.Reply.cut] {
            let venue = ScriptedOrderVenue(dryRun: { _ in .answer(status: 201, body: Self.judgedComplex) }) { _ in
                reply.map { .doThen($0) } ?? .proper
            }
            defer { venue.end() }
            let desk = venue.desk()
            let receipt = try await desk.review(Self.bracket)
            guard case .placed(let placement) = await desk.submit(receipt) else {
                Issue.record("not placed")
                return
            }
            #expect(placement.complexOrderID == OrderID(900))
            #expect(placement.orders.map(\.externalIdentifier) == receipt.identifiers)
            #expect(venue.changes.count == 1)
        }
    }

    @Test("a pair's ratio is changed once, and read back when the answer was lost")
    func ratio() async throws {
        let venue = ScriptedOrderVenue(dryRun: { _ in .answer(status: 201, body: Self.judgedComplex) }) { _ in
            .doThen(.answer(status: 500, body: ""))
        }
        defer { venue.end() }
        let id = venue.add(ratio: "1.5")
        let desk = venue.desk()
        let receipt = try await desk.review(changing: id, to: PairRatio(.atLeast, Price("1.75")!))
        guard case .placed(let placement) = await desk.submit(receipt) else {
            Issue.record("not changed")
            return
        }
        #expect(placement.wasFoundByLooking)
        #expect(venue.changes.count == 1)
    }

    @Test("the search always names a start date")
    func startDate() async throws {
        let queries = Lock([String]())
        let server = CuttingServer { _, request in
            if request.contains("/oauth/token") {
                return .answer(status: 200, body: #"{"access_token":"t","expires_in":900}"#)
            }
            queries.withLock { $0.append(String(request.prefix { $0 != "\r\n" })) }
            return .answer(status: 200, body: #"{"data":{"items":[]}}"#)
        }
        defer { server.stop() }
        let client = HTTPClient()
        defer { client.stop() }
        let session = Session(
            address: "http://127.0.0.1:\(server.port)", credentials: Credentials(clientSecret: "s", refreshToken: "r"),
            client: client)
        let desk = OrderDesk(session: session, account: "5WT00001")
        _ = try await desk.orders(since: TradingDay("2026-11-01")!, statuses: [.filled, .cancelled], underlying: "/ES")
        #expect(
            queries.withLock { $0 } == [
                "GET /accounts/5WT00001/orders?start-date=2026-11-01&status%5B%5D=Filled&status%5B%5D=Cancelled"
                    + "&underlying-symbol=%2FES&per-page=100&page-offset=0 HTTP/1.1"
            ])
    }
}
