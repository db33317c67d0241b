// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

/// One executable a target of libFuzzer, which `Scripts/fuzz` builds with the flags that it needs.
func fuzzer(_ name: String, of module: String) -> Target {
    .executableTarget(
        name: name, dependencies: ["FuzzDriver", .product(name: module, package: "muster")], swiftSettings: settings)
}

/// A package of its own, because all of it is instrumented and none of it links without libFuzzer.
let package = Package(
    name: "muster-fuzzing",
    dependencies: [.package(name: "muster", path: "../")],
    targets: [
        .systemLibrary(name: "CFuzzer"),
        .target(name: "FuzzDriver", dependencies: ["CFuzzer"], swiftSettings: settings),
        fuzzer("FuzzFrames", of: "WebSocketPeers"),
        fuzzer("FuzzEncoder", of: "WebSocketPeers"),
        fuzzer("FuzzCompression", of: "WebSocketPeers"),
        fuzzer("FuzzHandshakes", of: "WebSocketPeers"),
        fuzzer("FuzzUTF8", of: "WebSocketPeers"),
        fuzzer("FuzzCloses", of: "WebSocketPeers"),
        fuzzer("FuzzScenarios", of: "Reporting"),
        fuzzer("FuzzResults", of: "Reporting"),
        fuzzer("FuzzNegotiation", of: "WebSocketPeers"),
        fuzzer("FuzzProfiles", of: "CodecProfiling"),
    ]
)
