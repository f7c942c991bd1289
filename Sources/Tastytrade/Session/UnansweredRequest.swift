import Wire

/// A request that brought no answer, and whether it may have arrived all the same.
struct UnansweredRequest: Error {
    /// Whether the venue may have got the request and acted on it.
    let mayHaveArrived: Bool
    /// What went wrong.
    let cause: any Error

    init(mayHaveArrived: Bool, cause: any Error) {
        self.mayHaveArrived = mayHaveArrived
        self.cause = cause
    }

    /// Judges a failure of sending: only what proves that nothing was sent counts as not arrived.
    init(_ cause: any Error) {
        if case TastytradeError.connection(let error) = cause {
            self.init(mayHaveArrived: !error.provesNothingSent, cause: cause)
        } else {
            self.init(mayHaveArrived: true, cause: cause)
        }
    }
}
