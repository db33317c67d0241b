/// Close codes in words (RFC 6455 section 7.4.1 and the IANA registry).
enum CloseCodeWords {
    static func name(_ code: UInt16) -> String {
        switch code {
        case 1000: "normal closure"
        case 1001: "going away"
        case 1002: "protocol error"
        case 1003: "unsupported data"
        case 1005: "no code given"
        case 1006: "no close frame"
        case 1007: "invalid payload data"
        case 1008: "policy violation"
        case 1009: "message too big"
        case 1010: "extension missing"
        case 1011: "internal server error"
        case 1012: "service restart"
        case 1013: "try again later"
        case 1014: "bad gateway"
        case 1015: "TLS handshake failed"
        case 3000...3999: "registered application code"
        case 4000...4999: "private application code"
        default: "reserved"
        }
    }
}
