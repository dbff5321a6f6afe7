// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QElapsedTimer>
#include <QTcpSocket>

#include "core/transport/channel.h"

namespace atscope::transport
{

// A raw TCP connection to a serial server or a virtual module. Threads and order as for Channel. No delay, keep-alive on, no
// proxy. Of the line options only `wait` counts: a peer that refuses or does not answer is asked again until then.
//
// Failures of open(): `tcp-host-unknown` {host}, `tcp-refused` {address}, `tcp-timeout` {address}, `tcp-unreachable` {address},
// `tcp-failed` {address, reason}. While open: `tcp-closed` {address} when the peer has closed it, else `port-lost` {port}.
class TcpChannel final : public Channel
{
public:
    TcpChannel(PortAddress address, LineOptions options, const Clock &clock);
    ~TcpChannel() override;

    void open() override;
    void close() override;
    bool write(std::string_view bytes, std::size_t = 0) override;
    std::uint64_t unsent() const override;
    bool pausable() const override { return true; }

protected:
    void pausedChanged() override;

private:
    void attempt();
    void connected();
    void failed(const base::Message &why);
    base::Message failureOf(QAbstractSocket::SocketError error) const;
    void onError(QAbstractSocket::SocketError error);
    void readAvailable();
    void onWritten();
    void lose(const base::Message &why);
    void closeSocket();

    QTcpSocket m_socket{this};
    QTimer m_limitTimer{this}; // of one attempt
    QTimer m_retryTimer{this};
    QElapsedTimer m_waited;
    std::vector<char> m_buffer;
    bool m_quiet = false;
    int m_depth = 0;
    bool m_closing = false;
    bool m_reopen = false;
};

} // namespace atscope::transport
