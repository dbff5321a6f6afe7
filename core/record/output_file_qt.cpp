// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/output_file.h"

#include <mutex>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include "core/record/source.h"

// Everywhere but on POSIX. Qt has no fdatasync: sync() hands the bytes to the system and no further. The lock is a file beside
// the recording (NAME.lock), which a killed program leaves and the next one takes over.
namespace atscope::record {

namespace {

QString qtext(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

base::Error errorOf(const QFile &file, const char *otherwise, const std::string &path)
{
    if (file.error() == QFileDevice::ResourceError)
        return base::Message("recording-disk-full", {{"file", path}});
    const QFileInfo info(file.fileName());
    const QFileInfo folder(info.path());
    const bool refused = info.exists() ? !info.isWritable() : folder.isDir() && !folder.isWritable();
    if (file.error() == QFileDevice::PermissionsError || refused)
        return base::Message("recording-no-permission", {{"file", path}});
    return base::Message(otherwise, {{"file", path}, {"reason", file.errorString().toStdString()}});
}

class QtOutput final : public OutputFile
{
public:
    explicit QtOutput(std::string path) : m_path(std::move(path)), m_file(qtext(m_path)), m_lock(qtext(m_path) + ".lock")
    {
        m_lock.setStaleLockTime(0); // held for as long as the program lives
    }

    std::optional<base::Error> open(QIODevice::OpenMode mode)
    {
        if (!m_lock.tryLock(0) && m_lock.error() == QLockFile::LockFailedError)
            return base::Error(base::Message("recording-locked", {{"file", m_path}}));
        if (m_file.open(mode | QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return std::nullopt;
        if (mode.testFlag(QIODevice::NewOnly) && m_file.exists())
            return base::Error(base::Message("recording-exists", {{"file", m_path}}));
        return errorOf(m_file, "recording-create-failed", m_path);
    }

    void makePrivate() { m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); }

    std::optional<base::Error> write(std::string_view bytes, std::size_t &written) override
    {
        const std::lock_guard lock(m_mutex);
        written = 0;
        while (written < bytes.size()) {
            const qint64 n = m_file.write(bytes.data() + written, static_cast<qint64>(bytes.size() - written));
            if (n <= 0)
                return errorOf(m_file, "recording-write-failed", m_path);
            written += static_cast<std::size_t>(n);
        }
        return std::nullopt;
    }

    std::optional<base::Error> sync() override
    {
        const std::lock_guard lock(m_mutex);
        if (!m_file.flush())
            return errorOf(m_file, "recording-write-failed", m_path);
        return std::nullopt;
    }

    std::optional<base::Error> cutTo(std::uint64_t size) override
    {
        const std::lock_guard lock(m_mutex);
        if (!m_file.resize(static_cast<qint64>(size)))
            return errorOf(m_file, "recording-write-failed", m_path);
        return std::nullopt;
    }

    std::uint64_t size() const override
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<std::uint64_t>(m_file.size());
    }

private:
    mutable std::mutex m_mutex;
    const std::string m_path;
    QFile m_file;
    QLockFile m_lock;
};

class QtSource final : public ByteSource
{
public:
    explicit QtSource(std::string path) : m_path(std::move(path)), m_file(qtext(m_path)) {}

    bool open() { return m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    std::string reason() const { return m_file.errorString().toStdString(); }

    std::size_t readAt(std::uint64_t offset, char *to, std::size_t size) const override
    {
        const std::lock_guard lock(m_mutex);
        if (offset > static_cast<std::uint64_t>(m_file.size()) || !m_file.seek(static_cast<qint64>(offset)))
            return 0;
        std::size_t done = 0;
        while (done < size) {
            const qint64 n = m_file.read(to + done, static_cast<qint64>(size - done));
            if (n <= 0)
                break;
            done += static_cast<std::size_t>(n);
        }
        return done;
    }

    std::uint64_t size() const override
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<std::uint64_t>(m_file.size());
    }

    std::string name() const override { return m_path; }

private:
    mutable std::mutex m_mutex; // the position of the file is shared
    const std::string m_path;
    mutable QFile m_file;
};

} // namespace

base::Result<std::unique_ptr<OutputFile>> createFile(const std::string &path, NewName)
{
    if (QFile::exists(qtext(path)))
        return base::Message("recording-exists", {{"file", path}});
    auto file = std::make_unique<QtOutput>(path);
    if (auto error = file->open(QIODevice::NewOnly))
        return *error;
    file->makePrivate();
    return std::unique_ptr<OutputFile>(std::move(file));
}

base::Result<std::unique_ptr<OutputFile>> reopenFile(const std::string &path)
{
    auto file = std::make_unique<QtOutput>(path);
    if (auto error = file->open(QIODevice::ExistingOnly))
        return *error;
    return std::unique_ptr<OutputFile>(std::move(file));
}

bool fileInUse(const std::string &path)
{
    const QString name = qtext(path) + ".lock";
    if (!QFile::exists(name))
        return false;
    QLockFile lock(name);
    lock.setStaleLockTime(0);
    return !lock.tryLock(0) && lock.error() == QLockFile::LockFailedError;
}

std::optional<base::Error> makeFolder(const std::string &path)
{
    const QString folder = qtext(path);
    if (QFileInfo(folder).isDir())
        return std::nullopt;
    const std::string above = QFileInfo(QDir::cleanPath(folder)).path().toStdString();
    if (above != path)
        if (auto error = makeFolder(above))
            return error;
    if (!QDir().mkdir(folder))
        return base::Error(base::Message("recording-folder-failed", {{"folder", path}, {"reason", "mkdir"}}));
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return std::nullopt;
}

base::Result<std::shared_ptr<const ByteSource>> openFile(const std::string &path)
{
    auto source = std::make_shared<QtSource>(path);
    if (QFileInfo(qtext(path)).isDir() || !source->open())
        return base::Message("recording-unreadable", {{"file", path}, {"reason", source->reason()}});
    return std::shared_ptr<const ByteSource>(std::move(source));
}

} // namespace atscope::record
