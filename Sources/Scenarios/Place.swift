/// A kind of object in a scenario file; the raw value is its name in the schema's definitions.
enum Place: String, CaseIterable, Sendable {
    case scenario
    case targetObject
    case compressionObject
    case peerGroup
    case message
    case randomText
    case binaryPayload
    case uniformSize
    case load
    case groupLoad
    case stage
    case closePattern
    case messageCount
    case limits

    /// Keys that the language has at this place but this version does not.
    var plannedKeys: Set<String> {
        switch self {
        case .scenario: ["targets", "scripts", "faults", "capacity", "parameters", "include", "data"]
        case .targetObject:
            ["tls", "proxy", "cookies", "origin", "authorization", "tcp", "weight"]
        case .peerGroup:
            ["share", "script", "slowReader", "chunkedWriter", "reconnect", "variables", "data", "faults"]
        case .message: ["file", "fragments", "ping", "pong", "checks", "capture"]
        case .binaryPayload, .randomText: ["file"]
        case .uniformSize: ["logNormal", "histogram"]
        case .load, .groupLoad: ["ramp", "spike", "sine", "messages", "errors"]
        case .stage: ["spike", "sine", "step"]
        case .closePattern: ["by"]
        case .compressionObject, .messageCount, .limits: []
        }
    }
}
