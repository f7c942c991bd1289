/// Why credentials cannot be read or kept. No case carries a secret.
public enum CredentialFault: Error, Equatable, CustomStringConvertible {
    /// Others than the owner may read or change a file of secrets. It was not read.
    case tooOpen(path: String, mode: String)
    /// Others than the owner may put files into the folder. Nothing was read.
    case folderTooOpen(path: String, mode: String)
    /// The file or folder belongs to somebody else. It was not read.
    case foreignOwner(path: String)
    /// Something else than a plain file is in its place.
    case notAFile(path: String)
    /// The system refused.
    case failed(path: String, reason: String)
    /// The file is not what this program writes.
    case damaged(path: String, reason: String)
    /// There is no secret service to keep anything in.
    case noSecretService(reason: String)
    /// The secret service refused or did not answer.
    case secretServiceFailed(reason: String)

    public var description: String {
        switch self {
        case .tooOpen(let path, let mode):
            "\(path) can be read by others (mode \(mode)), so its secrets may be known: it was not read. Run "
                + "chmod 600 on it, and replace the secrets if others use this machine"
        case .folderTooOpen(let path, let mode):
            "others can put files into \(path) (mode \(mode)): nothing in it was read. Run chmod 700 on it"
        case .foreignOwner(let path): "\(path) belongs to another user: it was not read. Move it away, and log in again"
        case .notAFile(let path): "\(path) is no plain file: it was not read. Move it away, and log in again"
        case .failed(let path, let reason): "\(path): \(reason)"
        case .damaged(let path, let reason):
            "\(path) is not what piquant writes (\(reason)): nothing of it was used. Move it away, and log in again"
        case .noSecretService(let reason): "there is no secret service: \(reason)"
        case .secretServiceFailed(let reason): "the secret service failed: \(reason)"
        }
    }
}
