public import MarketModel

/// A postal address.
public struct CustomerAddress: Sendable, Equatable {
    /// The first line.
    public let streetOne: String?
    /// The second line.
    public let streetTwo: String?
    /// The third line.
    public let streetThree: String?
    /// The city.
    public let city: String?
    /// The state or region.
    public let stateRegion: String?
    /// The postal code.
    public let postalCode: String?
    /// The country.
    public let country: String?
    /// Whether it is outside the United States.
    public let isForeign: Bool?
    /// Whether it is in the United States.
    public let isDomestic: Bool?
}

extension CustomerAddress: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        streetOne = fields.text("street-one")
        streetTwo = fields.text("street-two")
        streetThree = fields.text("street-three")
        city = fields.text("city")
        stateRegion = fields.text("state-region")
        postalCode = fields.text("postal-code")
        country = fields.text("country")
        isForeign = fields.flag("is-foreign")
        isDomestic = fields.flag("is-domestic")
    }
}

/// What a customer told of means and experience. Amounts are whole dollars.
public struct CustomerSuitability: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// Whose it is.
    public let customerId: String?
    /// Yearly income after tax, in dollars.
    public let annualNetIncome: Int?
    /// What is owned less what is owed, in dollars.
    public let netWorth: Int?
    /// The part of it that can be sold at once, in dollars.
    public let liquidNetWorth: Int?
    /// Married, single and so on.
    public let maritalStatus: String?
    /// How many people depend on the customer.
    public let numberOfDependents: Int?
    /// Employed, retired and so on.
    public let employmentStatus: String?
    /// The employer.
    public let employerName: String?
    /// The occupation.
    public let occupation: String?
    /// The title.
    public let jobTitle: String?
    /// The bracket of income tax.
    public let taxBracket: String?
    /// Experience with shares.
    public let stockTradingExperience: String?
    /// Experience with covered options.
    public let coveredOptionsTradingExperience: String?
    /// Experience with uncovered options.
    public let uncoveredOptionsTradingExperience: String?
    /// Experience with futures.
    public let futuresTradingExperience: String?
}

extension CustomerSuitability: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        customerId = fields.identifier("customer-id")
        annualNetIncome = fields.integer("annual-net-income")
        netWorth = fields.integer("net-worth")
        liquidNetWorth = fields.integer("liquid-net-worth")
        maritalStatus = fields.text("marital-status")
        numberOfDependents = fields.integer("number-of-dependents")
        employmentStatus = fields.text("employment-status")
        employerName = fields.text("employer-name")
        occupation = fields.text("occupation")
        jobTitle = fields.text("job-title")
        taxBracket = fields.text("tax-bracket")
        stockTradingExperience = fields.text("stock-trading-experience")
        coveredOptionsTradingExperience = fields.text("covered-options-trading-experience")
        uncoveredOptionsTradingExperience = fields.text("uncovered-options-trading-experience")
        futuresTradingExperience = fields.text("futures-trading-experience")
    }
}

/// The person behind a customer.
public struct CustomerPerson: Sendable, Equatable {
    /// An identifier in other systems.
    public let externalId: String?
    /// The first name.
    public let firstName: String?
    /// The middle name.
    public let middleName: String?
    /// The last name.
    public let lastName: String?
    /// What stands before the name.
    public let prefixName: String?
    /// What stands after the name.
    public let suffixName: String?
    /// The day of birth.
    public let birthDate: TradingDay?
    /// The country of citizenship.
    public let citizenshipCountry: String?
    /// The kind of citizenship of the United States.
    public let usaCitizenshipType: String?
    /// Married, single and so on.
    public let maritalStatus: String?
    /// How many people depend on the person.
    public let numberOfDependents: Int?
    /// Employed, retired and so on.
    public let employmentStatus: String?
    /// The occupation.
    public let occupation: String?
    /// The employer.
    public let employerName: String?
    /// The title.
    public let jobTitle: String?
    /// The kind of visa.
    public let visaType: String?
    /// The day the visa ends.
    public let visaExpirationDate: TradingDay?
}

extension CustomerPerson: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        externalId = fields.identifier("external-id")
        firstName = fields.text("first-name")
        middleName = fields.text("middle-name")
        lastName = fields.text("last-name")
        prefixName = fields.text("prefix-name")
        suffixName = fields.text("suffix-name")
        birthDate = fields.day("birth-date")
        citizenshipCountry = fields.text("citizenship-country")
        usaCitizenshipType = fields.text("usa-citizenship-type")
        maritalStatus = fields.text("marital-status")
        numberOfDependents = fields.integer("number-of-dependents")
        employmentStatus = fields.text("employment-status")
        occupation = fields.text("occupation")
        employerName = fields.text("employer-name")
        jobTitle = fields.text("job-title")
        visaType = fields.text("visa-type")
        visaExpirationDate = fields.day("visa-expiration-date")
    }
}

/// A kind of account that may be opened.
public struct PermittedAccountType: Sendable, Equatable {
    /// Its name, `Individual`.
    public let name: String
    /// What it is.
    public let description: String?
    /// Whether it has advantages in tax.
    public let isTaxAdvantaged: Bool?
    /// Whether several people own it.
    public let hasMultipleOwners: Bool?
    /// Whether everyone may open it.
    public let isPubliclyAvailable: Bool?
    /// With or without margin.
    public let marginTypes: [PermittedMarginType]
}

extension PermittedAccountType: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        description = fields.text("description")
        isTaxAdvantaged = fields.flag("is-tax-advantaged")
        hasMultipleOwners = fields.flag("has-multiple-owners")
        isPubliclyAvailable = fields.flag("is-publicly-available")
        marginTypes = fields.records("margin-types") ?? []
        name = try fields.requiredText("name")
    }
}

/// Whether an account borrows.
public struct PermittedMarginType: Sendable, Equatable {
    /// Its name, `Reg T`.
    public let name: String
    /// Whether it borrows.
    public let isMargin: Bool?
}

extension PermittedMarginType: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        isMargin = fields.flag("is-margin")
        name = try fields.requiredText("name")
    }
}
