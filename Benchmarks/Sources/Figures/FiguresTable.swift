/// The table of the engine's figures, as it stands in Benchmarks/README.md.
struct FiguresTable {
    var figures: [Figure]

    var markdown: String {
        "| figure | measured | goal | reached |\n|---|---|---|---|\n" + figures.map(\.row).joined(separator: "\n")
            + "\n"
    }
}
