/// Reads DEFLATE data (RFC 1951) as far as is needed to say where its only block ends, to the bit.
enum DeflateBits {
    /// Bytes behind the data that are read, too, whatever they hold.
    static let slack = 16

    /// The next 57 bits or more, first bit lowest.
    @inline(__always)
    private static func peek(_ data: RawSpan, at position: Int) -> UInt64 {
        unsafe data.unsafeLoadUnaligned(fromUncheckedByteOffset: position &>> 3, as: UInt64.self)
            &>> UInt64(position & 7)
    }

    /// Makes the data, one block with BFINAL set, end as a sync flush without its tail does; returns the new length.
    ///
    /// The block loses its BFINAL, and three bits behind it begin the empty block whose rest the receiver appends (RFC
    /// 7692 section 7.2.2). They may lie in what pads the last byte already, so the end must be known to the bit. Nil if
    /// there are several blocks or the end cannot be told. The span has `slack` bytes more than the data.
    static func openFinalBlock(in bytes: inout MutableRawSpan, count: Int) -> Int? {
        let header = unsafe bytes.bytes.unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self)
        guard header & 1 == 1, bytes.byteCount >= count + slack else { return nil }
        let found: Int? =
            switch header >> 1 & 3 {
            case 0: 8 * count
            case 1: endOfStaticBlock(bytes.bytes, limit: 8 * count)
            default: endOfDynamicBlock(bytes.bytes, count: count)
            }
        guard let end = found, (end + 7) / 8 == count else { return nil }
        bytes.storeBytes(of: header & ~1, toByteOffset: 0, as: UInt8.self)
        guard 8 * count - end < 3 else { return count }
        bytes.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
        return count + 1
    }

    /// A bit for each number that the first four bits of a fixed code make, first bit lowest, where it is that of a literal
    /// of eight bits: of the codes 00110000 to 10111111.
    private static let literalsOfEightBits: UInt64 = 0b0111_0110_0110_0110

    /// Skips over each symbol of the fixed codes (RFC 1951 section 3.2.6); nil if there is no end within the limit.
    private static func endOfStaticBlock(_ data: RawSpan, limit: Int) -> Int? {
        var position = 3
        while position < limit {
            var next = peek(data, at: position)
            // Most symbols are literals of eight bits, which their first four tell; as many as are in sight go at once.
            var skipped = 0
            while skipped < 48, literalsOfEightBits &>> (next & 15) & 1 == 1 {
                next &>>= 8
                skipped &+= 8
            }
            position &+= skipped
            // Codes have their first bit lowest: turned around they are numbers of 9 bits that are in order.
            let code = Int(UInt16(truncatingIfNeeded: next).bitReversed &>> 7)
            if code >= 0b1_1001_0000 {
                position &+= 9
            } else if code >= 0b0_0110_0000, code < 0b1_1000_0000 {
                position &+= 8
            } else {
                let symbol: Int
                if code < 0b0_0110_0000 {
                    symbol = code &>> 2
                    if symbol == 0 { return position &+ 7 }
                    position &+= 7
                } else {
                    symbol = 24 &+ (code &- 0b1_1000_0000) &>> 1
                    position &+= 8
                }
                position &+= lengthExtraBits(symbol)
                let distance = Int(UInt16(truncatingIfNeeded: peek(data, at: position)).bitReversed &>> 11)
                position &+= 5 &+ max(0, distance &>> 1 &- 1)
            }
        }
        return nil
    }

    /// The extra bits of the length code 256 + `symbol`, which is 1...29.
    private static func lengthExtraBits(_ symbol: Int) -> Int {
        symbol == 29 ? 0 : max(0, (symbol &- 1) &>> 2 &- 1)
    }

    /// Where a block with codes of its own ends: its end-of-block code is the last that is not padding, so that the last
    /// bit that is set tells, if the code has one (RFC 1951 section 3.2.7).
    private static func endOfDynamicBlock(_ data: RawSpan, count: Int) -> Int? {
        let last = unsafe data.unsafeLoad(fromUncheckedByteOffset: count &- 1, as: UInt8.self)
        // With fewer than three bits behind it, all that matters of the end is that no header fits there.
        if last & 0b1110_0000 != 0 { return 8 * count - last.leadingZeroBitCount }
        guard let code = endOfBlockCode(data, limit: 8 * count), code != 0 else { return nil }
        var place = count - 1
        while place >= 0 {
            let byte = unsafe data.unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self)
            if byte != 0 { return 8 * place + 8 - byte.leadingZeroBitCount + code.trailingZeroBitCount }
            place -= 1
        }
        return nil
    }

    /// The code of the symbol 256, from the lengths of all codes (RFC 1951 section 3.2.2).
    private static func endOfBlockCode(_ data: RawSpan, limit: Int) -> Int? {
        let header = peek(data, at: 3)
        let symbols = Int(header & 31) + 257
        let lengthCodes = Int(header >> 10 & 15) + 4
        var position = 17
        var table = InlineArray<128, UInt8>(repeating: 0)
        let mask = readLengthCodes(data, &position, count: lengthCodes, into: &table)
        var counts = InlineArray<16, UInt16>(repeating: 0)
        /// How many of the codes before the end of block's have each length.
        var before = counts
        var (symbol, previous, own) = (0, 0, 0)
        // A load serves several symbols: of 14 bits each at most, and 57 are in sight.
        var (next, left) = (peek(data, at: position), 57)
        while symbol < symbols {
            guard position < limit else { return nil }
            if left < 14 { (next, left) = (peek(data, at: position), 57) }
            let entry = table[Int(next & mask)]
            let width = Int(entry & 7)
            guard width > 0 else { return nil }
            let rest = next &>> UInt64(width)
            var repeats = 1
            var taken = width
            switch entry &>> 3 {
            case 16:
                repeats = 3 &+ Int(rest & 3)
                taken &+= 2
            case 17:
                repeats = 3 &+ Int(rest & 7)
                previous = 0
                taken &+= 3
            case 18:
                repeats = 11 &+ Int(rest & 127)
                previous = 0
                taken &+= 7
            case let length: previous = Int(length)
            }
            position &+= taken
            next &>>= UInt64(taken)
            left &-= taken
            // A repetition may go on into the distance codes.
            repeats = min(repeats, symbols &- symbol)
            if symbol <= 256, symbol &+ repeats > 256 {
                own = previous
                before = counts
                before[previous] &+= UInt16(256 &- symbol)
            }
            counts[previous] &+= UInt16(repeats)
            symbol &+= repeats
        }
        guard own > 0 else { return nil }
        var code = 0
        counts[0] = 0
        for length in 1...own { code = (code &+ Int(counts[length &- 1])) &<< 1 }
        return code &+ Int(before[own])
    }

    /// Builds the table of the code in which the lengths are written: bits to `symbol << 3 | width`. Returns the mask of
    /// the bits that are looked up: as many as the longest code has, seven at most.
    private static func readLengthCodes(
        _ data: RawSpan, _ position: inout Int, count: Int, into table: inout InlineArray<128, UInt8>
    ) -> UInt64 {
        // Symbols in the order in which their lengths come, five bits each: 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, …
        let order: InlineArray<19, UInt8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = InlineArray<19, UInt8>(repeating: 0)
        let packed = peek(data, at: position)
        for index in 0..<count {
            lengths[Int(order[index])] = UInt8(truncatingIfNeeded: packed &>> UInt64(3 &* index)) & 7
        }
        position &+= 3 &* count
        var counts = InlineArray<8, UInt8>(repeating: 0)
        for symbol in lengths.indices { counts[Int(lengths[symbol])] &+= 1 }
        counts[0] = 0
        var first = InlineArray<8, UInt16>(repeating: 0)
        var longest = 1
        for width in 1...7 {
            first[width] = (first[width &- 1] &+ UInt16(counts[width &- 1])) &<< 1
            if counts[width] > 0 { longest = width }
        }
        let size = 1 &<< longest
        for symbol in lengths.indices where lengths[symbol] > 0 {
            let width = Int(lengths[symbol])
            // The first bit of a code is the lowest in the data.
            var index = Int((first[width] &<< UInt16(16 &- width)).bitReversed)
            first[width] &+= 1
            let entry = UInt8(symbol) &<< 3 | UInt8(width)
            while index < size {
                table[index] = entry
                index &+= 1 &<< width
            }
        }
        return UInt64(truncatingIfNeeded: size &- 1)
    }
}

extension UInt16 {
    /// The same bits in the other direction.
    @inline(__always)
    fileprivate var bitReversed: UInt16 {
        let pairs = (self & 0x5555) &<< 1 | self &>> 1 & 0x5555
        let nibbles = (pairs & 0x3333) &<< 2 | pairs &>> 2 & 0x3333
        let bytes = (nibbles & 0x0f0f) &<< 4 | nibbles &>> 4 & 0x0f0f
        return bytes.byteSwapped
    }
}
