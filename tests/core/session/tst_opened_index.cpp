// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <random>

#include "core/record/recording.h"
#include "core/session/opened_recording.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using base::Stamp;
using record::RecordView;
using session::OpenedRecording;

namespace {

constexpr std::int64_t Start = 1'795'256'551'004'000'123;

// What a module and a host may say in a day: commands with and without answers, URCs, payloads, notes, losses, half lines.
void makeRecording(const std::string &path, std::size_t size, const std::array<std::uint64_t, 2> &begin = {})
{
    record::Metadata data;
    data.session = *record::sessionOfText("00112233-4455-6677-8899-aabbccddeeff");
    data.started = Stamp{Start};
    data.module = "ML302";
    data.part = begin[0] > 0 ? 2 : 1;
    data.begin = begin;
    auto writer = record::RecordingWriter::create(path, data);
    if (!writer)
        qFatal("cannot write");
    std::mt19937 random(21);
    std::int64_t now = Start;
    for (std::uint64_t round = 0; (*writer)->fileSize() < size; ++round) {
        const auto put = [&](Direction direction, const std::string &bytes) {
            now += static_cast<std::int64_t>(random() % 200'000'000);
            (*writer)->append(RecordView::data(direction, Stamp{now}, bytes));
        };
        switch (random() % 12) {
        case 0: put(Direction::Tx, "AT+CMEE=" + std::to_string(random() % 3) + "\r"); put(Direction::Rx, "\r\nOK\r\n"); break;
        case 1: put(Direction::Tx, "AT+CSQ\r"); put(Direction::Rx, "AT+CSQ\r\r\n+CSQ: " + std::to_string(random() % 32) + ",99\r\n\r\nOK\r\n"); break;
        case 2: put(Direction::Tx, "AT+CIOTMKEY?\r"); put(Direction::Rx, "\r\n+CME ERROR: 102\r\n"); break;
        case 3: put(Direction::Rx, "\r\n+CIOTCMD:8,\r\nOK\r\nab\r\n"); break;
        case 4: put(Direction::Tx, "AT+CIOTSTART=0\r"); put(Direction::Rx, "\r\nOK\r\n"); put(Direction::Rx, "\r\nCIOT CONNECT OK\r\n"); break;
        case 5: put(Direction::Tx, "AT+CGMI\r"); now += 400'000'000'000; break; // no answer
        case 6: put(Direction::Rx, "\r\n+UNKNOWN" + std::to_string(random() % 50) + ": 1\r\n"); break;
        case 7: (*writer)->append(RecordView::note(Stamp{now}, "{\"atscope\":1,\"remark\":\"" + std::to_string(round) + "\"}")); break;
        case 8: (*writer)->append(RecordView::loss(Direction::Rx, Stamp{now}, 1 + random() % 5000)); break;
        case 9: put(Direction::Rx, std::string(random() % 300, '\x01')); break;
        case 10: if (round % 50 == 10) put(Direction::Rx, std::string(100'000, 'L') + "\r\n"); break;
        default: put(Direction::Rx, "\r\n+CEREG: " + std::to_string(random() % 6) + "\r\n"); break;
        }
        if (round % 4000 == 3999)
            (*writer)->append(RecordView::note(Stamp{now}, round % 8000 == 7999 ? R"({"atscope":1,"profile":"ML302"})" : R"({"atscope":1,"profile":"generic"})"));
    }
    (*writer)->append(RecordView::data(Direction::Rx, Stamp{now}, "no end"));
    (*writer)->flush();
}

} // namespace

class TstOpenedIndex final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;
    QTemporaryDir m_folder;

    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QStringList indexes() const { return QDir(m_folder.filePath("index")).entryList({"*.index"}, QDir::Files); }
    std::unique_ptr<OpenedRecording> read(const std::string &file, bool withIndex = true, session::Workspace *workspace = nullptr)
    {
        auto opened = OpenedRecording::open(workspace ? *workspace : *m_workspace, file, {}, withIndex ? path("index") : std::string());
        if (!opened)
            return nullptr;
        auto reading = std::move(opened).value();
        if (!QTest::qWaitFor([&] { return reading->done(); }, 120'000))
            return nullptr;
        return reading;
    }
    static bool isSaved(const OpenedRecording &reading)
    {
        return QTest::qWaitFor([&] { return reading.store().usage().saved; }, 60'000);
    }

    // Everything a view can ask.
    static QString difference(const OpenedRecording &a, const OpenedRecording &b)
    {
        const auto &x = a.store();
        const auto &y = b.store();
        if (x.count() != y.count() || a.module() != b.module() || a.problem() != b.problem() || a.progress() != b.progress())
            return QStringLiteral("not the same file: %1 and %2 events").arg(x.count()).arg(y.count());
        for (const auto direction : {Direction::Rx, Direction::Tx})
            if (x.taken(direction) != y.taken(direction) || x.covered(direction) != y.covered(direction))
                return QStringLiteral("not the same streams");
        engine::Event e;
        engine::Event f;
        std::vector<store::EventStore::Brief> briefs[2];
        for (std::uint64_t id = 1; id <= x.count(); ++id) {
            const auto at = QString::number(id);
            if (!x.event(id, e) || !y.event(id, f))
                return at + QStringLiteral(" is missing");
            if (e.id != f.id || e.stamp != f.stamp || e.direction != f.direction || e.kind != f.kind || e.why != f.why || e.flags != f.flags
                || e.span != f.span || e.form != f.form || e.urc != f.urc || e.shape != f.shape || e.success != f.success || e.of != f.of
                || e.completes != f.completes || e.completionStep != f.completionStep || e.ms != f.ms)
                return at + QStringLiteral(" differs");
            if (x.bytes(e) != y.bytes(f))
                return at + QStringLiteral(": other bytes");
            if (!(x.links(id) == y.links(id)) || (id % 5 == 0 && !(x.factsAt(id) == y.factsAt(id))))
                return at + QStringLiteral(": other links or facts");
            const auto d = x.dialectAt(id);
            const auto g = y.dialectAt(id);
            if (!d || !g || d->view().module().id != g->view().module().id || d->name() != g->name())
                return at + QStringLiteral(": another dialect");
            if (x.briefs(id, 1, briefs[0]) != 1 || y.briefs(id, 1, briefs[1]) != 1
                || x.nameOf(briefs[0][0].name) != y.nameOf(briefs[1][0].name))
                return at + QStringLiteral(": another name");
            if (id % 97 == 0 && (x.find({x.session(), e.direction, e.span}) != y.find({y.session(), f.direction, f.span}) || x.findTime(e.stamp) != y.findTime(f.stamp)))
                return at + QStringLiteral(": found elsewhere");
        }
        return {};
    }
    QByteArray bytesOf(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static bool write(const QString &file, const QByteArray &bytes)
    {
        QFile out(file);
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
        makeRecording(path("large"), 3'000'000);
        makeRecording(path("part"), 1'500'000, {7'000'000'123, 999});
    }
    void init() { QDir(m_folder.filePath("index")).removeRecursively(); }

    void sameAsDecodedAnew_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("a recording") << "large";
        QTest::newRow("a later part of one") << "part";
    }
    void sameAsDecodedAnew()
    {
        QFETCH(QString, file);
        const auto name = path(file.toLatin1().constData());
        const auto plain = read(name, false);
        QVERIFY(plain && !plain->fromIndex());
        const auto first = read(name);
        QVERIFY(first && !first->fromIndex());
        QVERIFY(isSaved(*first));
        QCOMPARE(indexes().size(), 1);
        QCOMPARE(difference(*plain, *first), QString());
        auto again = read(name);
        QVERIFY(again && again->fromIndex());
        QVERIFY(again->takeGrown());
        QCOMPARE(difference(*plain, *again), QString());
        QCOMPARE(indexes().size(), 1);
        again.reset();
        QCOMPARE(QDir(m_folder.filePath("index")).entryList(QDir::Files).size(), 1); // what was being made is gone
    }

    void cutRecordings()
    {
        auto bytes = bytesOf(m_folder.filePath("part"));
        bytes.chop(7);
        QVERIFY(write(m_folder.filePath("cut"), bytes));
        const auto first = read(path("cut"));
        QVERIFY(first && isSaved(*first));
        const auto again = read(path("cut"));
        QVERIFY(again->fromIndex());
        QVERIFY(!again->problem().code.empty());
        QCOMPARE(difference(*first, *again), QString());
    }

    void rawFiles()
    {
        QByteArray raw;
        for (int n = 0; raw.size() < 5'000'000; ++n)
            raw += "\r\n+CIOTCMD:3,abc\r\nAT+CSQ\r\r\n+CSQ: " + QByteArray::number(n % 32) + ",99\r\n\r\nOK\r\n";
        raw += "no end";
        QVERIFY(write(m_folder.filePath("raw"), raw));
        const auto plain = read(path("raw"), false);
        QVERIFY(plain->store().usage().tailBytes < 5'000'000); // read by position
        QVERIFY(plain->store().bytes(Direction::Rx, {0, static_cast<std::uint64_t>(raw.size())}) == raw.toStdString());
        QVERIFY(isSaved(*read(path("raw"))) || indexes().size() == 1);
        const auto again = read(path("raw"));
        QVERIFY(again->fromIndex());
        QCOMPARE(difference(*plain, *again), QString());
        QVERIFY(again->store().bytes(Direction::Rx, {0, static_cast<std::uint64_t>(raw.size())}) == raw.toStdString());
    }

    void smallOnesHaveNone()
    {
        makeRecording(path("small"), 500'000);
        QVERIFY(read(path("small")));
        QVERIFY(!read(path("small"))->fromIndex());
        QCOMPARE(indexes().size(), 0);
    }

    // Another file, module, dialect: decoded anew.
    void whatDoesNotFit()
    {
        QVERIFY(isSaved(*read(path("part"))));
        session::Settings settings;
        settings.module = "generic";
        auto generic = session::Workspace::open(settings);
        QVERIFY(generic.ok());
        const auto other = read(path("part"), true, generic.value().get());
        QVERIFY(!other->fromIndex());
        QVERIFY(isSaved(*other));
        settings.module.clear();
        settings.dialect = "classic";
        auto classic = session::Workspace::open(settings);
        QVERIFY(classic.ok());
        QVERIFY(!read(path("part"), true, classic.value().get())->fromIndex());
        QVERIFY(read(path("part"))->fromIndex());
        // One byte in the middle, size and both ends as before.
        auto bytes = bytesOf(m_folder.filePath("part"));
        const auto at = bytes.indexOf("+CEREG: ", bytes.size() / 2) + 8;
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        QVERIFY(write(m_folder.filePath("part"), bytes));
        const auto changed = read(path("part"));
        QVERIFY(!changed->fromIndex());
        QCOMPARE(difference(*read(path("part"), false), *changed), QString());
        // More at its end: a bookmark.
        QVERIFY(isSaved(*changed));
        {
            auto writer = record::RecordingWriter::reopen(path("part"));
            QVERIFY(writer.ok());
            (*writer)->append(RecordView::note(Stamp{Start}, R"({"atscope":1,"bookmark":"x"})"));
            (*writer)->flush();
        }
        QVERIFY(!read(path("part"))->fromIndex());
    }

    void damagedOnesAreMadeAnew()
    {
        const auto plain = read(path("part"), false);
        QVERIFY(isSaved(*read(path("part"))));
        const auto name = QStringLiteral("index/") + indexes().first();
        const auto good = bytesOf(m_folder.filePath(name));
        std::mt19937 random(3);
        for (int round = 0; round < 12; ++round) {
            auto bad = good;
            if (round % 3 == 0)
                bad.truncate(static_cast<qsizetype>(random() % static_cast<unsigned>(bad.size())));
            else
                bad[static_cast<qsizetype>(random() % static_cast<unsigned>(bad.size()))] ^= 0x10;
            QVERIFY(write(m_folder.filePath(name), bad));
            const auto reading = read(path("part"));
            QVERIFY(reading && !reading->fromIndex());
            if (round % 4 == 0)
                QCOMPARE(difference(*plain, *reading), QString());
            QVERIFY(isSaved(*reading));
            QVERIFY(bytesOf(m_folder.filePath(name)) == good);
        }
        QVERIFY(read(path("part"))->fromIndex());
    }

    void brokenOffAndFoldersThatCannotBe()
    {
        for (int round = 0; round < 5; ++round) {
            auto opened = OpenedRecording::open(*m_workspace, path("large"), {}, path("index"));
            QVERIFY(opened.ok());
            QTRY_VERIFY(opened.value()->store().count() > static_cast<std::uint64_t>(round) * 1000);
            opened = base::Message("gone");
        }
        QVERIFY(QDir(m_folder.filePath("index")).entryList({"*.making"}, QDir::Files).isEmpty());
        auto opened = OpenedRecording::open(*m_workspace, path("part"), {}, path("large") + "/index"); // a file is no folder
        QVERIFY(opened.ok());
        QTRY_VERIFY_WITH_TIMEOUT(opened.value()->done(), 60'000);
        QCOMPARE(difference(*read(path("part"), false), *opened.value()), QString());
    }
};

ATSCOPE_TEST(TstOpenedIndex)
#include "tst_opened_index.moc"
