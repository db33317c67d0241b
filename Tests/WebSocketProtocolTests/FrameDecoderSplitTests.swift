import Testing
import WebSocketProtocol

/// The corpus in every split.
@Suite struct FrameDecoderSplitTests {
    static let roles: [Role] = [.client, .server]

    @Test(arguments: roles) func corpusWhole(role: Role) {
        for entry in FrameCorpus(receiver: role).entries {
            #expect(decode(entry.stream, with: FrameDecoder(role: role)) == entry.outcomes, "\(entry.name)")
            #expect(OracleDecoder(role: role).decode(entry.stream) == entry.outcomes, "oracle: \(entry.name)")
        }
    }

    @Test(arguments: roles) func corpusByteByByte(role: Role) {
        for entry in FrameCorpus(receiver: role).entries {
            let cuts = Array(entry.stream.indices)
            #expect(decode(entry.stream, cuts: cuts, with: FrameDecoder(role: role)) == entry.outcomes, "\(entry.name)")
        }
    }

    @Test(arguments: roles) func corpusInEveryCut(role: Role) {
        for entry in FrameCorpus(receiver: role).entries {
            for cut in entry.stream.indices {
                let outcomes = decode(entry.stream, cuts: [cut], with: FrameDecoder(role: role))
                #expect(outcomes == entry.outcomes, "\(entry.name) cut at \(cut)")
            }
        }
    }

    @Test(arguments: roles) func corpusInEveryTwoCuts(role: Role) {
        for entry in FrameCorpus(receiver: role).entries where entry.stream.count <= 24 {
            for first in entry.stream.indices {
                for second in first..<entry.stream.count {
                    let outcomes = decode(entry.stream, cuts: [first, second], with: FrameDecoder(role: role))
                    #expect(outcomes == entry.outcomes, "\(entry.name) cut at \(first) and \(second)")
                }
            }
        }
    }

    /// A decoder is a value: a copy taken anywhere goes on like the original.
    @Test(arguments: roles) func aCopyGoesOn(role: Role) {
        for entry in FrameCorpus(receiver: role).valid {
            for cut in entry.stream.indices {
                var driver = DecoderDriver(FrameDecoder(role: role))
                driver.feed(entry.stream[..<cut])
                var copy = driver
                driver.feed(entry.stream[cut...])
                copy.feed(entry.stream[cut...])
                #expect(driver.outcomes == entry.outcomes && copy.outcomes == entry.outcomes, "\(entry.name) at \(cut)")
            }
        }
    }
}
