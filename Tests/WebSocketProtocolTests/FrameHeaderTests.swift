import Testing
import WebSocketProtocol

@Suite struct FrameHeaderTests {
    @Test func aHeaderIsParsedWithoutJudgement() {
        let bytes: [UInt8] = [0x73, 0xfe, 0x00, 0x05, 1, 2, 3, 4]
        let header = unsafe FrameHeader.parse(bytes.span.bytes)
        #expect(
            header
                == FrameHeader(
                    isFinal: false, reservedBits: 7, opcodeBits: 3, maskingKey: MaskingKey(bits: 0x0403_0201),
                    payloadLength: 5, encodedLength: 8))
        #expect(header?.opcode == nil)
        for count in 0..<bytes.count {
            let part = Array(bytes[..<count])
            #expect(unsafe FrameHeader.parse(part.span.bytes) == nil, "\(count) bytes")
        }
        let shifted = [0xee, 0xee] + bytes
        #expect(unsafe FrameHeader.parse(shifted.span.bytes, at: 2) == header)
    }

    @Test func lengthOfAHeader() {
        let table: [(UInt8, Int)] = [(0, 2), (125, 2), (126, 4), (127, 10), (128, 6), (253, 6), (254, 8), (255, 14)]
        for (second, length) in table { #expect(FrameHeader.encodedLength(secondByte: second) == length) }
    }

    @Test func violationsSayWhatToDo() {
        let table: [(ProtocolViolation, CloseCode, String)] = [
            (.reservedBits(4), .protocolError, "5.2"), (.unknownOpcode(3), .protocolError, "5.2"),
            (.fragmentedControlFrame(.ping), .protocolError, "5.5"),
            (.controlFrameTooLong(.close, .max), .protocolError, "5.5"),
            (.lengthNotMinimal(.max), .protocolError, "5.2"), (.lengthOutOfRange, .protocolError, "5.2"),
            (.unmaskedFrame, .protocolError, "5.1"), (.maskedFrame, .protocolError, "5.1"),
            (.unexpectedContinuation, .protocolError, "5.4"),
            (.interleavedMessage(.binary), .protocolError, "5.4"),
            (.frameTooBig(.max), .messageTooBig, "10.4"), (.messageTooBig(.max), .messageTooBig, "10.4"),
            (.tooManyFragments, .messageTooBig, "10.4"), (.invalidUTF8, .invalidPayload, "8.1"),
            (.closePayloadOfOneByte, .protocolError, "5.5.1"), (.invalidCloseCode(.max), .protocolError, "7.4"),
            (.invalidCloseReason, .invalidPayload, "5.5.1"),
        ]
        for (violation, code, section) in table {
            #expect(violation.closeCode == code && violation.section == section, "\(violation)")
            #expect(violation.description.utf8.count <= 123, "fits a close reason: \(violation)")
        }
        #expect(Set(table.map { $0.0.description }).count == table.count)
    }

    @Test func closeCodes() {
        let sendable = (UInt16.min ... .max).filter { CloseCode(rawValue: $0).isSendable }
        #expect(sendable == Array(1000...1003) + Array(1007...1014) + Array(3000...4999))
        #expect("\(CloseCode.normalClosure)" == "1000 (normal closure)")
        #expect("\(CloseCode(rawValue: 4001))" == "4001")
    }
}
