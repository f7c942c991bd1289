// The whole chain under load, in three processes so that each one's processor time is its own:
//   ChainBench blaster CERTIFICATE KEY RATE SECONDS   sends prebuilt frames of 50 prints over TLS
//   ChainBench chain URL CERTIFICATE PAGE             TLS WebSocket, decoder, order flow, push
//   ChainBench browsers URL ACTIVE IDLE               dashboard clients that measure what reaches them
// Each prints lines of JSON; Benchmarks/chain.py starts them and prints the summary.
let words = CommandLine.arguments
switch words.dropFirst().first {
case "blaster" where words.count == 6:
    try await Blaster.run(certificate: words[2], key: words[3], rate: Int(words[4])!, seconds: Int(words[5])!)
case "chain" where words.count == 5: try await Chain.run(url: words[2], certificate: words[3], page: words[4])
case "browsers" where words.count == 5: try await Browsers.run(url: words[2], active: Int(words[3])!, idle: Int(words[4])!)
default: print("usage: ChainBench blaster|chain|browsers …, see main.swift")
}
