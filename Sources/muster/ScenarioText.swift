/// A piece of a scenario's JSON, with its keys in the order in which people read them.
enum ScenarioText {
    case object([(String, ScenarioText?)])
    case array([ScenarioText])
    case text(String)
    case number(UInt64)
    case boolean(Bool)

    /// The JSON; members without a value are left out.
    var json: String {
        switch self {
        case .object(let members):
            let written = members.compactMap { key, value in value.map { "\(Self.quoted(key)): \($0.json)" } }
            return "{\(written.joined(separator: ", "))}"
        case .array(let elements): return "[\(elements.map(\.json).joined(separator: ", "))]"
        case .text(let text): return Self.quoted(text)
        case .number(let number): return "\(number)"
        case .boolean(let isOn): return "\(isOn)"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
