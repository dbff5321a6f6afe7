// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/pty.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include <QSocketNotifier>

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/transport/linux_parts.h"

namespace atscope::transport
{

namespace
{

constexpr std::size_t ReadSize = 64 * 1024;
constexpr int MostReads = 64; // at a stretch; then the event loop has its turn
constexpr int MostTries = 256;

std::string reasonOf(int error)
{
    return std::generic_category().message(error);
}

void closeFd(int &fd)
{
    if (fd >= 0)
        ::close(fd);
    fd = -1;
}

// A notifier may be the one that is calling right now.
void dispose(std::unique_ptr<QSocketNotifier> &bell)
{
    if (!bell)
        return;
    bell->setEnabled(false);
    bell.release()->deleteLater();
}

} // namespace

Pty::Pty(const Clock &clock) : m_clock(clock) {}

Pty::~Pty()
{
    m_listener = nullptr;
    close();
}

std::optional<base::Message> Pty::fail(const char *what)
{
    const std::string reason = std::string(what) + ": " + reasonOf(errno);
    close();
    return base::Message("pty-failed", {{"reason", reason}});
}

std::optional<base::Message> Pty::open(const std::string &link)
{
    close();
    if (!takeTerminal())
        return fail("/dev/ptmx");
    m_keeper = ::open(m_path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (m_keeper < 0 || !linux_parts::makeRaw(m_keeper))
        return fail(m_path.c_str());
    m_watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (m_watch >= 0 && ::inotify_add_watch(m_watch, m_path.c_str(), IN_OPEN | IN_CLOSE) < 0)
        closeFd(m_watch);
    m_present = m_watch < 0;
    if (!link.empty()) {
        if (auto problem = makeLink(link)) {
            close();
            return problem;
        }
    }
    m_readBell = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    QObject::connect(m_readBell.get(), &QSocketNotifier::activated, this, [this] { readMaster(); });
    m_readBell->setEnabled(m_reading);
    m_writeBell = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Write);
    m_writeBell->setEnabled(false);
    QObject::connect(m_writeBell.get(), &QSocketNotifier::activated, this, [this] { flushPending(); });
    if (m_watch >= 0) {
        m_watchBell = std::make_unique<QSocketNotifier>(m_watch, QSocketNotifier::Read);
        QObject::connect(m_watchBell.get(), &QSocketNotifier::activated, this, [this] { readEvents(); });
    }
    return std::nullopt;
}

// A number that was used before may still have the lock file of a program that was killed. It says nothing of the terminal that is
// new under this number, but no client would open it: the file goes, or (it is somebody else's) the next number is taken.
bool Pty::takeTerminal()
{
    std::vector<int> passedOver;
    bool taken = false;
    while (!taken && passedOver.size() < MostTries) {
        m_master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        std::array<char, 128> name{};
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0 ||
            ::ptsname_r(m_master, name.data(), name.size()) != 0)
            break;
        m_path = name.data();
        auto lock = linux_parts::findLockFile(m_path);
        while (lock && lock->pid == 0 && ::unlink(lock->path.c_str()) == 0)
            lock = linux_parts::findLockFile(m_path);
        taken = !lock;
        if (!taken)
            passedOver.push_back(std::exchange(m_master, -1));
    }
    const int error = passedOver.size() < MostTries ? errno : EAGAIN;
    for (int &master : passedOver)
        closeFd(master);
    errno = error;
    return taken;
}

std::optional<base::Message> Pty::makeLink(const std::string &link)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(link, error);
    if (fs::exists(status) && !fs::is_symlink(status))
        return base::Message("pty-link-exists", {{"path", link}});
    // Made under another name and moved, so that whoever waits for the link never sees none where one was.
    const std::string fresh = link + ".new" + std::to_string(::getpid());
    fs::remove(fresh, error);
    fs::create_symlink(m_path, fresh, error);
    if (!error) {
        fs::rename(fresh, link, error);
        if (error) {
            std::error_code ignored;
            fs::remove(fresh, ignored);
        }
    }
    if (error)
        return base::Message("pty-link-failed", {{"path", link}, {"reason", error.message()}});
    m_link = fs::absolute(link, error).string();
    return std::nullopt;
}

void Pty::close()
{
    dispose(m_readBell);
    dispose(m_writeBell);
    dispose(m_watchBell);
    if (!m_link.empty()) {
        std::error_code error;
        if (std::filesystem::read_symlink(m_link, error) == m_path && !error) // still ours
            std::filesystem::remove(m_link, error);
    }
    closeFd(m_watch);
    closeFd(m_keeper);
    closeFd(m_master);
    m_link.clear();
    m_path.clear();
    m_pending.clear();
    m_pendingAt = 0;
    m_present = false;
}

int Pty::clientBaud() const
{
    return m_keeper >= 0 ? linux_parts::baudOf(m_keeper).value_or(0) : 0;
}

void Pty::setReading(bool on)
{
    m_reading = on;
    if (m_readBell)
        m_readBell->setEnabled(on);
}

void Pty::readMaster()
{
    if (m_inRead)
        return;
    m_inRead = true;
    readEvents(); // who wrote this has been announced before
    std::array<char, ReadSize> buffer;
    for (int i = 0; i < MostReads && m_master >= 0 && m_reading; ++i) {
        const base::Stamp at = m_clock.now();
        const ssize_t size = ::read(m_master, buffer.data(), buffer.size());
        if (size <= 0)
            break;
        if (m_listener)
            m_listener->ptyBytes({buffer.data(), static_cast<std::size_t>(size)}, at);
    }
    m_inRead = false;
}

// Who opened and closed the slave since the last call. The kernel puts equal events that follow each other together, so they
// cannot be counted: after a close we look who is left.
void Pty::readEvents()
{
    if (m_watch < 0 || m_inEvents)
        return;
    m_inEvents = true;
    alignas(inotify_event) std::array<char, 4096> buffer;
    for (;;) {
        const ssize_t size = m_watch >= 0 ? ::read(m_watch, buffer.data(), buffer.size()) : -1;
        if (size <= 0)
            break;
        bool openedLast = false;
        bool closedAny = false;
        for (ssize_t at = 0; at + static_cast<ssize_t>(sizeof(inotify_event)) <= size;) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            at += static_cast<ssize_t>(sizeof event) + event.len;
            if ((event.mask & IN_OPEN) != 0) {
                if (!closedAny)
                    clientOpened();
                openedLast = true;
            } else if ((event.mask & (IN_CLOSE | IN_Q_OVERFLOW)) != 0) {
                closedAny = true;
                openedLast = false;
            }
        }
        if (closedAny && m_master >= 0)
            clientClosed(openedLast);
    }
    m_inEvents = false;
}

void Pty::clientOpened()
{
    if (m_present)
        return;
    m_present = true;
    if (m_listener)
        m_listener->ptyClient(true);
}

// `another`: somebody opened it after the last close.
void Pty::clientClosed(bool another)
{
    const bool left = !linux_parts::findHolders({m_path}, m_keeper).empty();
    if (left && !another)
        return; // one of several
    if (!left) {
        ::ioctl(m_keeper, TIOCNXCL); // a dead client's
        linux_parts::makeRaw(m_keeper);
    }
    if (!m_present)
        return;
    // What it did not read is not for the next one. Before its last words: where the next one is there already, they may be that
    // one's first, and their answers must stay.
    dropUnread();
    if (!m_inRead) { // its last words; readMaster() itself goes on to read them
        m_inRead = true;
        std::array<char, ReadSize> buffer;
        while (m_master >= 0 && m_reading) {
            const base::Stamp at = m_clock.now();
            const ssize_t size = ::read(m_master, buffer.data(), buffer.size());
            if (size <= 0)
                break;
            if (m_listener)
                m_listener->ptyBytes({buffer.data(), static_cast<std::size_t>(size)}, at);
        }
        m_inRead = false;
    }
    if (m_master < 0)
        return;
    // Nor is what its last words brought. Looked at anew: if somebody has come meanwhile, those may have been that one's first.
    if (linux_parts::findHolders({m_path}, m_keeper).empty())
        dropUnread();
    m_present = false;
    if (m_listener)
        m_listener->ptyClient(false);
    if (left && m_master >= 0)
        clientOpened();
}

void Pty::dropUnread()
{
    constexpr int FlushInput = 0; // TCIFLUSH; <termios.h> does not go with the kernel's header
    ::ioctl(m_keeper, TCFLSH, FlushInput);
    m_discarded += pending();
    m_pending.clear();
    m_pendingAt = 0;
    m_writeBell->setEnabled(false);
}

void Pty::write(std::string_view bytes)
{
    if (m_master < 0 || bytes.empty())
        return;
    readEvents();
    if (!m_present || m_master < 0) {
        m_discarded += bytes.size();
        return;
    }
    const bool idle = pending() == 0;
    if (m_pendingAt > m_pending.size() / 2) {
        m_pending.erase(0, m_pendingAt);
        m_pendingAt = 0;
    }
    m_pending += bytes;
    if (idle)
        flushPending();
}

void Pty::flushPending()
{
    while (m_master >= 0 && pending() > 0) {
        const ssize_t size = ::write(m_master, m_pending.data() + m_pendingAt, m_pending.size() - m_pendingAt);
        if (size <= 0)
            break; // full
        m_pendingAt += static_cast<std::size_t>(size);
    }
    if (m_master < 0)
        return;
    const bool done = pending() == 0;
    m_writeBell->setEnabled(!done);
    if (!done)
        return;
    m_pending.clear();
    m_pendingAt = 0;
    if (m_listener)
        m_listener->ptyDrained();
}

} // namespace atscope::transport
