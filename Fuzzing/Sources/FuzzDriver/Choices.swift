/// Reads what an input chooses from its front; zeros after its end, so that every input means something.
public struct Choices {
    /// What was not read yet.
    public private(set) var rest: ArraySlice<UInt8>

    /// Reads from the first byte.
    public init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Whether everything was read.
    public var isEmpty: Bool { rest.isEmpty }

    /// The next byte.
    public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// The next two bytes as a number.
    public mutating func number() -> Int { Int(byte()) << 8 | Int(byte()) }

    /// One of the values.
    public mutating func of<Value>(_ values: [Value]) -> Value { values[Int(byte()) % values.count] }

    /// The next `count` bytes, or what there is.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// Text up to the next zero byte, in which wrong UTF-8 is replaced.
    public mutating func text() -> String {
        let bytes = rest.prefix { $0 != 0 }
        rest = rest.dropFirst(bytes.count + 1)
        return String(decoding: bytes, as: UTF8.self)
    }
}
