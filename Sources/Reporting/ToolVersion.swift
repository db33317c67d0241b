/// The version of the tool.
public enum ToolVersion {
    /// As `--version` prints it and results record it.
    public static let current = "0.1.0"
}
