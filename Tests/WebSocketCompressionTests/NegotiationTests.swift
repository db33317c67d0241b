import Testing
import WebSocketProtocol

@testable import WebSocketCompression

/// RFC 7692 sections 5 and 7.1, both roles.
@Suite struct NegotiationTests {
    static func list(_ text: String) -> [WebSocketExtension] {
        WebSocketExtension.list(parsing: text.utf8) ?? []
    }

    static let noTakeover = CompressionOptions(serverNoContextTakeover: true, clientNoContextTakeover: true)
    static let small = CompressionOptions(serverMaxWindowBits: 10, clientMaxWindowBits: 11)
    static let smallest = CompressionOptions(serverMaxWindowBits: 8, clientMaxWindowBits: 8)

    /// Offers, and what a server of these options answers; nil where it declines.
    static let offers: [(String, CompressionOptions, String?)] = [
        ("permessage-deflate", .init(), "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits", .init(), "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits=12", .init(), "permessage-deflate; client_max_window_bits=12"),
        ("permessage-deflate; client_max_window_bits=\"8\"", .init(), "permessage-deflate; client_max_window_bits=8"),
        ("permessage-deflate; server_max_window_bits=10", .init(), "permessage-deflate; server_max_window_bits=10"),
        ("permessage-deflate; server_max_window_bits=\"15\"", .init(), "permessage-deflate; server_max_window_bits=15"),
        ("permessage-deflate; server_no_context_takeover", .init(), "permessage-deflate; server_no_context_takeover"),
        ("permessage-deflate;client_no_context_takeover", .init(), "permessage-deflate; client_no_context_takeover"),
        (
            "permessage-deflate", noTakeover,
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
        ),
        (
            "permessage-deflate; client_max_window_bits; server_max_window_bits=13", small,
            "permessage-deflate; server_max_window_bits=10; client_max_window_bits=11"
        ),
        (
            "permessage-deflate; client_max_window_bits=9; server_max_window_bits=9", small,
            "permessage-deflate; server_max_window_bits=9; client_max_window_bits=9"
        ),
        ("permessage-deflate; server_max_window_bits=8", .init(), "permessage-deflate; server_max_window_bits=8"),
        (
            "permessage-deflate; client_max_window_bits; server_max_window_bits=15", smallest,
            "permessage-deflate; server_max_window_bits=8; client_max_window_bits=8"
        ),
        // The first that can be kept to.
        (
            "permessage-deflate; server_max_window_bits=7, permessage-deflate; server_max_window_bits=8", .init(),
            "permessage-deflate; server_max_window_bits=8"
        ),
        ("x-unknown; a=1, permessage-deflate; x, permessage-deflate", .init(), "permessage-deflate"),
        // The client cannot be told to use a smaller window.
        ("permessage-deflate", small, nil),
        ("permessage-deflate; server_max_window_bits", .init(), nil),
        ("permessage-deflate; server_max_window_bits=7", .init(), nil),
        ("permessage-deflate; server_max_window_bits=16", .init(), nil),
        ("permessage-deflate; server_max_window_bits=010", .init(), nil),
        ("permessage-deflate; server_max_window_bits=+9", .init(), nil),
        ("permessage-deflate; client_max_window_bits=16", .init(), nil),
        ("permessage-deflate; client_max_window_bits=08", .init(), nil),
        ("permessage-deflate; client_max_window_bits=x", .init(), nil),
        ("permessage-deflate; server_no_context_takeover=1", .init(), nil),
        ("permessage-deflate; client_no_context_takeover=true", .init(), nil),
        ("permessage-deflate; server_no_context_takeover; server_no_context_takeover", .init(), nil),
        ("permessage-deflate; client_max_window_bits; client_max_window_bits=10", .init(), nil),
        ("permessage-deflate; unknown", .init(), nil),
        ("permessage-deflate; unknown=3", .init(), nil),
        ("x-webkit-deflate-frame", .init(), nil),
        ("", .init(), nil),
    ]

    @Test(arguments: offers) func `a server answers an offer`(
        text: String, options: CompressionOptions, expected: String?
    ) {
        let accepted = options.accept(Self.list(text))
        #expect(accepted?.answer.description == expected)
        guard let accepted else { return }
        // The own client takes the own answer the same way.
        let answer = try? DeflateExtension(accepted.answer)
        #expect(accepted.parameters.serverNoContextTakeover == answer?.serverNoContextTakeover)
        #expect(accepted.parameters.serverMaxWindowBits == answer?.serverMaxWindowBits ?? 15)
    }

    @Test func `a client offers what it is told to`() {
        #expect(CompressionOptions().offer.description == "permessage-deflate; client_max_window_bits")
        #expect(
            Self.noTakeover.offer.description
                == "permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits")
        #expect(
            Self.small.offer.description == "permessage-deflate; server_max_window_bits=10; client_max_window_bits=11")
        #expect(
            Self.smallest.offer.description == "permessage-deflate; server_max_window_bits=8; client_max_window_bits=8")
    }

    static let answers: [(String, CompressionOptions, CompressionParameters)] = [
        ("permessage-deflate", .init(), .init()),
        (
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover", .init(),
            .init(serverNoContextTakeover: true, clientNoContextTakeover: true)
        ),
        ("permessage-deflate; server_max_window_bits=8", .init(), .init(serverMaxWindowBits: 8)),
        ("permessage-deflate; client_max_window_bits=8", .init(), .init(clientMaxWindowBits: 8)),
        ("permessage-deflate; client_max_window_bits=\"9\"", .init(), .init(clientMaxWindowBits: 9)),
        (
            "permessage-deflate; server_max_window_bits=8", smallest,
            .init(serverMaxWindowBits: 8, clientMaxWindowBits: 8)
        ),
        ("permessage-deflate; server_max_window_bits=9", small, .init(serverMaxWindowBits: 9, clientMaxWindowBits: 11)),
        (
            "permessage-deflate; server_no_context_takeover", noTakeover,
            .init(serverNoContextTakeover: true, clientNoContextTakeover: true)
        ),
    ]

    @Test(arguments: answers) func `a client takes an answer`(
        text: String, options: CompressionOptions, expected: CompressionParameters
    ) throws {
        #expect(try options.judge(Self.list(text)) == expected)
    }

    static let wrongAnswers: [(String, CompressionOptions, CompressionError)] = [
        ("permessage-deflate, permessage-deflate", .init(), .acceptedTwice),
        ("permessage-deflate; x=1", .init(), .unknownParameter("x")),
        (
            "permessage-deflate; server_no_context_takeover; server_no_context_takeover", .init(),
            .parameterTwice("server_no_context_takeover")
        ),
        (
            "permessage-deflate; server_no_context_takeover=1", .init(),
            .invalidValue(parameter: "server_no_context_takeover", value: "1")
        ),
        (
            "permessage-deflate; client_max_window_bits", .init(),
            .invalidValue(parameter: "client_max_window_bits", value: nil)
        ),
        (
            "permessage-deflate; server_max_window_bits", .init(),
            .invalidValue(parameter: "server_max_window_bits", value: nil)
        ),
        (
            "permessage-deflate; server_max_window_bits=08", .init(),
            .invalidValue(parameter: "server_max_window_bits", value: "08")
        ),
        (
            "permessage-deflate; server_max_window_bits=9; client_max_window_bits=8", smallest,
            .windowTooLarge(parameter: "server_max_window_bits", bits: 9, offered: 8)
        ),
        (
            "permessage-deflate; server_max_window_bits=11", small,
            .windowTooLarge(parameter: "server_max_window_bits", bits: 11, offered: 10)
        ),
        (
            "permessage-deflate; server_max_window_bits=9; client_max_window_bits=12", small,
            .windowTooLarge(parameter: "client_max_window_bits", bits: 12, offered: 11)
        ),
        ("permessage-deflate", small, .notRepeated(parameter: "server_max_window_bits")),
        ("permessage-deflate", noTakeover, .notRepeated(parameter: "server_no_context_takeover")),
    ]

    @Test(arguments: wrongAnswers) func `a client refuses an answer`(
        text: String, options: CompressionOptions, expected: CompressionError
    ) {
        #expect(throws: expected) { try options.judge(Self.list(text)) }
        #expect(expected.description.count > 20)
    }

    @Test func `no answer is no compression`() throws {
        #expect(try CompressionOptions().judge([]) == nil)
        #expect(try CompressionOptions().judge(Self.list("x-other")) == nil)
    }
}
