import CLinux

/// The address of one end of a stream socket: IPv4 or IPv6 with a port, or the path of a Unix-domain socket.
public struct SocketAddress: Sendable, Hashable {
    /// The kind of an address.
    public enum Family: Sendable, Hashable {
        /// Internet protocol version 4.
        case ipv4
        /// Internet protocol version 6.
        case ipv6
        /// A path on this machine, see `unix(7)`.
        case unix
    }

    /// The part that depends on the family.
    enum Location: Sendable, Hashable {
        /// The four bytes, the first one in the highest bits.
        case ipv4(UInt32)
        /// The sixteen bytes in order, and the interface of a link-local address (otherwise 0).
        case ipv6(SIMD16<UInt8>, scope: UInt32)
        /// A path, or empty for a socket without a name; a leading NUL byte means the abstract name space.
        case unix(String)
    }

    let location: Location

    /// The port, 0...65,535; 0 for Unix-domain sockets.
    public let port: UInt16

    init(location: Location, port: UInt16) {
        self.location = location
        self.port = port
    }

    /// The kind of this address.
    public var family: Family {
        switch location {
        case .ipv4: .ipv4
        case .ipv6: .ipv6
        case .unix: .unix
        }
    }

    /// The same host with another port; a Unix-domain address stays as it is.
    public func withPort(_ port: UInt16) -> SocketAddress {
        SocketAddress(location: location, port: family == .unix ? 0 : port)
    }

    /// Whether traffic to this address stays on this machine: 127.0.0.0/8, ::1, its mapped form, or a path.
    public var isLoopback: Bool {
        switch location {
        case .ipv4(let bits):
            return bits >> 24 == 127
        case .ipv6(let bytes, _):
            var mapped = SIMD16<UInt8>(repeating: 0)
            if bytes[15] == 1 {
                mapped[15] = 1
                if bytes == mapped { return true }
                mapped[15] = 0
            }
            mapped[10] = 0xff
            mapped[11] = 0xff
            return bytes[12] == 127 && (0..<12).allSatisfy { bytes[$0] == mapped[$0] }
        case .unix:
            return true
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    /// "127.0.0.1:80", "[::1]:80" or "unix:/path".
    public var description: String {
        switch family {
        case .ipv4: "\(host):\(port)"
        case .ipv6: "[\(host)]:\(port)"
        case .unix: "unix:\(host)"
        }
    }
}
