// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/folders.h"
#include "core/session/stored_settings.h"
#include "support/test_main.h"

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace atscope;
using session::StoredSettings;

namespace {

constexpr const char *UnwritableFolder = "ATSCOPE_TEST_UNWRITABLE";

}

class TstStoredSettings final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return path(name);
    }
    static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

private Q_SLOTS:
    void comesBack()
    {
        const auto file = path("new/folder/settings.json").toStdString();
        {
            StoredSettings settings(file);
            QVERIFY(!settings.load());
            QVERIFY(!settings.save()); // nothing changed: nothing written
            QVERIFY(!QFile::exists(QString::fromStdString(file)));
            settings.set("text", QStringLiteral("变 é"));
            settings.set("list", QJsonArray{1, 2.5, "x"});
            QVERIFY(!settings.save());
        }
        StoredSettings again(file);
        QVERIFY(!again.load());
        QCOMPARE(again.value("text").toString(), QStringLiteral("变 é"));
        QCOMPARE(again.value("list").toArray().size(), 3);
        QCOMPARE(again.value("version").toInt(), StoredSettings::Version);
        QVERIFY(again.value("not there").isUndefined());
#ifdef Q_OS_UNIX
        QCOMPARE(QFileInfo(QString::fromStdString(file)).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
#endif
    }

    void aNewerOnesKeysStay()
    {
        const auto file = write("newer", R"({"version":7,"future":{"a":[1,null]},"theme":"dark"})");
        StoredSettings settings(file.toStdString());
        QVERIFY(!settings.load());
        settings.set("theme", QStringLiteral("light"));
        QVERIFY(!settings.save());
        const auto object = QJsonDocument::fromJson(read(file)).object();
        QCOMPARE(object.value("version").toInt(), 7);
        QCOMPARE(object.value("theme").toString(), QStringLiteral("light"));
        QCOMPARE(object.value("future").toObject().value("a").toArray().size(), 2);
    }

    void wrongTypes()
    {
        const auto file = write("types", R"({"version":"x","quota_gb":"many","theme":[],"n":null})");
        StoredSettings settings(file.toStdString());
        QVERIFY(!settings.load());
        QCOMPARE(settings.value("quota_gb").toDouble(-1), -1.0);
        QCOMPARE(settings.value("theme").toString("auto"), QStringLiteral("auto"));
        settings.set("n", 1);
        QVERIFY(!settings.save());
        QCOMPARE(QJsonDocument::fromJson(read(file)).object().value("version").toInt(), StoredSettings::Version);
    }

    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray(R"({"version":1,"a":)");
        QTest::newRow("no object") << QByteArray("[1,2]");
        QTest::newRow("binary") << QByteArray("\0\xff\xfe{", 4);
        QTest::newRow("deep") << QByteArray(5000, '[');
    }
    void brokenFiles()
    {
        QFETCH(QByteArray, bytes);
        const auto file = write("broken", bytes);
        StoredSettings settings(file.toStdString());
        const auto problem = settings.load();
        QVERIFY(problem);
        QCOMPARE(problem->code, std::string("settings-unreadable"));
        QCOMPARE(problem->arg("file"), std::string_view(file.toStdString()));
        QVERIFY(!problem->arg("reason").empty());
        QCOMPARE(read(file), bytes); // not touched as long as nothing is to be written
        settings.set("a", 1);
        QVERIFY(!settings.save());
        QCOMPARE(read(file + ".broken"), bytes);
        QCOMPARE(QJsonDocument::fromJson(read(file)).object().value("a").toInt(), 1);
    }

    void aFolderInItsPlace()
    {
        QVERIFY(QDir().mkpath(path("dir/settings.json")));
        StoredSettings settings(path("dir/settings.json").toStdString());
        QVERIFY(settings.load());
    }

    void folders()
    {
        const session::Folders own("/some/where");
        for (const auto &place : {own.settings(), own.catalogs(), own.recordings(), own.virtualModules()})
            QVERIFY2(place.starts_with("/some/where"), place.c_str());
        QVERIFY(session::Folders().recordings().ends_with("/atscope/recordings"));
    }

    void unwritableFolder()
    {
#ifdef Q_OS_UNIX
        // As root: in a child that has dropped to nobody.
        QTemporaryDir folder;
        QCOMPARE(::chmod(folder.path().toUtf8().constData(), 0555), 0);
        QTemporaryDir program;
        QString run = QCoreApplication::applicationFilePath();
        QStringList arguments{"--class", "TstSettingsAsNobody"};
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(UnwritableFolder, folder.path());
        if (::geteuid() == 0) {
            const QString copy = program.filePath("atscope_test");
            QVERIFY(QFile::copy(run, copy));
            QCOMPARE(::chmod(program.path().toUtf8().constData(), 0755), 0);
            QCOMPARE(::chmod(copy.toUtf8().constData(), 0755), 0);
            arguments = QStringList{"--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", copy} + arguments;
            run = "setpriv";
        }
        QProcess child;
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.setWorkingDirectory("/");
        child.start(run, arguments);
        QVERIFY2(child.waitForFinished(120'000), qPrintable(child.errorString()));
        const auto said = child.readAll();
        QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, said.constData());
        QVERIFY2(said.contains("isRefused"), said.constData());
        ::chmod(folder.path().toUtf8().constData(), 0700);
#endif
    }
};

// Does something only in the child that unwritableFolder() starts.
class TstSettingsAsNobody final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isRefused()
    {
        const auto folder = qgetenv(UnwritableFolder).toStdString();
        if (folder.empty())
            return;
        for (const std::string name : {"/settings.json", "/new/settings.json"}) {
            StoredSettings settings(folder + name);
            QVERIFY(!settings.load());
            settings.set("a", 1);
            const auto problem = settings.save();
            QVERIFY(problem);
            QVERIFY2(problem->code == "settings-unwritable" || problem->code.find("folder") != std::string::npos, problem->code.c_str());
            QCOMPARE(settings.value("a").toInt(), 1);
        }
    }
};

ATSCOPE_TEST(TstStoredSettings)
ATSCOPE_TEST(TstSettingsAsNobody)
#include "tst_stored_settings.moc"
