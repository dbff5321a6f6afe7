// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/session/line_list.h"
#include "core/session/send_job.h"

namespace atscope::session {

// Command lines, one at a time: the next one never leaves before the one before has its result. What the two below have in common.
class CommandJob : public SendJob
{
    Q_OBJECT
public:
    ~CommandJob() override;

protected:
    CommandJob(Workbench &workbench, int log, std::string name, Qt::TimerType precision, QObject *parent);

    // Called when nothing is under way and the job is not paused: submits a line or finishes.
    virtual void next() = 0;
    // A line is over; its port is there. Goes on with goOn() or nextIn(), or finishes.
    virtual void ended(const engine::Outcome &outcome) = 0;

    bool submit(const std::string &line); // false: the port is closed, and the job is over
    void goOn(); // with next(), unless it is paused: then resume() does
    void nextIn(int ms);
    // Counts what is over; false: it failed.
    bool count(Failure line);

    void begin() override { goOn(); }
    void resume() override;
    void giveUp() override;
    void taken(const engine::Outcome &outcome) override;

private:
    std::uint64_t m_token = 0; // of the line under way; 0: none
    QTimer m_pause;
};

// Command lines one after the other: each waits for the final and the asynchronous result of the one before. Others may send in
// between.
class LinesJob final : public CommandJob
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

private:
    void next() override;
    void ended(const engine::Outcome &outcome) override;

    const std::vector<ListedLine> m_lines;
    const Options m_options;
    std::size_t m_at = 0;
};

// One command line every so many milliseconds, but never before the one before has its result.
class RepeatJob final : public CommandJob
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
    const Options &options() const { return m_options; }

private:
    void next() override;
    void ended(const engine::Outcome &outcome) override;

    const Options m_options;
    QElapsedTimer m_sent;
};

} // namespace atscope::session
