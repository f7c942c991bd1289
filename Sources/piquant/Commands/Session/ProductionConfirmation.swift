import Configuration
import Tastytrade

/// Asks a person before orders are sent for real money.
enum ProductionConfirmation {
    /// The leave to send orders to a venue; `nil` where none is needed or none can be had.
    ///
    /// - Throws: `Failure` P433, refused for safety, when production is locked or the person did not confirm.
    static func permit(for venue: Venue) throws -> ProductionPermit? {
        guard venue == .production else { return nil }
        let allowed = try UserConfiguration.load()[.allowProduction].text
        // Who has not unlocked production is not asked to confirm it.
        guard allowed == "yes", SecretPrompt.isTerminal else { return try check(venue, allowed, .noTerminal) }
        let question = "Orders are sent for real money. Type '\(ProductionPermit.phrase)' to go on"
        return try check(venue, allowed, .typed(SecretPrompt.answer(question) ?? ""))
    }

    private static func check(
        _ venue: Venue, _ allowed: String?, _ confirmation: ProductionPermit.Confirmation
    ) throws -> ProductionPermit {
        do throws(ProductionPermit.Refusal) {
            return try ProductionPermit(venue: venue, configuration: allowed, confirmation: confirmation)
        } catch {
            throw Failure(code: "P433", message: "\(error).", exitCode: .refused)
        }
    }
}
