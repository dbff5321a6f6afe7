// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QObject>
#include <QTimer>

#include "core/session/workbench.h"

namespace atscope {

// --log FILE: the received bytes of a log as they came, appended four times a second and at the end. GUI thread.
class ByteLog final : public QObject
{
    Q_OBJECT
public:
    ByteLog(session::Workbench &workbench, int log, const QString &file, QObject *parent);
    ~ByteLog() override;
    bool isOpen() const { return m_file.isOpen(); }
    QString reason() const { return m_file.errorString(); }

private:
    void write();

    session::Workbench &m_workbench;
    const int m_log;
    QFile m_file;
    std::uint64_t m_written = 0;
    QTimer m_timer;
};

} // namespace atscope
