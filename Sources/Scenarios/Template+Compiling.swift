extension Template {
    /// Compiles a text with variables such as `${sequence}`; `$${` stands for a literal `${`, and `${env.NAME}` is resolved now.
    ///
    /// Adjacent literals are joined, so a text without variables has one segment, or none when it is empty.
    /// O(n). The error's offset is that of the variable at fault.
    public init(compiling text: String, environment: (String) -> String?) throws(NotationError) {
        let scalars = Array(text.unicodeScalars)
        var segments: [Segment] = []
        var literal = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let rest = scalars[index...]
            if rest.starts(with: "$${".unicodeScalars) {
                literal.append(contentsOf: "${".unicodeScalars)
                index += 3
            } else if rest.starts(with: "${".unicodeScalars) {
                guard let end = rest.firstIndex(of: "}") else {
                    throw NotationError(
                        offset: index, message: "\"${\" without a \"}\"; a literal \"${\" is written \"$${\"")
                }
                let content = String(String.UnicodeScalarView(scalars[(index + 2)..<end]))
                do {
                    switch try TemplateVariable.read(content, environment: environment) {
                    case .literal(let bytes):
                        literal.append(contentsOf: String(decoding: bytes, as: UTF8.self).unicodeScalars)
                    case let segment:
                        if !literal.isEmpty { segments.append(.literal(Array(String(literal).utf8))) }
                        literal.removeAll()
                        segments.append(segment)
                    }
                } catch {
                    throw NotationError(offset: index, message: error.message)
                }
                index = end + 1
            } else {
                literal.append(scalars[index])
                index += 1
            }
        }
        if !literal.isEmpty { segments.append(.literal(Array(String(literal).utf8))) }
        self.segments = segments
    }

    /// The bytes of a template that has no variables.
    var fixedBytes: [UInt8]? {
        var bytes: [UInt8] = []
        for segment in segments {
            guard case .literal(let literal) = segment else { return nil }
            bytes += literal
        }
        return bytes
    }

    /// Fills in `${env.NAME}` and `$${` in a text in which nothing else can vary.
    static func constant(_ text: String, environment: (String) -> String?) throws(NotationError) -> String {
        guard let bytes = try Template(compiling: text, environment: environment).fixedBytes else {
            throw NotationError(message: "only ${env.NAME} can stand here")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
