// The cost of the API's two sides, one part a process; Benchmarks/venue.py starts them and prints the summary:
//   VenueBench cached REST SECRET TOKEN READS          how long a cached quote takes in process
//   VenueBench ceilings SECONDS CALLERS                whether any ceiling is exceeded, judged by a strict server
//   VenueBench chain REST SECRET TOKEN COUNT           a chain's symbols subscribed: time, frames, the largest frame
//   VenueBench feed REST SECRET TOKEN SYMBOL COUNT     prints received until COUNT
// Each prints one line of JSON.
let words = CommandLine.arguments
switch words.dropFirst().first {
case "cached" where words.count == 6: try await CachedQuote.run(words[2], words[3], words[4], reads: Int(words[5])!)
case "ceilings" where words.count == 4: try await Ceilings.run(seconds: Int(words[2])!, callers: Int(words[3])!)
case "chain" where words.count == 6: try await ChainSubscription.run(words[2], words[3], words[4], count: Int(words[5])!)
case "feed" where words.count == 7:
    try await FeedReader.run(words[2], words[3], words[4], symbol: words[5], count: Int(words[6])!)
default: print("usage: VenueBench cached|ceilings|chain|feed …, see main.swift")
}
