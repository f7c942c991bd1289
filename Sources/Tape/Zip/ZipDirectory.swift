/// The central directory at the end of a zip archive.
struct ZipDirectory {
    private let fields: LittleEndianFields
    private let start: Int
    private let size: Int
    private let count: Int

    /// Finds the directory.
    ///
    /// - Throws: `TapeError.unrecognised` when there is none, `.corrupt` when it is not where the archive says.
    init(_ bytes: [UInt8]) throws(TapeError) {
        fields = LittleEndianFields(bytes)
        guard let end = Self.endRecord(fields) else { throw .unrecognised(reason: "it has no zip directory") }
        let isWhole = fields.short(end + 4) == 0 && fields.short(end + 6) == 0
        guard isWhole || fields.short(end + 4) == .max else {
            throw .unrecognised(reason: "it is one part of a zip archive in several")
        }
        let place =
            Self.wideEndRecord(fields, before: end)
            ?? (Int(fields.long(end + 16)), Int(fields.long(end + 12)), Int(fields.short(end + 10)))
        (start, size, count) = place
        // Every entry takes at least 46 bytes, so that the count cannot ask for more room than the archive has.
        guard start >= 0, size >= 0, size <= end, start <= end - size, count >= 0, count <= size / 46 else {
            throw .corrupt(offset: UInt64(end), reason: "zip: the directory is not where it should be")
        }
    }

    /// The files that it lists, in its order, folders left out.
    func entries() throws(TapeError) -> [ZipArchive.Entry] {
        let limit = start + size
        var position = start
        var entries: [ZipArchive.Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard position + 46 <= limit, fields.long(position) == 0x0201_4B50 else { throw brokenOff(position) }
            let nameEnd = position + 46 + Int(fields.short(position + 28))
            let extraEnd = nameEnd + Int(fields.short(position + 30))
            let next = extraEnd + Int(fields.short(position + 32))
            guard next <= limit else { throw brokenOff(position) }
            if let entry = try entry(at: position, nameEnd: nameEnd, extraEnd: extraEnd) { entries.append(entry) }
            position = next
        }
        return entries
    }

    private func brokenOff(_ position: Int) -> TapeError {
        .corrupt(offset: UInt64(position), reason: "zip: the directory breaks off")
    }

    private func entry(at position: Int, nameEnd: Int, extraEnd: Int) throws(TapeError) -> ZipArchive.Entry? {
        let name = String(decoding: fields.bytes[(position + 46)..<nameEnd], as: UTF8.self)
        if name.hasSuffix("/") { return nil }
        guard fields.short(position + 8) & 1 == 0 else {
            throw .corrupt(offset: UInt64(position), reason: "zip: \(name) is encrypted")
        }
        // Sizes and offset that do not fit in 32 bits are all ones here, and follow in the extra data in this order.
        var wide = wideFields(nameEnd..<extraEnd)[...]
        var values: [Int] = []
        for field in [24, 20, 42] {
            let value = fields.long(position + field)
            guard let size = value == .max ? wide.popFirst() : Int(value) else { throw brokenOff(position) }
            values.append(size)
        }
        guard values[0] <= ZipArchive.entrySizeLimit else {
            throw .corrupt(
                offset: UInt64(position), reason: "zip: \(name) claims \(values[0]) bytes, more than is read")
        }
        return ZipArchive.Entry(
            name: name, size: values[0], method: fields.short(position + 10), packedSize: values[1],
            checksum: fields.long(position + 16), headerOffset: values[2])
    }

    /// The 64-bit numbers in an entry's extra data, which is a list of blocks with id and length.
    private func wideFields(_ extra: Range<Int>) -> [Int] {
        var position = extra.lowerBound
        while position + 4 <= extra.upperBound {
            let length = Int(fields.short(position + 2))
            guard position + 4 + length <= extra.upperBound else { return [] }
            if fields.short(position) == 1 {
                return (0..<length / 8).compactMap { fields.wide(position + 4 + $0 * 8) }
            }
            position += 4 + length
        }
        return []
    }

    /// Where the end record is: in the last 22 bytes plus a comment of at most 65,535.
    private static func endRecord(_ fields: LittleEndianFields) -> Int? {
        let last = fields.bytes.count - 22
        guard last >= 0 else { return nil }
        var position = last
        while position >= max(0, last - 65_535) {
            if fields.long(position) == 0x0605_4B50, position + Int(fields.short(position + 20)) == last {
                return position
            }
            position -= 1
        }
        return nil
    }

    /// Start, size and count from the 64-bit end record, which a locator right before the end record points at;
    /// `nil` without one.
    private static func wideEndRecord(
        _ fields: LittleEndianFields, before end: Int
    ) -> (start: Int, size: Int, count: Int)? {
        guard end >= 20, fields.long(end - 20) == 0x0706_4B50, let record = fields.wide(end - 12), record <= end - 76,
            fields.long(record) == 0x0606_4B50, let count = fields.wide(record + 32),
            let size = fields.wide(record + 40), let start = fields.wide(record + 48)
        else { return nil }
        return (start, size, count)
    }
}
