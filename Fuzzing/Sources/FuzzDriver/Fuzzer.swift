import CFuzzer

/// Runs a target under libFuzzer, with the command line of the process.
public enum Fuzzer {
    /// Set once, before libFuzzer starts.
    nonisolated(unsafe) fileprivate static var check: ([UInt8]) -> Void = { _ in }

    /// Calls `check` with one input after another; the process ends with libFuzzer's status.
    public static func run(_ check: @escaping ([UInt8]) -> Void) -> CInt {
        unsafe Self.check = check
        var count = CommandLine.argc
        var arguments = unsafe CommandLine.unsafeArgv
        return unsafe withUnsafeMutablePointer(to: &arguments) { arguments in
            let nullable = unsafe UnsafeMutableRawPointer(arguments)
                .assumingMemoryBound(to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self)
            return unsafe LLVMFuzzerRunDriver(&count, nullable) { unsafe oneInput($0, $1) }
        }
    }

    /// Ends the process, and so makes a find of the input, where an invariant does not hold.
    public static func expect(_ holds: Bool, _ invariant: @autoclosure () -> String) {
        if !holds { fatalError(invariant()) }
    }
}

/// Under the name by which the `main` of libFuzzer, which is linked but not used, would call it.
@_cdecl("LLVMFuzzerTestOneInput")
func oneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    unsafe Fuzzer.check(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
