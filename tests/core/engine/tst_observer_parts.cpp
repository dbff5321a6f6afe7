// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>
#include <random>

#include "core/base/json_writer.h"
#include "core/session/replay.h"
#include "core/session/workspace.h"
#include "support/event_log.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using base::Stamp;
using engine::Why;
using test::EventLog;
using test::Exchange;

namespace {

constexpr std::int64_t Start = 1'700'000'000'000'000'000;

Exchange tx(std::string bytes, double ms)
{
    return {Direction::Tx, std::move(bytes), Stamp{Start}.plus(ms)};
}

Exchange rx(std::string bytes, double ms)
{
    return {Direction::Rx, std::move(bytes), Stamp{Start}.plus(ms)};
}

// One byte a block, each with the stamp of the block it was cut from.
std::vector<Exchange> bytewise(const std::vector<Exchange> &dialogue)
{
    std::vector<Exchange> out;
    for (const auto &exchange : dialogue)
        for (const char c : exchange.bytes)
            out.push_back({exchange.direction, std::string(1, c), exchange.stamp});
    return out;
}

std::vector<std::string> notesOf(const engine::Observer &observer, std::size_t most = 60'000)
{
    std::vector<std::string> notes;
    for (const auto &state : observer.saved(most)) {
        base::JsonWriter note;
        note.beginObject().member("atscope", 1).member("part", 2);
        note.key("state").raw(state).endObject();
        notes.push_back(note.take());
    }
    return notes;
}

} // namespace

// An Observer that goes on where another one stopped, in another file of the recording.
class TstObserverParts final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;

    engine::Observer fresh(const std::string &module = {}) { return session::makeObserver(*m_workspace, module, false); }

    // Cuts the recording before block `at` and compares what both halves say with what the whole one says; empty: the same.
    QString cutAt(const std::vector<Exchange> &blocks, std::size_t at, const EventLog &whole, const std::string &module, std::size_t most)
    {
        EventLog before;
        auto first = fresh(module);
        before.watch(&first);
        for (std::size_t i = 0; i < at; ++i)
            first.feed(blocks[i].stamp, blocks[i].direction, blocks[i].bytes, before);
        // As a session does it: what is due by now belongs to the first part.
        const auto stamp = at < blocks.size() ? blocks[at].stamp : blocks.back().stamp;
        first.advance(stamp, before);

        EventLog after;
        auto second = fresh(); // the module stands in the note
        after.watch(&second);
        second.beginAt(first.settled());
        const auto notes = notesOf(first, most);
        for (const auto &note : notes) {
            if (note.size() > most + 100)
                return QStringLiteral("a note of %1 bytes").arg(note.size());
            second.note(stamp, note, after);
        }
        for (const auto &open : first.open())
            second.feed(open.stamp, open.direction, open.bytes, after);
        std::size_t carried = 0;
        for (const auto &entry : after.entries)
            carried += entry.event.why == Why::CarriedOver ? 1 : 0;
        if (after.entries.size() != carried + notes.size())
            return QStringLiteral("open bytes made events");
        if (!(second.facts() == first.facts()) || &second.dialect() != &first.dialect() || second.outstanding() != first.outstanding()
            || second.waitingCompletions() != first.waitingCompletions() || second.nextDeadline() != first.nextDeadline())
            return QStringLiteral("not the same state: facts %1 dialect %2 outstanding %3 completions %4 deadline %5").arg(second.facts() == first.facts()).arg(&second.dialect() == &first.dialect()).arg(second.outstanding() == first.outstanding()).arg(second.waitingCompletions() == first.waitingCompletions()).arg(second.nextDeadline() == first.nextDeadline());
        if (second.taken(Direction::Rx) != first.taken(Direction::Rx) || second.taken(Direction::Tx) != first.taken(Direction::Tx))
            return QStringLiteral("not the same place");
        for (std::size_t i = at; i < blocks.size(); ++i)
            second.feed(blocks[i].stamp, blocks[i].direction, blocks[i].bytes, after);
        second.finish(after);

        std::map<std::uint64_t, std::uint64_t> ids{{0, 0}}; // of the second part → of the whole
        std::size_t n = before.entries.size();
        for (const auto &entry : before.entries) // a part's own events are those of the whole so far
            if (entry.json != whole.entries[entry.event.id - 1].json)
                return QString::fromStdString("before: " + entry.json);
        for (const auto &entry : after.entries) {
            const auto &event = entry.event;
            if (event.why == Why::NoteRead)
                continue;
            if (event.why == Why::CarriedOver) {
                for (const auto &sent : before.entries)
                    if (sent.event.kind == engine::EventKind::Command && sent.event.stamp == event.stamp && sent.bytes.starts_with(entry.bytes)
                        && sent.event.form == event.form && !ids.contains(event.id))
                        ids[event.id] = sent.event.id;
                if (!ids.contains(event.id))
                    return QString::fromStdString("carried over, but never sent: " + entry.json);
                continue;
            }
            if (n >= whole.entries.size())
                return QString::fromStdString("too much: " + entry.json);
            const auto &was = whole.entries[n].event;
            ids[event.id] = was.id;
            const bool same = event.stamp == was.stamp && event.direction == was.direction && event.kind == was.kind && event.why == was.why
                && event.flags == was.flags && event.span == was.span && event.form == was.form && event.urc == was.urc
                && event.shape == was.shape && event.success == was.success && ids.contains(event.of) && ids[event.of] == was.of
                && ids.contains(event.completes) && ids[event.completes] == was.completes && event.completionStep == was.completionStep
                && event.ms == was.ms && entry.bytes == whole.entries[n].bytes;
            // The JSON has the fields; its numbers of events differ.
            const auto behind = [](const std::string &json) { return json.substr(json.find("\"t\":")); };
            const bool linked = event.of != 0 || event.completes != 0;
            if (!same || (!linked && behind(entry.json) != behind(whole.entries[n].json)))
                return QString::fromStdString("cut at " + std::to_string(at) + "\n  whole " + whole.entries[n].json + "\n  part  " + entry.json);
            ++n;
        }
        if (n != whole.entries.size())
            return QStringLiteral("%1 of %2 events").arg(n).arg(whole.entries.size());
        return {};
    }

    QString cutEverywhere(const std::vector<Exchange> &dialogue, const std::string &module = "ML302", std::size_t most = 60'000, std::size_t step = 1)
    {
        const auto blocks = bytewise(dialogue);
        EventLog whole;
        auto observer = fresh(module);
        whole.watch(&observer);
        for (const auto &block : blocks)
            observer.feed(block.stamp, block.direction, block.bytes, whole);
        observer.finish(whole);
        for (std::size_t at = 0; at <= blocks.size(); at += step)
            if (auto differs = cutAt(blocks, at, whole, module, most); !differs.isEmpty())
                return differs;
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }

    void dialogues_data()
    {
        QTest::addColumn<std::vector<Exchange>>("dialogue");
        using Dialogue = std::vector<Exchange>;
        QTest::newRow("line, echo, answer, final")
            << Dialogue{tx("AT+CSQ\r", 0), rx("AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n", 20), tx("AT+CMEE=1\r", 40), rx("AT+CMEE=1\r\r\nOK\r\n", 60),
                        tx("AT+CIOTMKEY?\r", 80), rx("AT+CIOTMKEY?\r\r\n+CME ERROR: 102\r\n", 100)};
        QTest::newRow("counted payload with a false OK in it")
            << Dialogue{rx("\r\n+CIOTCMD:6,\r\nOK\r\n\r\n+CEREG: 1\r\n", 0), rx("+CIOTCMD:3,abc\r\n", 500)};
        QTest::newRow("a count that is not kept")
            << Dialogue{rx("\r\n+CIOTCMD:60,abc\r\n+CEREG: 1\r\n", 0), tx("AT\r", 5000), rx("\r\nOK\r\n", 5010)};
        QTest::newRow("asynchronous command")
            << Dialogue{tx("AT+CIOTSTART=0\r", 0), rx("\r\nOK\r\n", 20), rx("\r\n+CEREG: 1\r\n", 30), rx("\r\nCIOT CONNECT OK\r\n", 3000),
                        tx("AT+CIOTSTART=0\r", 4000), rx("\r\nOK\r\n", 4020), tx("AT\r", 400'000), rx("\r\nOK\r\n", 400'010)};
        QTest::newRow("no answer, and a late one")
            << Dialogue{tx("AT+CGMR\r", 0), tx("AT+CSQ\r", 12'000), rx("\r\nOK\r\n", 12'010), rx("\r\n+CSQ: 3,99\r\n\r\nOK\r\n", 12'020),
                        tx("AT+CGMI\r", 13'000), tx("AT\r", 60'000), rx("AT\r\r\nOK\r\n\r\nOK\r\n", 60'010)};
        QTest::newRow("pipelined") << Dialogue{tx("AT+CMEE=1\rAT+CSQ\rAT+CGMR\r", 0), rx("\r\nOK\r\n\r\n+CSQ: 1,99\r\n", 10),
                                               rx("\r\nOK\r\n\r\nML302_V1\r\n\r\nOK\r\n", 20)};
        QTest::newRow("half lines both ways")
            << Dialogue{tx("AT+CS", 0), rx("+CER", 1), tx("Q\r", 2), rx("EG: 1\r\n+CSQ: ", 3), rx("2,99\r\nOK", 4), rx("\r\nhalf a line", 5), tx("AT+C", 6)};
        QTest::newRow("repeated requests")
            << Dialogue{rx("\r\n+CIOTREAD:1,2,3\r\n+CIOTREAD:1,2,3\r\n", 0), rx("+CIOTREAD:1,2,3\r\n+MIPLREAD: 0,1,3200,0,5750\r\n", 10),
                        rx("+MIPLREAD: 0,1,3200,0,5750\r\n", 20)};
        QTest::newRow("long lines and bytes of all kinds")
            << Dialogue{rx(std::string(300, 'x') + "\r\n", 0), rx(std::string("\0\xFF\x1A\x80\r\n", 6), 1), tx(std::string("\0\xFE\r", 3), 2),
                        rx("\xE5\xBC\x82\r\nOK\r\n", 3)};
    }
    void dialogues()
    {
        QFETCH(std::vector<Exchange>, dialogue);
        for (const char *module : {"ML302", "generic"})
            QCOMPARE(cutEverywhere(dialogue, module), QString());
    }

    void prompts()
    {
        // Any form with a prompt, whatever its name.
        const auto dialect = m_workspace->dialect("generic");
        int tried = 0;
        for (int id = 0;; ++id) {
            const auto ref = dialect->form(id);
            if (!ref.form)
                break;
            if (ref.form->prompt.text.empty() || ref.form->samples.empty())
                continue;
            const auto &line = ref.form->samples.front().text;
            const auto mark = ref.form->prompt.text;
            QCOMPARE(cutEverywhere({tx(line + "\r", 0), rx("\r\n" + mark + " ", 10), tx("da\x01ta\x1A\r\n", 20), rx("\r\nOK\r\n", 30), rx("+CEREG: 1\r\n", 40)},
                                   "generic"),
                     QString());
            if (++tried == 5)
                break;
        }
        QVERIFY(tried > 0);
    }

    void corpus_data()
    {
        QTest::addColumn<QString>("base");
        const QDir dir(QStringLiteral(ATSCOPE_SOURCE_DIR "/../shared/corpus"));
        const auto files = dir.entryList({QStringLiteral("*.meta.json")}, QDir::Files, QDir::Name);
        for (const auto &file : files)
            QTest::newRow(file.left(3).toLatin1().constData()) << dir.filePath(file.chopped(10));
        if (files.isEmpty())
            QTest::newRow("no corpus on this machine") << QString();
    }
    void corpus()
    {
        QFETCH(QString, base);
        if (base.isEmpty())
            return;
        QFile bytesFile(base + QStringLiteral(".txt"));
        QFile metaFile(base + QStringLiteral(".meta.json"));
        QVERIFY(bytesFile.open(QIODevice::ReadOnly) && metaFile.open(QIODevice::ReadOnly));
        const auto bytes = bytesFile.readAll().toStdString();
        std::vector<Exchange> dialogue;
        double ms = 0;
        for (const auto step : QJsonDocument::fromJson(metaFile.readAll()).object().value(QStringLiteral("script")).toArray()) {
            const auto object = step.toObject();
            ms += 10;
            if (object.value(QStringLiteral("dir")).toString() == QStringLiteral("tx"))
                dialogue.push_back(tx(object.value(QStringLiteral("text")).toString().toStdString(), ms));
            else
                dialogue.push_back(rx(bytes.substr(static_cast<std::size_t>(object.value(QStringLiteral("offset")).toInt()),
                                                   static_cast<std::size_t>(object.value(QStringLiteral("len")).toInt())), ms));
        }
        const auto step = std::max<std::size_t>(1, bytes.size() / 60);
        QCOMPARE(cutEverywhere(dialogue, "generic", 60'000, step), QString());
    }

    // More than one note can hold: many long commands outstanding.
    void manyNotes()
    {
        std::vector<Exchange> dialogue;
        for (int i = 0; i < 30; ++i)
            dialogue.push_back(tx("AT+CIOTMKEY=\"" + std::string(1400, static_cast<char>('a' + i % 26)) + "\x02\"\r", i));
        dialogue.push_back(rx("\r\nOK\r\n\r\nERROR\r\n", 100));
        QCOMPARE(cutEverywhere(dialogue, "ML302", 8'000, 977), QString());
        QCOMPARE(cutEverywhere(dialogue, "ML302", 60'000, 977), QString());
        auto observer = fresh("ML302");
        EventLog log;
        for (const auto &one : dialogue)
            observer.feed(one.stamp, one.direction, one.bytes, log);
        QVERIFY(observer.saved(8'000).size() > 5);
    }

    // Who has read anything takes such a note as an event and nothing else.
    void onlyAtTheBeginning()
    {
        auto first = fresh("ML302");
        EventLog log;
        first.feed(Stamp{Start}, Direction::Tx, "AT+CSQ\r", log);
        const auto notes = notesOf(first);
        auto other = fresh("generic");
        EventLog said;
        other.feed(Stamp{Start}, Direction::Rx, "\r\nOK\r\n", said);
        other.note(Stamp{Start}, notes.front(), said);
        QCOMPARE(said.entries.size(), std::size_t{2});
        QCOMPARE(other.outstanding(), std::size_t{0});
        QCOMPARE(other.dialect().view().module().id, std::string("generic"));
    }

    // Notes are input like any other.
    void hostileNotes()
    {
        auto first = fresh("ML302");
        EventLog log;
        first.feed(Stamp{Start}, Direction::Tx, "AT+CIOTSTART=0\r", log);
        first.feed(Stamp{Start}, Direction::Rx, "\r\nOK\r\n+CIOTCMD:60,abcdef", log);
        const auto note = notesOf(first).front();
        std::mt19937 random(5);
        const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
        static constexpr const char *Numbers[] = {"0", "1", "7", "255", "65536", "4194304", "9007199254740993", "\"18446744073709551615\"", "-1", "1e300", "true", "{}"};
        for (int round = 0; round < 4000; ++round) {
            auto bad = note;
            for (std::size_t change = 0; change <= pick(4); ++change) {
                const auto at = bad.find_first_of("0123456789", pick(bad.size()));
                if (at == std::string::npos)
                    continue;
                const auto end = bad.find_first_not_of("0123456789", at);
                if (pick(3) == 0)
                    bad[pick(bad.size())] = static_cast<char>(random());
                else
                    bad.replace(at, end - at, Numbers[pick(std::size(Numbers))]);
            }
            EventLog said;
            auto second = fresh();
            second.beginAt({pick(2) == 0 ? first.settled()[0] : pick(1000), pick(1000)});
            second.note(Stamp{Start}, bad, said);
            for (std::size_t i = 0; i < pick(5); ++i)
                second.feed(Stamp{Start}.plus(1), pick(2) == 0 ? Direction::Rx : Direction::Tx, std::string(pick(80), 'x') + (pick(2) == 0 ? "\r\n" : ""), said);
            second.advance(Stamp{Start}.plus(1e6), said);
            second.finish(said);
            QVERIFY(!said.entries.empty());
        }
    }
};

ATSCOPE_TEST(TstObserverParts)
#include "tst_observer_parts.moc"
