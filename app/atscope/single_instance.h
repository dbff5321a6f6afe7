// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>
#include <QStringList>

class QLocalServer;

namespace atscope {

// One process a settings folder: a second start hands its arguments over and ends, and the first one opens a second window.
// GUI thread.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(const QString &settingsFolder);
    ~SingleInstance() override;

    // True: another process has the folder and took the arguments over. Else this one listens from now on.
    bool handOver(const QStringList &arguments);

Q_SIGNALS:
    void windowWanted(const QStringList &arguments);

private:
    void take();

    QString m_name;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace atscope
