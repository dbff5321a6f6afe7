// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <map>

#include "core/catalog/line.h"
#include "core/session/event_writer.h"
#include "core/session/objects.h"
#include "core/session/replay.h"
#include "core/session/store_feeder.h"
#include "support/test_main.h"

using namespace atscope;

namespace {

session::Workspace &workspace()
{
    static auto s_workspace = session::Workspace::open({});
    return **s_workspace;
}

const std::string Text =
    "AT\r\nOK\r\n"
    "\r\n+HTTPNMIH:0,0,28\r\nTransfer-Encoding: chunked\r\n\r\n"
    "\r\n+HTTPNMIC:0,1,3,3,3\r\naaa\r\n"
    "\r\n+MIPLWRITE: 0,7,3303,0,5701,1,1,C,1\r\n"
    "\r\n+MIPLWRITE: 0,7,3303,0,5700,4,4,24.5,0\r\n"
    "\r\n+HTTPNMIC:0,0,6,6,3\r\nbbb\r\n"
    "AT^ONENETGET=\"api-key:k\"\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}\r\nOK\r\n"
    "\r\n+MIPLWRITE: 0,8,3303,0,5701,1,1,C,1\r\n"
    "\r\n+CSQ: 20,99\r\n";

std::string jsonOf(const decode::Object &object, const decode::StreamBytes &bytes)
{
    base::JsonWriter out;
    session::ObjectView(object, bytes, workspace().catalog().model()).write(out, catalog::Language::English, false);
    return out.take();
}

// Fills a store, and notes which object every event is part of.
class Filler final : public engine::EventSink, public decode::ObjectSink
{
public:
    explicit Filler(store::EventStore &store) : m_store(store), m_feeder(store), m_assembler(workspace().chosenDialect()) {}
    void fill(bool bytewise, const std::string &text = Text)
    {
        auto observer = session::makeObserver(workspace(), {}, true);
        m_observer = &observer;
        for (std::size_t at = 0; at < text.size(); at += bytewise ? 1 : text.size()) {
            const auto piece = std::string_view(text).substr(at, bytewise ? 1 : text.size());
            m_store.takeBytes(base::Direction::Rx, piece);
            observer.feed(base::Stamp::none(), base::Direction::Rx, piece, *this);
        }
        observer.finish(*this);
        m_feeder.settle(observer);
        m_assembler.show(*this);
    }
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        m_feeder.append(event, bytes, *m_observer);
        m_assembler.feed(session::objectInput(event, bytes), m_observer->dialect(), m_observer->facts(), *this);
    }
    void onObject(const decode::Object &object, Change) override
    {
        for (const auto &event : object.events)
            objects[event.id] = object;
    }
    std::map<std::uint64_t, decode::Object> objects;

private:
    store::EventStore &m_store;
    session::StoreFeeder m_feeder;
    decode::Assembler m_assembler;
    engine::Observer *m_observer = nullptr;
};

std::optional<decode::Object> search(const store::EventStore &store, std::uint64_t event, std::size_t step, bool ended = false,
                                     std::uint64_t reach = session::ObjectSearch::Reach)
{
    session::ObjectSearch search(store, event, ended, reach);
    while (!search.step(step)) {
    }
    return search.found();
}

} // namespace

// The window looks for the object of one event; what it finds is what `decode --objects` says.
class TstObjectSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSame_data()
    {
        QTest::addColumn<bool>("bytewise");
        QTest::addColumn<int>("step");
        QTest::newRow("whole") << false << 1000;
        QTest::newRow("byte by byte, in steps") << true << 1;
    }
    void findsTheSame()
    {
        QFETCH(bool, bytewise);
        QFETCH(int, step);
        store::EventStore store({});
        Filler filler(store);
        filler.fill(bytewise);
        const auto bytes = session::bytesOf(store);
        QVERIFY(filler.objects.size() >= 8);
        std::map<std::string, int> kinds;
        for (std::uint64_t id = 1; id <= store.count(); ++id) {
            auto found = search(store, id, static_cast<std::size_t>(step));
            engine::Event event;
            QVERIFY(store.event(id, event));
            const auto expected = filler.objects.find(id);
            if (expected == filler.objects.end()) {
                QVERIFY(!found || event.kind == engine::EventKind::Echo);
                continue;
            }
            QVERIFY2(found, std::to_string(id).c_str());
            found->id = expected->second.id; // counted from where the search began
            QCOMPARE(jsonOf(*found, bytes), jsonOf(expected->second, bytes));
            ++kinds[found->shape->id];
        }
        QCOMPARE(kinds["http-response"], 7); // two lines and payloads thrice, and a raw answer
        QCOMPARE(kinds["lwm2m-write"], 3);
        QVERIFY(!search(store, 0, 10));
        QVERIFY(!search(store, store.count() + 5, 10));
    }
    // The last write is still open; the command finds the answer it got.
    void openAndCommands()
    {
        store::EventStore store({});
        Filler filler(store);
        filler.fill(false);
        int open = 0, commands = 0;
        for (std::uint64_t id = 1; id <= store.count(); ++id) {
            engine::Event event;
            QVERIFY(store.event(id, event));
            const auto found = search(store, id, 100);
            open += found && found->state == decode::ObjectState::Open ? 1 : 0;
            commands += found && event.kind == engine::EventKind::Echo ? 1 : 0;
        }
        QCOMPARE(open, 1);
        QCOMPARE(commands, 1);
    }
    // A file ends in the middle of a write: what was open there will never be whole.
    void cutByTheEnd()
    {
        store::EventStore store({});
        Filler filler(store);
        filler.fill(false);
        int abandoned = 0, open = 0;
        for (std::uint64_t id = 1; id <= store.count(); ++id) {
            const auto found = search(store, id, 100, true);
            abandoned += found && found->state == decode::ObjectState::Abandoned ? 1 : 0;
            open += found && found->state == decode::ObjectState::Open ? 1 : 0;
        }
        QCOMPARE(abandoned, 1);
        QCOMPARE(open, 0);
    }
    // Longer than what is looked at around an event: the search follows it to its end, and goes back for its beginning.
    void longerThanTheReach()
    {
        constexpr int Parts = 400;
        std::string text = "\r\n+HTTPNMIH:0,0,28\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (int i = 1; i <= Parts; ++i)
            text += "\r\n+HTTPNMIC:0," + std::string(i < Parts ? "1" : "0") + ',' + std::to_string(3 * i) + ',' + std::to_string(3 * i) + ",3\r\nabc\r\n";
        store::EventStore store({});
        Filler filler(store);
        filler.fill(false, text);
        QVERIFY(store.count() > 2 * Parts);
        for (const std::uint64_t id : {std::uint64_t{1}, store.count() / 2, store.count()}) {
            const auto found = search(store, id, 7, true, 20);
            QVERIFY2(found, std::to_string(id).c_str());
            QVERIFY2(found->state == decode::ObjectState::Complete, decode::stateName(found->state));
            QCOMPARE(found->bytes, std::uint64_t{3 * Parts});
        }
    }
    // Headers, JSON members and resources that the catalog calls secret are dots in the window, and as they are in `decode`.
    void hidesSecrets()
    {
        store::EventStore store({});
        Filler filler(store);
        filler.fill(false, "\r\n+HTTPNMIH:0,0,61\r\nContent-Type: application/json\r\nset-cookie: id=cookiecookie\r\n\r\n"
                           "\r\n+HTTPNMIC:0,0,34,34,34\r\n{\"key\":\"topsecret\",\"name\":\"plain\"}\r\n"
                           "\r\n+MIPLWRITE: 0,8,0,0,5,1,7,hushhus,0\r\n");
        std::string open, hidden;
        for (std::uint64_t id = 1; id <= store.count(); ++id)
            if (const auto found = search(store, id, 100)) {
                const session::ObjectView view(*found, session::bytesOf(store), workspace().catalog().model());
                open += view.toText(catalog::Language::English);
                hidden += view.toText(catalog::Language::English, 4096, true);
            }
        for (const char *secret : {"cookiecookie", "topsecret", "hushhus"}) {
            QVERIFY2(open.find(secret) != std::string::npos, open.c_str());
            QVERIFY2(hidden.find(secret) == std::string::npos, hidden.c_str());
        }
        for (const char *plain : {"application/json", "plain", "••••••"})
            QVERIFY2(hidden.find(plain) != std::string::npos, hidden.c_str());
        // The pieces that came are secret in the same places.
        std::string pieces;
        for (std::uint64_t id = 1; id <= store.count(); ++id) {
            engine::Event event;
            QVERIFY(store.event(id, event));
            const auto bytes = store.bytes(event);
            const auto facts = store.factsAt(id);
            const auto dialect = store.dialectAt(id);
            if (event.kind == engine::EventKind::Payload)
                pieces += catalog::masked(bytes, session::EventView(event, bytes, *dialect, facts).secrets()) + '\n';
        }
        QVERIFY2(pieces.find("cookiecookie") == std::string::npos && pieces.find("topsecret") == std::string::npos, pieces.c_str());
        QVERIFY2(pieces.find("Content-Type: application/json") != std::string::npos && pieces.find("plain") != std::string::npos, pieces.c_str());
    }
    void headline()
    {
        store::EventStore store({});
        Filler filler(store);
        filler.fill(false);
        std::string english, chinese;
        for (const auto &[id, object] : filler.objects) {
            english += session::objectHeadline(object, catalog::Language::English) + '\n';
            chinese += session::objectHeadline(object, catalog::Language::Chinese) + '\n';
        }
        QVERIFY2(english.find("HTTP response (id 0): 6 bytes, complete") != std::string::npos, english.c_str());
        QVERIFY2(english.find("Write operation (ref 0, mid 7): 2 values, complete") != std::string::npos, english.c_str());
        QVERIFY2(chinese.find("写操作 (ref 0, mid 8)：1 个值，接收中") != std::string::npos, chinese.c_str());
    }
};

ATSCOPE_TEST(TstObjectSearch)
#include "tst_object_search.moc"
