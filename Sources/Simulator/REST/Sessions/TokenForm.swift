import DXLink
import JSON
import Wire

/// The fields of a token request, whether they came as JSON or as a form.
struct TokenForm {
    private var fields: [String: String] = [:]

    init(_ request: HTTPRequest) {
        let type = request.headers["content-type"]?.lowercased() ?? ""
        if !type.hasPrefix("application/x-www-form-urlencoded"), let json = try? JSONReader.read(request.body) {
            for member in json.object ?? [] { fields[member.key] = member.value.string }
            return
        }
        for pair in request.body.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            fields[Self.decoded(parts[0])] = parts.count > 1 ? Self.decoded(parts[1]) : ""
        }
    }

    subscript(_ name: String) -> String? { fields[name] }

    private static func decoded(_ text: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            if text[place] == UInt8(ascii: "%"), place + 2 < text.endIndex,
                let value = UInt8(String(decoding: text[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                place += 3
            } else {
                bytes.append(text[place] == UInt8(ascii: "+") ? UInt8(ascii: " ") : text[place])
                place += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
