// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/link.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QTcpServer>
#include <QTcpSocket>

#include <array>

#include "core/base/text.h"
#include "core/transport/channel.h"
#include "core/transport/clock.h"
#ifdef ATSCOPE_HAVE_PTY
#include "core/transport/pty.h"
#endif

namespace atscope::simulator {

namespace {

using base::Message;

constexpr std::size_t OneRead = 65536;

#ifdef ATSCOPE_HAVE_PTY
class PtyLink final : public Link, private transport::PtyListener
{
public:
    explicit PtyLink(std::string link) : m_link(std::move(link)) { m_pty.setListener(this); }
    void open() override
    {
        const auto wrong = m_pty.open(m_link);
        m_untouched = m_pty.clientBaud();
        if (wrong)
            m_callbacks.opened(*wrong);
        else
            m_callbacks.opened(m_pty.link().empty() ? m_pty.path() : m_pty.link());
    }
    void write(std::string_view bytes) override { m_pty.write(bytes); }
    std::uint64_t unsent() const override { return m_pty.pending(); }
    void setReading(bool on) override { m_pty.setReading(on); }
    // A rate that no client has set yet is nobody's rate (cat, echo).
    int clientBaud() const override
    {
        const int rate = m_pty.clientBaud();
        if (rate != m_untouched)
            m_untouched = 0;
        return rate == m_untouched ? 0 : rate;
    }

private:
    void ptyBytes(std::string_view bytes, base::Stamp at) override { m_callbacks.bytes(bytes, at); }
    void ptyClient(bool present) override { m_callbacks.client(present); }
    void ptyDrained() override { m_callbacks.drained(); }

    std::string m_link;
    transport::Pty m_pty;
    mutable int m_untouched = 0; // the rate the system gave it; 0: a client has set one
};
#endif

class TcpLink final : public Link
{
public:
    TcpLink(std::string host, std::uint16_t port) : m_host(std::move(host)), m_port(port)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    }
    ~TcpLink() override
    {
        QObject::disconnect(&m_server, nullptr, nullptr, nullptr);
        drop();
    }

    void open() override
    {
        const QString host = QString::fromStdString(m_host);
        QHostAddress address(host);
        if (address.isNull() && host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0)
            address = QHostAddress::LocalHost;
        if (address.isNull()) {
            const auto found = QHostInfo::fromName(host).addresses();
            address = found.isEmpty() ? QHostAddress() : found.first();
        }
        if (address.isNull() || !m_server.listen(address, m_port)) {
            const std::string reason = address.isNull() ? std::string("no such host") : m_server.errorString().toStdString();
            m_callbacks.opened(Message("simulator-link-listen", {{"address", shown(m_port)}, {"reason", reason}}));
            return;
        }
        m_callbacks.opened("tcp://" + shown(m_server.serverPort()));
    }
    void write(std::string_view bytes) override
    {
        if (m_client != nullptr)
            m_client->write(bytes.data(), static_cast<qint64>(bytes.size()));
    }
    std::uint64_t unsent() const override
    {
        return m_client != nullptr ? static_cast<std::uint64_t>(m_client->bytesToWrite()) : 0;
    }
    void setReading(bool on) override
    {
        m_reading = on;
        if (m_client != nullptr)
            m_client->setReadBufferSize(on ? 0 : 1);
        if (on)
            readAll();
    }

private:
    std::string shown(std::uint16_t port) const
    {
        const bool v6 = m_host.find(':') != std::string::npos;
        return (v6 ? '[' + m_host + ']' : m_host) + ':' + base::fromInteger(port);
    }
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            if (m_client != nullptr) { // one at a time, as on a line
                socket->abort();
                socket->deleteLater();
                continue;
            }
            m_client = socket;
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this] { readAll(); });
            QObject::connect(socket, &QTcpSocket::bytesWritten, &m_server, [this] {
                if (unsent() == 0)
                    m_callbacks.drained();
            });
            QObject::connect(socket, &QTcpSocket::disconnected, &m_server, [this] {
                drop();
                m_callbacks.client(false);
                m_callbacks.drained();
            });
            m_callbacks.client(true);
            setReading(m_reading);
        }
    }
    void readAll()
    {
        std::array<char, OneRead> buffer{};
        while (m_reading && m_client != nullptr && m_client->bytesAvailable() > 0) {
            const qint64 size = m_client->read(buffer.data(), static_cast<qint64>(buffer.size()));
            if (size <= 0)
                return;
            m_callbacks.bytes(std::string_view(buffer.data(), static_cast<std::size_t>(size)),
                              transport::SystemClock::instance().now());
        }
    }
    void drop()
    {
        if (m_client == nullptr)
            return;
        QTcpSocket *socket = m_client;
        m_client = nullptr;
        QObject::disconnect(socket, nullptr, &m_server, nullptr);
        socket->abort();
        socket->deleteLater();
    }

    std::string m_host;
    std::uint16_t m_port;
    QTcpServer m_server;
    QTcpSocket *m_client = nullptr; // owned by m_server
    bool m_reading = true;
};

class SerialLink final : public Link, private transport::ChannelListener
{
public:
    explicit SerialLink(std::unique_ptr<transport::Channel> channel) : m_channel(std::move(channel))
    {
        m_channel->setListener(this);
    }
    ~SerialLink() override { m_channel->setListener(nullptr); }
    void open() override { m_channel->open(); }
    void write(std::string_view bytes) override { m_channel->write(bytes); }
    std::uint64_t unsent() const override { return m_channel->unsent(); }
    void setReading(bool on) override { m_channel->setPaused(!on); }
    void setBaud(int baud) override
    {
        transport::LineOptions options = m_channel->options();
        options.baud = baud;
        m_channel->setOptions(options);
    }

private:
    void channelBytes(std::string_view bytes, base::Stamp at) override { m_callbacks.bytes(bytes, at); }
    void channelState(transport::ChannelState state, base::Stamp) override
    {
        if (state == transport::ChannelState::Open && !std::exchange(m_told, true))
            m_callbacks.opened(m_channel->address().text());
    }
    void channelProblem(const Message &problem, transport::ProblemKind kind, base::Stamp) override
    {
        if (kind != transport::ProblemKind::Failure)
            return;
        if (!std::exchange(m_told, true))
            m_callbacks.opened(problem);
        else
            m_callbacks.lost(problem);
    }
    void channelSent(base::Stamp) override { m_callbacks.drained(); }

    std::unique_ptr<transport::Channel> m_channel;
    bool m_told = false;
};

} // namespace

base::Result<std::unique_ptr<Link>> Link::make(const LinkOptions &options)
{
    switch (options.kind) {
    case LinkKind::Pty:
#ifdef ATSCOPE_HAVE_PTY
        return std::unique_ptr<Link>(std::make_unique<PtyLink>(options.address));
#else
        return Message("simulator-link-pty");
#endif
    case LinkKind::Tcp: {
        const std::size_t colon = options.address.rfind(':');
        std::string host = options.address.substr(0, colon);
        const auto port =
            colon == std::string::npos ? std::nullopt : base::toInteger(std::string_view(options.address).substr(colon + 1));
        if (host.size() > 2 && host.front() == '[' && host.back() == ']')
            host = host.substr(1, host.size() - 2);
        if (host.empty() || !port || *port < 0 || *port > 65535)
            return Message("simulator-link-address", {{"address", options.address}});
        return std::unique_ptr<Link>(std::make_unique<TcpLink>(host, static_cast<std::uint16_t>(*port)));
    }
    case LinkKind::Serial: {
        auto address = transport::PortAddress::parse(options.address);
        if (!address)
            return address.error();
        auto channel = transport::Channel::make(*address, options.line);
        if (!channel)
            return channel.error();
        return std::unique_ptr<Link>(std::make_unique<SerialLink>(std::move(channel).value()));
    }
    }
    return Message("simulator-link-address", {{"address", options.address}});
}

} // namespace atscope::simulator
