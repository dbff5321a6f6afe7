// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QElapsedTimer>
#include <QSerialPort>

#include "core/transport/channel.h"

namespace atscope::transport
{

// A serial port, a pty or a link to one, through QSerialPort. Threads and order as for Channel.
//
// Failures of open(): `port-missing` {port}, `port-missing-waited` {port, seconds}, `port-not-serial` {port}, `port-permission`
// {port, group, user} and its kin, `port-busy` {port, process, pid} and its kin, `port-driver-missing` {port},
// `port-setting-refused` {port, setting}, `port-open-failed` {port, reason}, and those of findUsbPort(). While open: `port-lost`
// {port}. Notices: `port-setting-ignored` {port, setting} (a pty has no frame and no lines), `port-baud-inexact` {port, wanted,
// actual}.
class SerialChannel final : public Channel
{
public:
    SerialChannel(PortAddress address, LineOptions options, const Clock &clock);
    ~SerialChannel() override;

    void open() override;
    void close() override;
    bool write(std::string_view bytes, std::size_t ahead = 0) override;
    std::size_t writeAhead(std::string_view bytes) override;
    std::uint64_t unsent() const override;
    std::uint64_t takeBack() override;
    bool pausable() const override { return m_isPty; }
    std::optional<base::Message> setOptions(const LineOptions &options) override;
    std::optional<base::Message> setDtr(bool on) override;
    std::optional<base::Message> setRts(bool on) override;
    std::optional<base::Message> sendBreak(std::chrono::milliseconds length) override;

protected:
    void pausedChanged() override;

private:
    enum class Attempt : std::uint8_t { Opened, NotThere, NotAllowed, Failed };

    Attempt tryOpen(base::Message &why);
    base::Result<std::string> locate() const;
    base::Message failureOf(const std::string &path) const;
    std::optional<base::Message> applyAll(const LineOptions &options);
    std::optional<base::Message> applyFrame(const LineOptions &options, const std::optional<LineOptions> &before);
    std::optional<base::Message> applyLines(const LineOptions &options);
    void retry();
    void giveUp(const base::Message &why);
    void opened();

    void readAvailable();
    void onError(QSerialPort::SerialPortError error);
    void onWritten();
    void lose();
    void closePort();
    void pollLines();
    void watchReading(bool on);
    std::optional<base::Message> lineFailure(bool done);

    // A call into QSerialPort that may fail without that being news.
    template <class F>
    auto quietly(F call)
    {
        const bool before = m_quiet;
        m_quiet = true;
        auto result = call();
        m_port.clearError();
        m_quiet = before;
        return result;
    }

    QSerialPort m_port{this};
    QTimer m_lineTimer{this};
    QTimer m_retryTimer{this};
    QTimer m_breakTimer{this};
    QElapsedTimer m_waited;
    QElapsedTimer m_thereSince; // since a port that was waited for has been seen
    std::vector<char> m_buffer;
    std::string m_path; // what is open, links resolved
    bool m_isPty = false;
    bool m_quiet = false;    // errors are expected and looked at by the caller
    bool m_flushing = false; // inside the write that write() makes itself
    bool m_hasLines = false;
    bool m_hasCounts = false;
    bool m_breakOn = false;
    bool m_dtr = false;
    bool m_rts = false;
    int m_depth = 0;        // inside a callback of m_port: it must not be closed now
    bool m_closing = false; // closePort() is on its way
    bool m_reopen = false;  // open() was called meanwhile
    int m_spurious = 0;     // errors in a row without a cause
    base::Stamp m_countsAt;
};

} // namespace atscope::transport
