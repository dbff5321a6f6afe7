// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/byte_log.h"

namespace atscope {

namespace {

constexpr int WriteMs = 250;
constexpr std::uint64_t Block = 1 << 20;

} // namespace

ByteLog::ByteLog(session::Workbench &workbench, int log, const QString &file, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_log(log), m_file(file)
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        return;
    m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    connect(&m_timer, &QTimer::timeout, this, &ByteLog::write);
    connect(&workbench, &session::Workbench::logRemoved, this, [this](int id) {
        if (id != m_log)
            return;
        write();
        m_timer.stop();
    });
    m_timer.start(WriteMs);
}

ByteLog::~ByteLog()
{
    write();
}

void ByteLog::write()
{
    const auto *log = m_workbench.log(m_log);
    if (!log || !m_file.isOpen())
        return;
    const auto &store = log->store();
    while (m_written < store.taken(base::Direction::Rx)) {
        const auto bytes = store.bytes(base::Direction::Rx, {m_written, std::min(Block, store.taken(base::Direction::Rx) - m_written)});
        const auto done = bytes.empty() ? -1 : m_file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        if (done <= 0) {
            m_timer.stop();
            Q_EMIT m_workbench.problem(m_log, base::Message("log-unwritable", {{"file", m_file.fileName().toStdString()}, {"reason", m_file.errorString().toStdString()}}), true);
            m_file.close();
            return;
        }
        m_written += static_cast<std::uint64_t>(done);
    }
    m_file.flush();
}

} // namespace atscope
