/// The version of the tool.
enum ToolVersion {
    /// As `--version` prints it and results record it.
    static let current = "0.1.0"
}
