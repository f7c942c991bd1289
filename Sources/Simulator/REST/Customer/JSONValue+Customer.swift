import JSON

extension JSONValue {
    /// The one customer in the venue's keys: nobody.
    static func customer(externalID: String) -> JSONValue {
        let opened = JSONValue.string("2024-02-01T15:00:00.000+00:00")
        let address = JSONValue.record([
            "street-one": .string("1 Example Street"), "city": .string("Chicago"), "state-region": .string("IL"),
            "postal-code": .string("60601"), "country": .string("USA"), "is-foreign": .bool(false),
            "is-domestic": .bool(true),
        ])
        return .record([
            "id": .string("me"), "first-name": .string("Sim"), "last-name": .string("Customer"),
            "address": address, "mailing-address": address, "customer-suitability": suitability,
            "usa-citizenship-type": .string("Citizen"), "is-foreign": .bool(false),
            "mobile-phone-number": .string("+13125550100"), "email": .string("simulator@example.com"),
            "tax-number-type": .string("SSN"), "tax-number": .string("XXX-XX-0000"),
            "birth-date": .string("1980-01-01"), "external-id": .string(externalID),
            "citizenship-country": .string("USA"), "birth-country": .string("USA"),
            "subject-to-tax-withholding": .bool(false), "agreed-to-margining": .bool(true),
            "agreed-to-terms": .bool(true), "signature-of-agreement": .bool(true),
            "has-industry-affiliation": .bool(false), "has-political-affiliation": .bool(false),
            "has-listed-affiliation": .bool(false), "has-institutional-assets": .bool(false),
            "is-professional": .bool(false), "is-investment-adviser": .bool(false),
            "has-delayed-quotes": .bool(false), "has-pending-or-approved-application": .bool(true),
            "identifiable-type": .string("Person"), "person": person(externalID),
            "permitted-account-types": .array([
                accountType("Individual", margin: true), accountType("Roth IRA", margin: false),
                accountType("Traditional IRA", margin: false),
            ]), "regulatory-domain": .string("USA"), "user-id": .string(externalID), "created-at": opened,
        ])
    }

    private static let suitability = JSONValue.record([
        "id": .integer(1), "customer-id": .string("1"), "annual-net-income": .integer(100_000),
        "net-worth": .integer(500_000), "liquid-net-worth": .integer(250_000), "marital-status": .string("SINGLE"),
        "number-of-dependents": .integer(0), "employment-status": .string("EMPLOYED"),
        "employer-name": .string("Simulator"), "occupation": .string("Engineer"), "job-title": .string("Engineer"),
        "tax-bracket": .string("25"), "stock-trading-experience": .string("EXTENSIVE"),
        "covered-options-trading-experience": .string("EXTENSIVE"),
        "uncovered-options-trading-experience": .string("EXTENSIVE"),
        "futures-trading-experience": .string("EXTENSIVE"),
    ])

    private static func person(_ externalID: String) -> JSONValue {
        .record([
            "external-id": .string(externalID), "first-name": .string("Sim"), "last-name": .string("Customer"),
            "birth-date": .string("1980-01-01"), "citizenship-country": .string("USA"),
            "usa-citizenship-type": .string("Citizen"), "marital-status": .string("SINGLE"),
            "number-of-dependents": .integer(0), "employment-status": .string("EMPLOYED"),
            "occupation": .string("Engineer"), "employer-name": .string("Simulator"),
            "job-title": .string("Engineer"),
        ])
    }

    private static func accountType(_ name: String, margin: Bool) -> JSONValue {
        .record([
            "name": .string(name), "description": .string("Account of the kind \(name)"),
            "is-tax-advantaged": .bool(!margin), "has-multiple-owners": .bool(false),
            "is-publicly-available": .bool(true),
            "margin-types": .array([
                .record(["name": .string(margin ? "Margin" : "Cash"), "is-margin": .bool(margin)])
            ]),
        ])
    }
}
