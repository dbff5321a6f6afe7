// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include <random>

#include "core/session/opened_recording.h"
#include "core/session/port_name.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using engine::EventKind;
using session::OpenedRecording;
using test::Live;

// A recording opened again: whole, cut anywhere, something else.
class TstOpenedRecording final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;
    QTemporaryDir m_folder;
    QByteArray m_recording;
    std::vector<test::Seen> m_live;

    std::string write(const QByteArray &bytes, const char *name = "file")
    {
        const auto path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return path.toStdString();
    }
    std::unique_ptr<OpenedRecording> read(const std::string &file)
    {
        auto opened = OpenedRecording::open(*m_workspace, file, {});
        if (!opened)
            return nullptr;
        auto reading = std::move(opened).value();
        if (!QTest::qWaitFor([&] { return reading->done(); }, 60'000))
            return nullptr;
        return reading;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        live.control(R"({"do":"fault","kind":"garbage","bytes":50,"count":5})");
        for (const char *line : {"AT+CMEE=1", "AT+CIOTMKEY?", "AT+CIOTMKEY=\"k\"", "AT+CIOTMKEY?", "AT+CGMR"})
            live.ask(line);
        live.session().note(R"({"atscope":1,"bookmark":"b"})");
        const QString differs = live.end();
        QVERIFY2(differs.isEmpty(), qPrintable(differs));
        m_live = live.tap.all();
        QFile file(QString::fromStdString(live.file));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_recording = file.readAll();
    }

    void whole()
    {
        int rang = 0;
        std::atomic<int> bells{0};
        auto opened = OpenedRecording::open(*m_workspace, write(m_recording), [&bells] { ++bells; });
        QVERIFY(opened.ok());
        auto &reading = *opened.value();
        QTRY_VERIFY(reading.done());
        QTRY_VERIFY(bells > rang);
        QCOMPARE(reading.problem().code, std::string());
        QCOMPARE(reading.module(), std::string("ML302"));
        QCOMPARE(reading.progress(), 1.0);
        QVERIFY(reading.takeGrown());
        QVERIFY(!reading.takeGrown());
        QCOMPARE(reading.store().count(), std::uint64_t{m_live.size()});
        for (const auto &entry : m_live) {
            engine::Event event;
            QVERIFY(reading.store().event(entry.event.id, event));
            QCOMPARE(event.kind, entry.event.kind);
            QCOMPARE(event.of, entry.event.of);
            QCOMPARE(reading.store().bytes(event), entry.bytes);
        }
    }

    void cutAnywhere()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 120; ++round) {
            const auto size = static_cast<qsizetype>(random() % static_cast<unsigned>(m_recording.size()));
            const auto file = write(m_recording.left(size));
            const auto reading = read(file);
            if (!reading) { // not even a beginning
                QVERIFY2(size < 400, qPrintable(QString::number(size)));
                continue;
            }
            if (size < 4)
                continue; // raw output by its looks
            const auto count = reading->store().count();
            QVERIFY(count <= m_live.size());
            // All but what the end itself makes of an open line.
            for (std::uint64_t id = 1; id + 2 <= count; ++id) {
                engine::Event event;
                QVERIFY(reading->store().event(id, event));
                QCOMPARE(reading->store().bytes(event), m_live[id - 1].bytes);
            }
        }
    }

    void brokenAnywhere()
    {
        std::mt19937 random(8);
        for (int round = 0; round < 120; ++round) {
            auto bytes = m_recording;
            for (int i = 0; i < 1 + round % 5; ++i)
                bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] = static_cast<char>(random());
            if (const auto reading = read(write(bytes)); reading && reading->problem().code.empty())
                QVERIFY(reading->store().count() > 0);
        }
    }

    // Bytes that are nobody's in the middle: one event says so where they stand, the rest is as it was.
    void damagedInside()
    {
        const auto file = write(m_recording);
        auto reader = record::RecordingReader::open(file);
        QVERIFY(reader.ok());
        record::Record record;
        std::uint64_t at = 0;
        for (int sent = 0; (*reader)->next(record);)
            if (record.kind == record::RecordKind::Data && record.direction == base::Direction::Tx && ++sent == 2)
                at = record.offset;
        QVERIFY(at > 0);
        auto bytes = m_recording;
        bytes.insert(static_cast<qsizetype>(at), QByteArray(40, 'U'));
        const auto reading = read(write(bytes, "damaged"));
        QVERIFY(reading);
        QCOMPARE(reading->problem().code, std::string("recording-damaged"));
        const auto &store = reading->store();
        QCOMPARE(store.count(), std::uint64_t{m_live.size() + 1});
        int gaps = 0;
        for (std::uint64_t id = 1; id <= store.count(); ++id) {
            engine::Event event;
            QVERIFY(store.event(id, event));
            if (event.kind == EventKind::Gap) {
                ++gaps;
                QCOMPARE(event.why, engine::Why::FileDamaged);
                QVERIFY(store.bytes(event).find("\"damaged\":40") != std::string::npos);
                continue;
            }
            const auto &live = m_live[static_cast<std::size_t>(id - 1) - static_cast<std::size_t>(gaps)];
            QCOMPARE(store.bytes(event), live.bytes);
            QCOMPARE(event.of == 0, live.event.of == 0);
        }
        QCOMPARE(gaps, 1);
    }

    void portNames()
    {
        const auto name = [](const char *port) { return session::portName(*transport::PortAddress::parse(port)); };
        QCOMPARE(name("/dev/ttyUSB0"), std::string("ttyUSB0"));
        QCOMPARE(name("/dev/serial/by-id/usb-A"), std::string("usb-A"));
        QCOMPARE(name("/dev/pts/3"), std::string("pts/3"));
        QCOMPARE(name("COM5"), std::string("COM5"));
        QCOMPARE(name("tcp://h:1"), std::string("tcp://h:1"));
    }

    void rawOutput()
    {
        const auto reading = read(write("AT+CIOTMKEY?\r\r\n+CIOTMKEY:\"x\"\r\n\r\nOK\r\n+CIOTCMD:3,abc\r\nno end"));
        QVERIFY(reading);
        QCOMPARE(reading->problem().code, std::string());
        const auto &store = reading->store();
        QVERIFY(store.count() >= 4);
        engine::Event event;
        QVERIFY(store.event(1, event));
        QCOMPARE(store.bytes(event), std::string("AT+CIOTMKEY?"));
        QVERIFY(!event.stamp.known());
        QVERIFY(store.event(store.count(), event));
        QCOMPARE(store.bytes(event), std::string("no end"));
        QVERIFY(event.flags & engine::EventFlag::Partial);
    }

    void nothingInIt()
    {
        const auto empty = read(write({}));
        QVERIFY(empty);
        QCOMPARE(empty->store().count(), std::uint64_t{0});
        QCOMPARE(empty->progress(), 1.0);
        QVERIFY(!OpenedRecording::open(*m_workspace, m_folder.path().toStdString(), {}).ok()); // a folder
        QVERIFY(!OpenedRecording::open(*m_workspace, m_folder.filePath("not there").toStdString(), {}).ok());
    }

    void destroyedInMidReading()
    {
        QByteArray raw;
        while (raw.size() < 30'000'000)
            raw += "\r\n+CIOTCMD:3,abc\r\nAT+CSQ\r\r\n+CSQ: 23,99\r\n\r\nOK\r\n";
        const auto file = write(raw, "raw");
        for (int round = 0; round < 3; ++round) {
            auto opened = OpenedRecording::open(*m_workspace, file, {});
            QVERIFY(opened.ok());
            if (round > 0)
                QTRY_VERIFY(opened.value()->store().count() > static_cast<std::uint64_t>(round) * 100);
            QVERIFY(!opened.value()->done());
            opened = base::Message("gone"); // the destructor breaks the reading off
        }
    }
};

ATSCOPE_TEST(TstOpenedRecording)
#include "tst_opened_recording.moc"
