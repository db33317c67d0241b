/// What python_codecs.py is asked.
struct PythonRequest: Encodable {
    var verb: String
    var codec: String?
    var encodes: Bool?
    var masked: Bool?
    var text: Bool?
    var frames: Int?
    var nanoseconds: Int?
    var stretches: Int?
    /// How many bytes follow the line.
    var bytes: Int?
}
