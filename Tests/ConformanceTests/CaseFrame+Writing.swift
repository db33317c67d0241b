import WebSocketProtocol

extension CaseFrame {
    /// Where a frame of a written stream lies.
    struct Place {
        var start: Int
        var headerLength: Int
    }

    /// Appends the bytes that reach an end of this role, and the place of each frame.
    func write(to stream: inout [UInt8], _ places: inout [Place], receivedBy role: Role) {
        for _ in 0..<times {
            guard let split else {
                write(payload[...], opcode: opcode, isFinal: isFinal, to: &stream, &places, receivedBy: role)
                continue
            }
            var start = 0
            repeat {
                let end = min(start + split, payload.count)
                write(
                    payload[start..<end], opcode: start == 0 ? opcode : 0, isFinal: end == payload.count,
                    to: &stream, &places, receivedBy: role)
                start = end
            } while start < payload.count
        }
    }

    private func write(
        _ payload: ArraySlice<UInt8>, opcode: UInt8, isFinal: Bool, to stream: inout [UInt8], _ places: inout [Place],
        receivedBy role: Role
    ) {
        let start = stream.count
        let isMasked = isMasked ?? (role == .server)
        let length = declaredLength ?? UInt64(payload.count)
        let form = lengthForm ?? (length <= 125 ? .short : length <= 65_535 ? .medium : .long)
        let maskBit: UInt8 = isMasked ? 0x80 : 0
        stream.append((isFinal ? 0x80 : 0) | reservedBits << 4 | opcode)
        switch form {
        case .short: stream.append(maskBit | UInt8(truncatingIfNeeded: length))
        case .medium: stream += [maskBit | 126] + Self.bigEndian(length, byteCount: 2)
        case .long: stream += [maskBit | 127] + Self.bigEndian(length, byteCount: 8)
        }
        if isMasked { stream += key }
        let header = stream.count - start
        stream += payload
        if isMasked { mask(&stream, from: start + header) }
        places.append(Place(start: start, headerLength: header))
        stream.removeLast(only.map { stream.count - start - $0 } ?? without)
    }

    private static func bigEndian(_ value: UInt64, byteCount: Int) -> [UInt8] {
        (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (byteCount - 1 - $0))) }
    }

    /// RFC 6455 section 5.3, eight bytes at a time: tests are not optimised, and some messages are large.
    private func mask(_ stream: inout [UInt8], from start: Int) {
        let eight = (key + key).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        unsafe stream.withUnsafeMutableBytes { bytes in
            var index = start
            while index + 8 <= bytes.count {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                unsafe bytes.storeBytes(of: word ^ eight, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            while index < bytes.count {
                unsafe bytes[index] ^= key[(index - start) & 3]
                index += 1
            }
        }
    }
}
