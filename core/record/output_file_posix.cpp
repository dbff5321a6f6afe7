// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/output_file.h"

#include <atomic>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/descriptor.h"
#include "core/record/source.h"

namespace atscope::record {

namespace {

using base::Descriptor;

std::string reasonOf(int number)
{
    return std::generic_category().message(number);
}

base::Error errorOf(int number, const char *otherwise, const std::string &path)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT: return base::Message("recording-disk-full", {{"file", path}});
    case EFBIG: return base::Message("recording-file-limit", {{"file", path}});
    case EACCES:
    case EPERM:
    case EROFS: return base::Message("recording-no-permission", {{"file", path}});
    case EEXIST: return base::Message("recording-exists", {{"file", path}});
    case EWOULDBLOCK: return base::Message("recording-locked", {{"file", path}});
    default: return base::Message(otherwise, {{"file", path}, {"reason", reasonOf(number)}});
    }
}

int openRetrying(const std::string &path, int flags, mode_t mode = 0)
{
    for (;;) {
        const int fd = ::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, mode);
        if (fd >= 0 || errno != EINTR)
            return fd;
    }
}

void syncFolderOf(const std::string &path)
{
    const auto slash = path.find_last_of('/');
    const Descriptor folder(openRetrying(slash == std::string::npos ? "." : path.substr(0, slash + 1), O_RDONLY | O_DIRECTORY));
    if (folder.fd() >= 0)
        ::fsync(folder.fd()); // the name survives a power loss too
}

class PosixOutput final : public OutputFile
{
public:
    PosixOutput(int fd, std::string path, bool newName) : m_file(fd), m_path(std::move(path)), m_newName(newName) {}

    std::optional<base::Error> write(std::string_view bytes, std::size_t &written) override
    {
        written = 0;
        while (written < bytes.size()) {
            const ssize_t n = ::write(m_file.fd(), bytes.data() + written, bytes.size() - written);
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0)
                return errorOf(errno, "recording-write-failed", m_path);
            written += static_cast<std::size_t>(n);
        }
        return std::nullopt;
    }

    std::optional<base::Error> sync() override
    {
        if (m_newName.exchange(false))
            syncFolderOf(m_path);
#if defined(__linux__)
        const int failed = ::fdatasync(m_file.fd());
#else
        const int failed = ::fsync(m_file.fd());
#endif
        if (failed != 0 && errno != EINVAL && errno != EROFS) // EINVAL: a pipe or a device, which has nothing to sync
            return errorOf(errno, "recording-write-failed", m_path);
        return std::nullopt;
    }

    std::optional<base::Error> cutTo(std::uint64_t size) override
    {
        if (::ftruncate(m_file.fd(), static_cast<off_t>(size)) != 0)
            return errorOf(errno, "recording-write-failed", m_path);
        return std::nullopt;
    }

    std::uint64_t size() const override
    {
        struct stat info{};
        return ::fstat(m_file.fd(), &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    }

private:
    const Descriptor m_file;
    const std::string m_path;
    std::atomic<bool> m_newName; // the folder is still to be synced
};

base::Result<std::unique_ptr<OutputFile>> lockedOutput(int fd, const std::string &path, bool newName)
{
    auto file = std::make_unique<PosixOutput>(fd, path, newName);
    // The lock belongs to the open file: it also keeps out a second writer of this process, and ends with a killed one.
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return base::Message("recording-locked", {{"file", path}});
    return std::unique_ptr<OutputFile>(std::move(file)); // a file system without locks: O_EXCL and the names must do
}

class PosixSource final : public ByteSource
{
public:
    PosixSource(int fd, std::string path) : m_file(fd), m_path(std::move(path)) {}

    std::size_t readAt(std::uint64_t offset, char *to, std::size_t size) const override
    {
        std::size_t done = 0;
        while (done < size) {
            const ssize_t n = ::pread(m_file.fd(), to + done, size - done, static_cast<off_t>(offset + done));
            if (n < 0 && errno == EINTR)
                continue;
            if (n <= 0)
                break;
            done += static_cast<std::size_t>(n);
        }
        return done;
    }

    std::uint64_t size() const override
    {
        struct stat info{};
        return ::fstat(m_file.fd(), &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    }

    std::string name() const override { return m_path; }

private:
    const Descriptor m_file;
    const std::string m_path;
};

} // namespace

base::Result<std::unique_ptr<OutputFile>> createFile(const std::string &path, NewName name)
{
    const int fd = openRetrying(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL, 0600);
    if (fd < 0)
        return errorOf(errno, "recording-create-failed", path);
    ::fchmod(fd, 0600); // whatever the umask took or the file system gave
    if (name == NewName::SyncedNow)
        syncFolderOf(path);
    return lockedOutput(fd, path, name == NewName::SyncedLater);
}

base::Result<std::unique_ptr<OutputFile>> reopenFile(const std::string &path)
{
    const int fd = openRetrying(path, O_WRONLY | O_APPEND | O_NONBLOCK);
    if (fd < 0)
        return errorOf(errno, "recording-create-failed", path);
    return lockedOutput(fd, path, false);
}

bool fileInUse(const std::string &path)
{
    const Descriptor file(openRetrying(path, O_RDONLY | O_NONBLOCK));
    return file.fd() >= 0 && ::flock(file.fd(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

std::optional<base::Error> makeFolder(const std::string &path)
{
    for (std::size_t at = 0; at != std::string::npos;) {
        at = path.find('/', at + 1);
        const std::string part = path.substr(0, at);
        if (::mkdir(part.c_str(), 0700) == 0 || errno == EEXIST || errno == EISDIR)
            continue;
        const int number = errno;
        if (struct stat info{}; ::stat(part.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
            continue; // a read-only or foreign part of the way that is there already
        return base::Message("recording-folder-failed", {{"folder", path}, {"reason", reasonOf(number)}});
    }
    if (struct stat info{}; ::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))
        return base::Message("recording-folder-failed", {{"folder", path}, {"reason", reasonOf(ENOTDIR)}});
    return std::nullopt;
}

base::Result<std::shared_ptr<const ByteSource>> openFile(const std::string &path)
{
    const int fd = openRetrying(path, O_RDONLY | O_NONBLOCK); // a pipe without a writer does not hold us up
    if (fd < 0)
        return base::Message("recording-unreadable", {{"file", path}, {"reason", reasonOf(errno)}});
    auto source = std::make_shared<PosixSource>(fd, path);
    if (struct stat info{}; ::fstat(fd, &info) == 0 && !S_ISREG(info.st_mode)) { // pipes and devices have no positions
        const std::string reason = reasonOf(S_ISDIR(info.st_mode) ? EISDIR : ESPIPE);
        return base::Message("recording-unreadable", {{"file", path}, {"reason", reason}});
    }
    return std::shared_ptr<const ByteSource>(std::move(source));
}

} // namespace atscope::record
