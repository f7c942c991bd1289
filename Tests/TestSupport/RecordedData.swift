#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the recorded market data for tests is: `PIQUANT_DATA`, else `../shared/data` beside the checkout.
///
/// The product never needs it. Without it the tests that read it are reported as skipped, unless
/// `PIQUANT_REQUIRE_DATA=1` asks for a failure.
public enum RecordedData {
    /// The folder, or `nil` when it is not there.
    public static let folder: String? = {
        let path = getenv("PIQUANT_DATA").map { String(cString: $0) } ?? "../shared/data"
        return access(path + "/README.md", R_OK) == 0 ? path : nil
    }()

    /// Whether tests that read the folder should run: it is there, or its absence must show as a failure.
    public static let isExpected = folder != nil || getenv("PIQUANT_REQUIRE_DATA").map { String(cString: $0) } == "1"

    /// The path of a file in the folder, such as `orderflow/cme/esh4_20231225.timesales.csv.gz`.
    ///
    /// - Throws: `MissingData` when the folder or the file is not there.
    public static func path(_ name: String) throws -> String {
        guard let folder, access("\(folder)/\(name)", R_OK) == 0 else { throw MissingData(name: name) }
        return "\(folder)/\(name)"
    }

    /// A recorded file that a test needs is not there.
    public struct MissingData: Error {
        /// The file, relative to the folder.
        public let name: String
    }
}
