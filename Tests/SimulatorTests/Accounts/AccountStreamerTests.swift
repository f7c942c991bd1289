import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct AccountStreamerSessionTests {
    private let start = AccountWindow.monday

    private func session(
        _ behavior: AccountStreamerBehavior = AccountStreamerBehavior(), faults: FaultBoard = FaultBoard()
    ) -> AccountStreamerSession {
        AccountStreamerSession(
            id: 7, accounts: ["5WT00001", "5WT00002"], behavior: behavior, faults: faults, openedAt: start
        ) { $0 == "Bearer good" || $0 == "session" }
    }

    private func say(
        _ session: inout AccountStreamerSession, _ text: String, at moment: Timestamp? = nil
    ) -> [JSONValue] {
        session.receive(Array(text.utf8), at: moment ?? start)
        return sent(&session)
    }

    private func sent(_ session: inout AccountStreamerSession) -> [JSONValue] {
        session.takeOutputs().compactMap { output in
            guard case .send(let bytes) = output else { return nil }
            return try? JSONReader.read(bytes)
        }
    }

    private let connect = #"{"action":"connect","value":["5WT00001"],"auth-token":"Bearer good","request-id":2}"#
    private func message(_ account: String?, _ type: String) -> AccountMessage {
        AccountMessage(type: type, account: account, data: .object([.init("id", .integer(1))]), moment: start)
    }

    @Test("answers connect with its session, the accounts and the request's number")
    func connecting() throws {
        var session = session()
        let answer = try #require(say(&session, connect).first)
        #expect(answer["status"]?.string == "ok")
        #expect(answer["web-socket-session-id"]?.string?.utf8.count == 8)
        #expect(answer["request-id"]?.int == 2)
        #expect(answer["value"] == .array([.string("5WT00001")]))
        let bare = say(
            &session, #"{"action":"connect","value":"5WT00002","auth-token":"Bearer good","request-id":3}"#)
        #expect(bare.first?["status"]?.string == "ok")
    }

    @Test("takes whatever a request may carry as its Authorization: a session token stands alone")
    func sessionToken() {
        var session = session()
        let answer = say(&session, #"{"action":"connect","value":["5WT00001"],"auth-token":"session"}"#).first
        #expect(answer?["status"]?.string == "ok")
    }

    @Test(
        "refuses in the venue's words",
        arguments: [
            (#"{"action":"connect","value":["5WT00001"],"auth-token":"good"}"#, "Unknown domain"),
            (#"{"action":"connect","value":["5WT00001"],"auth-token":"Bearer bad"}"#, "Unknown domain"),
            (#"{"action":"connect","value":[],"auth-token":"Bearer good"}"#, "value missing or not valid"),
            (#"{"action":"connect","value":["9ZZ99999"],"auth-token":"Bearer good"}"#, "value missing or not valid"),
            (#"{"action":"quote-alerts-subscribe","auth-token":"Bearer good"}"#, "connect-not-completed"),
            (#"{"action":"dance"}"#, "not-implemented"), ("[", "not-implemented"),
        ])
    func refusals(text: String, message: String) {
        var session = session()
        let answer = say(&session, text).first
        #expect(answer?["status"]?.string == "error")
        #expect(answer?["message"]?.string == message)
    }

    @Test("answers heartbeats whatever their token, but no connect after one that came first")
    func heartbeats() {
        var session = session()
        #expect(say(&session, #"{"action":"heartbeat","auth-token":"x"}"#).first?["status"]?.string == "ok")
        #expect(say(&session, connect).first?["message"]?.string == "not-implemented")
    }

    @Test("says Bye after a minute of silence, and to who never connects")
    func silence() {
        var session = session()
        _ = say(&session, connect)
        session.timePassed(start + .seconds(60))
        #expect(session.takeOutputs().isEmpty)
        session.timePassed(start + .seconds(61))
        #expect(session.takeOutputs() == [.close(code: 1000, reason: "Bye")])
        var idle = self.session()
        _ = say(&idle, #"{"action":"heartbeat"}"#, at: start + .seconds(50))
        idle.timePassed(start + .seconds(61))
        #expect(idle.takeOutputs() == [.close(code: 1000, reason: "Bye")])
    }

    @Test("tells the connected accounts and the subscriptions, and nobody else's")
    func delivering() {
        var session = session()
        let messages = [message("5WT00001", "Order"), message("5WT00002", "Order"), message(nil, "QuoteAlert")]
        session.deliver(messages, at: start)
        #expect(sent(&session).isEmpty)
        _ = say(&session, connect)
        session.deliver(messages, at: start)
        #expect(sent(&session).map { $0["type"]?.string } == ["Order"])
        _ = say(&session, #"{"action":"quote-alerts-subscribe","auth-token":"Bearer good"}"#)
        session.deliver(messages, at: start)
        #expect(sent(&session).map { $0["type"]?.string } == ["Order", "QuoteAlert"])
    }

    @Test("puts what belongs together into one frame when told to")
    func batches() {
        var behavior = AccountStreamerBehavior()
        behavior.batchesResults = true
        behavior.tellsConnectedAccounts = false
        var session = session(behavior)
        let answer = say(&session, connect).first?["results"]?.array
        #expect(answer?.first?["status"]?.string == "ok")
        #expect(answer?.first?["value"] == nil)
        session.deliver([message("5WT00001", "Order"), message("5WT00001", "AccountBalance")], at: start)
        let frames = sent(&session)
        #expect(frames.count == 1)
        #expect(frames.first?["results"]?.array?.count == 2)
    }

    @Test("falls silent, refuses and closes by fault")
    func faults() {
        let board = FaultBoard()
        board.switchOn(FaultOrder(.accountConnectRefused), at: start)
        var refused = session(faults: board)
        #expect(say(&refused, connect).first?["message"]?.string == "not-implemented")
        board.clear()
        board.switchOn(FaultOrder(.accountDisconnect), at: start)
        var closed = session(faults: board)
        closed.receive(Array(connect.utf8), at: start)
        #expect(closed.takeOutputs() == [.close(code: 1011, reason: "")])
        board.clear()
        var silent = session(faults: board)
        _ = say(&silent, connect)
        board.switchOn(FaultOrder(.accountSilence), at: start)
        #expect(say(&silent, #"{"action":"heartbeat"}"#).isEmpty)
        silent.deliver([message("5WT00001", "Order")], at: start)
        #expect(sent(&silent).isEmpty)
    }

    @Test("repeats, reorders, drops and splits notifications by fault")
    func messageFaults() throws {
        let window = try AccountWindow()
        func messages(_ fault: SimulatorFault) throws -> [AccountMessage] {
            window.faults.clear()
            _ = try window.place(AccountWindow.order("Buy to Open", 1))
            let happened = window.wait()
            window.faults.switchOn(FaultOrder(fault), at: window.clock.now)
            var faults = AccountMessageFaults(window.faults)
            return faults.apply(to: happened, at: window.clock.now)
        }
        let plain = try messages(.maintenance)
        #expect(try messages(.duplicateNotifications).count == plain.count * 2)
        let dropped = try messages(.droppedFills)
        #expect(!dropped.contains { $0.data["status"]?.string == "Filled" })
        #expect(dropped.contains { $0.type == "CurrentPosition" })
        let split = try messages(.filledBeforeFills).filter { $0.data["status"]?.string == "Filled" }
        #expect(split.map { $0.data["legs"]?.array?.first?["fills"]?.array?.isEmpty } == [true, false])
        #expect(try messages(.unknownNotifications).contains { $0.type == "UnforeseenNotice" })
        let reordered = try messages(.reorderedNotifications)
        #expect(reordered.map(\.type) != plain.map(\.type))
    }
}

@Suite(.serialized, .timeLimit(.minutes(2)))
struct AccountStreamerTests {
    @Test("lets a login with a password use the stream by its raw token, and no access token without Bearer")
    func legacySession() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        var configuration = SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1)))
        configuration.allowsPasswordSessions = true
        let simulator = try await SimulatorService.start(configuration, on: loop)
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let login = try await client.json(
            "POST", "/sessions",
            body: #"{"login":"simulator","password":"\#(simulator.endpoints.credentials.clientSecret)"}"#)
        let session = try #require(login["data"]?["session-token"]?.string)
        let access = try await client.login()
        let account = try #require(simulator.endpoints.accounts.first)
        let (connection, frames) = try client.feed(simulator.endpoints.accountStreamer)
        var answers: [String] = []
        for await frame in frames {
            guard !frame.hasPrefix("close") else { break }
            if frame == "opened" {
                for (number, token) in [access, "Bearer " + session, session].enumerated() {
                    connection.send(
                        #"{"action":"connect","value":["\#(account)"],"auth-token":"\#(token)","request-id":\#(number)}"#
                    )
                }
                continue
            }
            let message = try JSONReader.read(Array(frame.utf8))
            guard message["action"]?.string == "connect" else { continue }
            answers.append(message["status"]?.string ?? "")
            if answers.count == 3 { break }
        }
        #expect(answers == ["error", "error", "ok"])
        connection.close()
    }

    @Test("tells a client over a socket what its order over another does")
    func overSockets() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1))), on: loop)
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let token = try await client.login()
        let account = try #require(simulator.endpoints.accounts.last)
        let (connection, frames) = try client.feed(simulator.endpoints.accountStreamer)
        var statuses: [String] = []
        var types: Set<String> = []
        for await frame in frames {
            if frame == "opened" {
                connection.send(
                    #"{"action":"connect","value":["\#(account)"],"auth-token":"Bearer \#(token)","request-id":1}"#)
                continue
            }
            guard !frame.hasPrefix("close") else { break }
            let message = try JSONReader.read(Array(frame.utf8))
            if message["action"]?.string == "connect" {
                #expect(message["status"]?.string == "ok")
                let placed = try await client.json(
                    "POST", "/accounts/\(account)/orders", token: token, body: AccountWindow.order("Buy to Open", 2))
                #expect(placed["data"]?["order"]?["id"] != nil)
            }
            types.insert(message["type"]?.string ?? "")
            if message["type"]?.string == "Order" { statuses.append(message["data"]?["status"]?.string ?? "") }
            if types.isSuperset(of: ["Order", "CurrentPosition", "AccountBalance"]), statuses.last == "Filled" {
                break
            }
        }
        #expect(Array(statuses.prefix(4)) == ["Received", "Routed", "In Flight", "Live"])
        #expect(statuses.last == "Filled")
        let positions = try await client.json("GET", "/accounts/\(account)/positions", token: token)
        #expect(positions["data"]?["items"]?.array?.first?["quantity"]?.int == 2)
        connection.close()
    }
}
