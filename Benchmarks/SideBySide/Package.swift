// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A package of its own beside that of the figures, so that only `make bench-codec` resolves and builds the peers.
let package = Package(
    name: "muster-side-by-side",
    dependencies: [
        .package(name: "muster", path: "../../"),
        // Without its interposers: CAllocationCounter counts.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // Debian's libwslay-dev, which comes without a pkg-config file.
        .target(name: "CWslayLanes", linkerSettings: [.linkedLibrary("wslay")]),
        .target(
            name: "CDeflateLanes", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("deflate")]),
        // A benchmark for each case, a round of all codecs for each of its iterations.
        .executableTarget(
            name: "Codecs",
            dependencies: [
                "CDeflateLanes",
                "CWslayLanes",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "CAllocationCounter", package: "muster"),
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "LoadEngine", package: "muster"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "WebSocketPeers", package: "muster"),
            ],
            path: "Benchmarks/Codecs",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
