// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/session/exchange.h"
#include "core/session/replay.h"
#include "core/session/store_feeder.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using session::Exchange;

namespace {

// Events of a dialogue in a store, as a session puts them there; a second between the pieces.
class Dialogue final : public engine::EventSink
{
public:
    explicit Dialogue(session::Workspace &workspace, const char *module = "ML302")
        : store({}), m_observer(session::makeObserver(workspace, module, false)), m_feeder(store)
    {
    }
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        m_feeder.append(event, bytes, m_observer);
        if (event.kind == engine::EventKind::Command)
            commands.push_back(event.id);
    }
    Dialogue &sends(std::string_view bytes) { return feed(Direction::Tx, bytes); }
    Dialogue &says(std::string_view bytes) { return feed(Direction::Rx, bytes); }

    store::EventStore store;
    std::vector<std::uint64_t> commands;

private:
    Dialogue &feed(Direction direction, std::string_view bytes)
    {
        store.takeBytes(direction, bytes);
        m_observer.feed(m_now, direction, bytes, *this);
        m_now = m_now.plus(1000);
        return *this;
    }
    base::Stamp m_now{1'700'000'000'000'000'000};
    engine::Observer m_observer;
    session::StoreFeeder m_feeder;
};

const expr::Value *field(const std::vector<std::pair<std::string, expr::Value>> &fields, std::string_view name)
{
    for (const auto &[key, value] : fields)
        if (key == name)
            return &value;
    return nullptr;
}

} // namespace

class TstExchange final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }

    void anAnswerWithFields()
    {
        Dialogue d(*m_workspace);
        d.sends("AT+CIOTMKEY?\r").says("AT+CIOTMKEY?\r\r\n+CIOTMKEY:\"abc\"\r\n\r\nOK\r\n");
        const auto exchange = session::exchangeOf(d.store, d.commands.at(0));
        QCOMPARE(exchange.sent, std::string("AT+CIOTMKEY?"));
        QCOMPARE(exchange.finalText, std::string("OK"));
        QCOMPARE(exchange.answer, (std::vector<std::string>{"+CIOTMKEY:\"abc\""}));
        const auto *key = field(exchange.fields, "mkey");
        QVERIFY(key);
        QCOMPARE(key->text(), std::string("abc"));
        QVERIFY(!exchange.failed);
        QCOMPARE(exchange.finalMs, 1000.0);
        QCOMPARE(exchange.completion, std::uint64_t{0});
        QCOMPARE(exchange.completionMs, -1.0);
    }

    void aFieldThatComesAgainIsAList()
    {
        Dialogue d(*m_workspace, "generic");
        d.sends("AT+CGDCONT?\r").says("\r\n+CGDCONT: 1,\"IP\",\"a\"\r\n+CGDCONT: 2,\"IPV6\",\"b\"\r\n\r\nOK\r\n");
        const auto exchange = session::exchangeOf(d.store, d.commands.at(0));
        QCOMPARE(exchange.answer.size(), std::size_t{2});
        const auto *cid = field(exchange.fields, "cid");
        QVERIFY(cid && cid->isList());
        QCOMPARE(cid->list().size(), std::size_t{2});
        QCOMPARE(cid->list().at(1).integer(), std::int64_t{2});
    }

    void errorsHaveAMeaning()
    {
        Dialogue d(*m_workspace);
        d.sends("AT+CIOTSTART=0\r").says("\r\n+CME ERROR: 108\r\n");
        const auto exchange = session::exchangeOf(d.store, d.commands.at(0));
        QVERIFY(exchange.failed);
        QCOMPARE(exchange.errorCode, std::string("108"));
        QVERIFY(!exchange.errorMeaning.in(false).empty());
        QVERIFY(!exchange.errorMeaning.in(true).empty());
        QVERIFY(exchange.errorMeaning.in(false) != exchange.errorMeaning.in(true));
        QCOMPARE(exchange.fields.size(), std::size_t{0});
    }

    void completionAndWhatCameMeanwhile()
    {
        Dialogue d(*m_workspace);
        d.sends("AT+CIOTSTART=0\r").says("\r\nOK\r\n").says("\r\n+CIOTCMD:3,abc\r\n").says("\r\nCIOT CONNECT OK\r\n");
        const auto exchange = session::exchangeOf(d.store, d.commands.at(0));
        QCOMPARE(exchange.completionText, std::string("CIOT CONNECT OK"));
        QVERIFY(!exchange.completionMeaning.empty());
        QCOMPARE(exchange.completionMs, 3000.0);
        QCOMPARE(exchange.finalMs, 1000.0);
        QCOMPARE(exchange.meanwhile.size(), std::size_t{1});
        QVERIFY(!exchange.failed);
        // Only up to the final.
        const auto early = session::exchangeOf(d.store, d.commands.at(0), exchange.final);
        QCOMPARE(early.completion, std::uint64_t{0});
        QCOMPARE(early.finalText, std::string("OK"));
    }

    // Parts of what was asked for, before the line that ends it, and their payloads: lines of their own, no answer with holes.
    void partsThatComeUnasked()
    {
        Dialogue dialogue(*m_workspace, "M5310-A");
        dialogue.sends("AT+HTTPSEND=0,0,\"/a\"\r").says("OK\r\n").says("+HTTPNMIC:0,1,6,3\r\nabc\r\n").says("+HTTPNMIC:0,0,6,3\r\ndef\r\n");
        QCOMPARE(dialogue.commands.size(), std::size_t{1});
        const Exchange exchange = session::exchangeOf(dialogue.store, dialogue.commands[0]);
        QVERIFY(exchange.answer.empty());
        QCOMPARE(exchange.meanwhile.size(), std::size_t{1});
        QCOMPARE(exchange.completionText, std::string("+HTTPNMIC:0,0,6,3"));
        QVERIFY(!exchange.failed);
    }

    void interleavedCommands()
    {
        Dialogue d(*m_workspace, "generic");
        d.sends("AT+CGMI\rAT+CGMM\r").says("AT+CGMI\r\r\nACME\r\n\r\nOK\r\nAT+CGMM\r\r\nM1\r\n\r\nOK\r\n");
        QCOMPARE(session::exchangeOf(d.store, d.commands.at(0)).answer, (std::vector<std::string>{"ACME"}));
        QCOMPARE(session::exchangeOf(d.store, d.commands.at(1)).answer, (std::vector<std::string>{"M1"}));
    }

    void whatIsNoCommand()
    {
        Dialogue d(*m_workspace);
        d.sends("AT\r").says("\r\nOK\r\n");
        for (const std::uint64_t id : {std::uint64_t{0}, std::uint64_t{99}, ~std::uint64_t{0}})
            QCOMPARE(session::exchangeOf(d.store, id).command, std::uint64_t{0});
        QVERIFY(session::exchangeOf(d.store, 2).answer.empty()); // the final: it has nothing of its own
        d.sends("AT+CGMI\r"); // unanswered
        const auto open = session::exchangeOf(d.store, d.commands.at(1));
        QCOMPARE(open.final, std::uint64_t{0});
        QCOMPARE(open.finalMs, -1.0);
    }
};

ATSCOPE_TEST(TstExchange)
#include "tst_exchange.moc"
