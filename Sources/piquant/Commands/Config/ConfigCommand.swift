import Configuration
import JSON

/// `piquant config`: writes, checks and shows the configuration.
enum ConfigCommand {
    static let command: Command = Command(
        name: "config", summary: "Write, check and show the configuration: venue, production lock, request ceilings",
        example: "piquant config show", subcommands: [show, check, new])

    private static let show: Command = Command(
        name: "show", summary: "Show every setting and where its value comes from",
        example: "piquant config show --json", options: [Option("json", .flag, "Print as JSON")],
        run: { arguments in
            let configuration = try UserConfiguration.load()
            Terminal.print(arguments.has("json") ? json(configuration) : text(configuration), terminator: "")
            return .done
        })

    private static let check: Command = Command(
        name: "check", summary: "Say whether a configuration can be used, and what is wrong with it line by line",
        example: "piquant config check",
        arguments: [.init(name: "file", help: "In place of the one in use", isRequired: false)],
        run: { arguments in
            let path = arguments.words.first ?? UserConfiguration.path
            let configuration = try UserConfiguration.load(path, mustExist: !arguments.words.isEmpty)
            let count = configuration.settings.count { configuration[$0].origin != .initial }
            Terminal.print("\(path) can be used: \(count) of \(configuration.settings.count) settings are set.")
            return .done
        })

    private static let new: Command = Command(
        name: "new", summary: "Write a configuration in which every setting is explained and none is changed",
        example: "piquant config new --out -",
        options: [Option("out", .value("file"), "Where to; - prints it. The one in use when left out")],
        run: { arguments in
            let path = arguments.value("out") ?? UserConfiguration.path
            let text = ConfigurationTemplate.text(of: UserConfiguration.settings)
            guard path != "-" else {
                Terminal.print(text, terminator: "")
                return .done
            }
            try OutputFile.create(text, at: path)
            Terminal.print("Wrote \(path). Change it, then run piquant config check.")
            return .done
        })

    private static func text(_ configuration: Configuration) -> String {
        var table = TextTable(["setting", "value", "from"], alignment: [.left, .left, .left])
        for setting in configuration.settings {
            let value = configuration[setting]
            table.add([setting.name, value.text ?? "-", "\(value.origin)"])
        }
        return "\(UserConfiguration.path)\n\(table.text)"
    }

    private static func json(_ configuration: Configuration) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("file", UserConfiguration.path)
        json.key("settings")
        json.beginArray()
        for setting in configuration.settings {
            let value = configuration[setting]
            json.beginObject()
            json.member("name", setting.name)
            json.member("value", value.text)
            json.member("from", "\(value.origin)")
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json.text + "\n"
    }
}
