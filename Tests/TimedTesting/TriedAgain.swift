import Synchronization
public import Testing

/// Runs a test again when it fails, for what a busy machine can spoil: it passes if one of its tries does.
///
/// Only for tests that judge times. What they find is right or wrong on a machine that leaves them in peace; a defect
/// fails every try.
public struct TriedAgain: SuiteTrait, TestTrait, TestScoping {
    let atMost: Int

    /// Holds for each test of a suite.
    public var isRecursive: Bool { true }

    /// Runs the test until a try passes, or the last fails.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        for _ in 1..<atMost {
            let failed = Mutex(false)
            try await withKnownIssue("the machine was busy", isIntermittent: true) {
                try await function()
            } matching: { _ in
                failed.withLock { $0 = true }
                return true
            }
            if !failed.withLock({ $0 }) { return }
        }
        try await function()
    }
}

extension Trait where Self == TriedAgain {
    /// Up to `atMost` tries.
    public static func triedAgain(atMost: Int) -> Self { TriedAgain(atMost: atMost) }
}
