extension ClosePattern {
    /// The pattern as a file says it.
    var jsonValue: JSONValue {
        var object = JSONObjectWriter()
        object.add("weight", .integer(Int64(weight)))
        switch how {
        case .clean(let code, let reason):
            object.add("how", .string(Style.clean.rawValue))
            object.add("code", .integer(Int64(code)))
            object.add("reason", reason.isEmpty ? nil : .string(reason))
        case .reset: object.add("how", .string(Style.reset.rawValue))
        case .finWithoutClose: object.add("how", .string(Style.fin.rawValue))
        case .never: object.add("how", .string(Style.never.rawValue))
        }
        switch after {
        case .endOfRun: break
        case .time(let nanoseconds): object.add("after", duration: nanoseconds)
        case .messages(let count):
            var messages = JSONObjectWriter()
            messages.add("messages", .integer(Int64(count)))
            object.add("after", messages.value)
        }
        return object.value
    }
}
