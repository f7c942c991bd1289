#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small file that only its owner can read, replaced as a whole or not at all.
struct PrivateFile: Sendable {
    /// Larger ones are none of ours.
    static let maximumBytes = 1 << 20

    let folder: String
    let name: String

    var path: String { folder + "/" + name }

    /// The file's content; `nil` when there is no such file.
    ///
    /// - Throws: `CredentialFault` when others could have read or changed it.
    func read() throws(CredentialFault) -> [UInt8]? {
        guard try checkFolder() else { return nil }
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            if errno == ELOOP { throw CredentialFault.notAFile(path: path) }
            throw failed()
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw failed() }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw CredentialFault.notAFile(path: path) }
        guard facts.st_uid == geteuid() else { throw CredentialFault.foreignOwner(path: path) }
        guard facts.st_mode & 0o077 == 0 else {
            throw CredentialFault.tooOpen(path: path, mode: Self.octal(facts.st_mode))
        }
        guard facts.st_size <= Self.maximumBytes else {
            throw CredentialFault.damaged(path: path, reason: "too large")
        }
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
        var count = 0
        while count < bytes.count {
            let taken = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress! + count, $0.count - count, off_t(count))
            }
            if taken < 0, errno == EINTR { continue }
            guard taken > 0 else { throw failed() }
            count += taken
        }
        return bytes
    }

    /// Replaces the content: written beside it, brought to the disk, then renamed.
    func write(_ bytes: [UInt8]) throws(CredentialFault) {
        try makeFolder()
        let fresh = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max))"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failed() }
        var isWhole = fchmod(descriptor, 0o600) == 0
        var count = 0
        while isWhole, count < bytes.count {
            let sent = bytes.withUnsafeBytes { sys_write(descriptor, $0.baseAddress! + count, $0.count - count) }
            if sent < 0, errno == EINTR { continue }
            if sent <= 0 { isWhole = false } else { count += sent }
        }
        if isWhole { isWhole = fsync(descriptor) == 0 }
        let code = errno
        close(descriptor)
        guard isWhole, rename(fresh, path) == 0 else {
            let reason = isWhole ? errno : code
            unlink(fresh)
            throw CredentialFault.failed(path: path, reason: String(cString: strerror(reason)))
        }
        syncFolder()
    }

    /// Removes the file.
    ///
    /// - Returns: Whether there was one.
    func remove() throws(CredentialFault) -> Bool {
        if unlink(path) == 0 {
            syncFolder()
            return true
        }
        guard errno == ENOENT || errno == ENOTDIR else { throw failed() }
        return false
    }

    /// Does something while no other process changes the folder's files.
    func locked<Value>(_ body: () throws(CredentialFault) -> Value) throws(CredentialFault) -> Value {
        try makeFolder()
        let descriptor = open(folder + "/.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failed() }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failed() }
        }
        return try body()
    }

    /// - Returns: Whether the folder is there.
    private func checkFolder() throws(CredentialFault) -> Bool {
        var facts = stat()
        guard stat(folder, &facts) == 0 else {
            if errno == ENOENT { return false }
            throw CredentialFault.failed(path: folder, reason: String(cString: strerror(errno)))
        }
        guard facts.st_mode & S_IFMT == S_IFDIR else { throw CredentialFault.notAFile(path: folder) }
        guard facts.st_uid == geteuid() else { throw CredentialFault.foreignOwner(path: folder) }
        guard facts.st_mode & 0o022 == 0 else {
            throw CredentialFault.folderTooOpen(path: folder, mode: Self.octal(facts.st_mode))
        }
        return true
    }

    private func makeFolder() throws(CredentialFault) {
        guard try !checkFolder() else { return }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw CredentialFault.failed(path: folder, reason: String(cString: strerror(errno)))
        }
        _ = try checkFolder()
    }

    private func syncFolder() {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private func failed() -> CredentialFault { .failed(path: path, reason: String(cString: strerror(errno))) }

    private static func octal(_ mode: mode_t) -> String { String(mode & 0o777, radix: 8) }
}

// The method of the same name hides the system's function.
private func sys_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
