// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/own_log.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <mutex>
#include <utility>

#include <QDateTime>
#include <QFile>
#include <QString>

#ifdef Q_OS_UNIX
#include <unistd.h>
#else
#include <io.h>
#endif

#include "core/record/output_file.h"
#include "core/session/version.h"

namespace atscope {

namespace {

// Everything that the signal handler touches is here, made beforehand: it may neither allocate nor lock.
constexpr std::size_t LastNotes = 16;
constexpr std::size_t NoteBytes = 256;
constexpr std::string_view CrashTold = "crash-told";
std::array<std::array<char, NoteBytes>, LastNotes> s_notes{};
std::atomic<std::size_t> s_nextNote{0};
std::array<char, 4096> s_recordings{};
std::atomic<int> s_file{2}; // standard error until there is a file
std::atomic<bool> s_crashed{false};

struct State
{
    std::mutex mutex;
    std::string path;
    QFile file;
    std::optional<OwnLog::Crash> crash;
};

State &state()
{
    static State one;
    return one;
}

void put(const char *text, std::size_t size)
{
#ifdef Q_OS_UNIX
    [[maybe_unused]] const auto done = ::write(s_file.load(), text, size);
#else
    [[maybe_unused]] const auto done = ::_write(s_file.load(), text, static_cast<unsigned>(size));
#endif
}

void put(const char *text)
{
    put(text, std::strlen(text));
}

void tellCrash(const char *why)
{
    if (s_crashed.exchange(true))
        return;
    put("crash: ");
    put(why);
    put(" in ATscope ");
    put(session::Version);
    put("\nopen recordings: ");
    put(s_recordings.data());
    put("\nlast notes:\n");
    const std::size_t next = s_nextNote.load();
    for (std::size_t i = 0; i < LastNotes; ++i) {
        const auto &note = s_notes[(next + i) % LastNotes];
        if (note[0] == '\0')
            continue;
        put("  ");
        put(note.data());
        put("\n");
    }
}

extern "C" void onSignal(int signal)
{
    switch (signal) {
    case SIGSEGV: tellCrash("segmentation fault"); break;
    case SIGABRT: tellCrash("aborted (a failed assertion or an uncaught exception)"); break;
    case SIGFPE: tellCrash("arithmetic error"); break;
    case SIGILL: tellCrash("illegal instruction"); break;
    default: tellCrash("signal"); break;
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void onTerminate()
{
    try {
        if (const auto thrown = std::current_exception())
            std::rethrow_exception(thrown);
    } catch (const std::exception &error) {
        OwnLog::write("uncaught-exception", error.what());
    } catch (...) {
        OwnLog::write("uncaught-exception", "of an unknown type");
    }
    std::abort();
}

void onQtMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    std::fprintf(stderr, "%s\n", message.toUtf8().constData());
    if (type == QtDebugMsg || type == QtInfoMsg)
        return;
    const char *code = type == QtWarningMsg ? "qt-warning" : type == QtCriticalMsg ? "qt-critical" : "qt-fatal";
    OwnLog::write(code, (QString::fromUtf8(context.category ? context.category : "") + QStringLiteral(": ") + message).toStdString());
}

void rotate(const std::string &path)
{
    const auto name = [&path](int n) { return QString::fromStdString(n == 0 ? path : path + '.' + std::to_string(n)); };
    QFile::remove(name(OwnLog::Kept));
    for (int n = OwnLog::Kept - 1; n >= 0; --n)
        QFile::rename(name(n), name(n + 1));
}

// Behind the last "crash: " of the log, unless a later start has told it.
std::optional<OwnLog::Crash> findCrash(const std::string &path)
{
    constexpr qint64 Looked = 65'536;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    file.seek(std::max<qint64>(0, file.size() - Looked));
    const std::string text = '\n' + file.read(Looked).toStdString();
    const auto at = text.rfind("\ncrash: ");
    if (at == std::string::npos || text.find(CrashTold, at) != std::string::npos)
        return std::nullopt;
    const auto after = [&text, at](std::string_view name, std::string_view end) {
        const auto from = text.find(name, at);
        if (from == std::string::npos)
            return std::string();
        const auto begin = from + name.size();
        return text.substr(begin, text.find(end, begin) - begin);
    };
    OwnLog::Crash crash;
    crash.reason = after("crash: ", " in ATscope");
    auto rest = after("\nopen recordings: ", "\n");
    while (!rest.empty()) {
        const auto end = rest.find(", ");
        crash.recordings.push_back(rest.substr(0, end));
        rest = end == std::string::npos ? std::string() : rest.substr(end + 2);
    }
    return crash;
}

void openFile(State &own)
{
    own.file.close();
    own.file.setFileName(QString::fromStdString(own.path));
    if (own.file.size() > static_cast<qint64>(OwnLog::RotateAt))
        rotate(own.path);
    if (own.file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
        own.file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        s_file = own.file.handle();
    }
}

} // namespace

void OwnLog::start(const std::string &folder)
{
    auto &own = state();
    {
        const std::lock_guard lock(own.mutex);
        if (!record::makeFolder(folder)) {
            own.path = folder + "/atscope.log";
            own.crash = findCrash(own.path);
            openFile(own);
        }
    }
    qInstallMessageHandler(onQtMessage);
    std::set_terminate(onTerminate);
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL})
        std::signal(signal, onSignal);
    write("start", session::Version);
}

std::optional<OwnLog::Crash> OwnLog::lastCrash()
{
    std::optional<Crash> crash;
    {
        const std::lock_guard lock(state().mutex);
        crash = std::exchange(state().crash, std::nullopt);
    }
    if (crash)
        write(CrashTold, crash->reason);
    return crash;
}

std::string OwnLog::path()
{
    const std::lock_guard lock(state().mutex);
    return state().path;
}

void OwnLog::write(std::string_view code, std::string_view details)
{
    std::string line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString() + ' ' + std::string(code) + ": " + std::string(details);
    std::replace(line.begin(), line.end(), '\n', ' ');
    auto &own = state();
    const std::lock_guard lock(own.mutex);
    auto &note = s_notes[s_nextNote.load() % LastNotes];
    const auto size = std::min(line.size(), NoteBytes - 1);
    std::memcpy(note.data(), line.data(), size);
    note[size] = '\0';
    s_nextNote = (s_nextNote + 1) % LastNotes;
    if (!own.file.isOpen())
        return;
    line += '\n';
    own.file.write(line.data(), static_cast<qint64>(line.size()));
    if (own.file.size() > static_cast<qint64>(RotateAt))
        openFile(own);
}

void OwnLog::setRecordings(std::string_view paths)
{
    const auto size = std::min(paths.size(), s_recordings.size() - 1);
    s_recordings[size] = '\0';
    std::memcpy(s_recordings.data(), paths.data(), size);
    s_recordings[size] = '\0';
}

} // namespace atscope
