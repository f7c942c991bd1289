import JSON
import Testing
import Wire

@testable import Tastytrade

struct PagesTests {
    /// A page of bookings with these numbers.
    private static func page(_ ids: [Int], _ offset: Int, of pages: Int) -> HTTPResponse {
        let items = ids.map { #"{"id":\#($0)}"# }.joined(separator: ",")
        return .json(
            #"{"data":{"items":[\#(items)]},"pagination":{"per-page":2,"page-offset":\#(offset),"item-offset":0,"total-items":5,"total-pages":\#(pages),"current-item-count":2}}"#
        )
    }

    @Test("all pages are walked in order, and a booking that moved to the next page is taken once")
    func walk() async throws {
        let host = try await ScriptedHost { request, _ in
            switch request.queryValue("page-offset") {
            case nil: Self.page([9, 8], 0, of: 3)
            case "1": Self.page([8, 7], 1, of: 3)
            default: Self.page([6], 2, of: 3)
            }
        }
        defer { host.end() }
        var query = TransactionQuery()
        query.types = [.trade]
        let (transactions, losses) = try await host.session().allTransactions(of: "A", query, pageSize: 2)
        #expect(transactions.map(\.id) == [9, 8, 7, 6])
        #expect(losses.isEmpty)
        #expect(
            host.requests.map { $0.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&") } == [
                "types[]=Trade&per-page=2", "types[]=Trade&per-page=2&page-offset=1",
                "types[]=Trade&per-page=2&page-offset=2",
            ])
    }

    @Test("a list that is not paged is one page")
    func single() async throws {
        let host = try await ScriptedHost { _, _ in .json(#"{"data":{"items":[{"id":1},5]}}"#) }
        defer { host.end() }
        let (transactions, losses) = try await host.session().allTransactions(of: "A")
        #expect(transactions.map(\.id) == [1])
        #expect(losses.map(\.path) == ["items[]"] && host.requests.count == 1)
    }

    @Test("a venue that gives the same page again ends the walk with an error, not in a circle")
    func circle() async throws {
        let host = try await ScriptedHost { _, _ in Self.page([1, 2], 0, of: 9) }
        defer { host.end() }
        let session = try host.session()
        await #expect(throws: TastytradeError.unexpectedAnswer(field: "pagination.page-offset")) {
            try await session.allTransactions(of: "A")
        }
        #expect(host.requests.count == 2)
    }

    @Test("a failure in the middle gives no part of the list")
    func failure() async throws {
        let host = try await ScriptedHost { request, _ in
            request.queryValue("page-offset") == nil
                ? Self.page([9, 8], 0, of: 3)
                : .json(#"{"error":{"code":"not_permitted","message":""}}"#, status: 403)
        }
        defer { host.end() }
        let session = try host.session()
        await #expect(throws: TastytradeError.notPermitted(code: "not_permitted")) {
            try await session.allTransactions(of: "A")
        }
    }
}
