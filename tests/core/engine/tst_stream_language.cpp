// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <map>

#include "core/catalog/messages.h"
#include "core/decode/fields.h"
#include "support/event_log.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using base::Stamp;
using test::Cut;

namespace {

const char *const Probe = R"yaml(
atscope: 1
family: probe
title: {en: Probe, zh: 试}
finals:
  - {text: OK, success: true}
  - {text: ERROR}
  - {text: +CME ERROR, value: true}
facts:
  - {name: delay, type: number, title: {en: delay, zh: 延时}}
  - {name: cscs, type: text, title: {en: charset, zh: 字符集}}
  - {name: ids, type: list, partial: true, title: {en: ids, zh: 号}}
  - {name: code, type: text, title: {en: code, zh: 码}}
commands:
  - name: AT+DELAY
    title: {en: delay, zh: 延时}
    forms:
      - {form: set, params: [{name: delay, type: integer}], effects: [{on: ok, fact: delay, value: delay}]}
  - name: AT+PUB
    title: {en: publish, zh: 发布}
    forms:
      - form: set
        params: [{name: qos, type: integer}]
        answer: [{prefix: +PUB, fields: [{name: packet_id, type: integer}]}]
        effects:
          - {on: failure, when: 'given(answer.packet_id)', fact: code, value: "'lost ' + text(answer.packet_id)"}
        completion:
          when: qos == 1
          deadline: 10s
          steps:
            - {urc: +PUBACK, when: packet_id == answer.packet_id}
            - {final: +CME ERROR, failure: true, when: 'code in {700, 701}'}
  - name: AT+OPEN
    title: {en: open, zh: 打开}
    forms:
      - form: execute
        answer: [{prefix: +STATE, fields: [{name: state, type: integer}], optional: true}]
        completion:
          deadline: 10s
          steps:
            - {urc: +STATE, when: state == 1}
            - {urc: +STATE, when: state == 9, failure: true}
  - name: AT+LIST
    title: {en: list, zh: 列表}
    forms:
      - form: execute
        answer: {kind: text, final: none, silence: 2 * fact.delay}
  - name: AT+RSP
    title: {en: reply, zh: 应答}
    forms: [{form: set, params: [{name: mid, type: integer}]}]
  - name: AT+SPLIT
    title: {en: split, zh: 分隔}
    forms:
      - form: read
        answer: [{prefix: +SPLIT, fields: [us, rs], fields-pattern: '^(.),(.)$'}]
urcs:
  - name: +PUBACK
    title: {en: ack, zh: 确认}
    fields: [{name: packet_id, type: integer}]
  - name: +STATE
    title: {en: state, zh: 状态}
    fields: [{name: state, type: integer}]
  - name: closed
    title: {en: closed, zh: 关闭}
    pattern: '^(\d+), ?(CLOSED)$'
    fields: [{name: id, type: integer}, {name: what}]
  - name: +NMIC
    title: {en: body, zh: 正文}
    shapes:
      - fields: [id, more, total, cur_len]
        counted: {place: next, silence: 2 * fact.delay}
      - fields: [id, more, total, summation, cur_len]
        counted: {place: next, silence: 2 * fact.delay}
  - name: +WRITE
    title: {en: write, zh: 写}
    shapes:
      - match: {type: 1}
        fields: &write
          - {name: mid, type: integer}
          - {name: type, type: integer}
          - {name: len, type: integer}
          - name: value
            type: string
            variants:
              - {when: 'type in 3..4', type: float}
              - {when: type == 2, type: hex}
          - {name: flag, type: integer}
          - {name: index, type: integer, optional: true}
        counted: {count: len, place: same, event: own-field, fields-after: 2}
      - match: {type: [2, 6]}
        fields: *write
        counted: {count: len, place: same, event: own-field, fields-after: 2, unit: either}
      - fields: *write
    effects:
      - {on: urc, when: 'given(index)', dialect: classic, reason: {en: an index behind the flag, zh: 标志后有序号}}
      - {on: urc, fact: ids, add: mid}
  - name: +ERR
    title: {en: error, zh: 错误}
    shapes:
      - match: {code: 100..600}
        fields: [id, {name: code, type: integer}]
        counted: {place: next, unit: line}
      - fields: [id, {name: code, type: integer, values: [{value: -3, text: {en: one, zh: 一}, when: "module == 'A'"}, {value: -3, text: {en: two, zh: 二}, when: "module == 'B'"}]}]
  - name: +READ
    kind: request
    title: {en: read, zh: 读}
    fields: [{name: mid, type: integer}]
    reply: {command: AT+RSP, agree: {mid: mid}}
  - name: +TEXT
    title: {en: text, zh: 文本}
    fields: [{name: a, charset-fact: cscs}, {name: b, charset: ucs2-hex}]
modules:
  - {module: generic, title: {en: g, zh: g}, families: [probe], lenient: true, dialects: [v4, classic]}
  - {module: A, title: {en: a, zh: a}, families: [probe], dialects: [v4, classic], facts: {cscs: HEX}}
  - {module: B, title: {en: b, zh: b}, families: [probe]}
)yaml";

Stamp at(double ms)
{
    return Stamp{1'700'000'000'000'000'000}.plus(ms);
}

test::Exchange tx(std::string bytes, double ms)
{
    return {Direction::Tx, std::move(bytes), at(ms)};
}

test::Exchange rx(std::string bytes, double ms)
{
    return {Direction::Rx, std::move(bytes), at(ms)};
}

class Log final : public engine::EventSink
{
public:
    explicit Log(const engine::Observer *&observer) : m_observer(observer) {}
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        text += std::string(event.direction == Direction::Tx ? ">" : "") + engine::kindName(event.kind) + ':' + std::string(bytes);
        if (event.of)
            text += '@' + std::to_string(event.of);
        if (event.completes)
            text += '!' + std::to_string(event.completes) + (event.success ? "" : "-");
        for (const auto flag : session::flagNames(event.flags))
            text += '[' + std::string(flag) + ']';
        if (event.kind == engine::EventKind::Status)
            text += engine::whyCode(event.why);
        std::string fields;
        for (const auto &field : decode::fieldsOf(m_observer->dialect(), {event.urc == decode::NoEntry ? event.form : decode::NoEntry, event.urc, event.shape},
                                                  bytes, &m_observer->facts()))
            if (field.given)
                fields += (fields.empty() ? "" : " ") + (field.parameter ? field.parameter->name : std::string("?")) + '=' + field.value.toText();
        if (!fields.empty() && event.kind != engine::EventKind::Payload)
            text += " {" + fields + '}';
        text += '\n';
    }
    std::string text;

private:
    const engine::Observer *&m_observer;
};

} // namespace

// Answers and URCs that the catalog language can tell apart, completions by finals and answers, silence by facts, dialects that show
// themselves: all with the stream cut in any way.
class TstStreamLanguage : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const decode::Dialect>> m_dialects;

    std::shared_ptr<const decode::Dialect> dialect(const std::string &module, const std::string &name = {})
    {
        auto &entry = m_dialects[{module, name}];
        if (!entry)
            entry = std::make_shared<decode::Dialect>(m_catalog, m_catalog->module(module), name);
        return entry;
    }
    std::string run(const std::vector<test::Exchange> &dialogue, const std::string &module = "A", double end = 0)
    {
        std::string whole;
        for (unsigned cut = 0; cut < 24; ++cut) {
            engine::ObserverOptions options;
            options.dialectFor = [this](std::string_view m, std::string_view d) { return dialect(std::string(m), std::string(d)); };
            engine::Observer observer(dialect(module), options);
            const engine::Observer *seen = &observer;
            Log log(seen);
            std::mt19937 random(cut);
            for (const auto &exchange : dialogue)
                for (std::size_t from = 0; from < exchange.bytes.size();) {
                    const std::size_t size = cut == 0 ? exchange.bytes.size() : cut == 1 ? 1 : 1 + random() % 9;
                    const std::string block = exchange.bytes.substr(from, size);
                    observer.feed(exchange.stamp, exchange.direction, block, log);
                    from += block.size();
                }
            if (end > 0)
                observer.advance(at(end), log);
            observer.finish(log);
            if (cut == 0)
                whole = log.text;
            else if (log.text != whole)
                return "cut " + std::to_string(cut) + " differs:\n" + whole + "---\n" + log.text;
            m_facts = observer.facts();
        }
        return whole;
    }
    catalog::FactState m_facts;

private slots:
    void initTestCase()
    {
        std::vector<catalog::Complaint> complaints;
        catalog::CompiledFile file = catalog::compileFile(Probe, "probe.yaml", {});
        complaints = file.complaints;
        catalog::Model model;
        model.families = std::move(file.families);
        model.modules = std::move(file.modules);
        m_catalog = catalog::Catalog::make(std::move(model), complaints);
        for (const auto &complaint : complaints)
            qWarning("%s", catalog::Messages::render(complaint.error, catalog::Language::English).c_str());
        QVERIFY(complaints.empty());
    }

    void dialogue_data()
    {
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<std::vector<test::Exchange>>("dialogue");
        QTest::addColumn<double>("end");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, std::vector<test::Exchange> dialogue, const char *expected, const char *module = "A", double end = 0) {
            QTest::newRow(name) << QByteArray(module) << std::move(dialogue) << end << QByteArray(expected);
        };
        row("URC without a prefix", {rx("0, CLOSED\r\n12,CLOSED\r\nCLOSED\r\n", 0)},
            "urc:0, CLOSED {id=0 what=CLOSED}\nurc:12,CLOSED {id=12 what=CLOSED}\nnoise:CLOSED\n");
        row("the same while a command waits", {tx("AT+SPLIT?\r", 0), rx("0, CLOSED\r\n+SPLIT: ,,;\r\nOK\r\n", 5)},
            ">command:AT+SPLIT?\nurc:0, CLOSED {id=0 what=CLOSED}\nanswer:+SPLIT: ,,;@1 {us=, rs=;}\nfinal:OK@1\n");
        row("fields that are separators", {tx("AT+SPLIT?\r", 0), rx("+SPLIT:;,|\r\nOK\r\n", 5)},
            ">command:AT+SPLIT?\nanswer:+SPLIT:;,|@1 {us=; rs=|}\nfinal:OK@1\n");
        row("four and five fields", {rx("+NMIC:0,1,9,4\r\nOK\r\n+NMIC:0,0,9,9,5\r\nab\r\nc\r\n", 0)},
            "urc:+NMIC:0,1,9,4 {id=0 more=1 total=9 cur_len=4}\npayload:OK\r\n\n"
            "urc:+NMIC:0,0,9,9,5 {id=0 more=0 total=9 summation=9 cur_len=5}\npayload:ab\r\nc\n");
        row("value by its count", {rx("+WRITE: 7,1,5,a,\"b,,0\r\n+WRITE: 8,1,4,\"a,b\"\",0\r\n", 0)},
            "urc:+WRITE: 7,1,5,a,\"b,,0 {mid=7 type=1 len=5 value=a,\"b, flag=0}\n"
            "urc:+WRITE: 8,1,4,\"a,b\"\",0 {mid=8 type=1 len=4 value=a,b\" flag=0}\n");
        row("value by its type", {rx("+WRITE: 7,3,4,22,0\r\n+WRITE: 7,2,2,0A0B,1\r\n+WRITE: 7,6,4,0A0B,1\r\n", 0)},
            "urc:+WRITE: 7,3,4,22,0 {mid=7 type=3 len=4 value=22 flag=0}\n"
            "urc:+WRITE: 7,2,2,0A0B,1 {mid=7 type=2 len=2 value=0A0B flag=1}\n"
            "urc:+WRITE: 7,6,4,0A0B,1 {mid=7 type=6 len=4 value=0A0B flag=1}\n");
        row("count not kept: from both ends", {rx("+WRITE: 7,1,9,\"te,st\",0\r\n", 0)},
            "urc:+WRITE: 7,1,9,\"te,st\",0[broken] {mid=7 type=1 len=9 value=te,st flag=0}\n");
        row("the dialect shows itself", {rx("+WRITE: 7,3,4,22,0\r\n+WRITE: 7,3,4,22,0,0\r\n+WRITE: 8,3,4,22,0,0\r\n", 0)},
            "urc:+WRITE: 7,3,4,22,0 {mid=7 type=3 len=4 value=22 flag=0}\n"
            "urc:+WRITE: 7,3,4,22,0,0 {mid=7 type=3 len=4 value=22 flag=0 index=0}\n"
            "note:{\"atscope\":1,\"dialect\":\"classic\",\"reason\":\"an index behind the flag\"}@2\n"
            "urc:+WRITE: 8,3,4,22,0,0 {mid=8 type=3 len=4 value=22 flag=0 index=0}\n");
        row("no dialects, no change", {rx("+WRITE: 7,3,4,22,0,0\r\n", 0)},
            "urc:+WRITE: 7,3,4,22,0,0 {mid=7 type=3 len=4 value=22 flag=0 index=0}\n", "B");
        row("a line behind some codes", {rx("+ERR:0,404\r\n404 Not Found\r\n+ERR:0,-14\r\n404 Not Found\r\n", 0)},
            "urc:+ERR:0,404 {id=0 code=404}\npayload:404 Not Found\nurc:+ERR:0,-14 {id=0 code=-14}\nnoise:404 Not Found\n");
        row("completion of the right packet",
            {tx("AT+PUB=1\r", 0), rx("+PUB: 12\r\nOK\r\n", 5), rx("+PUBACK:11\r\n+PUBACK:12\r\n", 50)},
            ">command:AT+PUB=1\nanswer:+PUB: 12@1 {packet_id=12}\nfinal:OK@1\nurc:+PUBACK:11 {packet_id=11}\n"
            "urc:+PUBACK:12@1!1 {packet_id=12}\n");
        row("an error behind OK", {tx("AT+PUB=1\r", 0), rx("+PUB: 12\r\nOK\r\n", 5), rx("+CME ERROR: 700\r\n", 900)},
            ">command:AT+PUB=1\nanswer:+PUB: 12@1 {packet_id=12}\nfinal:OK@1\nfinal:+CME ERROR: 700@1!1-\n");
        row("another error behind OK", {tx("AT+PUB=1\r", 0), rx("+PUB: 12\r\nOK\r\n", 5), rx("+CME ERROR: 3\r\n", 900)},
            ">command:AT+PUB=1\nanswer:+PUB: 12@1 {packet_id=12}\nfinal:OK@1\nfinal:+CME ERROR: 3[unsolicited]\n");
        row("an error of the next command",
            {tx("AT+PUB=1\r", 0), rx("+PUB: 12\r\nOK\r\n", 5), tx("AT+RSP=1\r", 100), rx("+CME ERROR: 700\r\n", 900), rx("+PUBACK:12\r\n", 950)},
            ">command:AT+PUB=1\nanswer:+PUB: 12@1 {packet_id=12}\nfinal:OK@1\n>command:AT+RSP=1\nfinal:+CME ERROR: 700@4\n"
            "urc:+PUBACK:12@1!1 {packet_id=12}\n");
        row("nothing to complete", {tx("AT+PUB=0\r", 0), rx("+PUB: 0\r\nOK\r\n", 5), rx("+CME ERROR: 700\r\n", 900)},
            ">command:AT+PUB=0\nanswer:+PUB: 0@1 {packet_id=0}\nfinal:OK@1\nfinal:+CME ERROR: 700[unsolicited]\n");
        row("a URC that comes as an answer", {tx("AT+OPEN\r", 0), rx("+STATE: 1\r\nOK\r\n", 5)},
            ">command:AT+OPEN\nanswer:+STATE: 1@1!1 {state=1}\nfinal:OK@1\n", "A", 60000);
        row("… or behind OK", {tx("AT+OPEN\r", 0), rx("OK\r\n+STATE: 9\r\n", 5)},
            ">command:AT+OPEN\nfinal:OK@1\nurc:+STATE: 9@1!1- {state=9}\n", "A", 60000);
        row("silence follows a fact", {tx("AT+DELAY=3\r", 0), rx("OK\r\n", 5), tx("AT+LIST\r", 10), rx("a\r\n", 20)},
            ">command:AT+DELAY=3\nfinal:OK@1\n>command:AT+LIST\nanswer:a@3\nstatus:@3ended-by-silence\n", "A", 6021);
        row("… just before", {tx("AT+DELAY=3\r", 0), rx("OK\r\n", 5), tx("AT+LIST\r", 10), rx("a\r\n", 20), rx("b\r\n", 6019)},
            ">command:AT+DELAY=3\nfinal:OK@1\n>command:AT+LIST\nanswer:a@3\nanswer:b@3\n", "A", 6030);
        row("a payload that is told to pause", {tx("AT+DELAY=3\r", 0), rx("OK\r\n", 5), rx("+NMIC:0,0,4,4\r\nab", 10), rx("cd\r\n", 5900)},
            ">command:AT+DELAY=3\nfinal:OK@1\nurc:+NMIC:0,0,4,4 {id=0 more=0 total=4 cur_len=4}\npayload:abcd\n");
        row("… and is not", {rx("+NMIC:0,0,4,4\r\nab", 10), rx("cd\r\n", 5900)},
            "urc:+NMIC:0,0,4,4 {id=0 more=0 total=4 cur_len=4}\npayload:ab[broken]\nnoise:cd\n");
        row("a reply takes its own request", {rx("+READ: 5\r\n+READ: 6\r\n", 0), tx("AT+RSP=5\r", 5), rx("OK\r\n+READ: 5\r\n+READ: 6\r\n", 9)},
            "urc:+READ: 5 {mid=5}\nurc:+READ: 6 {mid=6}\n>command:AT+RSP=5\nfinal:OK@3\nurc:+READ: 5 {mid=5}\nurc:+READ: 6[repeated] {mid=6}\n");
        row("character sets", {rx("+TEXT: 6869,4F60597D\r\n+TEXT: 68,4F6\r\n", 0)},
            "urc:+TEXT: 6869,4F60597D {a=hi b=你好}\nurc:+TEXT: 68,4F6 {a=h b=4F6}\n");
        row("character set not known", {rx("+TEXT: 6869,00E4\r\n", 0)}, "urc:+TEXT: 6869,00E4 {a=6869 b=ä}\n", "B");
    }
    void dialogue()
    {
        QFETCH(QByteArray, module);
        QFETCH(std::vector<test::Exchange>, dialogue);
        QFETCH(double, end);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(run(dialogue, module.toStdString(), end)), expected);
    }

    void factsAreKept()
    {
        run({tx("AT+PUB=1\r", 0), rx("+PUB: 12\r\nOK\r\n", 5), rx("+CME ERROR: 700\r\n", 900), rx("+WRITE: 7,3,4,22,0\r\n+WRITE: 9,3,4,22,0\r\n", 901)});
        QCOMPARE(m_facts.value("code").toText(), std::string("lost 12"));
        QCOMPARE(m_facts.value("ids").toText(), std::string("7, 9"));
        QVERIFY(m_facts.value("cscs") == expr::Value("HEX"));
    }

    void meaningsThatMayHold()
    {
        const auto said = [&](const char *module) {
            const auto chosen = dialect(module);
            const auto match = chosen->urcOf("+ERR:0,-3");
            const catalog::LineContext context{&chosen->view(), {}, nullptr};
            return decode::meaningOf(decode::fieldsOf(*chosen, {decode::NoEntry, match.urc, match.shape}, "+ERR:0,-3", nullptr), context).en;
        };
        QCOMPARE(said("A"), std::string("one"));
        QCOMPARE(said("B"), std::string("two"));
        QCOMPARE(said("generic"), std::string("one; two"));
    }

    void aChosenDialectStays()
    {
        engine::ObserverOptions options;
        options.dialectFor = [this](std::string_view m, std::string_view d) { return dialect(std::string(m), std::string(d)); };
        engine::Observer observer(dialect("A"), options);
        const engine::Observer *seen = &observer;
        Log log(seen);
        observer.note(at(0), R"({"atscope":1,"dialect":"v4"})", log);
        observer.feed(at(1), Direction::Rx, "+WRITE: 7,3,4,22,0,0\r\n", log);
        QCOMPARE(observer.dialect().name(), std::string("v4"));
        QVERIFY(log.text.find("classic") == std::string::npos);
    }
};

ATSCOPE_TEST(TstStreamLanguage)
#include "tst_stream_language.moc"
