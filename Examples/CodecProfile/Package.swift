// swift-tools-version: 6.2
import PackageDescription

/// Profiles a codec of one's own: the whole command line of `muster codec` for a type that conforms to `CodecUnderTest`.
let package = Package(
    name: "codec-profile",
    dependencies: [
        // Of a package elsewhere: .package(url: "https://…/muster", from: "…").
        .package(name: "muster", path: "../../")
    ],
    targets: [
        .executableTarget(
            name: "CodecProfile", dependencies: [.product(name: "CodecProfiling", package: "muster")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
