// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include <QApplication>
#include <QFileInfo>
#include <QLocale>
#include <QScopeGuard>
#include <QTimer>

#include "app/atscope/byte_log.h"
#include "app/atscope/crash_offer.h"
#include "app/atscope/display_check.h"
#include "app/atscope/ending_signals.h"
#include "app/atscope/font_reader.h"
#include "app/atscope/languages.h"
#include "app/atscope/main_window.h"
#include "app/atscope/options.h"
#include "app/atscope/own_log.h"
#include "app/atscope/screenshot.h"
#include "app/atscope/single_instance.h"
#include "core/base/guard.h"
#include "core/catalog/messages.h"
#include "core/session/identification.h"
#include "core/session/version.h"
#include "views/connection/connection_bar.h"
#include "views/kit/message_bar.h"
#include "views/kit/theme.h"

namespace {

using namespace atscope;

int complain(const base::Message &message, bool chinese)
{
    std::fprintf(stderr, "atscope: %s\n",
                 catalog::Messages::render(message, chinese ? catalog::Language::Chinese : catalog::Language::English).c_str());
    return 2;
}

// A window with a workbench of its own. Deletes itself when it is closed.
class Opened final : public QObject
{
public:
    // Null: it was told on standard error why not.
    static Opened *make(const WindowOptions &options, Languages &languages, bool systemChinese)
    {
        session::Workbench::Options wanted;
        wanted.settingsFolder = options.settings.toStdString();
        const auto catalogs = session::Folders(wanted.settingsFolder).catalogs();
        if (QFileInfo(QString::fromStdString(catalogs)).isDir())
            wanted.settings.catalogFolder = catalogs;
        wanted.settings.module = options.module.toStdString();
        wanted.catalogLater = true;
        auto opened = session::Workbench::open(std::move(wanted));
        if (!opened) {
            complain(opened.error().message, systemChinese);
            return nullptr;
        }
        return new Opened(options, languages, systemChinese, std::move(opened).value());
    }
    ~Opened() override
    {
        std::erase(s_all, this);
        if (s_ending && s_all.empty())
            QCoreApplication::quit(); // whatever else is still open
    }
    static void closeAll()
    {
        while (!s_all.empty())
            delete s_all.back();
    }
    // As if the user had closed every window, and at the latest after LongestEndMs; asked twice, at once.
    static void end()
    {
        if (std::exchange(s_ending, true) || s_all.empty()) {
            QCoreApplication::quit();
            return;
        }
        QTimer::singleShot(LongestEndMs, QCoreApplication::instance(), &QCoreApplication::quit);
        for (auto *opened : std::vector(s_all))
            opened->m_window->close();
    }
    static catalog::Language language() { return s_all.empty() ? catalog::Language::English : s_all.front()->m_workbench->language(); }
    // The session ends and may take the program with it without another word.
    static void storeAll()
    {
        for (auto *opened : s_all)
            opened->m_window->store();
    }

private:
    Opened(const WindowOptions &options, Languages &languages, bool systemChinese, std::unique_ptr<session::Workbench> workbench)
        : m_options(options), m_workbench(std::move(workbench))
    {
        s_all.push_back(this);
        const auto &settings = m_workbench->settings();
        const auto stored = settings.value(QStringLiteral("language")).toString();
        // Another window takes the language and the look of those that are there.
        const auto *other = s_all.size() > 1 ? s_all.front()->m_workbench.get() : nullptr;
        const auto language = !options.language.isEmpty() ? options.language
            : other                                       ? (other->chinese() ? QStringLiteral("zh_CN") : QStringLiteral("en"))
            : !stored.isEmpty()                           ? stored
            : systemChinese                               ? QStringLiteral("zh_CN")
                                                          : QStringLiteral("en");
        const auto theme = !options.theme.isEmpty() ? options.theme : settings.value(QStringLiteral("theme")).toString();
        auto &look = views::Theme::instance();
        const auto scale = settings.value(QStringLiteral("text_scale"));
        if (!other || !options.theme.isEmpty())
            look.set(theme == QStringLiteral("dark") ? views::Theme::Kind::Dark : theme == QStringLiteral("light") ? views::Theme::Kind::Light : look.systemKind(),
                     scale.isDouble() ? scale.toDouble() : look.textScale());

        m_workbench->setLanguage(language.startsWith(QStringLiteral("zh")) ? catalog::Language::Chinese : catalog::Language::English);
        languages.use(m_workbench->language());
        m_window = std::make_unique<MainWindow>(*m_workbench, languages);
        connect(m_window.get(), &MainWindow::closed, this, &QObject::deleteLater);
        connect(m_workbench.get(), &session::Workbench::logAdded, this, [this] { QTimer::singleShot(0, this, &Opened::noteRecordings); });
        connect(m_workbench.get(), &session::Workbench::problem, this, [this](int, const base::Message &message, bool failure) {
            OwnLog::write(failure ? "failure" : "notice", message.code); // arguments may name what is secret
            if (m_options.screenshot.isEmpty())
                return;
            // Nobody may look at the window itself.
            complain(message, m_workbench->chinese());
            if (failure || message.code == "layout-unknown")
                m_status = failure ? 3 : 2;
        });
        m_window->restore(m_options.layout);
        // What may wait comes after the first paint; a window that nobody sees (minimised, another desktop) is not painted.
        connect(m_window.get(), &MainWindow::painted, this, &Opened::start);
        QTimer::singleShot(UnseenMs, this, &Opened::start);
        m_window->show();
    }

    void start()
    {
        if (std::exchange(m_started, true))
            return;
        m_workbench->start();
        if (m_options.screenshot.isEmpty()) // somebody sees it
            if (auto crash = OwnLog::lastCrash())
                new CrashOffer(*m_window, *m_workbench, std::move(*crash));
        m_workbench->identification().followOpenings();
        for (const auto &file : m_options.open)
            m_workbench->openFile(file.toStdString());
        if (!m_options.port.isEmpty()) {
            m_window->connection().choose(m_options.port, m_options.line, m_options.module);
            m_window->connection().connectNow();
        }
        if (const auto *log = m_workbench->current(); log && log->live && !m_options.log.isEmpty()) {
            m_bytes = std::make_unique<ByteLog>(*m_workbench, log->id, m_options.log, nullptr);
            if (!m_bytes->isOpen())
                Q_EMIT m_workbench->problem(log->id, base::Message("log-unwritable", {{"file", m_options.log.toStdString()}, {"reason", m_bytes->reason().toStdString()}}), true);
        }
        if (!m_options.screenshot.isEmpty())
            new Screenshot(*m_window, *m_workbench, m_options.screenshot, !m_options.port.isEmpty() || !m_options.open.isEmpty(), m_options.line.wait,
                           [this](const char *wrong) {
                               if (wrong) {
                                   complain(base::Message(wrong, {{"file", m_options.screenshot.toStdString()}}), m_workbench->chinese());
                                   m_status = 3;
                               }
                               return m_status;
                           });
    }

    void noteRecordings()
    {
        std::string paths;
        for (const auto &log : m_workbench->logs())
            if (log->live)
                paths += (paths.empty() ? "" : ", ") + log->live->recordingPath();
        OwnLog::setRecordings(paths);
        OwnLog::write("recordings", paths);
    }

    static constexpr int UnseenMs = 1000;
    static constexpr int LongestEndMs = 5000; // more than a module gets to take its settings back
    static inline std::vector<Opened *> s_all;
    static inline bool s_ending = false;
    const WindowOptions m_options;
    std::unique_ptr<session::Workbench> m_workbench;
    std::unique_ptr<MainWindow> m_window;
    bool m_started = false;
    int m_status = 0; // of a start for a picture
    std::unique_ptr<ByteLog> m_bytes; // before the workbench goes
};

// An exception in a slot ends in a message and an entry of the log, not in a closed window.
class Application final : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        try {
            return QApplication::notify(receiver, event);
        } catch (const std::exception &error) {
            OwnLog::write("exception", error.what());
            tell([what = QString::fromUtf8(error.what())](MainWindow &window) {
                window.messages().tell(views::MessageBar::Kind::Failure, MainWindow::tr("Something went wrong inside ATscope (exception: %1). Details stand in %2.")
                                                                             .arg(what, QString::fromStdString(OwnLog::path())));
            });
        }
        return false;
    }
    // Any thread: events of every thread come through notify().
    void tell(std::function<void(MainWindow &)> what)
    {
        QMetaObject::invokeMethod(this, [what = std::move(what)] {
            for (auto *widget : topLevelWidgets())
                if (auto *window = qobject_cast<MainWindow *>(widget))
                    what(*window);
        }, Qt::QueuedConnection);
    }
};

// --help and --version need no display. The arguments are looked at again when Qt has taken its own out of them.
bool answeredWithoutDisplay(int argc, char **argv, bool systemChinese)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto parsed = WindowOptions::parse(arguments);
    if (!parsed || !(parsed.value().help || parsed.value().version))
        return false;
    const auto &options = parsed.value();
    const auto text = options.help ? WindowOptions::helpText(options.language.isEmpty() ? systemChinese : options.language.startsWith(QStringLiteral("zh")))
                                   : QStringLiteral("atscope %1\n").arg(QString::fromLatin1(session::Version));
    std::fputs(text.toUtf8().constData(), stdout);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const bool systemChinese = QLocale::system().language() == QLocale::Chinese;
    if (answeredWithoutDisplay(argc, argv, systemChinese))
        return std::fflush(stdout) == 0 ? 0 : 3;
    FontReader fonts;
    std::optional<DisplayCheck> display(systemChinese);
    Application application(argc, argv);
    display.reset();
    const auto read = qScopeGuard([&fonts] { fonts.wait(); }); // not while Qt puts its fonts away
    QCoreApplication::setApplicationName(QStringLiteral("atscope"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(session::Version));
    const auto parsed = WindowOptions::parse(QCoreApplication::arguments().mid(1));
    if (!parsed)
        return complain(parsed.error().message, systemChinese);
    const auto &options = parsed.value();
    const auto folder = session::Folders(options.settings.toStdString()).settings();
    SingleInstance instance(QString::fromStdString(folder));
    // A picture is taken by the process that was asked for it.
    if (options.screenshot.isEmpty() && instance.handOver(QCoreApplication::arguments().mid(1)))
        return 0;
    OwnLog::start(folder);
    // What a worker thread could not finish.
    base::onFailure([&application](const base::Message &message) {
        OwnLog::write(message.code, std::string(message.arg("worker")) + ": " + std::string(message.arg("reason")));
        application.tell([message](MainWindow &window) { window.messages().tell(views::MessageBar::Kind::Failure, QString::fromStdString(catalog::Messages::render(message, Opened::language()))); });
    });
    const auto deaf = qScopeGuard([] { base::onFailure({}); });
    fonts.wait();
    Languages languages;
    QObject::connect(&instance, &SingleInstance::windowWanted, &application, [&](const QStringList &arguments) {
        if (const auto more = WindowOptions::parse(arguments))
            Opened::make(*more, languages, systemChinese);
    });
    if (!Opened::make(options, languages, systemChinese))
        return 2;
    const EndingSignals ending([](int signal) {
        OwnLog::write("signal", std::to_string(signal));
        Opened::end();
    });
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &application, [] { Opened::storeAll(); }, Qt::DirectConnection);
    std::atexit([] { Opened::storeAll(); }); // Qt leaves so when the display goes, which a logout may do without a word
    const int status = QApplication::exec();
    // Windows that are still there (a quit without closing them) end in order: ports closed, recordings whole.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    Opened::closeAll();
    return status;
}
