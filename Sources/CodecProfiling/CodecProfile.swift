import ArgumentParser
import Foundation
import Reporting

/// The entry point of a program that profiles a codec of its own.
public enum CodecProfile {
    /// Parses the arguments, does what `muster codec` does for this codec, and ends the process with its exit status.
    public static func main<Codec: CodecUnderTest & ~Copyable>(_ codec: Codec.Type) -> Never {
        // A reader that goes away (`… | head`) is no reason to die.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try CodecCommand<Codec>.parseAsRoot()
            try command.run()
            exit(0)
        } catch let error as ProfileError {
            complain("\(error)")
            exit(error.exitStatus)
        } catch {
            // Help and completion scripts are "errors" of the parser that are none.
            guard CodecCommand<Codec>.exitCode(for: error) != .success else {
                CodecCommand<Codec>.exit(withError: error)
            }
            let text = CodecCommand<Codec>.fullMessage(for: error)
            complain(text.hasPrefix("Error: ") ? String(text.dropFirst("Error: ".count)) : text)
            exit(64)
        }
    }

    private static func complain(_ text: String) {
        let name = (CommandLine.arguments[0] as NSString).lastPathComponent
        _ = StandardStream.write("\(name): \(text)\n", to: STDERR_FILENO)
    }
}
