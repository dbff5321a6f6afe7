// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/catalog.h"
#include "core/catalog/line.h"
#include "core/catalog/messages.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

namespace {

const char *const Family = R"yaml(
atscope: 1
family: probe
title: {en: Probe, zh: 试}
facts:
  - {name: login, values: [none, done], title: {en: login, zh: 登录}}
  - {name: version, type: text, title: {en: version, zh: 版本}}
  - {name: level, type: number, title: {en: level, zh: 级}}
  - {name: acks, type: list, title: {en: acks, zh: 号}}
  - {name: formats, type: map, partial: true, title: {en: formats, zh: 格式}}
  - {name: cloud, values: [onenet, ctwing], title: {en: cloud, zh: 云}}
  - {name: cloud.bootstrap, values: [none, possible], title: {en: bootstrap, zh: 引导}}
commands:
  - name: AT+MODE
    title: {en: mode, zh: 模式}
    misprints: [AT+MODEN]
    forms:
      - form: set
        params:
          - name: mode
            type: enum
            values:
              - {value: 0, text: {en: wipe, zh: 清除}}
              - {value: 1, text: {en: plain, zh: 普通}}
              - {value: 2, text: {en: fast, zh: 快}, when: "module != 'OLD'"}
              - {value: 3, text: {en: wide, zh: 宽}, when: "module != 'OLD'", severity: error, why: {en: '{module} refuses {parameter} {value}', zh: '{module} 拒绝 {value}'}}
              - {value: 4, text: {en: login, zh: 登录}, when: fact.login == 'done'}
              - {value: 5, text: {en: pair, zh: 对}, when: given(key)}
          - {name: key, optional: true, secret: true, forbidden-when: mode == 1, forbidden-text: {en: mode 1 has no key, zh: 模式 1 没有密钥}, bytes: 2..4, chars: a-z}
        dangers:
          - {danger: destructive, when: mode == 0, text: {en: wipes, zh: 清除}}
          - {danger: costly, when: fact.login == 'done', text: {en: costs, zh: 费用}}
        rules:
          - code: new-only
            when: mode == 1
            require: module in {'NEW'}
            severity: error
            text: {en: 'no mode {mode} on {module} with {key}', zh: '{mode}'}
          - {code: nobody, when: mode == 5, require: module == 'NONE', text: {en: never, zh: 无}}
  - name: AT+NOTE
    title: {en: note, zh: 通知}
    forms:
      - form: set
        params:
          - {name: id, type: integer}
          - {name: ack, type: integer, optional: true, propose: 'if count(fact.acks) > 0 then at(fact.acks, -1) + 1 else 1'}
          - {name: format, type: integer, optional: true}
        rules:
          - {code: ack-again, severity: warning, when: given(ack), require: not ack in fact.acks, at: ack, text: {en: '{ack} of {fact.version}', zh: '{ack}'}}
          - {code: format-differs, severity: warning, when: text(id) in fact.formats, require: "at(fact.formats, text(id)) == format", at: format, text: {en: 'format', zh: 'format'}}
        effects:
          - {on: sent, fact: acks, add: ack}
          - {on: sent, when: given(format), fact: formats, key: text(id), value: format}
  - name: AT+OPEN
    title: {en: open, zh: 打开}
    forms:
      - form: set
        params: [{name: host, type: host-port}]
        requires: [{that: fact.cloud.bootstrap != 'none', text: {en: no bootstrap there, zh: 无引导}}]
        effects:
          - {on: ok, fact: acks, clear: true}
          - {on: ok, fact: cloud, platform-of: host}
          - {on: ok, fact: version, forget: true}
          - {on: completion, fact: login, value: "'done'"}
  - name: AT+BODY
    title: {en: body, zh: 正文}
    forms:
      - form: set
        params:
          - {name: id, type: integer}
          - {name: body, escapes: true, bare-quotes: true, hex-when: {encode: 1}, variants: [{when: encode == 1, type: hex}]}
          - {name: encode, type: enum, values: {0: {en: text, zh: 文}, 1: {en: hex, zh: 十六进制}}, optional: true, default: 0}
  - name: AT+PATH
    title: {en: path, zh: 路径}
    forms: [{form: set, params: [{name: path, bare-quotes: true}]}]
  - name: AT+LEN
    title: {en: length, zh: 长度}
    forms:
      - form: set
        params: [{name: len, type: integer}, {name: data}]
        rules:
          - code: length
            require: bytes(data) == len
            at: len
            text: {en: 'not {len} but {fix}', zh: '{fix}'}
            fix: {len: bytes(data)}
            fixes:
              - {title: {en: 'cut at {len}', zh: '截断'}, set: {data: "replace(data, 'x', '')"}}
)yaml";

const char *const Modules = R"yaml(
atscope: 1
modules:
  - {module: generic, title: {en: g, zh: g}, families: [probe], lenient: true}
  - {module: NEW, title: {en: n, zh: n}, families: [probe], facts: {version: '0123', level: '2.5'}}
  - {module: OLD, title: {en: o, zh: o}, families: [probe]}
platforms:
  - platform: ctwing
    title: {en: CTWing, zh: CTWing}
    fact: cloud
    hosts: ['^221\.229\.', '\bctwing\.cn']
    facts: {cloud.bootstrap: none}
)yaml";

std::shared_ptr<const Catalog> probe()
{
    static const auto s_catalog = [] {
        Model model;
        std::vector<Complaint> complaints;
        for (const char *text : {Family, Modules}) {
            CompiledFile file = compileFile(text, "probe.yaml", {});
            complaints.insert(complaints.end(), file.complaints.begin(), file.complaints.end());
            std::move(file.families.begin(), file.families.end(), std::back_inserter(model.families));
            std::move(file.modules.begin(), file.modules.end(), std::back_inserter(model.modules));
            std::move(file.platforms.begin(), file.platforms.end(), std::back_inserter(model.platforms));
        }
        auto made = Catalog::make(std::move(model), complaints);
        for (const auto &complaint : complaints)
            qWarning("%s", Messages::render(complaint.error, Language::English).c_str());
        return complaints.empty() ? made : nullptr;
    }();
    return s_catalog;
}

// "w:code=message" of every problem.
std::string said(std::string_view line, const LineContext &context)
{
    std::string out;
    for (const Problem &problem : validate(line, parseLine(line, context), context)) {
        out += (out.empty() ? "" : " | ") + std::string(problem.severity == Severity::Warning ? "w:" : "") + problem.code;
        if (!problem.text.empty())
            out += "=" + problem.text.en;
    }
    return out;
}

} // namespace

// What the catalog language says beyond plain forms: severities by module, facts of several kinds, dangers under conditions, ways
// to repair, entries that extend others.
class TstLanguage : public QObject
{
    Q_OBJECT

private slots:
    void problems_data();
    void problems();
    void secretsAreNotQuoted();
    void hazards();
    void factsOfAllKinds();
    void platforms();
    void profileFactsHaveTheirType();
    void waysToRepair();
    void unknownCommand();
    void pasted_data();
    void pasted();
    void wrapped();
    void wrong_data();
    void wrong();
    void extends();
    void extendsNothing();
};

void TstLanguage::problems_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("module");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *line, const char *module, const char *expected) {
        QTest::newRow((std::string(line) + ' ' + module).c_str()) << QByteArray(line) << QByteArray(module) << QByteArray(expected);
    };
    row("AT+MODE=2", "NEW", "");
    row("AT+MODE=2", "OLD", "w:value-not-on-module");
    row("AT+MODE=2", "generic", "w:value-not-on-module");
    row("AT+MODE=3", "NEW", "");
    row("AT+MODE=3", "OLD", "value-not-on-module=OLD refuses mode 3");
    row("AT+MODE=3", "generic", "w:value-not-on-module=OLD refuses mode 3");
    row("AT+MODE=4", "NEW", ""); // nobody knows whether it is logged in
    row("AT+MODE=5,abc", "NEW", "nobody=never");
    row("AT+MODE=5", "NEW", "nobody=never | value-not-here");
    row("AT+MODE=5,abc", "generic", "nobody=never"); // on every module: it does not matter which one this is
    row("AT+MODE=1", "NEW", "");
    row("AT+MODE=1", "OLD", "new-only=no mode 1 on OLD with ");
    row("AT+MODE=1", "generic", "w:new-only=no mode 1 on OLD with ");
    row("AT+MODE=1,abc", "NEW", "forbidden-parameter=mode 1 has no key");
    row("AT+MODE=0,abc", "OLD", "");
}

void TstLanguage::problems()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, module);
    QFETCH(QByteArray, expected);
    QVERIFY(probe());
    const CatalogView view(probe(), probe()->module(module.toStdString()));
    QCOMPARE(QByteArray::fromStdString(said(line.toStdString(), {&view, {}, nullptr})), expected);
    FactState facts;
    facts.set("login", expr::Value("none"));
    QCOMPARE(said("AT+MODE=4", {&view, {}, &facts}), std::string("w:value-not-here"));
    facts.set("login", expr::Value("done"));
    QCOMPARE(said("AT+MODE=4", {&view, {}, &facts}), std::string());
}

void TstLanguage::secretsAreNotQuoted()
{
    const CatalogView view(probe(), probe()->module("OLD"));
    for (const char *line : {"AT+MODE=1,SeCret", "AT+MODE=0,SeCret", "AT+MODE=0,\"SeCret\"Tail", "AT+MODE=0,S"}) {
        const LineContext context{&view, {}, nullptr};
        const auto problems = validate(line, parseLine(line, context), context);
        QVERIFY(!problems.empty());
        for (const Problem &problem : problems)
            for (const auto &text : {problem.text.en, problem.text.zh, Messages::render(problem.message, Language::English)}) {
                QVERIFY2(text.find("SeCret") == std::string::npos && text.find("Tail") == std::string::npos, text.c_str());
                QVERIFY2(text.find(" S ") == std::string::npos && text.find("\"S\"") == std::string::npos, text.c_str());
            }
    }
}

void TstLanguage::hazards()
{
    const CatalogView view(probe(), probe()->module("NEW"));
    FactState facts;
    const LineContext context{&view, {}, &facts};
    const auto count = [&](const char *line) { return hazardsOf(parseLine(line, context).commands.at(0), context).size(); };
    QCOMPARE(count("AT+MODE=0"), 1u);
    QCOMPARE(count("AT+MODE=2"), 0u); // not known whether it costs
    facts.set("login", expr::Value("done"));
    QCOMPARE(count("AT+MODE=0"), 2u);
    QCOMPARE(count("AT+MODE=2"), 1u);
    const auto parsed = parseLine("AT+MODE=0", context);
    QVERIFY(hazardsOf(parsed.commands[0], context).front()->kind == Danger::Destructive);
    QVERIFY(parsed.commands[0].form->danger == Danger::Destructive);
    QCOMPARE(parsed.commands[0].form->dangerText.en, std::string("wipes"));
}

void TstLanguage::factsOfAllKinds()
{
    const CatalogView view(probe(), probe()->module("NEW"));
    FactState facts;
    const LineContext context{&view, {}, &facts};
    const auto done = [&](const char *line) { assumeDone(parseLine(line, context).commands.at(0), context, facts); };
    const auto proposed = [&] {
        const auto parsed = parseLine("AT+NOTE=1", context);
        return proposedFor(*parsed.commands[0].argument("ack")->parameter, parsed.commands[0], context);
    };
    // A list that nobody has cleared is not known, whatever was put in.
    done("AT+NOTE=1,5,3");
    QVERIFY(!facts.value("acks").known());
    QCOMPARE(said("AT+NOTE=1,5,3", context), std::string());
    QCOMPARE(proposed(), std::string());
    // A partial map is known as far as it goes.
    QCOMPARE(facts.value("formats").toText(), std::string("1: 3"));
    QCOMPARE(said("AT+NOTE=1,5,4", context), std::string("w:format-differs=format"));
    QCOMPARE(said("AT+NOTE=2,5,4", context), std::string());

    done("AT+OPEN=\"a.b:5683\"");
    QVERIFY(facts.value("acks").isList());
    QVERIFY(facts.value("login").toText() == "done");
    QCOMPARE(proposed(), std::string("1"));
    facts.set("version", expr::Value("V2"));
    done("AT+NOTE=1,5,3");
    QCOMPARE(said("AT+NOTE=1,5,3", context), std::string("w:ack-again=5 of V2"));
    QCOMPARE(said("AT+NOTE=1,6,3", context), std::string());
    QCOMPARE(proposed(), std::string("6"));
    for (int i = 0; i < 400; ++i)
        facts.add("acks", expr::Value(1000 + i), false);
    QCOMPARE(facts.value("acks").list().size(), FactState::MostMembers);
    QVERIFY(facts.value("acks").list().back() == expr::Value(1399));
    facts.remove("acks", expr::Value(1399));
    QCOMPARE(facts.value("acks").list().size(), FactState::MostMembers - 1);
    done("AT+OPEN=\"a.b:5683\"");
    QVERIFY(facts.value("acks").list().empty());
    QVERIFY(!facts.value("version").known());
}

void TstLanguage::platforms()
{
    const CatalogView view(probe(), probe()->module("NEW"));
    FactState facts;
    const LineContext context{&view, {}, &facts};
    const std::string ctwing = "AT+OPEN=\"lwm2m.ctwing.cn:5684\"";
    const std::string other = "AT+OPEN=\"xctwing.cn:5684\"";
    QCOMPARE(said(ctwing, context), std::string());
    assumeDone(parseLine(other, context).commands.at(0), context, facts);
    QVERIFY(!facts.value("cloud").known());
    assumeDone(parseLine(ctwing, context).commands.at(0), context, facts);
    QCOMPARE(facts.value("cloud").toText(), std::string("ctwing"));
    QVERIFY(!facts.value("cloud.bootstrap").known()); // it follows
    QCOMPARE(said(ctwing, context), std::string("w:requirement=no bootstrap there"));
    facts.set("cloud.bootstrap", expr::Value("possible")); // known better
    QCOMPARE(said(ctwing, context), std::string());
}

void TstLanguage::profileFactsHaveTheirType()
{
    const CatalogView view(probe(), probe()->module("NEW"));
    QVERIFY(view.fact("version") && view.fact("nothing") == nullptr);
    QVERIFY(factValue(*view.fact("version"), "0123") == expr::Value("0123"));
    QVERIFY(factValue(*view.fact("level"), "2.5") == expr::Value(2.5));
    QVERIFY(factValue(*view.fact("level"), "2") == expr::Value(2));
    QVERIFY(factValue(*view.fact("login"), "none") == expr::Value("none"));
    QVERIFY(!factValue(*view.fact("acks"), "1").known());
}

void TstLanguage::waysToRepair()
{
    const CatalogView view(probe(), probe()->module("NEW"));
    const LineContext context{&view, {}, nullptr};
    const auto ways = [&](const std::string &line) {
        std::vector<std::string> lines;
        for (const Problem &problem : validate(line, parseLine(line, context), context)) {
            for (const auto &way : problem.ways)
                lines.push_back(way.line);
            if (!problem.ways.empty() && problem.suggestion != problem.ways.front().line)
                lines.push_back("first way differs");
        }
        return lines;
    };
    QCOMPARE(ways("AT+BODY=1,\"{\"a\":\"1\",\"b\":2}\""),
             (std::vector<std::string>{"AT+BODY=1,\"{\"a\":\"1\"\\x2C\"b\":2}\"", "AT+BODY=1,\"{\"a\":\"1\"\\r,\"b\":2}\"",
                                       "AT+BODY=1,\"7B2261223A2231222C2262223A327D\",1"}));
    for (const std::string &line : ways("AT+BODY=1,\"{\"a\":\"1\",\"b\":2}\""))
        QCOMPARE(said(line, context), std::string());
    QVERIFY(ways("AT+BODY=1,\"{\"a\":1}\"").empty());
    // Where nothing says a comma otherwise, there is no way.
    QCOMPARE(said("AT+PATH=\"/a\",\"b\"", context), std::string("separator-in-value"));
    QVERIFY(ways("AT+PATH=\"/a\",\"b\"").empty());
    // The sign that is one, and how it is written otherwise.
    const auto message = [&context](const std::string &line) {
        const auto problems = validate(line, parseLine(line, context), context);
        return problems.empty() ? std::string() : problems.front().message.code + ' ' + std::string(problems.front().message.arg("separator"));
    };
    QCOMPARE(message("AT+PATH=\"/a\",\"b\""), std::string("separator-in-value-only \","));
    QCOMPARE(message("AT+BODY=1,\"{\"a\":1,\"b\":2}\""), std::string("separator-in-value ,\""));
    QCOMPARE(message("AT+BODY=1,\"say \"yes\"; or no\""), std::string("separator-in-value \";"));
    const std::string semicolon = "AT+BODY=1,\"say \"yes\"; or no\"";
    const auto found = validate(semicolon, parseLine(semicolon, context), context);
    QCOMPARE(std::string(found.at(0).ways.at(0).message.arg("escape")), std::string("\\x3B"));
    QCOMPARE(found.at(0).ways.at(0).line, std::string("AT+BODY=1,\"say \"yes\"\\x3B or no\""));
    QCOMPARE(ways("AT+LEN=2,\"axbx\""), (std::vector<std::string>{"AT+LEN=4,\"axbx\"", "AT+LEN=2,\"ab\""}));
    const auto problems = validate("AT+LEN=2,\"axbx\"", parseLine("AT+LEN=2,\"axbx\"", context), context);
    QCOMPARE(problems.at(0).ways.at(1).text.en, std::string("cut at 2"));
    QVERIFY(ways("AT+LEN=4,\"axbx\"").empty());
}

void TstLanguage::unknownCommand()
{
    const CatalogView view(probe(), probe()->module("NEW"));
    const LineContext context{&view, {}, nullptr};
    const auto first = [&](const char *line) {
        const auto problems = validate(line, parseLine(line, context), context);
        return problems.empty() ? Problem() : problems.front();
    };
    QCOMPARE(first("AT+MODX=1").code, std::string("unknown-command"));
    QVERIFY(first("AT+MODX=1").severity == Severity::Warning);
    QCOMPARE(first("AT+MODX=1").suggestion, std::string("AT+MODE=1"));
    QVERIFY(Messages::render(first("AT+MODX=1").message, Language::English).find("AT+MODE") != std::string::npos);
    QCOMPARE(first("AT+MODXN=1").suggestion, std::string("AT+MODE=1")); // near to a misprint
    QCOMPARE(first("AT+ZZZZZZ=1").suggestion, std::string());
    QVERIFY(first("AT+ZZZZZZ=1").severity == Severity::Warning);
    QCOMPARE(first("AT+MODEN=1").code, std::string("misprint"));
    QVERIFY(first("AT+MODEN=1").severity == Severity::Error);
}

void TstLanguage::pasted_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("suggestion");
    const auto row = [](const char *line, const char *expected, const char *suggestion) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(expected) << QByteArray(suggestion);
    };
    row("→ AT+NOTE=1", "pasted-prefix", "AT+NOTE=1");
    row("→AT+NOTE=1", "pasted-prefix", "AT+NOTE=1");
    row("> AT+NOTE=1", "w:pasted-prefix", "AT+NOTE=1");
    row("[10:23:45.123] AT+NOTE=1", "w:pasted-prefix", "AT+NOTE=1");
    row("[12:01:02.345]发→◇AT+NOTE=1", "pasted-prefix", "AT+NOTE=1");
    row("2024-01-31 10:23:45.123 TX: AT+NOTE=1", "w:pasted-prefix", "AT+NOTE=1");
    row("[2024-05-01 10:22:31.004]# SEND ASCII> AT+NOTE=1", "w:pasted-prefix", "AT+NOTE=1");
    row("[10:22:31.004]# RECV HEX> AT+NOTE=1", "w:pasted-prefix", "AT+NOTE=1");
    row("3. AT+NOTE=1", "w:pasted-prefix", "AT+NOTE=1");
    row("see AT+NOTE=1", "not-a-command", "");
    row("CHAT+NOTE=1", "not-a-command", "");
    row("[10:23:45] hello", "not-a-command", "");
    row("AT+NOTE=1,2OK", "w:pasted-answer", "AT+NOTE=1,2");
    row("AT+NOTE=1,2 OK", "w:pasted-answer", "AT+NOTE=1,2");
    row("AT+NOTE=1,2ERROR", "w:pasted-answer", "AT+NOTE=1,2");
    row("AT+LEN=2,\"ab\"OK", "w:pasted-answer", "AT+LEN=2,\"ab\"");
    row("AT+LEN=4,abOK", "", ""); // of the text
    row("AT+NOTE=1\r\nOK", "wrapped-line w:pasted-answer", "AT+NOTE=1");
    row("AT+NOTE=1,\r\n2", "wrapped-line", "AT+NOTE=1,2");
    row("AT+LEN=4,\"ab\r\ncd\"", "wrapped-line", "AT+LEN=4,\"abcd\"");
    row("→ AT+NOTE ＝ １，２OK", "pasted-prefix w:blank-in-name full-width w:blank-in-arguments w:pasted-answer", "AT+NOTE=1,2");
    row("AT+NOTE = 1,  2  // remark OK", "w:blank-in-name w:blank-in-arguments w:pasted-remark", "AT+NOTE=1,2");
}

void TstLanguage::pasted()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, suggestion);
    const CatalogView view(probe(), probe()->module("NEW"));
    const LineContext context{&view, {}, nullptr};
    std::string codes;
    std::string fix;
    const std::string text = line.toStdString();
    for (const Problem &problem : validate(text, parseLine(text, context), context)) {
        codes += (codes.empty() ? "" : " ") + std::string(problem.severity == Severity::Warning ? "w:" : "") + problem.code;
        QVERIFY(problem.span.end() <= text.size());
        if (fix.empty())
            fix = problem.suggestion;
    }
    QCOMPARE(QByteArray::fromStdString(codes), expected);
    QCOMPARE(QByteArray::fromStdString(fix), suggestion);
    if (!fix.empty())
        QCOMPARE(said(fix, context), std::string());
}

void TstLanguage::wrapped()
{
    const CatalogView view(probe(), probe()->module("NEW"));
    const LineContext context{&view, {}, nullptr};
    QVERIFY(goesOn("AT+LEN=4,\"ab", "cd\"", context));
    QVERIFY(goesOn("AT+NOTE=1,2,", "x3", context) == false); // no better
    QVERIFY(goesOn("AT+NO", "TE=1", context));
    QVERIFY(goesOn("AT+LEN=5,\"ab,", "cd\"", context));
    QVERIFY(!goesOn("AT+NOTE=1,2", "3", context));        // right as it stands
    QVERIFY(!goesOn("AT+LEN=4,\"ab", "AT+NOTE=1\"", context));
    QVERIFY(!goesOn("AT+LEN=4,\"ab", "OK", context));
    QVERIFY(!goesOn("AT+LEN=4,\"ab", "+LEN: 4\"", context));
    QVERIFY(!goesOn("AT+LEN=4,\"ab", "", context));
    QVERIFY(!goesOn("hello", "cd\"", context));
}

void TstLanguage::wrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *text, const char *code) { QTest::newRow(text) << QByteArray(text) << QByteArray(code); };
    row("facts: [{name: a, partial: true}]", "catalog-partial-fact");
    row("facts: [{name: a, type: number, values: [x]}]", "catalog-fact-not-numbers");
    row("facts: [{name: a, type: list, values: [x]}]", "catalog-key-unfit");
    row("urcs: [{name: +A, effects: [{on: urc, fact: a, value: '1', forget: true}]}]", "catalog-effect-deed");
    row("urcs: [{name: +A, effects: [{on: urc, fact: a}]}]", "catalog-effect-deed");
    row("urcs: [{name: +A, effects: [{on: urc, fact: a, key: '1', add: '2'}]}]", "catalog-key-needs");
    row("urcs: [{name: +A, effects: [{on: urc, dialect: v4}]}]", "catalog-missing-key");
    row("facts: [{name: a}]\nurcs: [{name: +A, effects: [{on: urc, fact: a, add: '1'}]}]", "catalog-fact-deed");
    row("facts: [{name: a, type: map}]\nurcs: [{name: +A, effects: [{on: urc, fact: a, value: '1'}]}]", "catalog-fact-deed");
    row("urcs: [{name: +A, fields: [x, y], fields-pattern: '^(.)$'}]", "catalog-groups");
    row("urcs: [{name: a, pattern: '^(.),(.)$', fields: [x]}]", "catalog-groups");
    row("urcs: [{name: a, fields: [x], match: {y: 1}}]", "catalog-unknown-field");
    row("urcs: [{name: +A, fields: [n, d], counted: {count: n, secret: true, event: own-field}}]", "catalog-key-besides");
    row("urcs: [{name: +A, fields: [n], counted: {count: n, secret: {when: '1 == 1'}}}]", "catalog-key-besides");
    row("commands: [{name: AT+A, extends: true}]", "catalog-nothing-to-extend");
    row("commands: [{name: AT+A, forms: [{form: set, completion: {steps: [{urc: +B}, {urc: +B, progress: true, failure: true}]}}]}]\nurcs: [{name: +B}]", "catalog-key-besides");
    row("commands: [{name: AT+A, forms: [{form: set, completion: {steps: [{urc: +B, progress: true}]}}]}]\nurcs: [{name: +B}]", "catalog-missing-key");
    row("commands: [{name: AT+A, forms: [{form: set, danger: costly, danger-text: {en: a}, dangers: []}]}]", "catalog-key-besides");
    row("commands: [{name: AT+A, forms: [{form: set, danger-when: '1 == 1'}]}]", "catalog-danger-text");
    row("commands: [{name: AT+A, forms: [{form: set, params: [{name: a, values: [{value: 1, severity: error}]}]}]}]", "catalog-key-needs");
    row("commands: [{name: AT+A, forms: [{form: set, params: [{name: a, charset: ebcdic}]}]}]", "catalog-bad-choice");
    row("commands: [{name: AT+A, forms: [{form: set, params: [{name: a, hex-when: {b: 1}}]}]}]", "catalog-unknown-parameter");
    row("commands: [{name: AT+A, forms: [{form: set, completion: {steps: [{final: NO SUCH}]}}]}]", "catalog-unknown-urc");
    row("commands: [{name: AT+A, forms: [{form: set, rules: [{code: a, require: '1 == 1', text: {en: '{fact.no}'}}]}]}]", "catalog-unknown-fact");
    row("platforms: [{platform: a, fact: no}]", "catalog-unknown-fact");
    row("facts: [{name: f, values: [x]}]\nplatforms: [{platform: a, fact: f}]", "catalog-fact-value");
    row("platforms: [{platform: a, fact: f}, {platform: a, fact: f}]", "catalog-double-platform");
}

void TstLanguage::wrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    CompiledFile file = compileFile("atscope: 1\nfamily: f\n" + text.toStdString() + "\n", "f.yaml", {});
    auto complaints = file.complaints;
    if (file.usable()) {
        Model model;
        model.families = std::move(file.families);
        model.platforms = std::move(file.platforms);
        complaints = link(model);
    }
    QVERIFY(!complaints.empty());
    QCOMPARE(QByteArray::fromStdString(complaints.front().error.message.code), code);
    for (const auto language : {Language::English, Language::Chinese})
        QVERIFY(!Messages::render(complaints.front().error, language).empty());
}

void TstLanguage::extends()
{
    QTemporaryDir folder;
    const auto write = [&](const char *name, const char *text) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("10-keys.yaml", R"yaml(
atscope: 1
family: ml302-onenet
errors:
  - id: edp
    extends: true
    codes: [{code: 124, text: {en: Quota used up}}, {code: 108, text: {en: Our own 108}}]
commands:
  - name: AT+CIOTSTART
    extends: true
    help: {en: Our own words.}
    forms:
      - form: set
        timeout: 17s
        params:
          - name: encrypt
            values: [{value: 2, text: {en: quantum}}]
  - name: AT+CIOTMYSTART
    extends: AT+CIOTSTART
    title: {en: Ours}
urcs:
  - {name: +CIOTCMD, extends: true, title: {en: Downlink}}
modules:
  - {module: ML302, extends: true, baud: 9600}
)yaml");
    write("20-more.yaml", R"yaml(
atscope: 1
family: ml302-onenet
commands:
  - {name: AT+CIOTSTART, extends: true, kept: true}
  - name: AT+CIOTPING
    title: {en: Replaced}
    forms: [{form: execute}]
)yaml");
    std::vector<Complaint> complaints;
    const auto catalog = Catalog::withOverlay(folder.path().toStdString(), complaints);
    for (const auto &complaint : complaints)
        qWarning("%s", Messages::render(complaint.error, Language::English).c_str());
    QVERIFY(complaints.empty());
    const CatalogView shipped(Catalog::builtIn(), Catalog::builtIn()->module("ML302"));
    const CatalogView view(catalog, catalog->module("ML302"));
    QCOMPARE(view.module().baud, 9600);
    QVERIFY(view.module().families == shipped.module().families);
    const auto old = shipped.command("AT+CIOTSTART");
    const auto start = view.command("AT+CIOTSTART");
    QVERIFY(start->origin == Origin::Extended && start->kept && old->origin == Origin::Own);
    QCOMPARE(start->help.en, std::string("Our own words."));
    QVERIFY(start->help.zh.empty());
    QCOMPARE(start->title.en, old->title.en);
    QCOMPARE(start->forms.size(), old->forms.size());
    const auto formOf = [](const Command &command) {
        return *std::find_if(command.forms.begin(), command.forms.end(), [](const Form &f) { return f.id == "set"; });
    };
    QCOMPARE(formOf(*start).timeout.source, std::string("17s"));
    QCOMPARE(formOf(*start).requirements.size(), formOf(*old).requirements.size());
    QCOMPARE(formOf(*start).parameters.size(), formOf(*old).parameters.size());
    QCOMPARE(formOf(*start).parameters[0].type.values.size(), formOf(*old).parameters[0].type.values.size() + 1);
    const LineContext context{&view, {}, nullptr};
    QCOMPARE(said("AT+CIOTSTART=2", context), std::string());
    QCOMPARE(said("AT+CIOTSTART=3", context), std::string("out-of-table"));
    QVERIFY(view.command("AT+CIOTMYSTART")->origin == Origin::Added);
    QCOMPARE(said("AT+CIOTMYSTART=1", context), std::string());
    QVERIFY(view.command("AT+CIOTPING")->origin == Origin::Replaced);
    QCOMPARE(view.urc("+CIOTCMD")->title.en, std::string("Downlink"));
    QCOMPARE(view.urc("+CIOTCMD")->shapes.size(), shipped.urc("+CIOTCMD")->shapes.size());
    QCOMPARE(view.errorCode("+CME ERROR", "124", start).at(0)->text.en, std::string("Quota used up"));
    QCOMPARE(view.errorCode("+CME ERROR", "108", start).at(0)->text.en, std::string("Our own 108"));
    QCOMPARE(view.errorCode("+CME ERROR", "107", start).at(0)->text.en, shipped.errorCode("+CME ERROR", "107", old).at(0)->text.en);
}

void TstLanguage::extendsNothing()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.yaml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("atscope: 1\nfamily: ml302-onenet\ncommands:\n  - {name: AT+NOSUCH, extends: true}\n");
    file.close();
    std::vector<Complaint> complaints;
    const auto catalog = Catalog::withOverlay(folder.path().toStdString(), complaints);
    QCOMPARE(complaints.size(), 1u);
    QCOMPARE(complaints[0].error.message.code, std::string("catalog-nothing-to-extend"));
    QCOMPARE(complaints[0].error.place.line, 4);
    QCOMPARE(complaints[0].error.place.column, 32);
    QVERIFY(!CatalogView(catalog, nullptr).command("AT+NOSUCH"));
}

ATSCOPE_TEST(TstLanguage)
#include "tst_language.moc"
