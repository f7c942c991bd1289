import MarketModel

/// A stretch of time without a session or reset boundary inside. Bars never cross its ends.
struct FlowSegment: Sendable {
    var start = Int64.min
    var end = Int64.max
    /// When the cumulative delta of this stretch began.
    var origin = Int64.min
    /// All ones, or zero before an anchor: prints here do not count in cumulative delta.
    var cvdMask: Int64 = -1
    var session: FlowSession?

    /// The first moment outside trading, or the end of time without a session.
    private(set) var sessionEnd = Int64.max
    private(set) var sessionStart = Int64.min
    private var pauseStart = Int64.max
    private var pauseEnd = Int64.max

    init(session: FlowSession? = nil) {
        self.session = session
        guard let session else { return }
        start = session.start.nanoseconds
        end = session.nextStart.nanoseconds
        (sessionStart, sessionEnd) = (start, session.end.nanoseconds)
        pauseStart = session.pauseStart?.nanoseconds ?? .max
        pauseEnd = session.pauseEnd?.nanoseconds ?? .max
    }

    /// Before this moment nothing of the session is outside.
    var outsideFrom: Int64 { min(sessionEnd, pauseStart) }

    /// Whether a moment of the session lies after its end or in its pause.
    @inline(__always)
    func isOutside(_ time: Int64) -> Bool {
        time >= sessionEnd || (time >= pauseStart && time < pauseEnd)
    }
}

extension FlowConfiguration {
    /// The stretch around a moment.
    func segment(at time: Int64) -> FlowSegment {
        let session = sessions?.session(owning: Timestamp(nanoseconds: time))
        var segment = FlowSegment(session: session)
        if session == nil, sessions != nil {
            // The schedule is silent here; ask again within the hour.
            let hour: Int64 = 3_600_000_000_000
            segment.start = time.flooredMultiple(of: hour)
            let (end, overflow) = segment.start.addingReportingOverflow(hour)
            segment.end = overflow ? .max : end
        }
        switch reset {
        case .none: break
        case .session:
            segment.origin = session == nil ? .min : segment.start
        case .regularHours:
            segment.origin = regularStart(before: time, from: session) ?? .min
            if let boundary = session?.regularStart { segment.cut(at: boundary.nanoseconds, around: time) }
        case .anchor(let moment):
            segment.cvdMask = time >= moment.nanoseconds ? -1 : 0
            segment.origin = time >= moment.nanoseconds ? moment.nanoseconds : .min
            segment.cut(at: moment.nanoseconds, around: time)
        }
        return segment
    }

    /// The last start of regular hours at or before a moment, looking back over at most ten sessions.
    private func regularStart(before time: Int64, from session: FlowSession?) -> Int64? {
        var session = session
        for _ in 0..<10 {
            guard let candidate = session else { return nil }
            if let start = candidate.regularStart?.nanoseconds, start <= time { return start }
            session = sessions?.session(owning: Timestamp(nanoseconds: candidate.start.nanoseconds - 1))
        }
        return nil
    }

    /// The interval of the time bar at a moment: the grid cell, cut to the stretch.
    func interval(at time: Int64, span: Int64, in segment: FlowSegment) -> (start: Int64, end: Int64) {
        let anchor = alignment == .session && segment.session != nil ? segment.sessionStart : 0
        let (offset, overflow) = time.subtractingReportingOverflow(anchor)
        let floor = overflow ? time : anchor + offset.flooredMultiple(of: span)
        let (end, endOverflow) = floor.addingReportingOverflow(span)
        return (max(floor, segment.start), min(endOverflow ? .max : end, segment.end))
    }
}

extension FlowSegment {
    fileprivate mutating func cut(at boundary: Int64, around time: Int64) {
        guard boundary > start, boundary < end else { return }
        if time >= boundary { start = boundary } else { end = boundary }
    }
}

extension Int64 {
    /// The largest multiple of `step` that is not above the value, or the value where that has no room.
    func flooredMultiple(of step: Int64) -> Int64 {
        let rest = self % step
        let (floor, overflow) = subtractingReportingOverflow(rest < 0 ? rest + step : rest)
        return overflow ? self : floor
    }
}
