#if canImport(Glibc)
    import Glibc

    /// Counts the allocations of this process, those freed again included: a library of a few lines stands before
    /// `malloc` by `LD_PRELOAD` and counts its calls. Without it `count` stays 0 and `method` says so.
    struct AllocationCounter {
        private let read: (@convention(c) () -> UInt64)?

        init() {
            guard let symbol = dlsym(nil, "piquant_allocation_count") else {
                read = nil
                return
            }
            read = unsafeBitCast(symbol, to: (@convention(c) () -> UInt64).self)
        }

        /// Allocations so far.
        var count: Int { read.map { Int($0()) } ?? 0 }

        /// How they are counted.
        var method: String {
            read == nil ? "(not counted: start through Benchmarks/dxlink)" : "(every malloc, by LD_PRELOAD)"
        }
    }
#else
    /// Allocations are counted on Linux only.
    struct AllocationCounter {
        let count = 0
        let method = "(not counted on this system)"
    }
#endif
