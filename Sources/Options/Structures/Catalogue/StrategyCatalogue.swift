/// The strategies Piquant knows by name.
public enum StrategyCatalogue {
    /// All of them, simple ones first.
    public static let all: [StrategyTemplate] =
        singles + withUnderlying + verticals + straddles + irons + butterflies + condors + ratios + ladders + lizards
        + synthetics + calendars

    /// The strategy of a slug or an alias.
    public static func named(_ slug: String) -> StrategyTemplate? { bySlug[slug] }

    private static let bySlug: [String: StrategyTemplate] = {
        var table: [String: StrategyTemplate] = [:]
        for template in all {
            for slug in [template.slug] + template.aliases { table[slug] = template }
        }
        return table
    }()
}
