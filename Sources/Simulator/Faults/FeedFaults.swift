import DXLink
import MarketModel

/// What the fault board does to one DXLink connection.
struct FeedFaults {
    /// A step of the handshake at which a connection can be lost.
    enum Step {
        case setup, auth, channel, feedSetup

        fileprivate var fault: SimulatorFault {
            switch self {
            case .setup: .disconnectAtSetup
            case .auth: .disconnectAtAuth
            case .channel: .disconnectAtChannel
            case .feedSetup: .disconnectAtFeedSetup
            }
        }
    }

    let board: FaultBoard

    /// Whether the connection is lost at a step.
    func disconnects(at step: Step, _ now: Timestamp) -> Bool { board.strike(step.fault, at: now) != nil }

    /// Whether a good token is refused.
    func refusesToken(at now: Timestamp) -> Bool { board.strike(.quoteTokenRefused, at: now) != nil }

    /// Whether nothing at all is sent any more.
    func isSilent(at now: Timestamp) -> Bool { board.isOn(.silentStream, at: now) }

    func answersCompactToFull(at now: Timestamp) -> Bool { board.isOn(.compactForFull, at: now) }

    /// The fields a FEED_CONFIG tells, of those it should.
    func fields(_ names: [String], at now: Timestamp) -> [String] {
        guard board.strike(.partialFeedConfig, at: now) != nil else { return names }
        // The symbol stays: without it no row is anybody's.
        let kept = names.enumerated().filter { $0.offset % 4 != 3 || $0.element == "eventSymbol" }.map(\.element)
        return kept.reversed()
    }

    /// How many subscriptions a session may have.
    func subscriptionLimit(_ usual: Int, at now: Timestamp) -> Int {
        guard board.isOn(.subscriptionLimit, at: now),
            let active = board.active(at: now).first(where: { $0.fault == .subscriptionLimit })
        else { return usual }
        return min(usual, max(0, Int(active.settings.value ?? 10)))
    }

    /// The frames that go out in place of a frame of data.
    func frames(for frame: [UInt8], channel: Int, _ format: FeedDataFormat, at now: Timestamp) -> [[UInt8]] {
        guard !board.isClear else { return [frame] }
        if board.strike(.frozenStream, at: now) != nil { return [] }
        if board.strike(.malformedFrames, at: now) != nil { return [Array(frame.prefix(frame.count / 2))] }
        var frames = [frame]
        if board.strike(.unknownEvents, at: now) != nil {
            let rows = format == .full ? #"{"eventType":"Surprise","eventSymbol":"X"}"# : #""Surprise",["X",1,2]"#
            frames.insert(
                Array(#"{"type":"FEED_DATA","channel":\#(channel),"data":[\#(rows)]}"#.utf8), at: 0)
        }
        if let settings = board.strike(.oversizedFrames, at: now) {
            let bytes = min(max(Int(settings.value ?? 2_000_000), 0), 32 << 20)
            let padding = Array(#","padding":""#.utf8) + Array(repeating: UInt8(ascii: "x"), count: bytes)
            frames[frames.count - 1] = Array(frame.dropLast()) + padding + Array("\"}".utf8)
        }
        return frames
    }
}
