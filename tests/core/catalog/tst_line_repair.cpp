// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/catalog/line.h"
#include "line_fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// Lines out of PDFs and chats: typographic quotes, full-width signs, odd blanks. UTF-8 in the source, so that the rows read as
// they look.
class TstLineRepair : public QObject
{
    Q_OBJECT

private slots:
    void repairs_data();
    void repairs();
    void spansAreOfTheOriginal();
    void invisibleSignsHaveNames();
    void anotherModulesCommand();
    void surplusChoosesTheLongerForm();
    void noFixMakesItWorse_data();
    void noFixMakesItWorse();
    void backspaces();
    void signForComma_data();
    void signForComma();
};

void TstLineRepair::repairs_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("codes");       // errors of signs only, in order
    QTest::addColumn<QByteArray>("suggestion"); // of the first one
    const auto row = [](const char *line, const char *codes, const char *suggestion) {
        QTest::newRow(line) << QByteArray(line) << codes << QByteArray(suggestion);
    };
    row(R"(AT+ESC="a\r\n\x41\\b\x01")", "no-end", R"(AT+ESC="a\r\nA\\b\x01!")"); // a fix stands escaped, as what it changes
    row("AT+CIOTMKEY=“=ZF38”", "typographic-quote", "AT+CIOTMKEY=\"=ZF38\"");
    row("AT+CIOTMKEY=“=ZF38”               //设置 Masterkey", "typographic-quote pasted-remark", "AT+CIOTMKEY=\"=ZF38\"");
    row("AT+CIOTMKEY=”dH=Z8\"", "typographic-quote", "AT+CIOTMKEY=\"dH=Z8\"");
    row("AT+CIOTMKEY=\"dH=Z8”", "typographic-quote", "AT+CIOTMKEY=\"dH=Z8\"");
    row("AT+CIOTMKEY=‘abc’", "typographic-quote", "AT+CIOTMKEY=\"abc\"");
    row("AT+CIOTMKEY=″abc″", "typographic-quote", "AT+CIOTMKEY=\"abc\"");
    row("AT+CIOTMKEY=“it’s”", "typographic-quote", "AT+CIOTMKEY=\"it’s\"");
    row("AT+CIOTINIT=“TV1”,” tv1 test”", "typographic-quote blank-in-quotes", "AT+CIOTINIT=\"TV1\",\"tv1 test\"");
    row("AT+CIOTID=” 7377439” ", "typographic-quote blank-in-quotes", "AT+CIOTID=\"7377439\"");
    row("AT+CIOTBINSET=1,“te,st”,5", "typographic-quote", "AT+CIOTBINSET=1,\"te,st\",5");
    row("AT+MIPLDISCOVERRSP=0,3200,1,14,”5500;5501;5750”", "typographic-quote",
        "AT+MIPLDISCOVERRSP=0,3200,1,14,\"5500;5501;5750\"");
    row("AT^ONENETPOST=“{“a”:“x”,“b”:1}”,“api-key:x”", "typographic-quote",
        "AT^ONENETPOST=\"{\"a\":\"x\",\"b\":1}\",\"api-key:x\"");
    row("AT+CIOTINIT=\"他说“好”\",”b”", "typographic-quote", "AT+CIOTINIT=\"他说“好”\",\"b\"");
    row("AT+CIOTINIT=\"他说“好”\",\"b\"", "", "");
    row("AT+CIOTBINSET=1，\"test\"，5", "full-width", "AT+CIOTBINSET=1,\"test\",5");
    row("AT+CIOTSTART＝０", "full-width", "AT+CIOTSTART=0");
    row("ＡＴ＋CSQ", "full-width", "AT+CSQ");
    row("AT+CMEE=1；+CSQ", "full-width", "AT+CMEE=1;+CSQ");
    row("AT+CIOTSTART：0", "full-width equals-expected", "AT+CIOTSTART=0");
    row("AT+CIOTSTART=\xc2\xa0" "0", "invisible-character blank-in-arguments", "AT+CIOTSTART=0");
    row("\xef\xbb\xbf" "AT+CSQ", "invisible-character", "AT+CSQ");
    row("AT+C\xe2\x80\x8bSQ", "invisible-character", "AT+CSQ");
    row("AT+C\xe2\x80\x8bSQ\xc2\xa0", "invisible-character invisible-character", "AT+CSQ");
    row("AT+CIOTMKEY=\"ab\xc2\xa0" "cdefghijklmnop=\"", "invisible-character", "AT+CIOTMKEY=\"abcdefghijklmnop=\"");
    row("AT+CIOTMKEY=\"a b\xc2\xa0" "c\"", "invisible-character", "AT+CIOTMKEY=\"a b c\"");
    row("AT+CIOTMKEY=\"ab\xe2\x80\x8b" "cd\xe2\x80\x8b\"", "invisible-character", "AT+CIOTMKEY=\"abcd\"");
    row("AT+CIOTMKEY=“ab\xe2\x81\xa0" "cd”", "typographic-quote invisible-character", "AT+CIOTMKEY=\"ab\xe2\x81\xa0" "cd\"");
    row("‘AT+CSQ’", "pasted-prefix", "AT+CSQ");
    row("“AT+CIOTMKEY=\"a\"”", "pasted-prefix", "AT+CIOTMKEY=\"a\"");
    row("\"AT+CSQ\"", "pasted-prefix", "AT+CSQ");
    row("`AT+CSQ`", "pasted-prefix", "AT+CSQ");
    row("\"AT+CIOTMKEY=\"a\"", "not-a-command", "");
    row("AT+CIOTINIT=\"👩\xe2\x80\x8d👧\",\"b\"", "", ""); // joins two signs: one family
    row("AT+TYPES=−5", "not-ascii", "AT+TYPES=-5");
    row("AT+CIOTINIT=中文,b", "not-ascii", "AT+CIOTINIT=\"中文\",b");
    row("AT+CIOTINIT=\"中文\",\"，\"", "", "");
    row("AT+IMQTTPUB=/a，0，“中，文”", "full-width typographic-quote", "AT+IMQTTPUB=/a,0,\"中，文\"");
    row("AT+IMQTTPUB=/a,0,“中，文”", "", ""); // what takes the rest is data
    row("AT+IMQTTAUTH=中文,n,s", "", "");     // cannot be quoted
    row("AT+CIOTSTART=0（建议）", "out-of-table full-width not-ascii", "");
    row("AT+CSQ\x01", "control-character", "AT+CSQ");
    row("AT+CIOTINIT=\"\xff\"", "", "");
    row("AT+CIOTINIT=\xff", "not-ascii", "AT+CIOTINIT=\"\xff\"");
}

void TstLineRepair::repairs()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, codes);
    QFETCH(QByteArray, suggestion);
    const LineContext context{&test::lineView(), {}, nullptr};
    const std::string text = line.toStdString();
    std::string found;
    std::string first;
    const auto problems = validate(text, parseLine(text, context), context);
    for (const Problem &problem : problems) {
        QVERIFY(problem.span.end() <= text.size());
        if (found.empty())
            first = problem.suggestion;
        found += (found.empty() ? "" : " ") + problem.code;
    }
    QCOMPARE(QString::fromStdString(found), codes);
    QCOMPARE(QByteArray::fromStdString(first), suggestion);
}

void TstLineRepair::spansAreOfTheOriginal()
{
    const LineContext context{&test::lineView(), {}, nullptr};
    const std::string line = "AT+CIOTBINSET=70000，“te st”，5";
    const ParsedLine parsed = parseLine(line, context);
    const ParsedCommand &command = parsed.commands.at(0);
    const auto part = [&line](base::Span span) { return line.substr(span.offset, span.length); };
    QCOMPARE(part(command.argument("msg_id")->span), std::string("70000"));
    QCOMPARE(part(command.argument("des")->span), std::string("“te st”"));
    QCOMPARE(part(command.argument("des")->inner), std::string("te st"));
    QCOMPARE(command.argument("des")->text, std::string("te st"));
    QCOMPARE(part(command.argument("bin_lens")->span), std::string("5"));
    const auto problems = validate(line, parsed, context);
    QCOMPARE(problems.size(), std::size_t(3));
    QCOMPARE(problems[0].code, std::string("out-of-range"));
    QCOMPARE(part(problems[0].span), std::string("70000"));
    QCOMPARE(part(problems[1].span), std::string("，"));
    QCOMPARE(part(problems[2].span), std::string("“"));
    QCOMPARE(std::string(problems[2].message.arg("count")), std::string("2"));
    QCOMPARE(problems[1].suggestion, std::string("AT+CIOTBINSET=70000,\"te st\",5"));
    // The fix of a rule repairs the signs along with it.
    const std::string count = "AT+CIOTDAT=0，2，“te,,1”";
    bool told = false;
    for (const Problem &problem : validate(count, parseLine(count, context), context)) {
        if (problem.code != "num-mismatch")
            continue;
        told = true;
        QCOMPARE(problem.suggestion, std::string("AT+CIOTDAT=0,1,\"te,,1\""));
    }
    QVERIFY(told);
}

void TstLineRepair::invisibleSignsHaveNames()
{
    const LineContext context{&test::lineView(), {}, nullptr};
    const auto said = [&context](const std::string &line) {
        std::string text;
        for (const Problem &problem : validate(line, parseLine(line, context), context)) {
            text += (problem.severity == Severity::Warning ? "w:" : "e:") + problem.message.code + '=' + std::string(problem.message.arg("character"));
            for (const Problem::Way &way : problem.ways)
                text += ' ' + way.message.code + ':' + way.line;
        }
        return text;
    };
    QCOMPARE(said("AT+CSQ\xc2\xa0"), std::string("e:no-break-space=U+00A0"));
    QCOMPARE(said("AT+C\xe2\x80\x8bSQ"), std::string("e:zero-width-space=U+200B"));
    QCOMPARE(said("\xef\xbb\xbf" "AT+CSQ"), std::string("e:byte-order-mark=U+FEFF"));
    QCOMPARE(said("AT+C\xc2\xadSQ"), std::string("e:invisible-character=U+00AD"));
    QCOMPARE(said("AT+CIOTMKEY=\"ab\xc2\xa0" "c\""),
             std::string("w:no-break-space-in-text=U+00A0 way-remove:AT+CIOTMKEY=\"abc\" way-blank:AT+CIOTMKEY=\"ab c\""));
    QCOMPARE(said("AT+CIOTMKEY=\"a b\xc2\xa0" "c\""),
             std::string("w:no-break-space-in-text=U+00A0 way-blank:AT+CIOTMKEY=\"a b c\" way-remove:AT+CIOTMKEY=\"a bc\""));
    QCOMPARE(said("AT+CIOTMKEY=\"a\xef\xbb\xbf\""), std::string("w:byte-order-mark-in-text=U+FEFF"));
}

// A slip in a command that only another module has: what it is, and whose.
void TstLineRepair::anotherModulesCommand()
{
    const auto first = [](const char *module, const std::string &line) {
        const CatalogView view(Catalog::builtIn(), Catalog::builtIn()->module(module));
        const LineContext context{&view, {}, nullptr};
        const auto problems = validate(line, parseLine(line, context), context);
        return problems.empty() ? Problem() : problems.front();
    };
    const Problem away = first("ML302", "AT+MIPLNOTFIY=0,1");
    QCOMPARE(away.code, std::string("unknown-command"));
    QCOMPARE(away.message.code, std::string("unknown-command-elsewhere"));
    QCOMPARE(std::string(away.message.arg("nearest")), std::string("AT+MIPLNOTIFY"));
    QVERIFY(away.message.arg("modules").find("MN318") != std::string_view::npos);
    QCOMPARE(away.suggestion, std::string("AT+MIPLNOTIFY=0,1"));
    const Problem own = first("MN318", "AT+MIPLNOTFIY=0,1");
    QCOMPARE(own.message.code, std::string("unknown-command-like"));
    QCOMPARE(own.suggestion, std::string("AT+MIPLNOTIFY=0,1"));
    QCOMPARE(first("ML302", "AT+CIOTMKEX?").suggestion, std::string("AT+CIOTMKEY?"));
    QCOMPARE(first("ML302", "AT+CQS").suggestion, std::string("AT+CSQ"));
}

// One form takes the id alone, the other three arguments: with four, the longer one is meant.
void TstLineRepair::surplusChoosesTheLongerForm()
{
    const CatalogView view(Catalog::builtIn(), Catalog::builtIn()->module("M5311"));
    const LineContext context{&view, {}, nullptr};
    const ParsedLine parsed = parseLine("AT+HTTPHEADER=0,1,10,\"Host: a,\"", context);
    QVERIFY(parsed.commands.at(0).form != nullptr);
    QCOMPARE(parsed.commands.at(0).form->parameters.size(), std::size_t(3));
}

// Where nobody knows what was meant, a line stays as it is.
void TstLineRepair::noFixMakesItWorse_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *module, const char *line) { QTest::newRow(line) << module << QByteArray(line); };
    row("ML302", "AT+NOPE");
    row("ML302", "AT+ACMELED=0,3,\"abc\"");
    row("ML302", "AT+CIOTSEND=1,2,\"a,,1;b,,2\"");
    row("M5311", "AT+HTTPSEND=0,0,0,\"/a,\"b\"");
}

void TstLineRepair::noFixMakesItWorse()
{
    QFETCH(QString, module);
    QFETCH(QByteArray, line);
    const CatalogView view(Catalog::builtIn(), Catalog::builtIn()->module(module.toStdString()));
    const LineContext context{&view, {}, nullptr};
    const std::string text = line.toStdString();
    const auto problems = validate(text, parseLine(text, context), context);
    QVERIFY(!problems.empty());
    for (const Problem &problem : problems) {
        QCOMPARE(problem.suggestion, std::string());
        QVERIFY(problem.ways.empty());
    }
}

// V.250 S5: a backspace takes back what was typed. The line is what is left, with nothing to be told, and places are the typed line's.
void TstLineRepair::backspaces()
{
    const CatalogView view(Catalog::builtIn(), Catalog::builtIn()->module("ML302"));
    const LineContext context{&view, {}, nullptr};
    for (const std::string line : {"AT+CSX\bQ", "X\bAT+CSQ", "\b\bAT+CSQ", "AT+FOO\b\b\bCSQ"}) {
        const ParsedLine parsed = parseLine(line, context);
        QCOMPARE(parsed.commands.size(), std::size_t(1));
        QCOMPARE(parsed.commands[0].name, std::string("AT+CSQ"));
        QVERIFY2(validate(line, parsed, context).empty(), line.c_str());
    }
    const std::string set = "AT+CIOTSTART=7\b9";
    const auto problems = validate(set, parseLine(set, context), context);
    QVERIFY(!problems.empty());
    QCOMPARE(problems[0].code, std::string("out-of-table"));
    QCOMPARE(problems[0].span.end(), set.size());
    // A secret that was typed and taken back is one.
    for (const std::string secret : {"AT+CPIN=1234\b\b\b\b4321", "AT+CPIN=1234\b\b\b\b", "AT+CPIN=1234\b\b\b\b\b\b\b\b\bCSQ", "AT+CPIN=12\b34"}) {
        const auto spans = secretSpans(secret, parseLine(secret, context), context);
        QCOMPARE(spans.size(), std::size_t(1));
        QCOMPARE(spans[0].offset, std::uint64_t(8));
        QCOMPARE(spans[0].end(), secret.size());
    }
    const std::string none = "AT\b\b";
    QVERIFY(parseLine(none, context).commands.empty());
}

// A sign that is no comma where one is missing: with commas the line is right, so that is what is proposed, and nothing else.
void TstLineRepair::signForComma_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("repaired"); // empty: nobody knows
    const auto row = [](const char *line, const char *repaired) { QTest::newRow(line) << QByteArray(line) << QByteArray(repaired); };
    row("AT+MIPLOPEN=0：3000", "AT+MIPLOPEN=0,3000");
    row("AT+MIPLOPEN=0；3000；30", "AT+MIPLOPEN=0,3000,30");
    row("AT+MIPLOPEN=0.3000", "AT+MIPLOPEN=0,3000");
    row("AT+MIPLOPEN=0、3000", "AT+MIPLOPEN=0,3000");
    row("AT+MIPLOPEN=0;+CSQ", "");
    row("AT+IMQTTPUB=/k/v1.0,hello", "");
    row("AT+MIPLOPEN=0", "");
    row("AT+MIPLOPEN=0:x", "");
}

void TstLineRepair::signForComma()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, repaired);
    const CatalogView view(Catalog::builtIn(), Catalog::builtIn()->module(line.contains("IMQTT") ? "Alibaba-WiFi" : "MN318"));
    const LineContext context{&view, {}, nullptr};
    const std::string text = line.toStdString();
    const auto problems = validate(text, parseLine(text, context), context);
    bool told = false;
    for (const Problem &problem : problems) {
        QVERIFY(problem.suggestion.empty() || problem.suggestion == repaired.toStdString());
        told = told || (problem.message.code == "missing-parameter-comma" && problem.suggestion == repaired.toStdString());
    }
    QCOMPARE(told, !repaired.isEmpty());
}

ATSCOPE_TEST(TstLineRepair)
#include "tst_line_repair.moc"
