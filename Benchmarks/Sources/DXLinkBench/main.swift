runDXLinkBench(CommandLine.arguments)
