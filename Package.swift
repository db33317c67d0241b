// swift-tools-version: 6.2
import PackageDescription

/// One place for the rules that every Swift target of the package is compiled under.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "muster",
    products: [
        .executable(name: "muster", targets: ["muster"]),
        .library(name: "WebSocketPeers", targets: ["WebSocketPeers"]),
        // For Benchmarks/, which measures the engine without the command line around it.
        .library(
            name: "LoadEngine",
            targets: [
                "LoadEngine", "TargetServers", "NetworkIO", "Results", "Scenarios", "WebSocketCompression",
                "WebSocketProtocol",
            ]),
        // Profiles a codec, Muster's or another: see docs/codec.md.
        .library(name: "CodecProfiling", targets: ["CodecProfiling"]),
        // For Fuzzing/, which links all that reads files.
        .library(name: "Reporting", targets: ["Reporting", "Results", "Scenarios"]),
        // Linked by programs that measure; it puts itself before the allocator of whoever links it.
        .library(name: "CAllocationCounter", targets: ["CAllocationCounter"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // Level 0: C, no logic but loops over vectors.
        .target(name: "CLinux"),
        .target(name: "CAllocationCounter"),
        .target(name: "CWideVectors"),
        .target(name: "CCallgrindMarks"),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),

        // Level 1: one subject each, none knows another.
        .target(name: "WebSocketProtocol", dependencies: ["CWideVectors"], swiftSettings: settings),
        .target(name: "NetworkIO", dependencies: ["CLinux"], swiftSettings: settings),
        .target(name: "Scenarios", dependencies: ["CJansson", "WebSocketProtocol"], swiftSettings: settings),

        // Level 2: compression; what a run measured.
        .target(
            name: "WebSocketCompression", dependencies: ["WebSocketProtocol", "CZlib", "CDeflate"],
            swiftSettings: settings),
        .target(
            name: "Results",
            dependencies: ["Scenarios", .product(name: "Histogram", package: "hdrhistogram-swift")],
            swiftSettings: settings),

        // Level 3: peers over transports.
        .target(
            name: "WebSocketPeers", dependencies: ["WebSocketCompression", "WebSocketProtocol", "NetworkIO"],
            swiftSettings: settings),

        // Level 4: never import one another.
        .target(
            name: "LoadEngine",
            dependencies: [
                "WebSocketPeers", "WebSocketCompression", "WebSocketProtocol", "NetworkIO", "Scenarios", "Results",
            ],
            swiftSettings: settings),
        .target(
            name: "TargetServers",
            dependencies: ["WebSocketPeers", "WebSocketProtocol", "NetworkIO"],
            swiftSettings: settings),
        .target(name: "Reporting", dependencies: ["Results", "Scenarios", "CZlib"], swiftSettings: settings),

        // Level 5: a program that profiles a codec, whoever's.
        .target(
            name: "CodecProfiling",
            dependencies: [
                "WebSocketCompression", "WebSocketProtocol", "Reporting", "CAllocationCounter", "CCallgrindMarks",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // Level 6: the command line.
        .executableTarget(
            name: "muster",
            dependencies: [
                "CodecProfiling", "LoadEngine", "Reporting", "TargetServers", "WebSocketPeers", "WebSocketCompression",
                "WebSocketProtocol", "NetworkIO", "Results", "Scenarios", "CAllocationCounter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // What the tests read compressed messages with.
        .target(name: "PlainInflating", path: "Tests/PlainInflating", swiftSettings: settings),
        // Randomness of the tests, seeded.
        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
        // What judges times is tried again on a machine that something else keeps busy.
        .target(
            name: "TimedTesting", path: "Tests/TimedTesting", swiftSettings: settings,
            linkerSettings: [.linkedLibrary("Testing")]),
        .testTarget(
            name: "WebSocketProtocolTests", dependencies: ["CWideVectors", "SeededRandom", "WebSocketProtocol"],
            swiftSettings: settings),
        .testTarget(
            name: "WebSocketCompressionTests",
            dependencies: ["SeededRandom", "WebSocketCompression", "WebSocketProtocol", "CZlib"],
            swiftSettings: settings),
        .testTarget(
            name: "NetworkIOTests", dependencies: ["SeededRandom", "TimedTesting", "NetworkIO"], swiftSettings: settings
        ),
        .testTarget(
            name: "ScenariosTests", dependencies: ["SeededRandom", "Scenarios", "WebSocketProtocol"],
            swiftSettings: settings),
        .testTarget(
            name: "WebSocketPeersTests",
            dependencies: [
                "PlainInflating", "SeededRandom", "WebSocketCompression", "WebSocketPeers", "WebSocketProtocol",
                "NetworkIO",
            ], swiftSettings: settings),
        .testTarget(name: "ResultsTests", dependencies: ["SeededRandom", "Results"], swiftSettings: settings),
        .testTarget(
            name: "ReportingTests", dependencies: ["SeededRandom", "Reporting"], exclude: ["Golden"],
            swiftSettings: settings),
        .testTarget(
            name: "LoadEngineTests",
            dependencies: ["SeededRandom", "TimedTesting", "LoadEngine", "TargetServers", "WebSocketCompression"],
            swiftSettings: settings),
        .testTarget(
            name: "TargetServersTests",
            dependencies: ["TimedTesting", "TargetServers", "WebSocketPeers", "WebSocketProtocol", "NetworkIO"],
            swiftSettings: settings),
        .testTarget(
            name: "CodecProfilingTests", dependencies: ["CodecProfiling", "Reporting", "WebSocketProtocol"],
            swiftSettings: settings),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "PlainInflating", "SeededRandom", "WebSocketPeers", "WebSocketCompression", "WebSocketProtocol",
                "NetworkIO",
            ],
            exclude: ["Cases", "Requirements.json"], swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
        .testTarget(name: "CommandLineTests", dependencies: ["muster"], swiftSettings: settings),
        .testTarget(
            name: "InteroperationTests",
            dependencies: [
                "WebSocketCompression", "WebSocketPeers", "TargetServers", "WebSocketProtocol", "NetworkIO",
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
    ]
)
