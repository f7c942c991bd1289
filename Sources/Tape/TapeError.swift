/// Why a recording cannot be read, or not read any further. Rows before the fault have been delivered.
public enum TapeError: Error, Equatable, Sendable {
    /// The file cannot be opened; `code` is the system's `errno`.
    case cannotOpen(path: String, code: Int32)
    /// The system failed while reading; `code` is its `errno`.
    case readFailed(code: Int32)
    /// The content is no format this reader knows; `reason` says what was looked for.
    case unrecognised(reason: String)
    /// The content ends in the middle of a row, a record or a compressed frame; `offset` counts bytes of the
    /// decompressed content.
    case truncated(offset: UInt64)
    /// The content breaks its format; `offset` counts bytes of the decompressed content.
    case corrupt(offset: UInt64, reason: String)
}

extension TapeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotOpen(let path, let code): "cannot open \(path) (errno \(code))"
        case .readFailed(let code): "reading failed (errno \(code))"
        case .unrecognised(let reason): "not a recording this program reads: \(reason)"
        case .truncated(let offset): "the recording is cut off after byte \(offset); the rows before are good"
        case .corrupt(let offset, let reason): "the recording is damaged at byte \(offset): \(reason)"
        }
    }
}
