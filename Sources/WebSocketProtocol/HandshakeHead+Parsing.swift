extension HandshakeHead {
    /// Cuts a whole head into the range of its first line and its fields.
    func parse(_ head: [UInt8]) throws(HandshakeError) -> (firstLine: Range<Int>, fields: HeaderFields) {
        var lines = head.indices.makeIterator()
        var start = 0
        var firstLine: Range<Int>?
        var fields: [HeaderFields.Field] = []
        while let index = lines.next() {
            guard head[index] == ASCII.lineFeed else { continue }
            let line = start..<index - 1
            start = index + 1
            if firstLine == nil {
                firstLine = line
            } else if !line.isEmpty {
                guard fields.count < limits.maximumHeaderCount else {
                    throw .tooManyHeaders(limit: limits.maximumHeaderCount)
                }
                fields.append(try field(line, in: head))
            }
        }
        return (firstLine ?? 0..<0, HeaderFields(bytes: head, fields: fields))
    }

    /// One line: a token, a colon and a value. A folded line begins with white space, so it has no token.
    private func field(_ line: Range<Int>, in head: [UInt8]) throws(HandshakeError) -> HeaderFields.Field {
        var colon = line.lowerBound
        while colon < line.upperBound, ASCII.isTokenCharacter(head[colon]) { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, head[colon] == ASCII.colon else {
            throw .malformed(line: Self.excerpt(head[line]))
        }
        let value = ASCII.trimmed(colon + 1..<line.upperBound, of: head)
        for index in value where !ASCII.isFieldContent(head[index]) {
            throw .malformed(line: Self.excerpt(head[line]))
        }
        return HeaderFields.Field(name: line.lowerBound..<colon, value: value)
    }
}
