// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <initializer_list>

#include <sys/types.h>

namespace atscope::test {

// Standard output as JSON Lines; anything else in it ends the test program.
inline QList<QJsonObject> jsonLines(const QByteArray &out)
{
    QList<QJsonObject> objects;
    if (!out.isEmpty() && !out.endsWith('\n'))
        qFatal("the last line is not ended: %s", out.constData());
    for (const auto &line : out.split('\n')) {
        if (line.isEmpty())
            continue;
        const auto document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            qFatal("not a JSON object: %s", line.constData());
        objects << document.object();
    }
    return objects;
}

// atscope-cli in a process of its own, while the test's event loop goes on (it may play the module).
class CliProcess final
{
public:
    explicit CliProcess(const QStringList &arguments, const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
                        const QStringList &before = {}, const QString &program = QStringLiteral(ATSCOPE_CLI))
    {
        process.setProcessEnvironment(environment);
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &process, [this] { out += process.readAllStandardOutput(); });
        QObject::connect(&process, &QProcess::readyReadStandardError, &process, [this] { err += process.readAllStandardError(); });
        if (before.isEmpty())
            process.start(program, arguments);
        else
            process.start(before.front(), before.mid(1) + QStringList{program} + arguments);
    }
    ~CliProcess()
    {
        process.kill();
        process.waitForFinished();
    }
    CliProcess(const CliProcess &) = delete;
    CliProcess &operator=(const CliProcess &) = delete;

    bool waitFor(const std::function<bool()> &what) const { return QTest::qWaitFor(what, 60'000); }
    bool said(const QByteArray &text) const
    {
        return waitFor([&] { return out.contains(text); });
    }
    // Its exit status; −1: it did not end, or crashed.
    int end() const
    {
        if (!waitFor([this] { return process.state() == QProcess::NotRunning; }) || process.exitStatus() != QProcess::NormalExit)
            return -1;
        return process.exitCode();
    }
    // All of them are there before it gets to see the first.
    void signal(std::initializer_list<int> numbers) const
    {
        const auto pid = static_cast<pid_t>(process.processId());
        ::kill(pid, SIGSTOP);
        for (const int number : numbers)
            ::kill(pid, number);
        ::kill(pid, SIGCONT);
    }
    QList<QJsonObject> lines() const { return jsonLines(out); }

    mutable QProcess process;
    QByteArray out;
    QByteArray err;
};

} // namespace atscope::test
