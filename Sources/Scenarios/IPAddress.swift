import Glibc

/// Tells IP addresses from other texts, by the system's own reader.
enum IPAddress {
    /// Whether `text` is an IPv4 address in dotted decimal.
    static func isVersion4(_ text: String) -> Bool { isAddress(text, family: AF_INET) }

    /// Whether `text` is an IPv6 address without brackets and zone.
    static func isVersion6(_ text: String) -> Bool { isAddress(text, family: AF_INET6) }

    private static func isAddress(_ text: String, family: Int32) -> Bool {
        // A C string ends at the first NUL; what follows must not be ignored.
        guard !text.utf8.contains(0) else { return false }
        var address = in6_addr()
        return unsafe withUnsafeMutableBytes(of: &address) { buffer in
            unsafe inet_pton(family, text, buffer.baseAddress) == 1
        }
    }
}
