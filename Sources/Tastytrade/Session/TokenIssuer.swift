import JSON

/// Who issued a token, as the token itself says. Nothing here is verified: it only makes a refusal understandable.
struct TokenIssuer: Equatable {
    /// The claim `iss`.
    let name: String

    /// Reads the issuer of a JWT; `nil` for a token that is none or does not say.
    init?(of token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Self.base64(parts[1]), let claims = try? JSONReader.read(bytes),
            let name = claims["iss"]?.string, !name.isEmpty
        else { return nil }
        self.name = Redaction.bounded(name)
    }

    /// Whether the name is the certification environment's. *Inferred*: its hosts all carry `cert` or `staging`.
    var isSandbox: Bool { name.lowercased().contains("cert") || name.lowercased().contains("staging") }

    /// Whether a token of this issuer cannot be good at a venue.
    func isForeign(to venue: Venue) -> Bool {
        switch venue {
        case .simulator: false
        case .sandbox: !isSandbox
        case .paper, .production: isSandbox
        }
    }

    /// The bytes of base64 in the alphabet for addresses, without padding.
    private static func base64(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (held, bits) = (UInt32(0), 0)
        for byte in text.utf8 {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
            case UInt8(ascii: "-"), UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "_"), UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="): continue
            default: return nil
            }
            held = (held << 6 | UInt32(value)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        return bytes
    }
}
