// Reads bytes as a recording: as they are, as the lines of a table, or as the records of a DBN file. Every row is
// delivered or counted, and damage ends with an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTape(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let kind = input.first else { return 0 }
    let content = Array(input.dropFirst())
    switch kind % 4 {
    case 0: read(input)
    case 1: read(Array("time_ns,sequence,price,size,bidPrice,askPrice,aggressorSide\n".utf8) + content)
    case 2: read(metadata(version: 1) + content)
    default: read(metadata(version: 2) + content)
    }
    return 0
}

private func read(_ content: [UInt8]) {
    guard let reader = try? TapeReader(bytes: content, rows: .printsAndQuotes) else { return }
    var delivered = 0
    while let row = try? reader.next() {
        delivered += 1
        _ = row
    }
    precondition((try? reader.next()) == .some(nil) || (try? reader.next()) == nil, "the end stays the end")
    precondition(delivered <= content.count, "a row takes bytes")
}

/// The front of a DBN file without symbols, as its public specification lays it out.
private func metadata(version: UInt8) -> [UInt8] {
    // Dataset, schema `trades`, three times; version 1 has one more count, later ones the length of symbols.
    var body = Array("GLBX.MDP3".utf8) + [UInt8](repeating: 0, count: 7) + [0, 0]
    body += [UInt8](repeating: 0, count: version == 1 ? 32 : 24)
    body += [1, 0, 0]
    body += version == 1 ? [] : [71, 0]
    body += [UInt8](repeating: 0, count: version == 1 ? 47 : 53)
    // No schema definition, symbols, partial or missing symbols, and no mappings.
    body += [UInt8](repeating: 0, count: 20)
    let length = UInt32(body.count)
    return Array("DBN".utf8) + [version] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + body
}
