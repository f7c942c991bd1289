import JSON

extension Endpoint where Value: Record {
    /// An endpoint that answers with one object.
    static func one(
        _ method: RequestMethod, _ path: String, family: RequestFamily = .other, effect: RequestEffect? = nil,
        freshFor: Duration? = nil, host: EndpointHost = .api, access: EndpointAccess = .authorized
    ) -> Self {
        Self(method, path, family: family, effect: effect, freshFor: freshFor, host: host, access: access) {
            answer throws(TastytradeError) in try answer.one(Value.self)
        }
    }
}

extension Endpoint {
    /// An endpoint that answers with a list.
    static func list<Element: Record>(
        _ method: RequestMethod, _ path: String, family: RequestFamily = .other, effect: RequestEffect? = nil,
        freshFor: Duration? = nil, host: EndpointHost = .api
    ) -> Self where Value == [Element] {
        Self(method, path, family: family, effect: effect, freshFor: freshFor, host: host) {
            answer throws(TastytradeError) in try answer.many(Element.self)
        }
    }
}

extension Endpoint<NoContent> {
    /// An endpoint whose answer says no more than that it was done.
    static func done(
        _ method: RequestMethod, _ path: String, effect: RequestEffect? = nil, host: EndpointHost = .api
    ) -> Self {
        Self(method, path, effect: effect, host: host) { answer throws(TastytradeError) in
            for member in answer.content.object ?? [] { answer.log.root.noteUnknown(member.key) }
            return NoContent()
        }
    }
}

/// The answer of a request that succeeds without saying anything.
public struct NoContent: Sendable, Equatable {}
