import MarketModel
import Testing

@testable import OrderFlow

struct FlowEngineSmokeTests {}
