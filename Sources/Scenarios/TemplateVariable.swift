/// The variables of templates: one table of their names, and how each is read.
enum TemplateVariable: String, CaseIterable {
    case peerIndex = "peer.index"
    case sequence
    case randomInt = "random.int"
    case randomString = "random.string"
    case randomHex = "random.hex"
    case uuid
    /// A literal `$`, for a dollar sign directly in front of a variable.
    case dollar

    private static let environmentPrefix = "env."
    /// Names that the language has but this version does not.
    private static let planned = ["peer.id", "time.", "data.", "captured."]
    /// The longest random text of one variable.
    static let lengths: ClosedRange<Int64> = 1...(1 << 20)

    /// Reads what stands between `${` and `}`; the error's offset means nothing.
    static func read(_ content: String, environment: (String) -> String?) throws(NotationError) -> Template.Segment {
        if content.hasPrefix(environmentPrefix) {
            let name = String(content.dropFirst(environmentPrefix.count))
            guard let value = environment(name) else {
                throw NotationError(message: "the environment has no variable \(name.quotedForMessage)")
            }
            return .literal(Array(value.utf8))
        }
        let name = String(content.prefix { $0 != "(" })
        guard let variable = TemplateVariable(rawValue: name) else {
            if planned.contains(where: { name.hasPrefix($0) }) {
                throw NotationError(message: "variable \(name.quotedForMessage) is not supported by this version")
            }
            let hint = NearestName.hint(for: name, among: allCases.map(\.rawValue) + ["env.NAME"])
            throw NotationError(message: "unknown variable \(name.quotedForMessage)\(hint)")
        }
        let arguments = try variable.arguments(content.dropFirst(name.count))
        switch variable {
        case .peerIndex: return .peerIndex
        case .sequence: return .sequence
        case .uuid: return .uuid
        case .dollar: return .literal(Array("$".utf8))
        case .randomString: return .randomString(length: try length(arguments[0]))
        case .randomHex: return .randomHex(length: try length(arguments[0]))
        case .randomInt:
            guard arguments[0] <= arguments[1] else {
                throw NotationError(
                    message: "random.int counts from the lower bound to the upper, \(arguments[0]) > \(arguments[1])")
            }
            return .randomInt(arguments[0]...arguments[1])
        }
    }

    /// How the variable is written.
    private var usage: String {
        switch self {
        case .randomInt: "${random.int(1,100)}"
        case .randomString: "${random.string(8)}"
        case .randomHex: "${random.hex(16)}"
        case .peerIndex, .sequence, .uuid, .dollar: "${\(rawValue)}"
        }
    }

    private var argumentCount: Int {
        switch self {
        case .randomInt: 2
        case .randomString, .randomHex: 1
        case .peerIndex, .sequence, .uuid, .dollar: 0
        }
    }

    /// Reads `(1, 2)`, or nothing at all; there are as many numbers as the variable takes.
    private func arguments(_ text: Substring) throws(NotationError) -> [Int64] {
        let wrong = NotationError(message: "expected \(usage)")
        if text.isEmpty {
            guard argumentCount == 0 else { throw wrong }
            return []
        }
        guard text.first == "(", text.last == ")", text.count > 2 else { throw wrong }
        var numbers: [Int64] = []
        for part in text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false) {
            var digits = part.drop { $0 == " " }
            while digits.last == " " { digits.removeLast() }
            guard let number = Int64(digits) else { throw wrong }
            numbers.append(number)
        }
        guard numbers.count == argumentCount else { throw wrong }
        return numbers
    }

    private static func length(_ number: Int64) throws(NotationError) -> Int {
        guard lengths.contains(number) else {
            throw NotationError(
                message: "length \(number) is out of range \(lengths.lowerBound)...\(lengths.upperBound)")
        }
        return Int(number)
    }
}
