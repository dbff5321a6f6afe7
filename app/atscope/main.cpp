// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocale>
#include <QTimer>

#include "app/atscope/byte_log.h"
#include "app/atscope/languages.h"
#include "app/atscope/main_window.h"
#include "app/atscope/options.h"
#include "core/catalog/messages.h"
#include "core/session/version.h"
#include "views/connection/connection_bar.h"
#include "views/kit/theme.h"

namespace {

using namespace atscope;

int complain(const base::Message &message, bool chinese)
{
    std::fprintf(stderr, "atscope: %s\n",
                 catalog::Messages::render(message, chinese ? catalog::Language::Chinese : catalog::Language::English).c_str());
    return 2;
}

// Writes the painted window once the port is open (or at once, where none was asked for) and quits: 0; 3: it did not open, or the
// picture cannot be written.
class Screenshot final : public QObject
{
public:
    Screenshot(MainWindow &window, session::Workbench &workbench, const QString &file, bool waitForPort)
        : QObject(&window), m_window(window), m_workbench(workbench), m_file(file), m_waits(waitForPort)
    {
        m_since.start();
        connect(&m_look, &QTimer::timeout, this, &Screenshot::look);
        m_look.start(50);
    }

private:
    void look()
    {
        const auto *log = m_workbench.current();
        const bool open = log && (log->file ? log->file->done() : log->state == transport::ChannelState::Open);
        if (m_waits && !open) {
            if (m_since.elapsed() > LongestMs)
                QCoreApplication::exit(3);
            return;
        }
        if (++m_quiet < 10) // half a second for what the module says, and for the paint
            return;
        m_look.stop();
        QCoreApplication::exit(m_window.grab().save(m_file) ? 0 : 3);
    }

    static constexpr int LongestMs = 30'000;
    MainWindow &m_window;
    session::Workbench &m_workbench;
    QString m_file;
    bool m_waits;
    int m_quiet = 0;
    QElapsedTimer m_since;
    QTimer m_look;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("atscope"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(session::Version));
    const bool systemChinese = QLocale::system().language() == QLocale::Chinese;
    const auto parsed = WindowOptions::parse(QCoreApplication::arguments().mid(1));
    if (!parsed)
        return complain(parsed.error().message, systemChinese);
    const auto &options = parsed.value();
    if (options.help || options.version) {
        const auto text = options.help ? WindowOptions::helpText(options.language.isEmpty() ? systemChinese : options.language.startsWith(QStringLiteral("zh")))
                                       : QStringLiteral("atscope %1\n").arg(QString::fromLatin1(session::Version));
        std::fputs(text.toUtf8().constData(), stdout);
        return 0;
    }

    session::Workbench::Options wanted;
    wanted.settingsFolder = options.settings.toStdString();
    const auto catalogs = session::Folders(wanted.settingsFolder).catalogs();
    if (QFileInfo(QString::fromStdString(catalogs)).isDir())
        wanted.settings.catalogFolder = catalogs;
    wanted.settings.module = options.module.toStdString();
    auto opened = session::Workbench::open(std::move(wanted));
    if (!opened)
        return complain(opened.error().message, systemChinese);
    auto &workbench = *opened.value();

    const auto stored = workbench.settings().value(QStringLiteral("language")).toString();
    const auto language = !options.language.isEmpty() ? options.language : !stored.isEmpty() ? stored : systemChinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    const auto theme = !options.theme.isEmpty() ? options.theme : workbench.settings().value(QStringLiteral("theme")).toString();
    auto &look = views::Theme::instance();
    look.setTheme(theme == QStringLiteral("dark") ? views::Theme::Kind::Dark : theme == QStringLiteral("light") ? views::Theme::Kind::Light : look.systemKind());
    if (const auto scale = workbench.settings().value(QStringLiteral("text_scale")); scale.isDouble())
        look.setTextScale(scale.toDouble());

    Languages languages;
    MainWindow window(workbench, languages);
    window.setLanguage(language.startsWith(QStringLiteral("zh")) ? catalog::Language::Chinese : catalog::Language::English);
    window.restore();
    window.show();

    // What may wait comes after the first paint.
    QTimer::singleShot(0, &window, [&] {
        workbench.start();
        for (const auto &file : options.open)
            workbench.openFile(file.toStdString());
        if (!options.port.isEmpty()) {
            window.connection().choose(options.port, options.line, options.module);
            window.connection().connectNow();
        }
        if (const auto *log = workbench.current(); log && log->live && !options.log.isEmpty()) {
            auto *bytes = new ByteLog(workbench, log->id, options.log, &window);
            if (!bytes->isOpen())
                Q_EMIT workbench.problem(log->id, base::Message("log-unwritable", {{"file", options.log.toStdString()}, {"reason", bytes->reason().toStdString()}}), true);
        }
        if (!options.screenshot.isEmpty())
            new Screenshot(window, workbench, options.screenshot, !options.port.isEmpty() || !options.open.isEmpty());
    });
    return QApplication::exec();
}
