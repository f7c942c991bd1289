/// The pages of a list, asked for one after the other.
///
/// A walk ends after the last page the venue tells of; an answer that is not paged is all there is.
public struct Pages<Element: Sendable>: AsyncSequence, Sendable {
    let session: Session
    let endpoint: Endpoint<[Element]>
    let values: RequestValues

    /// Walks the pages.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let pages: Pages
        private var next: Int? = 0

        init(_ pages: Pages) { self.pages = pages }

        /// The next page; `nil` after the last.
        ///
        /// - Throws: `TastytradeError`; `.unexpectedAnswer` when the venue answers with another page than was asked
        ///   for, so that a walk never goes in circles.
        public mutating func next() async throws -> Answer<[Element]>? {
            guard let offset = next else { return nil }
            // After a failure the walk is over: it cannot tell what it missed.
            next = nil
            var values = pages.values
            values.query.removeAll { $0.name == "page-offset" }
            if offset > 0 { values.query.append((name: "page-offset", value: String(offset))) }
            let answer = try await pages.session.send(pages.endpoint, values)
            if let page = answer.page {
                guard page.pageOffset == offset else {
                    throw TastytradeError.unexpectedAnswer(field: "pagination.page-offset")
                }
                if page.hasNext { next = offset + 1 }
            }
            return answer
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }

    /// All items of all pages, and what was lost on the way.
    ///
    /// - Throws: `TastytradeError`, and then none of the items: a part of a list is not the list.
    public func all() async throws -> (items: [Element], losses: [FieldDrift]) {
        var items: [Element] = []
        var losses: [FieldDrift] = []
        for try await page in self {
            items += page.value
            losses += page.losses
        }
        return (items, losses)
    }
}

extension Session {
    /// The pages of a list.
    ///
    /// - Parameter values: What fills each request; its page is set by the walk.
    public nonisolated func pages<Element: Sendable>(
        of endpoint: Endpoint<[Element]>, _ values: RequestValues = RequestValues()
    ) -> Pages<Element> {
        Pages(session: self, endpoint: endpoint, values: values)
    }
}
