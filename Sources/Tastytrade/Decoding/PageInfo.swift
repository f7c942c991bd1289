/// Which page of a list an answer is.
public struct PageInfo: Sendable, Equatable {
    /// Items a page holds at most.
    public let perPage: Int
    /// The page's number, from zero.
    public let pageOffset: Int
    /// Items in all pages.
    public let totalItems: Int
    /// Pages in all.
    public let totalPages: Int

    /// Whether another page follows.
    public var hasNext: Bool { pageOffset < totalPages - 1 }
}

extension PageInfo: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        perPage = fields.integer("per-page") ?? 0
        totalItems = fields.integer("total-items") ?? 0
        _ = fields.integer("item-offset")
        _ = fields.integer("current-item-count")
        // Always null so far, and of no use beside the numbers.
        for link in ["previous-link", "next-link", "paging-link-template"] { fields.ignore(link) }
        pageOffset = try fields.required("page-offset", fields.integer("page-offset"))
        totalPages = try fields.required("total-pages", fields.integer("total-pages"))
    }
}
