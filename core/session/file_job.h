// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>

#include "core/session/file_reader.h"
#include "core/session/send_job.h"

namespace atscope::session {

// A file as it is, byte for byte, under a lease of its own: nothing comes in between. The next bytes go when the port has taken
// those before, so that flow control holds it up and nothing is lost; what the port has not taken when it is cancelled is taken
// back where the port can.
class FileJob final : public SendJob
{
    Q_OBJECT
public:
    enum class PauseAfter : std::uint8_t { Nothing, Line, Kilobyte };
    struct Options
    {
        PauseAfter pauseAfter = PauseAfter::Nothing;
        int pauseMs = 0; // from when the bytes are on the line
    };

    FileJob(Workbench &workbench, int log, std::string path, Options options, QObject *parent = nullptr);
    ~FileJob() override;

private:
    struct Piece
    {
        std::uint64_t token = 0;
        std::uint64_t bytes = 0;
    };
    void begin() override;
    void resume() override { pump(); }
    void giveUp() override;
    void taken(const engine::Outcome &outcome) override;
    void pump();
    std::size_t nextPiece() const; // bytes; 0: more has to be read first
    void tick();

    const Options m_options;
    FileReader m_reader;
    std::string m_bytes; // read and not submitted yet, from m_from on
    std::size_t m_from = 0;
    std::uint64_t m_submitted = 0;
    std::uint64_t m_window = 0; // bytes that may be under way
    std::deque<Piece> m_underWay;
    std::uint64_t m_flying = 0; // their bytes
    std::uint64_t m_lease = 0;
    QTimer m_pause;
    QTimer m_tick;
    std::deque<std::pair<qint64, std::uint64_t>> m_samples; // ms and bytes done
    QElapsedTimer m_clock;
    qint64 m_lastTaken = 0;
};

} // namespace atscope::session
