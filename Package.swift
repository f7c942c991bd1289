// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Piquant",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "piquant", targets: ["piquant"]),
        .library(name: "MarketModel", targets: ["MarketModel"]),
        .library(name: "OrderFlow", targets: ["OrderFlow"]),
        .library(name: "Options", targets: ["Options"]),
        .library(name: "Brokerage", targets: ["Brokerage"]),
        .library(name: "Configuration", targets: ["Configuration"]),
        .library(name: "Wire", targets: ["Wire"]),
        .library(name: "DXLink", targets: ["DXLink"]),
        .library(name: "Tape", targets: ["Tape"]),
        .library(name: "Tastytrade", targets: ["Tastytrade"]),
        .library(name: "Simulator", targets: ["Simulator"]),
        .library(name: "Live", targets: ["Live"]),
        .library(name: "Server", targets: ["Server"]),
    ],
    targets: [
        // System libraries, each behind its own module map.
        .systemLibrary(
            name: "CWebSockets", pkgConfig: "libwebsockets",
            providers: [.apt(["libwebsockets-dev"]), .brew(["libwebsockets"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(
            name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        .systemLibrary(
            name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

        // The C library's allocator: no library of its own.
        .systemLibrary(name: "CAllocator"),

        // Pure: no I/O, no clock.
        .target(name: "JSON"),
        .target(name: "MarketModel"),
        .target(name: "OrderFlow", dependencies: ["MarketModel"]),
        .target(name: "Options", dependencies: ["MarketModel"]),

        .target(name: "Brokerage", dependencies: ["MarketModel", "Options"]),

        // What the user has set.
        .target(name: "Configuration", dependencies: ["CYaml"]),

        // Protocols and formats.
        .target(name: "Wire", dependencies: ["CWebSockets", "CCurl", "MarketModel"]),
        .target(name: "DXLink", dependencies: ["JSON", "MarketModel", "Wire"]),
        .target(name: "Tastytrade", dependencies: ["JSON", "MarketModel", "Wire"]),
        .target(name: "Tape", dependencies: ["MarketModel", "CZstd", "CZlib"]),

        // Services.
        .target(
            name: "Simulator",
            dependencies: ["Brokerage", "JSON", "MarketModel", "Options", "DXLink", "Tastytrade", "Wire", "Tape"]),
        .target(
            name: "Live", dependencies: ["MarketModel", "OrderFlow", "Options", "DXLink", "Tastytrade", "Wire"]),
        .target(
            name: "Server", dependencies: ["JSON", "MarketModel", "OrderFlow", "Options", "Wire", "Live"],
            resources: [.copy("Dashboard")]),

        .target(
            name: "Drill",
            dependencies: [
                "Brokerage", "JSON", "MarketModel", "OrderFlow", "DXLink", "Tastytrade", "Wire", "Live", "Simulator",
            ]),

        // The program.
        .executableTarget(
            name: "piquant",
            dependencies: [
                "CAllocator", "Configuration", "JSON", "MarketModel", "OrderFlow", "Options", "Wire", "DXLink",
                "Tastytrade", "Tape", "Simulator", "Live", "Drill", "Server",
            ]),

        // Tests mirror the modules.
        .target(name: "TestSupport", dependencies: ["MarketModel", "Tape"], path: "Tests/TestSupport"),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
        .testTarget(name: "ConfigurationTests", dependencies: ["Configuration", "TestSupport"]),
        .testTarget(name: "MarketModelTests", dependencies: ["MarketModel", "TestSupport"]),
        .testTarget(name: "OrderFlowTests", dependencies: ["OrderFlow", "MarketModel", "Tape", "TestSupport"]),
        .testTarget(name: "OptionsTests", dependencies: ["Options", "MarketModel", "Tape", "TestSupport"]),
        .testTarget(name: "BrokerageTests", dependencies: ["Brokerage", "Options", "MarketModel", "TestSupport"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "MarketModel", "TestSupport"]),
        .testTarget(name: "DXLinkTests", dependencies: ["DXLink", "JSON", "MarketModel", "Wire", "TestSupport"]),
        .testTarget(
            name: "TastytradeTests", dependencies: ["Tastytrade", "JSON", "MarketModel", "Wire", "TestSupport"]),
        .testTarget(name: "TapeTests", dependencies: ["Tape", "MarketModel", "TestSupport"]),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "Simulator", "Brokerage", "Options", "DXLink", "JSON", "MarketModel", "Wire", "Tape", "TestSupport",
            ]),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "Live", "Simulator", "Tastytrade", "DXLink", "JSON", "OrderFlow", "Options", "MarketModel", "Wire",
                "Tape",
                "TestSupport",
            ]),
        .testTarget(
            name: "DrillTests",
            dependencies: ["Drill", "Simulator", "Tastytrade", "JSON", "MarketModel", "Wire", "TestSupport"]),
        .testTarget(
            name: "ServerTests",
            dependencies: ["Server", "Live", "OrderFlow", "Options", "MarketModel", "Wire", "TestSupport"]),
        .testTarget(
            name: "PiquantTests",
            dependencies: ["piquant", "Options", "MarketModel", "Tape", "Tastytrade", "Wire", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where ![.system, .plugin, .binary].contains(target.type) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}
