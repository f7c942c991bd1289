/// Four numbers worked on at once: two vector registers on the smallest machine, one where there is AVX.
typealias Lanes = SIMD4<Double>

extension SIMD4<Double> {
    /// The numbers, no further out than the bounds.
    @inline(__always) func clamped(_ low: Double, _ high: Double) -> Lanes {
        var result = self
        result.replace(with: low, where: result .< low)
        result.replace(with: high, where: result .> high)
        return result
    }
}

/// Elementary functions on four numbers at once, without branches or calls, so that they vectorise on any processor.
///
/// Every polynomial is a minimax fit of our own, made at 50 digits; the errors given are those of the functions
/// themselves, in units of the last place, found by comparison over their ranges.
enum LaneMath {
    /// Added to a number below 2⁵¹ it leaves the nearest whole number in the low bits.
    private static let roundingShift = 6_755_399_441_055_744.0

    /// e^y within 1 unit; 0 below −708, where results would be subnormal, and held at e^709 above 709.
    @inline(__always) static func exponential(_ y: Lanes) -> Lanes {
        let (part, power) = exponentialParts(y.clamped(-708, 709))
        var result = power + power * part
        result.replace(with: 0, where: y .< -708)
        return result
    }

    /// e^y − 1 within 2 units for |y| < 700.
    @inline(__always) static func exponentialLessOne(_ y: Lanes) -> Lanes {
        let (part, power) = exponentialParts(y)
        return power * part + (power - 1)
    }

    /// e^r − 1 and 2ⁿ of y = n·ln 2 + r, |r| ≤ ln 2 / 2.
    @inline(__always) private static func exponentialParts(_ y: Lanes) -> (part: Lanes, power: Lanes) {
        let shifted = y * 1.4426950408889634 + roundingShift
        let n = shifted - roundingShift
        let r = (y - n * 0.6931471803691238) - n * 1.9082149292705877e-10
        var p = r * 2.511567626939017e-08 + 2.763134249888647e-07
        p = p * r + 2.755722349724545e-06
        p = p * r + 2.4801489745373645e-05
        p = p * r + 0.00019841269908894946
        p = p * r + 0.0013888888947236598
        p = p * r + 0.0083333333333114
        p = p * r + 0.0416666666665144
        p = p * r + 0.1666666666666669
        p = p * r + 0.5000000000000013
        let bits = (unsafeBitCast(shifted, to: SIMD4<Int64>.self) &+ 1023) &<< 52
        return (r + r * r * p, unsafeBitCast(bits, to: Lanes.self))
    }

    /// ln(a/b) within 2 units, also where the two are close; both are above zero and not subnormal.
    ///
    /// b is scaled by the power of two that brings it within a factor of 1.5 of a; then ln(a/b) = n·ln 2 + 2·artanh((a − b)/(a + b)),
    /// with the difference exact.
    @inline(__always) static func logarithm(of a: Lanes, over b: Lanes) -> Lanes {
        let bitsOfA = unsafeBitCast(a, to: SIMD4<Int64>.self)
        let bitsOfB = unsafeBitCast(b, to: SIMD4<Int64>.self)
        // The difference of the logarithms is about that of the bits; half a power more rounds it.
        let powers = ((bitsOfA &- bitsOfB) &+ (1 << 51)) & ~((1 << 52) &- 1)
        let scaled = unsafeBitCast(bitsOfB &+ powers, to: Lanes.self)
        // A whole number times 2⁵², moved down arithmetically by way of an offset.
        let offset = unsafeBitCast(powers &+ (1 << 62), to: SIMD4<UInt64>.self) &>> 52
        let whole = unsafeBitCast(offset, to: SIMD4<Int64>.self) &- (1 << 10)
        let shift = Int64(bitPattern: roundingShift.bitPattern)
        let n = unsafeBitCast(whole &+ shift, to: Lanes.self) - roundingShift
        let s = (a - scaled) / (a + scaled)
        let z = s * s
        var p = z * 0.13844319669600513 + 0.13173404709323946
        p = p * z + 0.1539112394451618
        p = p * z + 0.1818166549115343
        p = p * z + 0.22222224303283958
        p = p * z + 0.28571428555762984
        p = p * z + 0.4000000000005698
        p = p * z + 0.666666666666666
        return n * 0.6931471803691238 + (s + (s + (s * z * p + n * 1.9082149292705877e-10)))
    }

    /// e^{x²}·erfc(x) within 6 units, for 0 ≤ x ≤ 10⁸; `ScaledErrorFunction` has the source of the numbers.
    @inline(__always) static func scaledErrorComplement(_ x: Lanes) -> Lanes {
        let parts = scaledErrorParts(x)
        return parts.above / parts.below
    }

    /// The same of two numbers with one division; x and y up to 10⁸.
    @inline(__always) static func scaledErrorComplements(_ x: Lanes, _ y: Lanes) -> (Lanes, Lanes) {
        let (first, second) = (scaledErrorParts(x), scaledErrorParts(y))
        let inverse = 1 / (first.below * second.below)
        return (first.above * second.below * inverse, second.above * first.below * inverse)
    }

    @inline(__always) private static func scaledErrorParts(_ x: Lanes) -> (above: Lanes, below: Lanes) {
        var above = x * 2.118032287267329e-05 + 0.0004395471344333445
        var below = x * 3.754114483909196e-05 + 0.0007790770110808668
        below = below * x + 0.008031284176925972
        above = above * x + 0.004520576713697386
        below = below * x + 0.05332733009385082
        above = above * x + 0.02986695059012217
        below = below * x + 0.2506288336936031
        above = above * x + 0.1391524791130541
        below = below * x + 0.8686348782709621
        above = above * x + 0.47536104841797355
        below = below * x + 2.2521908333570475
        above = above * x + 1.2033201841435972
        below = below * x + 4.348578010762927
        above = above * x + 2.2301258833516586
        below = below * x + 6.104976399896267
        above = above * x + 2.906728273818676
        below = below * x + 5.916954528185259
        above = above * x + 2.42559131668183
        below = below * x + 3.5539704837773454
        return (above * x + 1, below * x + 1)
    }

    /// The absolute values.
    @inline(__always) static func magnitude(_ x: Lanes) -> Lanes {
        unsafeBitCast(unsafeBitCast(x, to: SIMD4<UInt64>.self) & 0x7FFF_FFFF_FFFF_FFFF, to: Lanes.self)
    }

    /// Φ(x), given φ's exponential e^{−x²/2}.
    @inline(__always) static func cumulativeNormal(_ x: Lanes, exponential: Lanes) -> Lanes {
        let tail = 0.5 * exponential * scaledErrorComplement(magnitude(x) * 0.7071067811865476)
        return tail.replacing(with: 1 - tail, where: x .> 0)
    }
}
