import JSON
import MarketModel

@testable import Tastytrade

/// Orders as the venue writes them, made for these tests.
enum OrderFixture {
    /// A whole answer to a dry run of a put spread, with its 2026 fee breakdowns.
    static let judgedSpread = """
        {"data":{"order":{"account-number":"5WT00001","time-in-force":"Day","order-type":"Limit","size":"1",
        "underlying-symbol":"SPY","underlying-instrument-type":"Equity","price":"1.35","price-effect":"Credit",
        "status":"Received","cancellable":true,"editable":true,"edited":false,"updated-at":0,
        "external-identifier":"strategy-7",
        "legs":[{"instrument-type":"Equity Option","symbol":"SPY   261120P00660000","quantity":1,
        "remaining-quantity":1,"action":"Sell to Open","fills":[]},
        {"instrument-type":"Equity Option","symbol":"SPY   261120P00655000","quantity":"1",
        "remaining-quantity":1.0,"action":"Buy to Open","fills":[]}]},
        "warnings":[{"code":"tif.next_valid_session","message":"works from the next session on"}],"errors":[],"notes":[],
        "buying-power-effect":{"change-in-margin-requirement":"500.0","change-in-margin-requirement-effect":"Debit",
        "change-in-buying-power":"367.26","change-in-buying-power-effect":"Debit","current-buying-power":"25000.0",
        "current-buying-power-effect":"Credit","new-buying-power":"24632.74","new-buying-power-effect":"Credit",
        "isolated-order-margin-requirement":"500.0","isolated-order-margin-requirement-effect":"Debit",
        "is-spread":true,"impact":"367.26","effect":"Debit"},
        "fee-calculation":{"regulatory-fees":"0.05","regulatory-fees-effect":"Debit",
        "regulatory-fees-breakdown":[{"name":"orf","value":"0.04","effect":"Debit"},
        {"name":"taf","value":"0.01","effect":"Debit"}],
        "clearing-fees":"0.2","clearing-fees-effect":"Debit","commission":"2.0","commission-effect":"Debit",
        "proprietary-index-option-fees":"0.0","proprietary-index-option-fees-effect":"None",
        "rebates":"0.1","rebates-effect":"Credit","per-quantity":false,
        "total-fees":"2.15","total-fees-effect":"Debit"}},"context":"/accounts/5WT00001/orders/dry-run"}
        """

    /// What a leg of a working order holds.
    struct Leg {
        var symbol = "/ESZ6"
        var type = "Future"
        var action = "Buy to Open"
        var quantity = 2
        var remaining = 2
        var fills: [(id: String, quantity: Int, price: String, at: Int64)] = []
    }

    /// An order object.
    static func order(
        _ id: Int, status: String = "Live", identifier: String? = nil, updatedAt: Int64 = 1_788_595_114_390,
        price: String = "6800.25", effect: String = "Debit", legs: [Leg] = [Leg()], extra: String = ""
    ) -> String {
        let legTexts = legs.map { leg in
            let fills = leg.fills.map {
                #"{"fill-id":"\#($0.id)","quantity":\#($0.quantity),"fill-price":"\#($0.price)","filled-at":\#($0.at)}"#
            }.joined(separator: ",")
            return #"{"instrument-type":"\#(leg.type)","symbol":"\#(leg.symbol)","action":"\#(leg.action)","#
                + #""quantity":\#(leg.quantity),"remaining-quantity":\#(leg.remaining),"fills":[\#(fills)]}"#
        }
        let handle = identifier.map { #""external-identifier":"\#($0)","# } ?? ""
        return #"{"id":\#(id),"account-number":"5WT00001","time-in-force":"Day","order-type":"Limit","#
            + #""size":\#(legs[0].quantity),"underlying-symbol":"/ES","price":"\#(price)","price-effect":"\#(effect)","#
            + #""status":"\#(status)",\#(handle)\#(extra)"updated-at":\#(updatedAt),"legs":[\#(legTexts.joined(separator: ","))]}"#
    }

    /// Reads an order object by the client's own decoder.
    static func decoded(_ text: String) throws -> Order {
        try Endpoints.order.decode(Array(text.utf8)).value
    }
}
