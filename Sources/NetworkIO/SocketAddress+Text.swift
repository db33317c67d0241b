import CLinux

extension SocketAddress {
    /// The address of a numeric host ("127.0.0.1", "::1", "fe80::1%eth0") and a port.
    ///
    /// Nil for names, brackets and anything else that is not one numeric address. Does no look-up.
    public init?(_ numericHost: String, port: UInt16) {
        // A NUL would end the C string early and let "127.0.0.1\0x" pass.
        guard !numericHost.utf8.contains(0) else { return nil }
        var ipv4 = in_addr()
        if unsafe inet_pton(AF_INET, numericHost, &ipv4) == 1 {
            self.init(location: .ipv4(UInt32(bigEndian: ipv4.s_addr)), port: port)
            return
        }
        let parts = numericHost.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        var bytes = SIMD16<UInt8>(repeating: 0)
        let isIPv6 = unsafe withUnsafeMutableBytes(of: &bytes) { buffer in
            unsafe inet_pton(AF_INET6, String(parts[0]), buffer.baseAddress) == 1
        }
        guard isIPv6 else { return nil }
        var scope: UInt32 = 0
        if parts.count == 2 {
            scope = unsafe UInt32(parts[1]) ?? if_nametoindex(String(parts[1]))
            guard scope != 0 else { return nil }
        }
        self.init(location: .ipv6(bytes, scope: scope), port: port)
    }

    /// The address of a Unix-domain socket; nil if `path` is empty or longer than 107 bytes (`sun_path`).
    ///
    /// A leading NUL byte names a socket in Linux's abstract name space, which needs no file.
    public init?(unixPath path: String) {
        guard !path.isEmpty, path.utf8.count <= 107 else { return nil }
        guard !path.utf8.dropFirst().contains(0) else { return nil }
        self.init(location: .unix(path), port: 0)
    }

    /// The host as text: numeric for IPv4 and IPv6 (with "%scope" where there is one), a path for Unix-domain sockets.
    ///
    /// An abstract name is shown with "@" in the place of its NUL byte, as other tools do it.
    public var host: String {
        switch location {
        case .ipv4(let bits):
            return "\(bits >> 24).\(bits >> 16 & 0xff).\(bits >> 8 & 0xff).\(bits & 0xff)"
        case .ipv6(let bytes, let scope):
            return Self.text(ofIPv6: bytes) + (scope == 0 ? "" : "%\(scope)")
        case .unix(let path):
            return path.utf8.first == 0 ? "@" + path.dropFirst() : path
        }
    }

    /// The canonical text of RFC 5952.
    private static func text(ofIPv6 bytes: SIMD16<UInt8>) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            guard let base = text.baseAddress else { return "" }
            let written = unsafe withUnsafeBytes(of: bytes) { raw in
                unsafe inet_ntop(AF_INET6, raw.baseAddress, base, socklen_t(text.count))
            }
            return unsafe written == nil ? "" : String(cString: base)
        }
    }
}
