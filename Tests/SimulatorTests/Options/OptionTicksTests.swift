import MarketModel
import Testing

@testable import Simulator

struct OptionTicksTests {
    @Test(
        "rounds away from the model's price onto the steps",
        arguments: [
            (OptionTicks.pennies, 12.346, "12.34", "12.35"), (.pennyClass, 2.994, "2.99", "3"),
            (.pennyClass, 3.01, "3", "3.05"), (.nickelClass, 2.96, "2.95", "3"), (.nickelClass, 3.01, "3", "3.1"),
            (.equityFuture, 4.96, "4.95", "5"), (.equityFuture, 5.1, "5", "5.25"), (.pennies, 0.004, "0", "0.01"),
            (.nickelClass, 0.05, "0.05", "0.05"), (.pennies, 0.1 + 0.2, "0.3", "0.3"), (.pennies, 0, "0", "0"),
        ])
    func rounding(ticks: OptionTicks, value: Double, below: String, above: String) {
        #expect(ticks.below(value).description == below)
        #expect(ticks.above(value).description == above)
    }
}
