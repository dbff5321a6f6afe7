// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>

#include <QObject>

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/session/line_list.h"

namespace atscope::session {

// A file that is to be sent, read on a thread of its own, so that a slow disk keeps nobody waiting: first looked at, then piece by
// piece, a few ahead of who takes them. GUI thread; destroyed at any time (the thread ends with the read it is in).
class FileReader final : public QObject
{
    Q_OBJECT
public:
    // What is known before anything is sent.
    struct Look
    {
        std::string name; // without its folder
        std::uint64_t size = 0;
        std::optional<base::Message> problem; // it cannot be sent at all: `file-missing`, `file-unreadable`, `send-file-empty`
        std::optional<base::Message> notLines; // it cannot be sent line by line: `send-file-not-text` {file} and its kin
        bool commands = false; // most of its lines look like commands
        LineList list;
    };

    FileReader(std::string path, QObject *parent = nullptr);
    ~FileReader() override;
    const std::string &path() const { return m_path; }

    // One of the two, once. looked() or came() tell when something is there.
    void look(std::shared_ptr<const decode::Dialect> dialect);
    void readPieces();

    const Look &result() const { return m_look; } // after looked()
    // Bytes that were read since the last call; at most PiecesAhead pieces wait.
    std::string take();
    bool atEnd() const { return m_atEnd; } // all of it was taken
    std::uint64_t size() const { return m_size; } // when it was opened; after the first came()
    const std::optional<base::Message> &problem() const { return m_problem; }

    static constexpr std::size_t PieceBytes = std::size_t{64} << 10U;
    static constexpr int PiecesAhead = 8;

Q_SIGNALS:
    void looked();
    void came();

private:
    struct Piece
    {
        std::string bytes;
        std::uint64_t size = 0;
        bool end = false;
        std::optional<base::Message> problem;
    };
    void customEvent(QEvent *event) override;
    void ring();
    Look lookAt(const decode::Dialect &dialect) const;   // thread
    void readAll();                                       // thread
    static std::optional<base::Message> refusal(const std::string &path);

    const std::string m_path;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_rung{false};
    std::counting_semaphore<> m_room{PiecesAhead};
    base::BatchQueue<Look> m_looks;
    base::BatchQueue<Piece> m_pieces;
    Look m_look;
    std::string m_ready;
    std::ptrdiff_t m_readyPieces = 0;
    bool m_atEnd = false;
    bool m_ended = false;
    std::uint64_t m_size = 0;
    std::optional<base::Message> m_problem;
    std::thread m_thread;
};

} // namespace atscope::session
