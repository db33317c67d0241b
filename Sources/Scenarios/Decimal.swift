/// A decimal number as written, kept exact: `mantissa` times ten to the power of `exponent`.
struct Decimal: Equatable {
    var mantissa: UInt64
    var exponent: Int
    /// The text of the number, which `Double` reads with correct rounding.
    var text: String

    /// Takes the number off the front of `scalars`: digits, and perhaps a fraction and an exponent.
    ///
    /// Returns `nil`, and takes nothing, when there is no number or when it has more than 18 significant digits.
    init?(takingFrom scalars: inout Substring.UnicodeScalarView) {
        var rest = scalars
        var mantissa: UInt64 = 0
        var exponent = 0
        func takeDigits(_ body: (UInt64) -> Bool) -> Int? {
            var count = 0
            while let digit = rest.first, ("0"..."9").contains(digit) {
                guard body(UInt64(digit.value - 48)) else { return nil }
                rest.removeFirst()
                count += 1
            }
            return count
        }
        func append(_ digit: UInt64) -> Bool {
            guard mantissa < 100_000_000_000_000_000 else { return false }
            mantissa = mantissa * 10 + digit
            return true
        }
        guard let whole = takeDigits(append), whole > 0 else { return nil }
        if rest.first == "." {
            rest.removeFirst()
            guard let fraction = takeDigits(append), fraction > 0 else { return nil }
            exponent = -fraction
        }
        if rest.first == "e" {
            rest.removeFirst()
            let isNegative = rest.first == "-"
            if isNegative || rest.first == "+" { rest.removeFirst() }
            var power = 0
            let digits = takeDigits { digit in
                power = power * 10 + Int(digit)
                return power < 1000
            }
            guard let digits, digits > 0 else { return nil }
            exponent += isNegative ? -power : power
        }
        text = String(String.UnicodeScalarView(scalars[..<rest.startIndex]))
        scalars = rest
        while mantissa > 0, mantissa.isMultiple(of: 10) {
            mantissa /= 10
            exponent += 1
        }
        self.mantissa = mantissa
        self.exponent = mantissa == 0 ? 0 : exponent
    }

    /// Why a number times a unit is no whole number of 64 bits.
    enum ProductError: Error { case tooLarge, notWhole }

    /// The number times `unit`, exactly.
    func times(_ unit: UInt64) throws(ProductError) -> UInt64 {
        guard exponent < 20 else { throw .tooLarge }
        guard exponent > -20 else { throw .notWhole }
        let power = (0..<abs(exponent)).reduce(UInt64(1)) { product, _ in product &* 10 }
        let product = mantissa.multipliedFullWidth(by: unit)
        if exponent >= 0 {
            let (result, overflow) = product.low.multipliedReportingOverflow(by: power)
            guard product.high == 0, !overflow else { throw .tooLarge }
            return result
        }
        guard product.high < power else { throw .tooLarge }
        let (quotient, remainder) = power.dividingFullWidth(product)
        guard remainder == 0 else { throw .notWhole }
        return quotient
    }
}
