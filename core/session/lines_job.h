// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/session/line_list.h"
#include "core/session/send_job.h"

namespace atscope::session {

// Command lines one after the other: each waits for the final and the asynchronous result of the one before. Others may send in
// between.
class LinesJob final : public SendJob
{
    Q_OBJECT
public:
    struct Options
    {
        bool stopOnFailure = true;
        int pauseMs = 0; // between a result and the next line
    };
    // Takes number, text and secrets of each line.
    LinesJob(Workbench &workbench, int log, std::string name, std::vector<ListedLine> lines, Options options, QObject *parent = nullptr);
    ~LinesJob() override;

private:
    void begin() override { next(); }
    void resume() override;
    void giveUp() override;
    void taken(const engine::Outcome &outcome) override;
    void next();

    const std::vector<ListedLine> m_lines;
    const Options m_options;
    std::size_t m_at = 0;
    std::uint64_t m_token = 0; // 0: none is under way
    QTimer m_pause;
};

// One command line every so many milliseconds, but never before the one before has its result.
class RepeatJob final : public SendJob
{
    Q_OBJECT
public:
    struct Options
    {
        int everyMs = 1000;      // from one sending to the next
        std::uint64_t times = 0; // 0: until it is stopped
    };
    static constexpr int LeastMs = 10;

    RepeatJob(Workbench &workbench, int log, std::string line, Options options, QObject *parent = nullptr);
    ~RepeatJob() override;
    const Options &options() const { return m_options; }

private:
    void begin() override { send(); }
    void resume() override;
    void giveUp() override;
    void taken(const engine::Outcome &outcome) override;
    void send();

    const Options m_options;
    std::uint64_t m_token = 0;
    QTimer m_timer;
    QElapsedTimer m_sent;
};

} // namespace atscope::session
