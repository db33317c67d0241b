import WebSocketProtocol

@testable import CodecProfiling

/// Muster's codec, which then writes over what it has read.
struct ScribblingCodec: CodecUnderTest {
    static var name: String { "scribbling" }
    static var version: String { "0" }

    private var codec: MusterCodec

    init(_ configuration: CodecConfiguration) throws(CodecFailure) { codec = try MusterCodec(configuration) }

    mutating func decode(_ bytes: inout MutableRawSpan, delivering deliveries: inout Deliveries) throws(CodecFailure) {
        try codec.decode(&bytes, delivering: &deliveries)
        if bytes.byteCount > 0 { bytes.storeBytes(of: 0xff, toByteOffset: 0, as: UInt8.self) }
    }

    mutating func encode(
        _ payload: RawSpan, into bytes: inout MutableRawSpan, at offset: Int
    ) throws(CodecFailure) -> Int {
        try codec.encode(payload, into: &bytes, at: offset)
    }
}
