/// What it answers.
struct PythonAnswer: Decodable {
    var version: String?
    var nanoseconds: Double?
    /// How many bytes follow the line.
    var bytes: Int
}
