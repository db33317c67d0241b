import ArgumentParser

/// A tolerance as the command line has it, such as `10%`.
struct Percentage: ExpressibleByArgument, Equatable {
    /// 0.1 for 10 %.
    var fraction: Double

    init(fraction: Double) { self.fraction = fraction }

    init?(argument: String) {
        guard argument.hasSuffix("%"), let value = Double(argument.dropLast()), (0...10_000).contains(value) else {
            return nil
        }
        fraction = value / 100
    }

    var defaultValueDescription: String {
        // 7 hundredths are 7.000000000000001 % of one.
        let value = (fraction * 1e8).rounded() / 1e6
        return value == value.rounded() ? "\(Int(value))%" : "\(value)%"
    }
}
