import JSON

/// Where a running simulator is and how to log in.
public struct SimulatorEndpoints: Sendable, Equatable {
    /// Base address of the REST side, `http://127.0.0.1:40001`.
    public var rest: String
    /// Address of the DXLink endpoint.
    public var dxlink: String
    /// Address of the account streamer.
    public var accountStreamer: String
    /// What to log in with.
    public var credentials: SimulatorCredentials
    /// The customer's account numbers.
    public var accounts: [String]
    /// The certificate to trust, as a PEM file; `nil` without TLS of the simulator's own.
    public var caFile: String?
    /// The name and password of a login with a password; `nil` where there are none.
    public var passwordLogin: PasswordLogin?

    /// A login with a password, as the venue had them.
    public struct PasswordLogin: Sendable, Equatable {
        /// The name.
        public var login: String
        /// The password.
        public var password: String
    }

    /// One line of JSON with the keys `rest`, `dxlink`, `accountStreamer`, `clientId`, `clientSecret`,
    /// `refreshToken` and `accounts`; with TLS of its own also `caFile`, with password sessions `login` and `password`.
    public var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("rest", rest)
        writer.member("dxlink", dxlink)
        writer.member("accountStreamer", accountStreamer)
        writer.member("clientId", credentials.clientID)
        writer.member("clientSecret", credentials.clientSecret)
        writer.member("refreshToken", credentials.refreshToken)
        writer.key("accounts")
        writer.beginArray()
        for account in accounts { writer.value(account) }
        writer.endArray()
        if let caFile { writer.member("caFile", caFile) }
        if let passwordLogin {
            writer.member("login", passwordLogin.login)
            writer.member("password", passwordLogin.password)
        }
        writer.endObject()
        return writer.text
    }
}
