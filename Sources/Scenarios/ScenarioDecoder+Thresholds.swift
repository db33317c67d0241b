extension ScenarioDecoder {
    /// Reads the thresholds, whose messages must be some group's.
    ///
    /// Without sound loads nobody knows what they would have measured.
    func decodeThresholds(_ node: JSONNode, groups: [PeerGroup], hasSoundLoads: Bool) -> [Threshold] {
        let names = MessageNames.all(of: groups)
        let messages = zip(names, groups.flatMap(\.messages)).map { Named(name: $0, isAnswered: $1.expect != .none) }
        let isAllClosed =
            !groups.isEmpty
            && groups.allSatisfy { if case .closed = $0.load { true } else { false } }
        return (node.elements("thresholds", canBeEmpty: true) ?? []).compactMap {
            decodeThreshold($0, messages: messages, isAllClosed: hasSoundLoads && isAllClosed)
        }
    }

    /// A message, as far as thresholds care.
    private struct Named {
        /// With several groups `GROUP/MESSAGE`.
        var name: String
        var isAnswered: Bool
    }

    private func decodeThreshold(_ node: JSONNode, messages: [Named], isAllClosed: Bool) -> Threshold? {
        guard let text = node.string(expected: "a threshold such as \"response.p99 < 20ms\"") else { return nil }
        do throws(NotationError) {
            let threshold = try Threshold(parsing: text)
            if isAllClosed, case .series(.lateness, _, _) = threshold.metric {
                let reason = "only an open load has it, one with a rate or stages"
                throw NotationError(message: "\(threshold.metric) is never measured: \(reason)")
            }
            try check(threshold, messages: messages)
            return threshold
        } catch {
            node.report(error)
            return nil
        }
    }

    /// Refuses thresholds on messages that do not exist or that nothing answers.
    private func check(_ threshold: Threshold, messages: [Named]) throws(NotationError) {
        // Without any message the mixes are wrong, which has been reported.
        guard case .series(let series, let name, _) = threshold.metric, series.isPerMessage, !messages.isEmpty else {
            return
        }
        let meant = messages.filter { message in name.map { MessageNames.matches($0, message.name) } ?? true }
        if let name, meant.isEmpty {
            let offset = threshold.text.prefix { $0 != "[" }.unicodeScalars.count + 1
            let hint = hint(for: name, among: messages)
            throw NotationError(offset: offset, message: "no message is named \(name.quotedForMessage)\(hint)")
        }
        if !meant.contains(where: \.isAnswered) {
            let which = name == nil ? "every message" : meant.count == 1 ? "this message" : "each of these messages"
            throw NotationError(
                message: "\(threshold.metric) is never measured: \(which) expects no answer")
        }
    }

    /// The nearest name; for a message's own name behind a group that does not have it, that name.
    private func hint(for name: String, among messages: [Named]) -> String {
        let bare = Set(messages.map { MessageNames.bare($0.name) })
        let hint = NearestName.hint(for: name, among: Set(messages.map(\.name)).union(bare))
        let own = MessageNames.bare(name)
        return hint.isEmpty && bare.contains(own) ? "; did you mean \"\(own)\"?" : hint
    }
}
