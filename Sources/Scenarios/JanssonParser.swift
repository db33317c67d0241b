import CJansson

/// Jansson behind a safe interface: bytes in, values out; the only file that sees its pointers.
enum JanssonParser {
    /// Why a text is not JSON, in Jansson's words and with its position.
    struct SyntaxError: Error, Equatable {
        /// The line, from 1.
        var line: Int
        /// The column in Unicode scalars, from 1.
        var column: Int
        /// What is wrong.
        var message: String
    }

    /// Objects and arrays inside so many others become null; `SourceMap` says where they stand.
    static let maximumDepth = 64

    /// Parses a document whose root is an object or an array. Of duplicate keys the last one stays.
    static func parse(_ bytes: [UInt8]) throws(SyntaxError) -> JSONValue {
        var error = json_error_t()
        let root = unsafe bytes.withUnsafeBytes { buffer in
            unsafe json_loadb(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, size_t(JSON_ALLOW_NUL), &error)
        }
        guard let root = unsafe root else {
            let message = unsafe withUnsafeBytes(of: error.text) { text in
                unsafe String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
            }
            throw SyntaxError(
                line: max(1, Int(error.line)),
                column: startOfToken(endingAt: max(1, Int(error.column)), message: message), message: message)
        }
        defer { unsafe json_decref(root) }
        return unsafe convert(root, depth: 0)
    }

    /// Jansson points to the end of an unexpected token and quotes it, or before a character that no string may have;
    /// readers look for the start of the one and for the other itself.
    private static func startOfToken(endingAt column: Int, message: String) -> Int {
        if message.hasPrefix("control character") || message.hasPrefix("unexpected newline") { return column + 1 }
        let isAboutToken =
            message.contains("expected near '")
            || ["invalid token", "too big", "real number overflow"].contains { message.hasPrefix($0) }
        guard isAboutToken, message.hasSuffix("'"), let quote = message.firstRange(of: " near '") else { return column }
        let length = message[quote.upperBound...].dropLast().unicodeScalars.count
        return max(1, column - max(0, length - 1))
    }

    private static func convert(_ json: UnsafeMutablePointer<json_t>, depth: Int) -> JSONValue {
        switch unsafe json.pointee.type {
        case JSON_OBJECT:
            guard depth < maximumDepth else { return .null }
            var members: [JSONValue.Member] = []
            unsafe members.reserveCapacity(json_object_size(json))
            var iterator = unsafe json_object_iter(json)
            while let current = unsafe iterator {
                if let key = unsafe json_object_iter_key(current), let value = unsafe json_object_iter_value(current) {
                    let converted = unsafe convert(value, depth: depth + 1)
                    unsafe members.append(.init(key: String(cString: key), value: converted))
                }
                unsafe iterator = json_object_iter_next(json, current)
            }
            return .object(members)
        case JSON_ARRAY:
            guard depth < maximumDepth else { return .null }
            var elements: [JSONValue] = []
            let count = unsafe json_array_size(json)
            elements.reserveCapacity(count)
            for index in 0..<count {
                if let element = unsafe json_array_get(json, index) {
                    unsafe elements.append(convert(element, depth: depth + 1))
                }
            }
            return .array(elements)
        case JSON_STRING:
            let bytes = unsafe UnsafeRawBufferPointer(
                start: json_string_value(json), count: json_string_length(json))
            return unsafe .string(String(decoding: bytes, as: UTF8.self))
        case JSON_INTEGER: return unsafe .integer(Int64(json_integer_value(json)))
        case JSON_REAL: return unsafe .real(json_real_value(json))
        case JSON_TRUE: return .boolean(true)
        case JSON_FALSE: return .boolean(false)
        default: return .null
        }
    }
}
