/// Why bytes are not the JSON they should be.
package struct JSONFault: Error, Equatable, Sendable {
    /// What is wrong.
    package enum Reason: String, Sendable, CaseIterable {
        /// The bytes end inside a value.
        case truncated
        /// A byte that cannot stand where it stands.
        case unexpectedByte
        /// More levels of arrays and objects than allowed.
        case tooDeep
        /// More bytes than allowed.
        case tooLong
        /// A string that is not UTF-8 or has a broken escape.
        case badText
        /// Something follows the value.
        case trailingBytes
    }

    package var reason: Reason
    /// Bytes from the start of the input.
    package var offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
