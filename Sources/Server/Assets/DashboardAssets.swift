import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files of the dashboard, read once when the server starts.
///
/// Only files that were in the folder then can be asked for: a path that climbs finds nothing.
struct DashboardAssets: Sendable {
    private struct File: Sendable {
        let type: String
        let bytes: [UInt8]
        let tag: String
    }

    /// What the page may do: take everything from this server, run no inline code, be framed by nobody.
    static let policy =
        "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        + "frame-ancestors 'none'; form-action 'none'"

    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon", "json": "application/json",
    ]

    private let files: [String: File]

    /// Reads every file under `folder` that has one of the page's types.
    init(folder: String) {
        var files: [String: File] = [:]
        for name in Self.names(in: folder) {
            let suffix = name.split(separator: ".").last.map(String.init) ?? ""
            guard let type = Self.types[suffix], let bytes = Self.read("\(folder)/\(name)") else { continue }
            files["/" + name] = File(type: type, bytes: bytes, tag: "\"\(String(Self.digest(bytes), radix: 16))\"")
        }
        self.files = files
    }

    /// Whether there is a page at all.
    var isEmpty: Bool { files["/index.html"] == nil }

    /// The answer for a path; `nil` when no file has it.
    func response(to request: HTTPRequest) -> HTTPResponse? {
        let path = request.path == "/" ? "/index.html" : request.path
        guard let file = files[path] else { return nil }
        let headers = [
            ("content-type", file.type), ("etag", file.tag), ("cache-control", "no-cache"),
            ("content-security-policy", Self.policy), ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ]
        if request.headers["if-none-match"] == file.tag { return HTTPResponse(status: 304, headers: headers) }
        return HTTPResponse(status: 200, headers: headers, body: request.method == "HEAD" ? [] : file.bytes)
    }

    /// Where the program keeps its page: beside the executable, as the build lays it out.
    static func installedFolder() -> String? {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        guard count > 0 else { return nil }
        let program = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let slash = program.lastIndex(of: "/") else { return nil }
        let folder = program[..<slash]
        return ["\(folder)/Piquant_Server.resources/Dashboard", "\(folder)/../share/piquant/dashboard"]
            .first { access($0 + "/index.html", R_OK) == 0 }
    }

    private static func names(in folder: String, below prefix: String = "") -> [String] {
        guard let directory = opendir(prefix.isEmpty ? folder : "\(folder)/\(prefix)") else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix(".") else { continue }
            let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
            var status = stat()
            guard stat("\(folder)/\(path)", &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                names += Self.names(in: folder, below: path)
            } else {
                names.append(path)
            }
        }
        return names.sorted()
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return bytes
    }

    /// FNV-1a, only to tell versions of a file apart.
    private static func digest(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
