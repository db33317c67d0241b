/// The names under which the messages of a scenario are measured and meant.
public enum MessageNames {
    /// Stands between a group's name and a message's; neither has it.
    public static let separator = "/"

    /// The name of each message of each group, in the scenario's order: its own, or with several groups `GROUP/MESSAGE`.
    public static func all(of groups: [PeerGroup]) -> [String] {
        groups.flatMap { group in
            group.messages.map { groups.count > 1 ? "\(group.name)\(separator)\($0.name)" : $0.name }
        }
    }

    /// Whether `text`, as a threshold has it, means the message of that full name.
    ///
    /// A message's own name means the messages of that name in all groups, `GROUP/MESSAGE` the one.
    public static func matches(_ text: String, _ fullName: String) -> Bool {
        fullName == text || fullName.hasSuffix(separator + text)
    }

    /// The message's own name, without its group's.
    static func bare(_ name: String) -> String {
        name.split(separator: Character(separator)).last.map { String($0) } ?? name
    }
}
