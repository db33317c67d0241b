/// Why permessage-deflate could not be agreed on (RFC 7692 sections 5 and 7.1).
public enum CompressionError: Error, Equatable, Sendable {
    /// A parameter that the extension does not have.
    case unknownParameter(String)
    /// A parameter that came twice.
    case parameterTwice(String)
    /// A value that the parameter must not have, or none where it needs one.
    case invalidValue(parameter: String, value: String?)
    /// The server accepted permessage-deflate more than once.
    case acceptedTwice
    /// The server chose a parameter that was not offered.
    case notOffered(parameter: String)
    /// The server accepted an offer without a parameter that it must repeat.
    case notRepeated(parameter: String)
    /// The server chose a larger window than was offered.
    case windowTooLarge(parameter: String, bits: Int, offered: Int)
}

extension CompressionError: CustomStringConvertible {
    /// One sentence: what the other end wrote and what is expected.
    public var description: String {
        switch self {
        case .unknownParameter(let name): "permessage-deflate has no parameter \"\(name)\""
        case .parameterTwice(let name): "permessage-deflate has the parameter \(name) more than once"
        case .invalidValue(let name, let value?):
            name.hasSuffix("_bits")
                ? "permessage-deflate has \(name)=\"\(value)\", but a whole number from 8 to 15 is expected"
                : "permessage-deflate has \(name)=\"\(value)\", but the parameter has no value"
        case .invalidValue(let name, nil):
            "permessage-deflate has \(name) without a value, but a whole number from 8 to 15 is expected"
        case .acceptedTwice: "the server accepted permessage-deflate more than once"
        case .notOffered(let name): "the server chose \(name), which was not offered"
        case .notRepeated(let name): "the server accepted permessage-deflate, but not the \(name) that was offered"
        case .windowTooLarge(let name, let bits, let offered):
            "the server chose \(name)=\(bits), but at most \(offered) was offered"
        }
    }
}
