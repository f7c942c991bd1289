public import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's clocks. Only the edges read them; everything else is handed the time.
public enum SystemClock {
    /// The time of day in UTC, as the system has it.
    public static func now() -> Timestamp { read(CLOCK_REALTIME) }

    /// Time that never steps back and goes on while the machine sleeps, from an arbitrary start: for spans, not for
    /// dates.
    public static func monotonic() -> Timestamp {
        #if canImport(Glibc)
            read(CLOCK_BOOTTIME)
        #else
            read(CLOCK_MONOTONIC)
        #endif
    }

    private static func read(_ clock: clockid_t) -> Timestamp {
        var time = timespec()
        clock_gettime(clock, &time)
        return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
