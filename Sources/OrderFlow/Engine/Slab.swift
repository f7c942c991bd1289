/// A fixed run of plain records with the value semantics of an array, whose uniqueness is checked once per batch.
///
/// An array checks with every write that no copy shares its storage, which is a call for each print. A slab leaves
/// that to its owner: `makeUnique()` first, then any number of writes, none of them after the value may have been
/// copied. Positions are checked as an array's are.
struct Slab<Element: BitwiseCopyable & Sendable>: Sendable {
    /// `@unchecked Sendable`: written only by an owner that has made sure it is the only one.
    private final class Storage: @unchecked Sendable {
        let elements: UnsafeMutablePointer<Element>
        let count: Int

        init(repeating element: Element, count: Int) {
            elements = .allocate(capacity: count)
            elements.initialize(repeating: element, count: count)
            self.count = count
        }

        deinit { elements.deallocate() }
    }

    private var storage: Storage
    private var elements: UnsafeMutablePointer<Element> { storage.elements }
    let count: Int

    init(repeating element: Element, count: Int) {
        storage = Storage(repeating: element, count: count)
        self.count = count
    }

    /// Makes later writes safe: the storage is copied if another value shares it.
    mutating func makeUnique() {
        guard !isKnownUniquelyReferenced(&storage), count > 0 else { return }
        let copy = Storage(repeating: storage.elements[0], count: count)
        copy.elements.update(from: storage.elements, count: count)
        storage = copy
    }

    subscript(position: Int) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "the position is in the slab")
            return elements[position]
        }
        @inline(__always) nonmutating set {
            precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "the position is in the slab")
            elements[position] = newValue
        }
    }
}
