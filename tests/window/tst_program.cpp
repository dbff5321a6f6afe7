// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "support/test_main.h"

// atscope as a user starts it: a process of its own.
class TstProgram final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpAndVersion();
    void wrongOptions_data();
    void wrongOptions();
    void screenshot_data();
    void screenshot();
    void screenshotOfAPortThatIsNotThere();
    void nothingOutsideItsFolder();
    void secondStartOpensASecondWindow();
    void crashTellsTheRecording();
    void withoutADisplay();
    void endsInOrderWhenAsked_data();
    void endsInOrderWhenAsked();

private:
    static void prepare(QProcess &process, const QString &home)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home);
        for (const auto *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
            environment.remove(QString::fromLatin1(name));
        process.setProcessEnvironment(environment);
    }
    struct Ended
    {
        int status = -1;
        QByteArray out;
        QByteArray err;
    };
    Ended run(const QStringList &arguments)
    {
        QProcess process;
        prepare(process, m_home.path());
        return run(process, arguments);
    }
    static Ended run(QProcess &process, const QStringList &arguments)
    {
        process.start(QStringLiteral(ATSCOPE_WINDOW), arguments);
        Ended ended;
        if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit)
            ended.status = process.exitCode();
        ended.out = process.readAllStandardOutput();
        ended.err = process.readAllStandardError();
        return ended;
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir m_home;
};

void TstProgram::helpAndVersion()
{
    const auto help = run({QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    for (const auto *option : {"--port", "--module", "--open", "--log", "--lang", "--theme", "--layout", "--settings", "--screenshot", "--baud", "--wait"})
        QVERIFY2(help.out.contains(option), option);
    QVERIFY(run({QStringLiteral("--help"), QStringLiteral("--lang"), QStringLiteral("zh_CN")}).out.contains("用法"));
    const auto version = run({QStringLiteral("--version")});
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("atscope "));
}

void TstProgram::wrongOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--prot"), QStringLiteral("x")} << QByteArray("atscope has no option --prot. atscope --help");
    QTest::newRow("no value") << QStringList{QStringLiteral("--port")} << QByteArray("--port");
    QTest::newRow("baud") << QStringList{QStringLiteral("--baud"), QStringLiteral("fast")} << QByteArray("fast");
    QTest::newRow("language") << QStringList{QStringLiteral("--lang"), QStringLiteral("fr")} << QByteArray("fr");
    QTest::newRow("module") << QStringList{QStringLiteral("--module"), QStringLiteral("ML999")} << QByteArray("ML999");
}

void TstProgram::wrongOptions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const auto ended = run(arguments);
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains(says), ended.err.constData());
}

void TstProgram::screenshot_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("theme");
    for (const auto *language : {"en", "zh_CN"})
        for (const auto *theme : {"light", "dark"})
            QTest::addRow("%s %s", language, theme) << QString::fromLatin1(language) << QString::fromLatin1(theme);
}

void TstProgram::screenshot()
{
    QFETCH(QString, language);
    QFETCH(QString, theme);
    QTemporaryDir folder;
    const auto picture = folder.filePath(QStringLiteral("window.png"));
    const auto ended = run({QStringLiteral("--settings"), folder.filePath(QStringLiteral("s")), QStringLiteral("--port"), QStringLiteral("virtual:ML302"),
                            QStringLiteral("--lang"), language, QStringLiteral("--theme"), theme, QStringLiteral("--screenshot"), picture});
    QCOMPARE(ended.status, 0);
    const QImage image(picture);
    QVERIFY(image.width() >= 1000 && image.height() >= 600);
    const bool dark = image.pixelColor(image.width() / 2, image.height() / 2).lightness() < 100;
    QCOMPARE(dark, theme == QStringLiteral("dark"));
    // The port was open and recorded.
    QCOMPARE(QDir(folder.filePath(QStringLiteral("s/recordings"))).entryList({QStringLiteral("*.pcapng")}).size(), 1);
}

void TstProgram::screenshotOfAPortThatIsNotThere()
{
    QTemporaryDir folder;
    const auto ended = run({QStringLiteral("--settings"), folder.path(), QStringLiteral("--port"), QStringLiteral("/dev/ttyNOTHERE7"), QStringLiteral("--screenshot"),
                            folder.filePath(QStringLiteral("x.png"))});
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("/dev/ttyNOTHERE7"), ended.err.constData());
    QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("x.png"))));
    const auto says = [&](const QStringList &rest, int status, const char *words) {
        const auto other = run(QStringList{QStringLiteral("--settings"), folder.path()} + rest);
        return other.status == status && other.err.contains(words);
    };
    const auto picture = folder.filePath(QStringLiteral("x.png"));
    QVERIFY(says({QStringLiteral("--screenshot"), QStringLiteral("/nonexistent/x.png")}, 3, "/nonexistent/x.png"));
    QVERIFY(says({QStringLiteral("--open"), QStringLiteral("/nonexistent/file"), QStringLiteral("--screenshot"), picture}, 3, "/nonexistent/file"));
    QVERIFY(says({QStringLiteral("--layout"), QStringLiteral("foo"), QStringLiteral("--screenshot"), picture}, 2, "foo"));
    QVERIFY(says({QStringLiteral("--port"), QStringLiteral("virtual:ML302"), QStringLiteral("--log"), QStringLiteral("/nonexistent/l"), QStringLiteral("--screenshot"), picture}, 3, "/nonexistent/l"));
}

void TstProgram::nothingOutsideItsFolder()
{
    QTemporaryDir home;
    QTemporaryDir folder;
    QProcess process;
    prepare(process, home.path());
    process.start(QStringLiteral(ATSCOPE_WINDOW), {QStringLiteral("--settings"), folder.path(), QStringLiteral("--port"), QStringLiteral("virtual:ML302"),
                                                   QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("x.png"))});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 0);
    QStringList written;
    for (const auto &entry : QDir(home.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
        if (entry != QStringLiteral(".cache")) // Qt's and fontconfig's own
            written << entry;
    QVERIFY2(written.isEmpty(), qPrintable(written.join(QLatin1Char(' '))));
    QVERIFY(QFileInfo::exists(folder.filePath(QStringLiteral("settings.json"))));
    QCOMPARE(QFileInfo(folder.filePath(QStringLiteral("settings.json"))).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TstProgram::secondStartOpensASecondWindow()
{
    QTemporaryDir folder;
    const QStringList arguments{QStringLiteral("--settings"), folder.path(), QStringLiteral("--port"), QStringLiteral("virtual:ML302")};
    QProcess first;
    prepare(first, m_home.path());
    first.start(QStringLiteral(ATSCOPE_WINDOW), arguments);
    QTRY_COMPARE_WITH_TIMEOUT(QDir(folder.filePath(QStringLiteral("recordings"))).entryList({QStringLiteral("*.pcapng")}).size(), 1, 30'000);
    QCOMPARE(run(arguments).status, 0); // at once: it handed over
    QTRY_COMPARE_WITH_TIMEOUT(QDir(folder.filePath(QStringLiteral("recordings"))).entryList({QStringLiteral("*.pcapng")}).size(), 2, 30'000);
    QCOMPARE(first.state(), QProcess::Running);
    // Another folder is another process.
    QTemporaryDir other;
    QCOMPARE(run({QStringLiteral("--settings"), other.path(), QStringLiteral("--screenshot"), other.filePath(QStringLiteral("x.png"))}).status, 0);
    first.kill();
    first.waitForFinished();
}

void TstProgram::crashTellsTheRecording()
{
#ifdef Q_OS_UNIX
    QTemporaryDir folder;
    QProcess process;
    prepare(process, m_home.path());
    auto environment = process.processEnvironment();
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("handle_segv=0:handle_abort=0:allow_user_segv_handler=1"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ATSCOPE_WINDOW), {QStringLiteral("--settings"), folder.path(), QStringLiteral("--port"), QStringLiteral("virtual:ML302")});
    QTRY_COMPARE_WITH_TIMEOUT(QDir(folder.filePath(QStringLiteral("recordings"))).entryList({QStringLiteral("*.pcapng")}).size(), 1, 30'000);
    const auto recording = QDir(folder.filePath(QStringLiteral("recordings"))).entryList({QStringLiteral("*.pcapng")}).first();
    QTRY_VERIFY_WITH_TIMEOUT(content(folder.filePath(QStringLiteral("atscope.log"))).contains(recording.toUtf8()), 30'000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGSEGV), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    const auto log = content(folder.filePath(QStringLiteral("atscope.log")));
    QVERIFY2(log.contains("crash: segmentation fault"), log.constData());
    QVERIFY2(log.mid(log.indexOf("open recordings:")).contains(recording.toUtf8()), log.constData());
    QVERIFY2(log.contains("last notes:"), log.constData());
    // The next start says so, once.
    for (int start = 0; start < 2; ++start) {
        QProcess next;
        prepare(next, m_home.path());
        next.start(QStringLiteral(ATSCOPE_WINDOW), {QStringLiteral("--settings"), folder.path()});
        const auto started = [&] { return content(folder.filePath(QStringLiteral("atscope.log"))).count(" start: ") == start + 2; };
        QTRY_VERIFY_WITH_TIMEOUT(started(), 30'000);
        if (start == 0)
            QTRY_VERIFY_WITH_TIMEOUT(content(folder.filePath(QStringLiteral("atscope.log"))).contains("crash-told: segmentation fault"), 30'000);
        ::kill(static_cast<pid_t>(next.processId()), SIGTERM);
        QVERIFY(next.waitForFinished(30'000));
        QCOMPARE(content(folder.filePath(QStringLiteral("atscope.log"))).count("crash-told"), 1);
    }
#else
    QSKIP("signals of processes are POSIX");
#endif
}

void TstProgram::withoutADisplay()
{
#ifdef Q_OS_LINUX
    for (const auto *display : {"", ":9973"}) {
        const auto start = [&](const QStringList &arguments) {
            QProcess process;
            prepare(process, m_home.path());
            auto environment = process.processEnvironment();
            for (const auto *name : {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY", "XDG_SESSION_TYPE"})
                environment.remove(QString::fromLatin1(name));
            if (*display != '\0')
                environment.insert(QStringLiteral("DISPLAY"), QString::fromLatin1(display));
            process.setProcessEnvironment(environment);
            return run(process, arguments);
        };
        const auto help = start({QStringLiteral("--help")});
        QCOMPARE(help.status, 0);
        QVERIFY(help.out.contains("--screenshot"));
        QCOMPARE(start({QStringLiteral("--version")}).status, 0);
        QTemporaryDir folder;
        const auto window = start({QStringLiteral("--settings"), folder.path()});
        QCOMPARE(window.status, 3);
        QVERIFY2(window.err.contains("atscope-cli") && window.err.contains("could not connect to display"), window.err.constData());
        QCOMPARE(window.err.count('\n'), 1);
        QVERIFY(QDir(folder.path()).isEmpty());
    }
#endif
}

void TstProgram::endsInOrderWhenAsked_data()
{
    QTest::addColumn<int>("signal");
#ifdef Q_OS_UNIX
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
    QTest::newRow("SIGINT") << SIGINT;
#endif
}

// What ATscope changed in the module goes back, the recording gets its end, and the settings are there.
void TstProgram::endsInOrderWhenAsked()
{
#ifdef Q_OS_UNIX
    QFETCH(int, signal);
    QTemporaryDir folder;
    const auto settings = folder.filePath(QStringLiteral("settings.json"));
    QProcess process;
    prepare(process, m_home.path());
    process.start(QStringLiteral(ATSCOPE_WINDOW), {QStringLiteral("--settings"), folder.path(), QStringLiteral("--port"), QStringLiteral("virtual:ML302")});
    const QDir recordings(folder.filePath(QStringLiteral("recordings")));
    QTRY_COMPARE_WITH_TIMEOUT(recordings.entryList({QStringLiteral("*.pcapng")}).size(), 1, 30'000);
    const auto recording = recordings.filePath(recordings.entryList({QStringLiteral("*.pcapng")}).first());
    QTRY_VERIFY_WITH_TIMEOUT(content(recording).contains("AT+CMEE=1"), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(content(recording).lastIndexOf("OK\r\n") > content(recording).lastIndexOf("AT+CMEE=1"), 30'000);
    QVERIFY(!content(recording).contains("AT+CMEE=0"));
    QVERIFY(!QFileInfo::exists(settings));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(content(recording).contains("AT+CMEE=0"));
    QVERIFY(content(settings).contains("\"docks\""));
#else
    QSKIP("signals of processes are POSIX");
#endif
}

ATSCOPE_TEST(TstProgram)
#include "tst_program.moc"
