extension SizeDistribution {
    /// Reads a size, or `{"uniform": [least, greatest]}`.
    static func decode(_ node: JSONNode) -> SizeDistribution? {
        if case .string = node.value { return node.size(in: Bounds.payloadSize).map { .constant($0) } }
        let expected = "a size such as \"1KiB\", or {\"uniform\": [\"1KiB\", \"4KiB\"]}"
        guard var reader = ObjectReader(node, .uniformSize, expected: expected) else { return nil }
        let bounds = reader.required("uniform", .defined("sizeBounds"), expected: "[\"1KiB\", \"4KiB\"]")
        reader.finish()
        guard let bounds, let elements = bounds.elements("sizes") else { return nil }
        guard elements.count == 2 else {
            bounds.report("expected two sizes, the least and the greatest, found \(elements.count)")
            return nil
        }
        let sizes = elements.map { $0.size(in: Bounds.payloadSize) }
        guard let least = sizes[0], let greatest = sizes[1] else { return nil }
        guard least <= greatest else {
            bounds.report(
                "the least size \(Quantity.text(bytes: least)) is above the greatest \(Quantity.text(bytes: greatest))")
            return nil
        }
        return .uniform(least...greatest)
    }
}
