import MarketModel

/// Where credentials came from.
public enum CredentialSource: Sendable, Hashable, CustomStringConvertible {
    /// The environment.
    case environment
    /// A file readable by its owner alone.
    case file(path: String)
    /// The desktop's secret service.
    case secretService
    /// The simulator that was started for this command.
    case simulator

    public var description: String {
        switch self {
        case .environment: "environment"
        case .file(let path): path
        case .secretService: "secret service"
        case .simulator: "the simulator started here"
        }
    }
}

/// Credentials and where they came from.
public struct FoundCredentials: Sendable {
    /// The credentials.
    public let credentials: Credentials
    /// Where they came from.
    public let source: CredentialSource
}

/// Looks for credentials in the environment, then in the file under `PIQUANT_HOME`, then in the secret service.
public struct CredentialStore: Sendable {
    /// The variables of the environment that hold credentials.
    public enum Variable: String, Sendable, CaseIterable {
        /// The application's id.
        case clientID = "TASTYTRADE_CLIENT_ID"
        /// The application's secret.
        case clientSecret = "TASTYTRADE_CLIENT_SECRET"
        /// The token of the grant.
        case refreshToken = "TASTYTRADE_REFRESH_TOKEN"
    }

    private let environment: @Sendable (String) -> String?
    /// The files of secrets.
    public let file: CredentialFile

    /// - Parameter environment: The value of a variable of the environment.
    public init(environment: @escaping @Sendable (String) -> String?) {
        self.environment = { name in environment(name).flatMap { $0.isEmpty ? nil : $0 } }
        file = CredentialFile(home: Self.home(environment))
    }

    /// The folder of this user's files: `PIQUANT_HOME`, or `.piquant` in the home folder.
    public static func home(_ environment: (String) -> String?) -> String {
        var path =
            environment("PIQUANT_HOME").flatMap { $0.isEmpty ? nil : $0 }
            ?? (environment("HOME") ?? "") + "/.piquant"
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// The secret service.
    ///
    /// - Throws: `CredentialFault.noSecretService`.
    public func secretService() throws(CredentialFault) -> SecretService {
        try SecretService(environment: environment)
    }

    /// The credentials of a venue from the first place that has them; `nil` when no place has.
    ///
    /// - Throws: `CredentialFault` when a place that comes before the first with credentials cannot be trusted or read.
    public func find(_ venue: Venue) throws(CredentialFault) -> FoundCredentials? {
        if let secret = environment(Variable.clientSecret.rawValue),
            let token = environment(Variable.refreshToken.rawValue)
        {
            let id = environment(Variable.clientID.rawValue)
            let given = Credentials(clientID: id, clientSecret: secret, refreshToken: token)
            // The venue gave a newer refresh token for these: the environment's is dead.
            if let old = try? file.superseded(venue), old == given.fingerprint, let kept = try file.read(venue) {
                return FoundCredentials(credentials: kept, source: .file(path: file.path))
            }
            return FoundCredentials(credentials: given, source: .environment)
        }
        if let kept = try file.read(venue) {
            return FoundCredentials(credentials: kept, source: .file(path: file.path))
        }
        if let service = try? secretService(), let kept = try service.read(venue) {
            return FoundCredentials(credentials: kept, source: .secretService)
        }
        return nil
    }

    /// What is set in the environment without being enough, so that it is not used.
    public var unusedVariables: [Variable] {
        let set = Variable.allCases.filter { environment($0.rawValue) != nil }
        return set.contains(.clientSecret) && set.contains(.refreshToken) ? [] : set
    }

    /// Keeps what a session is given: access tokens in the file, a new refresh token where the old one came from.
    ///
    /// - Parameter report: Told what could not be kept; the session goes on without.
    public func keeper(
        for found: FoundCredentials, _ venue: Venue, report: @escaping @Sendable (CredentialFault) -> Void
    ) -> TokenKeeper {
        let owner = Lock(found.credentials)
        let (file, source) = (file, found.source)
        let service = try? secretService()
        @Sendable func attempt(_ body: () throws(CredentialFault) -> Void) {
            do throws(CredentialFault) { try body() } catch { report(error) }
        }
        return TokenKeeper(
            load: {
                do throws(CredentialFault) {
                    return try file.accessToken(venue, for: owner.withLock { $0 })
                } catch {
                    report(error)
                    return nil
                }
            },
            save: { token in
                attempt { () throws(CredentialFault) in
                    try file.writeAccessToken(token, for: venue, of: owner.withLock { $0 })
                }
            },
            replaceLongToken: { token in
                let renewed = owner.withLock { owner in
                    owner.refreshToken = token
                    return owner
                }
                attempt { () throws(CredentialFault) in
                    switch source {
                    // What the environment says cannot be changed from here: the file has the newer one from now on.
                    case .environment: try file.writeRenewed(renewed, for: venue, inPlaceOf: found.credentials)
                    case .file: try file.writeRenewed(renewed, for: venue, inPlaceOf: nil)
                    case .secretService: try service?.write(renewed, for: venue)
                    case .simulator: break
                    }
                }
            })
    }
}
