import DXLink
import JSON
import MarketModel
import Wire

/// Prints events as they come and the ledger at the end.
final class StreamSession: Sendable {
    /// Why it ended.
    private enum Ending: Sendable {
        case counted, timeUp, idle, interrupted
        case failed(DXLinkError)
    }

    private struct State {
        var encoder: FeedEncoder
        var printed = 0
        var lastEvent: Timestamp
        var isOver = false
        var snapshots = 0
    }

    private let plan: StreamPlan
    private let names = NameTable()
    private let state: Lock<State>
    private let ended: AsyncStream<Ending>
    private let end: AsyncStream<Ending>.Continuation

    init(_ plan: StreamPlan) {
        self.plan = plan
        state = Lock(State(encoder: FeedEncoder(names: names), lastEvent: SystemClock.monotonic()))
        (ended, end) = AsyncStream.makeStream()
    }

    func run() async throws -> ExitCode {
        let plan = plan
        let client = DXLinkClient(
            names: names, loop: WireLoop(), transport: .init(authorityPath: plan.authority),
            credentials: { DXLinkCredentials(url: plan.url, token: plan.token) }
        ) { [self] delivery in take(delivery) }
        client.subscribe(plan.subscriptions)
        let ending = await withTaskGroup(of: Ending?.self) { group in
            group.addTask {
                do throws(DXLinkError) { try await client.run() } catch { return .failed(error) }
                return nil
            }
            group.addTask { [ended] in
                var endings = ended.makeAsyncIterator()
                return await endings.next()
            }
            group.addTask {
                await Interruption.wait()
                return .interrupted
            }
            if let duration = plan.duration {
                group.addTask {
                    try? await Task.sleep(for: duration)
                    return .timeUp
                }
            }
            if let idle = plan.idle { group.addTask { await self.waitForSilence(idle) } }
            var first: Ending?
            while first == nil, let next = await group.next() { first = next }
            client.stop()
            group.cancelAll()
            return first ?? .interrupted
        }
        let status = client.status
        Terminal.print(bytes: ledger(status))
        return try code(ending, status)
    }

    private func take(_ delivery: FeedDelivery) {
        switch delivery {
        case .notice(.contractFellBack(let contract, let reason)):
            Terminal.note(
                "piquant: the server refused contract \(contract.rawValue) (\(reason)); it serves AUTO instead")
        case .notice(.contractRefused(let contract, let reason)):
            Terminal.note(
                "piquant: the server refused contract \(contract.rawValue) (\(reason)); nothing will come on it")
        case .notice(.serverError(_, let code, let text)): Terminal.note("piquant: the server says \(code): \(text)")
        case .notice(.disconnected(let error, let retryAfter?)):
            Terminal.note("piquant: disconnected (\(error)); again in \(retryAfter)")
        case .notice(.parked(let parked)):
            Terminal.note("piquant: \(parked.count) subscriptions do not fit the session's limits and were left out")
        case .notice: break
        case .events(let batch): print(batch.events)
        }
    }

    private func print(_ events: [MarketEvent]) {
        var lines: [UInt8] = []
        let isCounted = state.withLock { state -> Bool in
            for event in events where !state.isOver {
                var line: [UInt8] = []
                state.encoder.appendFull(event, fields: event.type.feedFields, to: &line)
                lines += line
                lines.append(0x0A)
                state.printed += 1
                if let count = plan.count, state.printed >= count { state.isOver = true }
            }
            state.lastEvent = SystemClock.monotonic()
            return state.isOver
        }
        Terminal.print(bytes: lines)
        if isCounted { end.yield(.counted) }
    }

    private func waitForSilence(_ span: Duration) async -> Ending? {
        while true {
            let silent = SystemClock.monotonic() - state.withLock { $0.lastEvent }
            if silent >= span { return .idle }
            do { try await Task.sleep(for: span - silent) } catch { return nil }
        }
    }

    /// The last line: what became of every row, and what was not covered.
    private func ledger(_ status: FeedStatus) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("ledger")
        json.beginObject()
        json.member("events", state.withLock { $0.printed })
        json.member("frames", status.ledger.frames)
        json.member("received", status.ledger.received)
        json.member("used", status.ledger.used)
        json.key("excluded")
        json.beginObject()
        for (reason, count) in status.ledger.exclusions where count > 0 { json.member(reason.rawValue, count) }
        json.endObject()
        json.key("gaps")
        json.beginArray()
        for gap in status.gaps where !gap.isFilled {
            json.beginObject()
            json.member("type", gap.key.type.feedName)
            json.member("symbol", gap.key.symbol)
            json.member("cause", gap.cause.rawValue)
            json.member("from", gap.from.description)
            json.member("until", gap.until?.description)
            json.endObject()
        }
        json.endArray()
        json.member("connections", status.connectionAttempts)
        json.endObject()
        json.endObject()
        return json.bytes + [0x0A]
    }

    private func code(_ ending: Ending, _ status: FeedStatus) throws -> ExitCode {
        if case .failed(let error) = ending {
            throw Failure(
                code: "P301",
                message:
                    "the stream ended: \(error). What arrived is above. Check --url and --token; a quote token lives a day."
            )
        }
        if status.ledger.frames == 0, let error = status.lastError {
            throw Failure(
                code: "P301",
                message: "the stream could not be reached: \(error). Nothing arrived. Check --url and --token.")
        }
        let printed = state.withLock { $0.printed }
        if let count = plan.count, printed < count {
            Terminal.note(
                "piquant: \(printed) of \(count) events arrived before the end; the ledger says what is missing [P302]")
            return .incomplete
        }
        return status.ledger.excluded > 0 || status.gaps.contains { !$0.isFilled } ? .incomplete : .done
    }
}
