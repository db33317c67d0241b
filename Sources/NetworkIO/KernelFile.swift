import CLinux

/// Reads the small text files under /proc, in which the kernel shows its settings and counters.
enum KernelFile {
    /// The numbers in a file, in order, up to the first word that is none; nil if the file cannot be read.
    static func numbers(in path: String) -> [UInt64]? {
        guard let text = text(of: path) else { return nil }
        var numbers: [UInt64] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            guard let number = UInt64(word) else { break }
            numbers.append(number)
        }
        return numbers
    }

    /// The first 512 bytes of a file, which is all of those that are read here.
    private static func text(of path: String) -> String? {
        let descriptor = SystemCall.retrying { Int(unsafe clinux_open_for_reading(path)) }
        guard descriptor >= 0 else { return nil }
        defer { SystemCall.close(Int32(descriptor)) }
        return unsafe withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
            let count = SystemCall.retrying { unsafe read(Int32(descriptor), buffer.baseAddress, buffer.count) }
            guard count >= 0 else { return nil }
            return unsafe String(decoding: buffer[..<count], as: UTF8.self)
        }
    }
}
