import JSON
import Options

/// The catalogue as text and JSON.
struct StrategyListing {
    let templates: [StrategyTemplate]

    init(outlook: StrategyOutlook?) {
        templates = StrategyCatalogue.all.filter { outlook == nil || $0.outlook == outlook }
    }

    func text(explained: Bool) -> String {
        var table = TextTable(
            ["strategy", "outlook", "legs"] + (explained ? ["risk"] : []),
            alignment: [.left, .left, .left] + (explained ? [.left] : []))
        for template in templates {
            table.add(
                [template.slug, template.outlook.rawValue, Self.legs(of: template)] + (explained ? [template.risk] : [])
            )
        }
        return table.text + "\n\(templates.count) strategies. K1 is the lowest strike, T1 the nearest expiration.\n"
    }

    var json: String {
        var json = JSONWriter()
        json.beginArray()
        for template in templates { Self.write(template, into: &json) }
        json.endArray()
        return json.text + "\n"
    }

    static func text(of template: StrategyTemplate) -> String {
        var table = TextTable(["leg", "strike", "expiration"], alignment: [.left, .left, .left])
        for leg in template.legs {
            table.add([
                name(of: leg), leg.strike.map { "K\($0 + 1)" } ?? "–", leg.expiration.map { "T\($0 + 1)" } ?? "–",
            ])
        }
        var text = "\(template.name) (\(template.slug))\n"
        if !template.aliases.isEmpty { text += "Also: \(template.aliases.joined(separator: ", "))\n" }
        text += "Outlook: \(template.outlook.rawValue)\n\n\(table.text)\n"
        if template.strikeCount > 1 {
            text += "Strikes: \((1...template.strikeCount).map { "K\($0)" }.joined(separator: " < "))"
            text += "\(wings(template).map { ", \($0)" } ?? "")\n"
        }
        return text + "Risk: \(template.risk)\n"
    }

    static func json(of template: StrategyTemplate) -> String {
        var json = JSONWriter()
        write(template, into: &json)
        return json.text + "\n"
    }

    private static func write(_ template: StrategyTemplate, into json: inout JSONWriter) {
        json.beginObject()
        json.member("slug", template.slug)
        json.member("name", template.name)
        json.key("aliases")
        json.beginArray()
        for alias in template.aliases { json.value(alias) }
        json.endArray()
        json.member("outlook", template.outlook.rawValue)
        json.member("strikes", template.strikeCount)
        json.member("expirations", template.expirationCount)
        json.member("wings", wings(template))
        json.member("cashSecured", template.isCashSecured)
        json.key("legs")
        json.beginArray()
        for leg in template.legs {
            json.beginObject()
            json.member("ratio", leg.ratio)
            switch leg.kind {
            case .call: json.member("kind", "call")
            case .put: json.member("kind", "put")
            case .underlying: json.member("kind", "underlying")
            }
            if let strike = leg.strike { json.member("strike", strike) }
            if let expiration = leg.expiration { json.member("expiration", expiration) }
            json.endObject()
        }
        json.endArray()
        json.member("risk", template.risk)
        json.endObject()
    }

    /// `+1 P K1  −1 P K2`.
    private static func legs(of template: StrategyTemplate) -> String {
        template.legs.map { leg in
            let sign = leg.ratio > 0 ? "+" : ""
            let expiration = template.expirationCount > 1 ? leg.expiration.map { "@T\($0 + 1)" } ?? "" : ""
            switch leg.kind {
            case .call(let strike, _): return "\(sign)\(leg.ratio) C K\(strike + 1)\(expiration)"
            case .put(let strike, _): return "\(sign)\(leg.ratio) P K\(strike + 1)\(expiration)"
            case .underlying: return "\(sign)\(leg.ratio) underlying"
            }
        }.joined(separator: "  ")
    }

    private static func name(of leg: TemplateLeg) -> String {
        let count = "\(leg.ratio > 0 ? "+" : "")\(leg.ratio)"
        switch leg.kind {
        case .call: return "\(count) call"
        case .put: return "\(count) put"
        case .underlying: return "\(count) underlying (what one option delivers)"
        }
    }

    private static func wings(_ template: StrategyTemplate) -> String? {
        func gap(_ gap: StrikeGap) -> String { "K\(gap.upper + 1) − K\(gap.lower + 1)" }
        return switch template.wings {
        case .any: nil
        case .equal(let first, let second): "\(gap(first)) = \(gap(second))"
        case .unequal(let first, let second): "\(gap(first)) ≠ \(gap(second))"
        }
    }
}
