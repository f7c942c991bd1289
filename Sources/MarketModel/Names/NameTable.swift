/// A small integer that stands for a symbol or another text of the feed. 0 is "no text".
///
/// Ids are given out by a `NameTable` in order of first sight and mean nothing outside it.
@frozen
public struct NameID: Hashable, Sendable, BitwiseCopyable {
    /// The raw id; 0 is "no text".
    public let rawValue: UInt32

    /// Creates an id from its raw value.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// No text at all.
    public static let none = NameID(rawValue: 0)
}

/// Symbols and other repeated texts as small integers, so that events stay plain records.
///
/// Shared by the threads of one session; the hot path asks it only for texts it has not met. It never
/// forgets, so it is bounded: once `capacity` texts are known, `id(for:)` gives `nil` for new ones.
public final class NameTable: Sendable {
    private struct State {
        var ids: [String: NameID] = [:]
        var names: [String] = [""]
    }

    /// The most texts the table takes.
    public let capacity: Int
    private let state = Lock(State())

    /// Creates an empty table.
    ///
    /// - Parameter capacity: The most texts it takes; the default holds every listed US option twice over.
    public init(capacity: Int = 4_000_000) { self.capacity = capacity }

    /// The id of `text`, given out on first sight; `nil` when the table is full and the text is new.
    public func id(for text: String) -> NameID? {
        state.withLock { state in
            if let known = state.ids[text] { return known }
            guard state.names.count <= capacity else { return nil }
            let id = NameID(rawValue: UInt32(state.names.count))
            state.names.append(text)
            state.ids[text] = id
            return id
        }
    }

    /// The id of `text` if it was met before.
    public func existingID(for text: String) -> NameID? { state.withLock { $0.ids[text] } }

    /// The text of an id; `nil` for `NameID.none` and for ids of another table that this one has not reached.
    public func text(of id: NameID) -> String? {
        state.withLock { state in
            id != .none && Int(id.rawValue) < state.names.count ? state.names[Int(id.rawValue)] : nil
        }
    }
}
