/// The ports that the kernel gives to connections of which only the source address is chosen.
public enum EphemeralPorts {
    /// The range as configured (`net.ipv4.ip_local_port_range`, for IPv6 too); nil if the kernel does not say.
    ///
    /// It bounds the connections from one source address to one target address and port.
    public static var available: ClosedRange<UInt16>? {
        guard let numbers = KernelFile.numbers(in: "/proc/sys/net/ipv4/ip_local_port_range"), numbers.count == 2,
            let first = UInt16(exactly: numbers[0]), let last = UInt16(exactly: numbers[1]), first <= last
        else { return nil }
        return first...last
    }
}
