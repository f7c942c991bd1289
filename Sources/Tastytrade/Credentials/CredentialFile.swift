import MarketModel
import JSON

/// The files of secrets under `PIQUANT_HOME`: one with credentials, one with access tokens, each with one entry a venue.
///
/// Both are readable by their owner alone, or are refused.
public struct CredentialFile: Sendable {
    private let credentials: PrivateFile
    private let tokens: PrivateFile

    /// - Parameter home: The folder, without a slash at its end.
    public init(home: String) {
        credentials = PrivateFile(folder: home, name: "credentials.json")
        tokens = PrivateFile(folder: home, name: "access-tokens.json")
    }

    /// Where the credentials are.
    public var path: String { credentials.path }
    /// Where the access tokens are.
    public var tokenPath: String { tokens.path }

    /// The credentials of a venue; `nil` when none are kept.
    ///
    /// - Throws: `CredentialFault`.
    public func read(_ venue: Venue) throws(CredentialFault) -> Credentials? {
        guard let entry = try entries(of: credentials).first(where: { $0.key == venue.rawValue })?.value else {
            return nil
        }
        guard let secret = entry["client-secret"]?.string, let token = entry["refresh-token"]?.string else {
            throw CredentialFault.damaged(path: path, reason: "the entry of \(venue.rawValue) is not whole")
        }
        return Credentials(
            clientID: entry["client-id"]?.string, clientSecret: secret, refreshToken: token,
            scopes: entry["scope"]?.string.flatMap { OAuthScopes(wireText: $0) } ?? [])
    }

    /// Keeps the credentials of a venue in place of those before.
    public func write(_ kept: Credentials, for venue: Venue) throws(CredentialFault) {
        try write(kept, for: venue, superseding: nil)
    }

    /// Keeps credentials whose refresh token the venue has renewed.
    ///
    /// - Parameter old: Those of the environment that they took the place of; `nil` when the file had them.
    func writeRenewed(
        _ kept: Credentials, for venue: Venue, inPlaceOf old: Credentials?
    ) throws(CredentialFault) {
        let known = try superseded(venue)
        try write(kept, for: venue, superseding: old?.fingerprint ?? known)
    }

    /// The fingerprint of the environment's credentials that those of the file took the place of.
    func superseded(_ venue: Venue) throws(CredentialFault) -> String? {
        try entries(of: credentials).first { $0.key == venue.rawValue }?.value["supersedes"]?.string
    }

    private func write(
        _ kept: Credentials, for venue: Venue, superseding fingerprint: String?
    ) throws(CredentialFault) {
        var members = [
            JSONValue.Member("client-secret", .string(kept.clientSecret)),
            .init("refresh-token", .string(kept.refreshToken)),
        ]
        if let id = kept.clientID { members.append(.init("client-id", .string(id))) }
        if let fingerprint { members.append(.init("supersedes", .string(fingerprint))) }
        if !kept.scopes.isEmpty { members.append(.init("scope", .string(kept.scopes.wireText))) }
        try change(credentials, venue, to: .object(members))
    }

    /// Forgets the credentials and the access token of a venue.
    ///
    /// - Returns: Whether there were credentials.
    public func remove(_ venue: Venue) throws(CredentialFault) -> Bool {
        let wasThere = try change(credentials, venue, to: nil)
        do throws(CredentialFault) {
            try change(tokens, venue, to: nil)
        } catch {
            // Access tokens that cannot be trusted are of no use to anybody: all of them go.
            _ = try tokens.remove()
        }
        return wasThere
    }

    /// The access token of a venue, unless it was given for other credentials.
    public func accessToken(_ venue: Venue, for owner: Credentials) throws(CredentialFault) -> HeldAccessToken? {
        guard let entry = try entries(of: tokens).first(where: { $0.key == venue.rawValue })?.value,
            entry["for"]?.string == owner.fingerprint, let token = entry["access-token"]?.string,
            let end = entry["ends-at"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        return HeldAccessToken(token: token, endsAt: end)
    }

    /// Keeps the access token of a venue; `nil` forgets it.
    public func writeAccessToken(
        _ token: HeldAccessToken?, for venue: Venue, of owner: Credentials
    ) throws(CredentialFault) {
        let entry = token.map { token in
            JSONValue.object([
                .init("access-token", .string(token.token)), .init("ends-at", .string(token.endsAt.description)),
                .init("for", .string(owner.fingerprint)),
            ])
        }
        try change(tokens, venue, to: entry)
    }

    // MARK: The file's form

    private func entries(of file: PrivateFile) throws(CredentialFault) -> [JSONValue.Member] {
        guard let bytes = try file.read() else { return [] }
        guard let whole = try? JSONReader.read(bytes), let venues = whole["venues"]?.object else {
            throw CredentialFault.damaged(path: file.path, reason: "it is no JSON with 'venues'")
        }
        return venues
    }

    @discardableResult
    private func change(_ file: PrivateFile, _ venue: Venue, to entry: JSONValue?) throws(CredentialFault) -> Bool {
        if entry == nil, try entries(of: file).isEmpty { return false }
        return try file.locked { () throws(CredentialFault) in
            var venues = try entries(of: file)
            let before = venues.count
            venues.removeAll { $0.key == venue.rawValue }
            let wasThere = venues.count < before
            if let entry { venues.append(.init(venue.rawValue, entry)) }
            if venues.isEmpty { return try file.remove() }
            venues.sort { $0.key < $1.key }
            var bytes: [UInt8] = []
            JSONText.append(JSONValue.object([.init("venues", .object(venues))]), to: &bytes)
            try file.write(bytes + [0x0A])
            return wasThere
        }
    }
}

extension Credentials {
    /// Sixty-four bits that tell these credentials from others (FNV-1a). They are kept beside an access token, where
    /// they give away nothing that the token does not.
    var fingerprint: String {
        let hash = (clientSecret + "\n" + refreshToken).utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }
}
