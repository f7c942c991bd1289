public import MarketModel

/// The person or firm that owns accounts. What the venue leaves out is `nil`.
public struct Customer: Sendable, Equatable {
    /// The customer's identifier; `me` in a path means this one.
    public let id: String
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
    /// The first of two surnames.
    public let firstSurname: String?
    /// The second of two surnames.
    public let secondSurname: String?
    /// Where the customer lives.
    public let address: CustomerAddress?
    /// Where letters go.
    public let mailingAddress: CustomerAddress?
    /// What the customer told of means and experience.
    public let customerSuitability: CustomerSuitability?
    /// The kind of citizenship of the United States.
    public let usaCitizenshipType: String?
    /// Whether the customer is foreign to the United States.
    public let isForeign: Bool?
    /// A telephone number.
    public let mobilePhoneNumber: String?
    /// A telephone number.
    public let workPhoneNumber: String?
    /// A telephone number.
    public let homePhoneNumber: String?
    /// The address of electronic mail.
    public let email: String?
    /// The kind of tax number, such as `SSN`.
    public let taxNumberType: String?
    /// The tax number. Never print it.
    public let taxNumber: String?
    /// A tax number of another country. Never print it.
    public let foreignTaxNumber: String?
    /// The day of birth.
    public let birthDate: TradingDay?
    /// The customer's identifier in other systems.
    public let externalId: String?
    /// The country of citizenship.
    public let citizenshipCountry: String?
    /// The country of birth.
    public let birthCountry: String?
    /// Whether tax is withheld.
    public let subjectToTaxWithholding: Bool?
    /// Whether margin was agreed to.
    public let agreedToMargining: Bool?
    /// Whether the terms were agreed to.
    public let agreedToTerms: Bool?
    /// Whether the agreement is signed.
    public let signatureOfAgreement: Bool?
    /// Whether the customer works in the industry.
    public let hasIndustryAffiliation: Bool?
    /// The firm of it.
    public let industryAffiliationFirm: String?
    /// Whether the customer holds a political office or is near to one who does.
    public let hasPoliticalAffiliation: Bool?
    /// The organization of it.
    public let politicalOrganization: String?
    /// The names of family members concerned.
    public let familyMemberNames: String?
    /// Whether the customer is near to a listed company.
    public let hasListedAffiliation: Bool?
    /// The symbol of it.
    public let listedAffiliationSymbol: String?
    /// Whether there are institutional assets; the venue writes a flag or a word, kept as text.
    public let hasInstitutionalAssets: String?
    /// Whether the exchanges count the customer as a professional, who pays more for data.
    public let isProfessional: Bool?
    /// Whether the customer is an investment adviser.
    public let isInvestmentAdviser: Bool?
    /// Whether quotes come late.
    public let hasDelayedQuotes: Bool?
    /// Whether an application is under way or granted.
    public let hasPendingOrApprovedApplication: Bool?
    /// `Person` or `Entity`.
    public let identifiableType: String?
    /// The person, told a second time.
    public let person: CustomerPerson?
    /// The firm; the venue does not describe its fields.
    public let entity: OpenObject?
    /// The kinds of accounts the customer may open.
    public let permittedAccountTypes: [PermittedAccountType]
    /// Whose rules apply.
    public let regulatoryDomain: String?
    /// An identifier of the trade desk.
    public let deskCustomerId: String?
    /// An identifier of the customer desk.
    public let extCrmId: String?
    /// The identifier of the user.
    public let userId: String?
    /// The gender.
    public let gender: String?
    /// The kind of visa.
    public let visaType: String?
    /// The day the visa ends.
    public let visaExpirationDate: TradingDay?
    /// When the record was made.
    public let createdAt: Timestamp?
}

extension Customer: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        firstName = fields.text("first-name")
        middleName = fields.text("middle-name")
        lastName = fields.text("last-name")
        prefixName = fields.text("prefix-name")
        suffixName = fields.text("suffix-name")
        firstSurname = fields.text("first-surname")
        secondSurname = fields.text("second-surname")
        address = fields.record("address")
        mailingAddress = fields.record("mailing-address")
        customerSuitability = fields.record("customer-suitability")
        usaCitizenshipType = fields.text("usa-citizenship-type")
        isForeign = fields.flag("is-foreign")
        mobilePhoneNumber = fields.text("mobile-phone-number")
        workPhoneNumber = fields.text("work-phone-number")
        homePhoneNumber = fields.text("home-phone-number")
        email = fields.text("email")
        taxNumberType = fields.text("tax-number-type")
        taxNumber = fields.text("tax-number")
        foreignTaxNumber = fields.text("foreign-tax-number")
        birthDate = fields.day("birth-date")
        externalId = fields.identifier("external-id")
        citizenshipCountry = fields.text("citizenship-country")
        birthCountry = fields.text("birth-country")
        subjectToTaxWithholding = fields.flag("subject-to-tax-withholding")
        agreedToMargining = fields.flag("agreed-to-margining")
        agreedToTerms = fields.flag("agreed-to-terms")
        signatureOfAgreement = fields.flag("signature-of-agreement")
        hasIndustryAffiliation = fields.flag("has-industry-affiliation")
        industryAffiliationFirm = fields.text("industry-affiliation-firm")
        hasPoliticalAffiliation = fields.flag("has-political-affiliation")
        politicalOrganization = fields.text("political-organization")
        familyMemberNames = fields.text("family-member-names")
        hasListedAffiliation = fields.flag("has-listed-affiliation")
        listedAffiliationSymbol = fields.text("listed-affiliation-symbol")
        hasInstitutionalAssets = fields.textOrFlag("has-institutional-assets")
        isProfessional = fields.flag("is-professional")
        isInvestmentAdviser = fields.flag("is-investment-adviser")
        hasDelayedQuotes = fields.flag("has-delayed-quotes")
        hasPendingOrApprovedApplication = fields.flag("has-pending-or-approved-application")
        identifiableType = fields.text("identifiable-type")
        person = fields.record("person")
        entity = fields.record("entity")
        permittedAccountTypes = fields.records("permitted-account-types") ?? []
        regulatoryDomain = fields.text("regulatory-domain")
        deskCustomerId = fields.identifier("desk-customer-id")
        extCrmId = fields.identifier("ext-crm-id")
        userId = fields.identifier("user-id")
        gender = fields.text("gender")
        visaType = fields.text("visa-type")
        visaExpirationDate = fields.day("visa-expiration-date")
        createdAt = fields.moment("created-at")
        id = try fields.required("id", fields.identifier("id"))
    }
}
