import JSON
import MarketModel
import Wire

/// The faults, for tests: what there is, what is on, on and off.
struct FaultRoutes: RouteGroup {
    let subject = "Simulator"

    var routes: [Route] {
        let body = RouteBody([
            RouteParameter("name", required: true, "The fault, or NAME:key=value,… as on the command line"),
            RouteParameter("probability", .decimal), RouteParameter("after", .integer),
            RouteParameter("count", .integer), RouteParameter("duration", .decimal, "Seconds"),
            RouteParameter("target"), RouteParameter("value", .decimal),
        ])
        return [
            Route(
                .get, "/simulator/faults", "Every fault there is, and those that are on", permission: .open,
                answer: .bare, handler: list),
            Route(
                .post, "/simulator/faults", "Switch a fault on", permission: .open, body: body, answer: .bare,
                status: 201, handler: switchOn),
            Route(
                .delete, "/simulator/faults", "Switch all faults off", permission: .open, answer: .nothing
            ) { context in
                context.services.faults.clear()
                return context.nothing
            },
            Route(
                .delete, "/simulator/faults/{name}", "Switch a fault off", permission: .open, answer: .nothing
            ) { (context) throws(RouteFailure) in
                guard let fault = SimulatorFault(rawValue: context["name"]) else {
                    throw .notFound("fault \(context["name"])")
                }
                context.services.faults.switchOff(fault)
                return context.nothing
            },
        ]
    }

    private func list(_ context: RouteContext) -> HTTPResponse {
        let board = context.services.faults
        return context.bare(
            .object([
                .init("active", .array(board.active(at: context.now).map(\.json))),
                .init("faults", .array(SimulatorFault.allCases.map { $0.json(strikes: board.strikes(of: $0)) })),
            ]))
    }

    private func switchOn(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        do throws(FaultOrder.Refusal) {
            var order = try FaultOrder(parsing: context.body["name"]?.string ?? "")
            for key in ["probability", "after", "count", "duration", "target", "value"] {
                switch context.body[key] {
                case .string(let text), .number(let text): try order.set(key, text)
                default: break
                }
            }
            context.services.faults.switchOn(order, at: context.now)
            let active = context.services.faults.active(at: context.now).first { $0.fault == order.fault }
            return context.bare(active?.json ?? .object([]), status: 201)
        } catch {
            throw .invalid("name", error.description)
        }
    }
}

extension SimulatorFault {
    /// The fault for people and programs.
    fileprivate func json(strikes: Int) -> JSONValue {
        .object(
            [
                .init("name", .string(rawValue)), .init("place", .string(card.place.rawValue)),
                .init("explanation", .string(card.explanation)), .init("report", .string(card.report)),
            ] + (card.value.map { [.init("value", .string($0))] } ?? []) + [.init("strikes", .integer(strikes))])
    }

    /// One line of JSON with every fault: name, place, explanation, report and the meaning of value.
    public static var catalogue: String {
        let all = allCases.map { fault in
            guard case .object(let members) = fault.json(strikes: 0) else { return JSONValue.null }
            return JSONValue.object(members.filter { $0.key != "strikes" })
        }
        return String(decoding: JSONValue.object([.init("faults", .array(all))]).bytes, as: UTF8.self)
    }
}

extension FaultBoard.Active {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("name", .string(fault.rawValue)), .init("probability", .double(settings.probability)),
            .init("after", .integer(settings.after)),
        ]
        if let count = settings.count { members.append(.init("count", .integer(count))) }
        if let duration = settings.duration {
            members.append(.init("duration", .double(Double(duration / .milliseconds(1)) / 1000)))
        }
        if let target = settings.target { members.append(.init("target", .string(target))) }
        if let value = settings.value { members.append(.init("value", .double(value))) }
        members += [
            .init("since", .string(since.wireText)), .init("chances", .integer(chances)),
            .init("strikes", .integer(strikes)),
        ]
        return .object(members)
    }
}
