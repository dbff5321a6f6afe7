// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/base/text.h"
#include "core/session/workspace.h"
#include "support/event_log.h"
#include "support/test_main.h"

using namespace atscope;
using test::Cut;

// Real transcripts of other people's modems, with what a parser should make of them. They are not part of the project; where they
// are missing there is nothing to compare.
class TstCorpus : public QObject
{
    Q_OBJECT

    static QString folder() { return QStringLiteral(ATSCOPE_SOURCE_DIR "/../shared/corpus"); }

private Q_SLOTS:
    void transcript_data()
    {
        QTest::addColumn<QString>("base");
        const QDir dir(folder());
        const auto files = dir.entryList({QStringLiteral("*.meta.json")}, QDir::Files, QDir::Name);
        for (const auto &file : files)
            QTest::newRow(file.left(3).toLatin1().constData()) << dir.filePath(file.chopped(10));
        if (files.isEmpty())
            QTest::newRow("no corpus on this machine") << QString();
    }

    void transcript()
    {
        QFETCH(QString, base);
        if (base.isEmpty())
            return;
        QFile bytesFile(base + QStringLiteral(".txt"));
        QFile metaFile(base + QStringLiteral(".meta.json"));
        QVERIFY(bytesFile.open(QIODevice::ReadOnly) && metaFile.open(QIODevice::ReadOnly));
        const auto bytes = bytesFile.readAll().toStdString();
        const auto meta = QJsonDocument::fromJson(metaFile.readAll()).object();
        std::vector<test::Exchange> dialogue;
        for (const auto step : meta.value(QStringLiteral("script")).toArray()) {
            const auto object = step.toObject();
            if (object.value(QStringLiteral("dir")).toString() == QStringLiteral("tx"))
                dialogue.push_back({base::Direction::Tx, object.value(QStringLiteral("text")).toString().toStdString()});
            else
                dialogue.push_back({base::Direction::Rx, bytes.substr(static_cast<std::size_t>(object.value(QStringLiteral("offset")).toInt()),
                                                                     static_cast<std::size_t>(object.value(QStringLiteral("len")).toInt()))});
        }
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        const auto dialect = (*workspace)->chosenDialect();
        std::string whole;
        for (unsigned run = 0; run < 42; ++run) {
            engine::Observer observer(dialect);
            test::EventLog log;
            test::feed(observer, log, dialogue, run == 0 ? Cut::Whole : run == 1 ? Cut::Bytes : Cut::Random, run);
            covers(log, bytes);
            if (QTest::currentTestFailed())
                return;
            if (run == 0) {
                whole = log.summary();
                if (meta.value(QStringLiteral("confidence")).toString() != QStringLiteral("low"))
                    compare(log, meta, bytes);
                if (QTest::currentTestFailed()) {
                    qInfo("%s", whole.c_str());
                    return;
                }
            } else {
                QCOMPARE(QString::fromStdString(log.summary()), QString::fromStdString(whole));
            }
        }
    }

private:
    // The events of the module's direction and the line ends between them cover every byte.
    void covers(const test::EventLog &log, const std::string &bytes)
    {
        std::uint64_t at = 0;
        for (const auto &entry : log.entries) {
            if (entry.event.direction != base::Direction::Rx || entry.event.span.length == 0)
                continue;
            QVERIFY(entry.event.span.offset >= at && entry.event.span.end() <= bytes.size());
            for (; at < entry.event.span.offset; ++at)
                QVERIFY2(std::string_view("\r\n ").find(bytes[at]) != std::string_view::npos, qPrintable(QString::number(at)));
            QCOMPARE(entry.bytes, bytes.substr(entry.event.span.offset, entry.event.span.length));
            at = entry.event.span.end();
        }
        for (; at < bytes.size(); ++at)
            QVERIFY(bytes[at] == '\r' || bytes[at] == '\n');
    }

    void compare(const test::EventLog &log, const QJsonObject &meta, const std::string &bytes)
    {
        std::vector<const test::EventLog::Entry *> found;
        for (const auto &entry : log.entries)
            if (entry.event.direction == base::Direction::Rx && entry.event.span.length > 0
                && !(entry.event.flags & engine::EventFlag::Partial))
                found.push_back(&entry);
        const auto expected = meta.value(QStringLiteral("expected")).toArray();
        for (qsizetype i = 0; i < expected.size() && i < static_cast<qsizetype>(found.size()); ++i) {
            const auto want = expected.at(i).toObject();
            const auto &got = *found[static_cast<std::size_t>(i)];
            auto kind = want.value(QStringLiteral("kind")).toString();
            if (kind == QStringLiteral("response"))
                kind = QStringLiteral("answer");
            if (kind == QStringLiteral("garbage"))
                kind = QStringLiteral("noise");
            const auto offset = want.value(QStringLiteral("offset")).toInt();
            const auto length = want.value(QStringLiteral("len")).toInt();
            QCOMPARE(got.event.span.offset, static_cast<std::uint64_t>(offset));
            QCOMPARE(base::trimmed(got.bytes), base::trimmed(std::string_view(bytes).substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length))));
            QString actual = QString::fromLatin1(engine::kindName(got.event.kind));
            // The transcripts themselves allow these two readings: an SMS text without a count, an unknown word after a final.
            const auto name = meta.value(QStringLiteral("shows")).toString();
            if (kind == QStringLiteral("payload") && actual == QStringLiteral("answer") && name.startsWith(QStringLiteral("SMS body")))
                actual = kind;
            QCOMPARE(actual, kind);
        }
        QCOMPARE(found.size(), static_cast<std::size_t>(expected.size()));
    }
};

ATSCOPE_TEST(TstCorpus)
#include "tst_corpus.moc"
