import Configuration
import Tastytrade

extension Configuration {
    /// How a session behaves with these settings.
    func session(for binding: VenueBinding) -> SessionConfiguration {
        var session = SessionConfiguration(for: binding)
        for family in RequestFamily.allCases {
            guard let most = count(.requestsPerSecond(family.configurationName)) else { continue }
            session.ceilings.families[family] = [RequestCeiling(most, per: .seconds(1))]
        }
        if let most = count(.requestsPerMinute) { session.ceilings = session.ceilings.limited(toPerMinute: most) }
        return session
    }
}

extension RequestFamily {
    /// `market-data` for `marketData`.
    var configurationName: String {
        rawValue.reduce(into: "") { name, letter in
            name += letter.isUppercase ? "-\(letter.lowercased())" : "\(letter)"
        }
    }
}
