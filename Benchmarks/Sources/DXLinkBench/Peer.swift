#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The frames in a file, one a line, for the other decoders.
struct FrameFile {
    let path: String
    let bytes: Int

    init(_ frames: [[UInt8]]) {
        path = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/piquant-frames-\(getpid()).ndjson"
        bytes = frames.reduce(0) { $0 + $1.count }
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        for frame in frames {
            fwrite(frame, 1, frame.count, file)
            fputc(10, file)
        }
        fclose(file)
    }

    func remove() { unlink(path) }
}

/// Another decoder, run as a program of its own on the same frames.
struct Peer {
    let name: String
    /// The command; the file's path follows. It prints `events seconds note…`, the best of its runs by CPU time.
    let command: String

    static var all: [Peer] {
        let peers = "Benchmarks/peers"
        let python = access(".cache/python/bin/python3", X_OK) == 0 ? ".cache/python/bin/python3" : "python3"
        return [
            Peer(name: "simdjson DOM", command: ".cache/bench/dxlink_simdjson"),
            Peer(name: "node JSON.parse", command: "node \(peers)/dxlink_node.js"),
            Peer(name: "PyPI tastytrade", command: "\(python) \(peers)/dxlink_tastytrade.py"),
        ]
    }

    func run(_ file: FrameFile) -> Rate? {
        let environment = getenv("PIQUANT_PEER_ENVIRONMENT").map { String(cString: $0) } ?? ""
        guard let pipe = popen("\(environment) \(command) \(file.path)", "r") else { return nil }
        var output = [UInt8](repeating: 0, count: 4096)
        let count = fread(&output, 1, output.count, pipe)
        let line = String(decoding: output[..<count], as: UTF8.self)
        let status = pclose(pipe)
        let words = line.split(whereSeparator: \.isWhitespace)
        guard status == 0, words.count >= 2, let events = Double(words[0]), let seconds = Double(words[1]) else {
            print("  \(name): not measured (\(command) failed)")
            return nil
        }
        return Rate(
            name: name, events: events / seconds, bytes: Double(file.bytes) / seconds,
            note: words.dropFirst(2).joined(separator: " "))
    }
}
