// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "PiquantBenchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "Piquant", path: "..")],
    targets: [
        .executableTarget(
            name: "OrderFlowBench",
            dependencies: [
                .product(name: "OrderFlow", package: "Piquant"), .product(name: "MarketModel", package: "Piquant"),
            ]),
        .executableTarget(
            name: "DXLinkBench",
            dependencies: [
                .product(name: "DXLink", package: "Piquant"), .product(name: "MarketModel", package: "Piquant"),
            ]),
        .executableTarget(
            name: "OptionsBench",
            dependencies: [
                .product(name: "Options", package: "Piquant"), .product(name: "MarketModel", package: "Piquant"),
            ]),
        .executableTarget(
            name: "VenueBench",
            dependencies: [
                .product(name: "DXLink", package: "Piquant"), .product(name: "MarketModel", package: "Piquant"),
                .product(name: "Tastytrade", package: "Piquant"), .product(name: "Wire", package: "Piquant"),
            ]),
        .executableTarget(
            name: "ChainBench",
            dependencies: [
                .product(name: "DXLink", package: "Piquant"), .product(name: "Live", package: "Piquant"),
                .product(name: "MarketModel", package: "Piquant"), .product(name: "OrderFlow", package: "Piquant"),
                .product(name: "Server", package: "Piquant"), .product(name: "Wire", package: "Piquant"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}
