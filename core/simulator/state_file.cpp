// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/state_file.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

namespace atscope::simulator {

namespace {
constexpr qint64 MostBytes = 1 << 20;

base::Message problem(const char *code, const std::string &file, const QString &reason)
{
    return {code, {{"file", file}, {"reason", reason.toStdString()}}};
}
} // namespace

StateFile::StateFile() = default;
StateFile::~StateFile() = default;

base::Result<std::string> StateFile::open(const std::string &file)
{
    m_file = file;
    m_locked = false;
    const QString name = QString::fromStdString(file);
    m_lock = std::make_unique<QLockFile>(name + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0); // a process that is gone is noticed all the same
    if (!m_lock->tryLock(0)) {
        const auto why = m_lock->error();
        m_lock.reset();
        if (why == QLockFile::LockFailedError) {
            m_locked = true;
            return std::string();
        }
        const QString folder = QFileInfo(name).absolutePath();
        if (!QFileInfo(folder).isDir())
            return base::Message("simulator-state-folder", {{"file", file}, {"folder", folder.toStdString()}});
        return base::Message(why == QLockFile::PermissionError ? "simulator-state-permission" : "simulator-state-lock",
                             {{"file", file}, {"folder", folder.toStdString()}});
    }
    QFile in(name);
    if (!in.exists())
        return std::string();
    if (!in.open(QIODevice::ReadOnly))
        return problem("simulator-state-read", file, in.errorString());
    const QByteArray bytes = in.read(MostBytes + 1);
    if (in.error() != QFileDevice::NoError)
        return problem("simulator-state-read", file, in.errorString());
    if (bytes.size() > MostBytes)
        return problem("simulator-state-read", file, QStringLiteral("> 1 MiB"));
    return bytes.toStdString();
}

std::optional<base::Message> StateFile::store(std::string_view text)
{
    if (m_locked || m_lock == nullptr)
        return std::nullopt;
    QSaveFile out(QString::fromStdString(m_file));
    const bool good = out.open(QIODevice::WriteOnly) && out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && out.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size()) && out.commit();
    if (good)
        return std::nullopt;
    return problem("simulator-state-write", m_file, out.errorString());
}

} // namespace atscope::simulator
