// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/single_instance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>

namespace atscope {

namespace {

constexpr int AnswerMs = 2000; // a process that does not answer in this time is hung: start on one's own
constexpr qint64 LongestMessage = 1 << 20;

} // namespace

SingleInstance::SingleInstance(const QString &settingsFolder)
{
    // The folder's own path, so that two spellings of it are one.
    QDir().mkpath(settingsFolder);
    const auto canonical = QFileInfo(settingsFolder).canonicalFilePath();
    const auto user = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    m_name = QStringLiteral("atscope-") + QString::fromLatin1(QCryptographicHash::hash((user + QLatin1Char('|') + canonical).toUtf8(), QCryptographicHash::Sha256).toHex().left(24));
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::handOver(const QStringList &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (socket.waitForConnected(AnswerMs)) {
        QByteArray message;
        QDataStream out(&message, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_0);
        out << QDir::currentPath() << arguments;
        QByteArray size;
        QDataStream head(&size, QIODevice::WriteOnly);
        head << quint32(message.size());
        socket.write(size + message);
        if (socket.waitForBytesWritten(AnswerMs) && socket.waitForReadyRead(AnswerMs))
            return true;
    }
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::take);
    QLocalServer::removeServer(m_name); // left behind by a process that crashed: nobody answered on it
    m_server->listen(m_name);
    return false;
}

void SingleInstance::take()
{
    while (auto *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > LongestMessage) {
                socket->abort();
                return;
            }
            QDataStream in(socket);
            in.setVersion(QDataStream::Qt_6_0);
            in.startTransaction();
            quint32 size = 0;
            QString folder;
            QStringList arguments;
            in >> size >> folder >> arguments;
            if (!in.commitTransaction())
                return;
            socket->write("1");
            socket->flush();
            // Files are named as seen from where the second one was started.
            for (auto &argument : arguments)
                if (!argument.startsWith(QLatin1Char('-')) && QFileInfo(QDir(folder), argument).exists())
                    argument = QFileInfo(QDir(folder), argument).absoluteFilePath();
            Q_EMIT windowWanted(arguments);
        });
    }
}

} // namespace atscope
