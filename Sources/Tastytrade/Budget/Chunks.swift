extension RandomAccessCollection where Index == Int {
    /// The elements in runs of at most `size`, for endpoints that take so many symbols a request.
    ///
    /// - Precondition: `size` is above zero.
    public func chunked(by size: Int) -> [SubSequence] {
        precondition(size > 0, "a chunk holds something")
        return stride(from: startIndex, to: endIndex, by: size).map { self[$0..<Swift.min($0 + size, endIndex)] }
    }
}
