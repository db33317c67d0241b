import ArgumentParser
import Scenarios

/// What is sent, and what is expected back.
struct HitMessage: ParsableArguments {
    /// Whether messages leave as text or as binary.
    enum Kind: EnumerableFlag {
        case text, binary

        static func help(for value: Kind) -> ArgumentHelp? {
            switch value {
            case .text: "Send text messages (the default with -m)."
            case .binary: "Send binary messages (the default with -s)."
            }
        }
    }

    @Option(
        name: [.customShort("m"), .customLong("message")],
        help: ArgumentHelp("The message's text (default: hello).", valueName: "text"))
    var message: String?

    @Option(
        name: [.customShort("s"), .customLong("size")],
        help: ArgumentHelp("Send random messages of this size, such as 1KiB.", valueName: "size"))
    var size: String?

    @Flag(exclusivity: .exclusive) var kind: Kind?

    @Option(help: ArgumentHelp("The answer that a message has: echo (the same message), next (any), none."))
    var expect = Expectation.echo

    func validate() throws {
        if message != nil, size != nil {
            throw ValidationError("-m and -s contradict each other: a message has either a text or a size")
        }
    }
}

extension Expectation: ExpressibleByArgument {}
