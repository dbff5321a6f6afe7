// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/file_reader.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QFileInfo>

#include "core/base/guard.h"
#include "core/base/text.h"

namespace atscope::session {

namespace {

QString nameOf(const std::string &path)
{
    return QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()));
}

base::Message unreadable(const std::string &path, const QFile &file)
{
    return {"file-unreadable", {{"file", path}, {"reason", file.errorString().toStdString()}}};
}

} // namespace

FileReader::FileReader(std::string path, QObject *parent)
    : QObject(parent), m_path(std::move(path)), m_looks([this] { ring(); }), m_pieces([this] { ring(); })
{
}

FileReader::~FileReader()
{
    m_stop.store(true);
    m_room.release();
    if (m_thread.joinable())
        m_thread.join();
}

void FileReader::look(std::shared_ptr<const decode::Dialect> dialect)
{
    m_thread = std::thread([this, dialect = std::move(dialect)] {
        if (auto wrong = base::guarded("reader", [&] { m_looks.push(lookAt(*dialect)); })) {
            Look out;
            out.problem = std::move(wrong);
            m_looks.push(std::move(out));
        }
    });
}

void FileReader::readPieces()
{
    m_thread = std::thread([this] {
        if (auto wrong = base::guarded("reader", [this] { readAll(); })) {
            Piece last;
            last.end = true;
            last.problem = std::move(wrong);
            m_pieces.push(std::move(last));
        }
    });
}

// A pipe or a device would be waited for without an end.
std::optional<base::Message> FileReader::refusal(const std::string &path)
{
    const QFileInfo info(nameOf(path));
    if (!info.exists())
        return base::Message("file-missing", {{"file", path}});
    if (!info.isFile())
        return base::Message("file-unreadable", {{"file", path}, {"reason", info.isDir() ? "is a directory" : "is not a file"}});
    return std::nullopt;
}

FileReader::Look FileReader::lookAt(const decode::Dialect &dialect) const
{
    Look out;
    out.name = QFileInfo(nameOf(m_path)).fileName().toStdString();
    out.problem = refusal(m_path);
    if (out.problem)
        return out;
    QFile file(nameOf(m_path));
    if (!file.open(QIODevice::ReadOnly)) {
        out.problem = unreadable(m_path, file);
        return out;
    }
    out.size = static_cast<std::uint64_t>(file.size());
    if (out.size == 0) {
        out.problem = base::Message("send-file-empty", {{"file", out.name}});
        return out;
    }
    std::string text;
    while (!file.atEnd() && text.size() <= LineList::MostBytes && !m_stop.load(std::memory_order_relaxed)) {
        const auto piece = file.read(static_cast<qint64>(PieceBytes));
        if (piece.isEmpty())
            break;
        text.append(piece.data(), static_cast<std::size_t>(piece.size()));
        if (piece.contains('\0'))
            break; // it is no text, whatever follows
    }
    if (file.error() != QFileDevice::NoError) {
        out.problem = unreadable(m_path, file);
        return out;
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        out.notLines = base::Message("send-file-utf16", {{"file", out.name}});
    else if (text.find('\0') != std::string::npos)
        out.notLines = base::Message("send-file-not-text", {{"file", out.name}});
    else if (text.size() > LineList::MostBytes)
        out.notLines = base::Message("send-file-large", {{"file", out.name}, {"most", "16 MiB"}});
    if (out.notLines)
        return out;
    out.list = LineList::read(text, dialect, m_stop);
    if (out.list.lines.empty())
        out.notLines = base::Message("send-file-no-lines", {{"file", out.name}});
    const auto commands = std::count_if(out.list.lines.begin(), out.list.lines.end(), [](const ListedLine &line) {
        return line.text.size() >= 2 && base::toUpper(line.text[0]) == 'A' && (base::toUpper(line.text[1]) == 'T' || line.text[1] == '/');
    });
    out.commands = static_cast<std::size_t>(commands) * 2 > out.list.lines.size();
    return out;
}

void FileReader::readAll()
{
    const auto tell = [this](std::optional<base::Message> problem) {
        Piece last;
        last.end = true;
        last.problem = std::move(problem);
        m_pieces.push(std::move(last));
    };
    if (auto problem = refusal(m_path)) {
        tell(std::move(problem));
        return;
    }
    QFile file(nameOf(m_path));
    if (!file.open(QIODevice::ReadOnly)) {
        tell(unreadable(m_path, file));
        return;
    }
    const auto size = static_cast<std::uint64_t>(file.size());
    std::uint64_t read = 0;
    while (read < size) {
        m_room.acquire();
        if (m_stop.load())
            return;
        const auto bytes = file.read(static_cast<qint64>(std::min<std::uint64_t>(PieceBytes, size - read)));
        if (bytes.isEmpty())
            break;
        read += static_cast<std::uint64_t>(bytes.size());
        Piece piece;
        piece.bytes = bytes.toStdString();
        piece.size = size;
        m_pieces.push(std::move(piece));
    }
    if (file.error() != QFileDevice::NoError)
        tell(unreadable(m_path, file));
    else if (read < size)
        tell(base::Message("send-file-changed", {{"file", m_path}, {"sent", std::to_string(read)}, {"size", std::to_string(size)}}));
    else
        tell(size == 0 ? std::optional(base::Message("send-file-empty", {{"file", m_path}})) : std::nullopt);
}

// Any thread. The event carries nothing.
void FileReader::ring()
{
    auto event = std::make_unique<QEvent>(QEvent::User);
    if (!m_rung.exchange(true))
        QCoreApplication::postEvent(this, event.release());
}

void FileReader::customEvent(QEvent *)
{
    m_rung.exchange(false);
    for (auto &look : m_looks.takeAll()) {
        m_look = std::move(look);
        Q_EMIT looked();
        return;
    }
    bool any = false;
    for (auto &piece : m_pieces.takeAll()) {
        any = true;
        m_ready += piece.bytes;
        m_readyPieces += piece.bytes.empty() ? 0 : 1;
        if (piece.size != 0)
            m_size = piece.size;
        m_ended = m_ended || piece.end;
        if (piece.problem)
            m_problem = std::move(piece.problem);
    }
    m_atEnd = m_ended && m_ready.empty();
    if (any)
        Q_EMIT came();
}

std::string FileReader::take()
{
    if (const auto pieces = std::exchange(m_readyPieces, 0); pieces != 0)
        m_room.release(pieces);
    auto bytes = std::exchange(m_ready, {});
    m_atEnd = m_ended;
    return bytes;
}

} // namespace atscope::session
