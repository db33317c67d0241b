// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A package of its own, so that whoever uses Muster never resolves what only its benchmarks need.
let package = Package(
    name: "muster-benchmarks",
    dependencies: [.package(name: "muster", path: "../")],
    targets: [
        // The least that a client can do: epoll_wait, recv and send of the same bytes.
        .executableTarget(name: "FloorClient"),
        // The echo server as a process of its own, on a processor of its own.
        .executableTarget(
            name: "EchoTarget",
            dependencies: [
                .product(name: "LoadEngine", package: "muster"), .product(name: "WebSocketPeers", package: "muster"),
            ],
            swiftSettings: settings),
        // Runs one load in a process of its own, and prints what it cost.
        .executableTarget(
            name: "LoadProbe",
            dependencies: [
                .product(name: "CAllocationCounter", package: "muster"),
                .product(name: "LoadEngine", package: "muster"),
            ],
            swiftSettings: settings),
        // Runs the others in turn and prints the table.
        .executableTarget(name: "Figures", swiftSettings: settings),
    ]
)
