// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/tcp_channel.h"

#include <algorithm>
#include <utility>

#include <QMetaObject>
#include <QNetworkProxy>

namespace atscope::transport
{

namespace
{

constexpr std::size_t ReadSize = 256 * 1024;
constexpr qint64 WaitingBytes = 1024 * 1024; // in the socket's buffer while paused
constexpr int AttemptMs = 10'000;
constexpr int RetryMs = 100;

} // namespace

TcpChannel::TcpChannel(PortAddress address, LineOptions options, const Clock &clock)
    : Channel(std::move(address), std::move(options), clock), m_buffer(ReadSize)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setReadBufferSize(WaitingBytes);
    m_limitTimer.setSingleShot(true);
    m_retryTimer.setSingleShot(true);
    QObject::connect(&m_socket, &QTcpSocket::connected, this, [this] { connected(); });
    QObject::connect(&m_socket, &QTcpSocket::readyRead, this, [this] { readAvailable(); });
    QObject::connect(&m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) { onError(error); });
    QObject::connect(&m_socket, &QTcpSocket::bytesWritten, this, [this] { onWritten(); });
    QObject::connect(&m_limitTimer, &QTimer::timeout, this, [this] {
        if (state() == ChannelState::Opening)
            failed({"tcp-timeout", {{"address", name()}}});
    });
    QObject::connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        if (state() == ChannelState::Opening)
            attempt();
    });
}

TcpChannel::~TcpChannel()
{
    setListener(nullptr);
    closeSocket();
}

void TcpChannel::open()
{
    if (m_closing) {
        m_reopen = true;
        return;
    }
    if (state() != ChannelState::Closed)
        return;
    m_waited.start();
    setState(ChannelState::Opening);
    if (state() == ChannelState::Opening)
        attempt();
}

void TcpChannel::attempt()
{
    closeSocket();
    m_limitTimer.start(std::max(AttemptMs, 1));
    m_socket.connectToHost(QString::fromStdString(address().host), address().port);
}

void TcpChannel::connected()
{
    m_limitTimer.stop();
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    countOpen();
    setState(ChannelState::Open);
}

void TcpChannel::failed(const base::Message &why)
{
    m_limitTimer.stop();
    if (why.code != "tcp-host-unknown" && static_cast<double>(m_waited.elapsed()) < options().wait * 1000) {
        m_retryTimer.start(RetryMs);
        return;
    }
    problem(why, ProblemKind::Failure);
    close();
}

base::Message TcpChannel::failureOf(QAbstractSocket::SocketError error) const
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return {"tcp-host-unknown", {{"host", address().host}}};
    case QAbstractSocket::ConnectionRefusedError:
        return {"tcp-refused", {{"address", name()}}};
    case QAbstractSocket::SocketTimeoutError:
        return {"tcp-timeout", {{"address", name()}}};
    case QAbstractSocket::NetworkError:
        return {"tcp-unreachable", {{"address", name()}}};
    default:
        break;
    }
    return {"tcp-failed", {{"address", name()}, {"reason", m_socket.errorString().toStdString()}}};
}

void TcpChannel::onError(QAbstractSocket::SocketError error)
{
    if (m_quiet || m_closing)
        return;
    const Depth inside(m_depth);
    if (state() == ChannelState::Opening)
        failed(failureOf(error));
    else if (state() == ChannelState::Open)
        lose(error == QAbstractSocket::RemoteHostClosedError ? base::Message("tcp-closed", {{"address", name()}})
                                                             : base::Message("port-lost", {{"port", name()}}));
}

void TcpChannel::readAvailable()
{
    if (m_depth > 0)
        return;
    const Depth inside(m_depth);
    const base::Stamp at = now();
    while (state() == ChannelState::Open && !m_closing && !paused() && m_socket.bytesAvailable() > 0) {
        const qint64 size = m_socket.read(m_buffer.data(), static_cast<qint64>(m_buffer.size()));
        if (size <= 0)
            break;
        deliver({m_buffer.data(), static_cast<std::size_t>(size)}, at);
    }
}

void TcpChannel::lose(const base::Message &why)
{
    while (m_socket.bytesAvailable() > 0) { // what came before, also when paused
        const base::Stamp at = now();
        const qint64 size = m_socket.read(m_buffer.data(), static_cast<qint64>(m_buffer.size()));
        if (size <= 0)
            break;
        deliver({m_buffer.data(), static_cast<std::size_t>(size)}, at);
        if (state() != ChannelState::Open || m_closing)
            return;
    }
    m_closing = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            const bool again = std::exchange(m_reopen, false);
            closeSocket();
            setState(ChannelState::Closed);
            if (again)
                open();
        },
        Qt::QueuedConnection);
    problem(why, ProblemKind::Failure);
    setState(ChannelState::Lost);
}

void TcpChannel::close()
{
    m_reopen = false;
    m_limitTimer.stop();
    m_retryTimer.stop();
    if (state() == ChannelState::Closed || m_closing)
        return;
    if (m_depth > 0) {
        m_closing = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                const bool again = std::exchange(m_reopen, false);
                closeSocket();
                setState(ChannelState::Closed);
                if (again)
                    open();
            },
            Qt::QueuedConnection);
        return;
    }
    closeSocket();
    setState(ChannelState::Closed);
}

void TcpChannel::closeSocket()
{
    m_quiet = true;
    m_socket.abort();
    m_quiet = false;
    m_closing = false;
}

bool TcpChannel::write(std::string_view bytes, std::size_t)
{
    if (state() != ChannelState::Open || m_closing)
        return false;
    if (bytes.empty())
        return true;
    if (m_socket.write(bytes.data(), static_cast<qint64>(bytes.size())) != static_cast<qint64>(bytes.size()))
        return false;
    accepted(bytes.size());
    m_socket.flush();
    onWritten();
    return true;
}

void TcpChannel::onWritten()
{
    if (m_closing || state() != ChannelState::Open)
        return;
    const Depth inside(m_depth);
    noteWritten(static_cast<std::uint64_t>(m_socket.bytesToWrite()));
}

std::uint64_t TcpChannel::unsent() const
{
    return static_cast<std::uint64_t>(m_socket.bytesToWrite());
}

void TcpChannel::pausedChanged()
{
    if (!paused() && state() == ChannelState::Open)
        QMetaObject::invokeMethod(
            this, [this] { readAvailable(); }, Qt::QueuedConnection);
}

} // namespace atscope::transport
