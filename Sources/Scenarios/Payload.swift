/// What a message carries.
public enum Payload: Sendable, Equatable {
    /// The same bytes every time.
    case fixed([UInt8])
    /// Text with variables, rendered for each message.
    case template(Template)
    /// Random bytes of a random size: any bytes in a binary message, letters and digits of ASCII in a text message.
    case random(SizeDistribution)
}
