// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/catalog/line.h"
#include "line_fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// What is wrong with a line: codes with their places, and the repaired line.
class TstLineCheck : public QObject
{
    Q_OBJECT

private slots:
    void problems_data();
    void problems();
    void ruleTexts();
    void choices();
    void requirements();
    void dialects();
    void tooLong();
    void malformed();
};

namespace {

// "W code(parameter)@offset+length", joined by a blank
std::string summary(const std::vector<Problem> &problems)
{
    std::string text;
    for (const Problem &problem : problems) {
        text += text.empty() ? "" : " ";
        text += problem.severity == Severity::Warning ? "w:" : "";
        text += problem.code;
        text += problem.parameter.empty() ? "" : "(" + problem.parameter + ")";
        text += "@" + std::to_string(problem.span.offset) + "+" + std::to_string(problem.span.length);
    }
    return text;
}

} // namespace

void TstLineCheck::problems_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("module");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QByteArray>("suggestion"); // of the first problem
    const auto row = [](const char *line, const char *expected, const char *suggestion = "", const char *module = "generic") {
        QTest::newRow((std::string(line) + " " + module).c_str())
            << QByteArray(line) << module << expected << QByteArray(suggestion);
    };
    const auto clean = [&row](const char *line, const char *module = "generic") { row(line, "", "", module); };

    // Clean
    clean("AT");
    clean("ATE0V1");
    clean("ATE");
    clean("AT+CMEE=1;+CSQ");
    clean("AT+CMEE=");
    clean("ATD12345;");
    clean("AT+CIOTMKEY=\"=ZF38ygYRfnPbCMvFjYOK4kj1jA=\"", "ML302");
    clean("AT+CIOTDAT=65534,3,\"te,,10.5;hy,,12%;pm,,9\"", "ML302");
    clean(R"(AT^ONENETPOST="{"title":"TV1","protocol":"EDP",}","api-key: =ZF38=")", "ML302");
    clean("AT+MIPLCREATEEX=\"221.229.214.202:5684\",0,,abcd1234,,1", "MN318");
    clean("AT+MIPLCREATEEX=\"nbiotbt.heclouds.com:5683\",1,\"\"", "MN318");
    clean("AT+MIPLREADRSP=0,18172,1,3200,0,5501,3,3,\"-12\",1,2", "MN318");
    clean("AT+MIPLREADRSP=0,7056,1,3300,0,5700,4,4,30.6,0,0", "MN318");
    clean("AT+HTTPCONTENT=0,\"{\"t\": \"8\"\\r,\"d\": \"8\"\\r,\"a\": {\"8\": \"4\"},}\"");
    clean("AT+HTTPCONTENT=0,\"\"");
    clean("AT+IMQTTPUB=/a/b,0,\xe4\xb8\xad\xe6\x96\x87, x");
    clean("AT+IDMEP=Error,{\"a\":\"\xe4\xb8\xad\"}");
    clean("AT+CIOTINIT=\"\xe4\xbb\x96\xe8\xaf\xb4\xe2\x80\x9c\xe5\xa5\xbd\xe2\x80\x9d\"");
    clean("AT+CGMR");
    clean("ATS0=255");

    // Names
    row("hello", "not-a-command@0+5");
    row("+CIOTSTART=0", "not-a-command@0+12", "AT+CIOTSTART=0");
    row("AT+CIOTSTARS=0", "w:unknown-command@0+12", "AT+CIOTSTART=0");
    row("AT+CSQ;+CIOTPIN", "w:unknown-command@7+8", "AT+CSQ;+CIOTPING");
    row("AT+CIOTDATBINSET=1,\"t\",5", "misprint@0+16", "AT+CIOTBINSET=1,\"t\",5");
    row("AT+MIPLREAD=0,1", "urc-not-command@0+11");
    row("AT+CIOTPING?", "unknown-form@0+11", "AT+CIOTPING");
    row("AT+CIOTPING=1", "unknown-form@0+11");
    row("AT+CIOTSTART", "unknown-form@0+12");
    row("AT+CIOTSTART:0", "equals-expected@12+1", "AT+CIOTSTART=0");
    row("AT+CSQ foo", "trailing-text@7+3");
    row("AT+CSQ;", "w:empty-command@6+1", "AT+CSQ");
    row("AT+CSQ ; //asks", "w:empty-command@7+1 w:pasted-remark@9+6", "AT+CSQ");
    row("AT+CIOTSTART=0", "w:not-on-module@0+12", "", "MN318");
    row("AT+MIPLUPDATESET=1", "w:not-on-module@0+16", "", "ML307A");
    clean("AT+MIPLUPDATESET=1");
    clean("AT+MIPLUPDATESET=1", "MN318");

    // Pasted
    row("AT +CSQ", "w:blank-in-name@2+1", "AT+CSQ");
    row("AT+ CIOTSTART =0", "w:blank-in-name@3+1", "AT+CIOTSTART=0");
    row("AT+CIOTBINSET=1, \"a\" ,5", "w:blank-in-arguments@16+1", "AT+CIOTBINSET=1,\"a\",5");
    row("AT+CIOTSTART=0   //start", "w:pasted-remark@17+7", "AT+CIOTSTART=0");
    row("AT+CIOTSTART=0   //\xe5\x90\xaf\xe5\x8a\xa8\xef\xbc\x8c", "w:pasted-remark@17+11", "AT+CIOTSTART=0");
    row("AT+CIOTID=\" 7377439\"", "w:blank-in-quotes(dev_id)@11+1", "AT+CIOTID=\"7377439\"");

    // Quotes
    row("AT+CIOTSTART=\"0\"", "quoting-forbidden(encrypt)@13+3", "AT+CIOTSTART=0");
    row("AT+IMQTTAUTH=\"k\",n,s", "quoting-forbidden(product_key)@13+3", "AT+IMQTTAUTH=k,n,s");
    row("AT+IDMEP=E,\"{\"a\":1}\"", "quoting-forbidden(event_payload)@11+9", "AT+IDMEP=E,{\"a\":1}");
    row("AT+MIPLREADRSP=0,1,1,3200,0,5750,1,4,abcd,0,0", "quoting-required(value)@37+4",
        "AT+MIPLREADRSP=0,1,1,3200,0,5750,1,4,\"abcd\",0,0");
    row("AT+CIOTMKEY=\"abc", "unclosed-quote(mkey)@12+1", "AT+CIOTMKEY=\"abc\"");
    row("AT+CIOTMKEY=abc\"", "quote-inside(mkey)@15+1", "AT+CIOTMKEY=\"abc\"");
    row("AT+CIOTMKEY=\"a\"b\"", "quote-inside(mkey)@14+1");
    row("AT+CIOTMKEY=\"a\"b", "text-after-quote(mkey)@15+1", "AT+CIOTMKEY=\"a\"");
    row("AT+ALYMQTTPUB=\"/a\",0,\"{\"m\":1}\"", "quote-inside(payload)@23+1", "AT+ALYMQTTPUB=\"/a\",0,\"{\\\"m\\\":1}\"");
    row("AT+HTTPCONTENT=0,\"{\"a\":\"1\",\"b\":\"2\"}\"", "separator-in-value(content)@17+19",
        "AT+HTTPCONTENT=0,\"{\"a\":\"1\"\\x2C\"b\":\"2\"}\"");
    row("AT+CIOTDAT=0,1,te,,22.5", "quoting-required(data)@15+8", "AT+CIOTDAT=0,1,\"te,,22.5\"");
    clean("AT+HTTPCONTENT=0,\"\\a\\?\\\\\\377\\x4\"");
    row("AT+HTTPCONTENT=0,\"\\u4e2d\"", "w:bad-escape(content)@18+2", "AT+HTTPCONTENT=0,\"\\\\u4e2d\"");
    row("AT+HTTPCONTENT=0,\"\\400\"", "w:bad-escape(content)@18+4", "AT+HTTPCONTENT=0,\"\\\\400\"");
    row("AT+HTTPCONTENT=0,\"a\\xg\"", "w:bad-escape(content)@19+2", "AT+HTTPCONTENT=0,\"a\\\\xg\"");

    // Presence
    row("AT+CIOTBINSET=1", "missing-parameter(des)@15+0 missing-parameter(bin_lens)@15+0");
    row("AT+CIOTBINSET=1,,5", "missing-parameter(des)@16+0");
    row("AT+CIOTSTART=", "missing-parameter(encrypt)@13+0");
    row("AT+CIOTSTART=0,1", "surplus-parameter@15+1");
    row("AT+CIOTSTART=0,", "surplus-parameter@15+0", "AT+CIOTSTART=0");
    row("AT+CIOTBINSET=,1,\"a\",5", "missing-parameter(msg_id)@14+0 out-of-range", "");
    row("AT+MIPLCFG=\"platform\",0,10", "missing-parameter(epname)@26+0");
    row("AT+MIPLCFG=\"platform\",0,0,\"x\"", "forbidden-parameter(epname)@26+3");
    row("AT+HTTPCREATE=\"h\",\"u\"", "all-or-none(password)@21+0");
    row("AT+IMQTTAUTH=k,n", "at-least-one(device_secret)@16+0");
    row("AT+TYPES=,,,,,\"ab\",abc", "at-most-one(p)@19+3");

    // Types, just inside and just outside
    row("AT+CIOTSTART=2", "out-of-table(encrypt)@13+1");
    row("AT+CIOTSTART=x", "out-of-table(encrypt)@13+1");
    clean("AT+CIOTSTART=01");
    clean("AT+CIOTBINSET=65535,\"a\",1");
    row("AT+CIOTBINSET=65536,\"a\",1", "out-of-range(msg_id)@14+5");
    row("AT+CIOTBINSET=-1,\"a\",1", "out-of-range(msg_id)@14+2");
    row("AT+CIOTBINSET=1x,\"a\",1", "not-a-number(msg_id)@14+2");
    row("AT+CIOTBINSET=0x1,\"a\",1", "not-a-number(msg_id)@14+3");
    row("AT+CIOTBINSET=99999999999999999999,\"a\",1", "out-of-range(msg_id)@14+20");
    clean("AT+TYPES=90");
    row("AT+TYPES=90.1", "out-of-range(f)@9+4");
    row("AT+TYPES=x", "not-a-number(f)@9+1");
    clean("AT+TYPES=,\"2028-02-29 23:59:59\"");
    row("AT+TYPES=,\"2027-02-29 23:59:59\"", "bad-date(d)@10+21");
    row("AT+TYPES=,\"2027-02-28 24:00:00\"", "bad-date(d)@10+21");
    row("AT+TYPES=,\"2027-02-28\"", "bad-date(d)@10+12");
    clean("AT+TYPES=,,\"api.heclouds.com\"");
    clean("AT+TYPES=,,\"10.0.0.255\"");
    row("AT+TYPES=,,\"10.0.0.256\"", "bad-host(h)@11+12");
    row("AT+TYPES=,,\"http://x\"", "bad-host(h)@11+10");
    row("AT+TYPES=,,\"a b\"", "bad-host(h)@11+5");
    clean("AT+TYPES=,,,77");
    clean("AT+TYPES=,,,,5");
    row("AT+TYPES=,,,,6", "out-of-range(i)@13+1");
    clean("AT+TYPES=,,,,7");
    clean("AT+TYPES=,,,,10");
    clean("AT+TYPES=,,,,,\"abcd\"");
    row("AT+TYPES=,,,,,\"abcde\"", "too-long(s)@14+7");
    row("AT+TYPES=,,,,,\"a\"", "too-short(s)@14+3");
    row("AT+TYPES=,,,,,\"\xe4\xb8\xad\xe6\x96\x87\"", "too-long(s)@14+8"); // bytes, not characters
    row("AT+TYPES=,,,,,,abC", "pattern-mismatch(p)@15+3");
    clean("AT+TYPES=,,,,,,,\"\\x41\\x42\\x43\\x44\\x45\\x46\\x47\\x48\"");
    row("AT+TYPES=,,,,,,,\"\\x41\\x42\\x43\\x44\\x45\\x46\\x47\\x48\\x49\"", "too-long(e)@16+38");
    clean("AT+TYPES=,,,,,,,,abc");
    row("AT+TYPES=,,,,,,,,a", "too-short(x)@17+1");
    row("AT+TYPES=,,,,,,,,abcdefabc", "too-long(x)@17+9");
    row("AT+TYPES=,,,,,,,,abxd", "not-hex(x)@19+1");
    row("AT+CIOTID=\"12a4\"", "bad-characters(dev_id)@13+1");
    clean("AT+MIPLCREATEEX=\"h:1\",3");
    row("AT+MIPLCREATEEX=\"h:1\",4", "unknown-bits(flag)@22+1");
    row("AT+MIPLCREATEEX=\"h:0\",3", "bad-port(host)@16+5");
    row("AT+MIPLCREATEEX=\"h:65536\",3", "bad-port(host)@16+9");
    row("AT+MIPLCREATEEX=\"h_-:1\",3", "bad-host(host)@16+7");
    clean("AT+MIPLCREATEEX=\"[::1]:5683\",3");
    row("AT+MIPLCREATEEX=\"h\",0,,abcd,,0", "too-short(psk)@23+4");
    row("AT+MIPLCREATEEX=\"h\",0,,abc,,1", "odd-digits(psk)@23+3");
    row("AT+MIPLCREATEEX=\"h\",0,,\"abcd123\xe4\xb8\xad\",,0", "bad-characters(psk)@31+3");
    row("AT+ALYMQTTPUB=\"/a/+\",0,\"{}\"", "bad-topic(topic)@14+6");
    clean("AT+ALYMQTTSUB=\"/a/+/b/#\",0");
    row("AT+ALYMQTTSUB=\"/a/b#\",0", "bad-topic(topic)@14+7");
    row("AT+ALYMQTTPUB=\"/a\",0,\"{\"", "bad-json(payload)@23+0");
    row("AT+ALYMQTTPUB=\"/a\",0,\"{]\"", "bad-json(payload)@23+1");
    row("AT+MIPLADDOBJ=1,3200,1,\"1\"", "out-of-table(ref)@14+1", "AT+MIPLADDOBJ=0,3200,1,\"1\"");
    row("AT+MIPLADDOBJ=0,3200,1,\"2\"", "bad-bitmap(bitmap)@23+3");
    row("AT+MIPLADDOBJ=0,3200,2,\"1\"", "bitmap-mismatch(bitmap)@23+3");
    row("AT+MIPLDISCOVERRSP=0,1,1,3,\"1;x\"", "not-a-number(data)@30+1");
    row("AT+MIPLDISCOVERRSP=0,1,1,4,\"1;;2\"", "empty-item(data)@27+6");
    row("AT+MIPLCFG=\"PLATFORM\",0,0", "out-of-table(type)@11+10", "AT+MIPLCFG=\"platform\",0,0");
    row("AT+KV=\"pmin=1;pmax\"", "bad-pair(pairs)@14+4");
    row("AT+KV=\"pmin=x\"", "not-a-number(pairs)@12+1");
    row("AT+KV=\"nope=1\"", "unknown-key(pairs)@7+4");
    row("AT+CIOTDAT=0,1,\"te,22.5\"", "bad-record(data)@15+9");
    row("AT+CIOTDAT=0,1,\"te,,\"", "empty-item(data)@15+6");
    row("AT+CIOTDAT=0,1,\"te,noon,1\"", "bad-date(data)@19+4");

    // Values under conditions
    row("AT+MIPLCFG=\"platform\",0,9", "w:reserved-value(platform)@24+1");
    row("AT+MIPLCFG=\"platform\",0,2", "w:value-not-on-module(platform)@24+1");
    row("AT+MIPLCFG=\"platform\",0,2", "w:value-not-on-module(platform)@24+1", "", "ML307A");
    clean("AT+MIPLCFG=\"platform\",0,2", "MN318");

    // Rules
    row("AT+CIOTBINSEND=3,\"0102\"", "length-mismatch(bin_len)@15+1", "AT+CIOTBINSEND=2,\"0102\"");
    row("AT+CIOTDAT=0,2,\"te,,1\";+CSQ", "num-mismatch(num)@13+1", "AT+CIOTDAT=0,1,\"te,,1\";+CSQ");
    row("AT+CSQ;+CIOTDAT=0,2,\"te,,1\"", "num-mismatch(num)@18+1", "AT+CSQ;+CIOTDAT=0,1,\"te,,1\"");
    row("AT+HTTPCREATE=\"https://x\"", "no-https(url)@14+11", "", "M5310-A");
    row("AT+HTTPCREATE=\"https://x\"", "w:no-https(url)@14+11");
    clean("AT+HTTPCREATE=\"https://x\"", "ML302");
    row("AT+MIPLREADRSP=0,1,1,3,0,1,1,1,\"a\",0,0x200", "flag-on-module(flag)@37+5", "", "ML307A");
    clean("AT+MIPLREADRSP=0,1,1,3,0,1,1,1,\"a\",0,0x200", "MN318");

    // Several at once, in order
    row("AT+CIOTBINSET =70000,abc\",0 //x",
        "w:blank-in-name@13+1 out-of-range(msg_id)@15+5 quote-inside(des)@24+1 out-of-range(bin_lens)@26+1 w:pasted-remark@28+3",
        "AT+CIOTBINSET=70000,abc\",0");
}

void TstLineCheck::problems()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, module);
    QFETCH(QString, expected);
    QFETCH(QByteArray, suggestion);
    const LineContext context{&test::lineView(module.toStdString()), {}, nullptr};
    const std::string text = line.toStdString();
    const std::vector<Problem> problems = validate(text, parseLine(text, context), context);
    if (expected.endsWith("out-of-range")) { // a shifted line: only how it begins
        QVERIFY2(QString::fromStdString(summary(problems)).startsWith(expected.section(' ', 0, 0)), summary(problems).c_str());
        return;
    }
    QCOMPARE(QString::fromStdString(summary(problems)), expected);
    if (!problems.empty())
        QCOMPARE(QByteArray::fromStdString(problems.front().suggestion), suggestion);
}

void TstLineCheck::ruleTexts()
{
    const LineContext context{&test::lineView("ML302"), {}, nullptr};
    const std::string line = "AT+CIOTDAT=0,2,\"te,,1\"";
    const auto problems = validate(line, parseLine(line, context), context);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].text.en, std::string("2 announced, 1 there"));
    QCOMPARE(problems[0].text.zh, std::string("2 1"));
    QCOMPARE(problems[0].manual, std::string("onenet.txt 3.4.14"));
    QCOMPARE(problems[0].also, std::vector<std::string>{"data"});
    const auto range = validate("AT+CIOTBINSEND=0,\"\"", parseLine("AT+CIOTBINSEND=0,\"\"", context), context);
    QCOMPARE(range.at(0).code, std::string("out-of-range"));
    QCOMPARE(range.at(0).manual, std::string("onenet.txt 3.4.16"));
    QCOMPARE(std::string(range.at(0).message.arg("range")), std::string("\xe2\x89\xa5 1"));
    QCOMPARE(std::string(range.at(0).message.arg("parameter")), std::string("bin_len"));
    const auto form = validate("AT+CIOTPING=1", parseLine("AT+CIOTPING=1", context), context);
    QCOMPARE(form.at(0).code, std::string("unknown-form"));
    QCOMPARE(std::string(form.at(0).message.arg("written")), std::string("AT+CIOTPING=\xe2\x80\xa6"));
    QCOMPARE(std::string(form.at(0).message.arg("possible")), std::string("AT+CIOTPING"));
    const LineContext wifi{&test::lineView(), {}, nullptr};
    const std::string event = "AT+IDMEP=E,{\"a\" 1}";
    const auto json = validate(event, parseLine(event, wifi), wifi);
    QCOMPARE(json.at(0).code, std::string("bad-json"));
    QCOMPARE(json.at(0).message.code, std::string("bad-json-colon"));
    QCOMPARE(std::string(json.at(0).message.arg("position")), std::string("6"));
}

// A word that chooses between two ways of writing a command: both are named, and it chooses whatever its case.
void TstLineCheck::choices()
{
    const LineContext context{&test::lineView("MN318"), {}, nullptr};
    const std::string unknown = "AT+MIPLCFG=\"name\",0,0";
    const auto found = validate(unknown, parseLine(unknown, context), context);
    QVERIFY(!found.empty());
    QCOMPARE(found[0].code, std::string("out-of-table"));
    QCOMPARE(std::string(found[0].message.arg("values")), std::string("platform, binding"));
    const std::string upper = "AT+MIPLCFG=\"BINDING\",0,1";
    const auto cased = validate(upper, parseLine(upper, context), context);
    QCOMPARE(cased.size(), std::size_t(1));
    QCOMPARE(cased[0].suggestion, std::string("AT+MIPLCFG=\"binding\",0,1"));

    // Who has a command: its own models, not all that have its family.
    const LineContext elsewhere{&test::lineView("ML302"), {}, nullptr};
    const auto absent = validate("AT+MIPLUPDATESET=1", parseLine("AT+MIPLUPDATESET=1", elsewhere), elsewhere);
    QVERIFY(!absent.empty());
    QCOMPARE(absent[0].code, std::string("not-on-module"));
    QCOMPARE(std::string(absent[0].message.arg("modules")), std::string("MN318"));
}

void TstLineCheck::requirements()
{
    FactState facts;
    LineContext context{&test::lineView("ML302"), {}, &facts};
    const std::string line = "AT+CIOTSTART=0";
    QVERIFY(validate(line, parseLine(line, context), context).empty()); // unknown is no problem
    facts.set("edp.session", expr::Value("plain"));
    const auto problems = validate(line, parseLine(line, context), context);
    QCOMPARE(QString::fromStdString(summary(problems)), QString("w:requirement@0+14"));
    QCOMPARE(problems[0].text.en, std::string("connected"));
    QCOMPARE(std::string(problems[0].message.arg("fix")), std::string("AT+CIOTQUIT"));
    QCOMPARE(std::string(problems[0].message.arg("error")), std::string("107"));
    QVERIFY(problems[0].suggestion.empty());
    facts.set("edp.session", expr::Value("none"));
    QVERIFY(validate(line, parseLine(line, context), context).empty());
}

void TstLineCheck::dialects()
{
    const std::string line = "AT+MIPLREADRSP=0,1,1,3,0,1,1,1,\"a\",0,1";
    LineContext context{&test::lineView("MN318"), "classic", nullptr};
    QCOMPARE(QString::fromStdString(summary(validate(line, parseLine(line, context), context))),
             QString("w:index-zero(index)@35+1"));
    context.dialect = "v4";
    QVERIFY(validate(line, parseLine(line, context), context).empty());
    context.dialect = {};
    QVERIFY(validate(line, parseLine(line, context), context).empty());
}

void TstLineCheck::tooLong()
{
    const LineContext context{&test::lineView("ML302"), {}, nullptr};
    const std::string fits = "AT+CIOTINIT=\"" + std::string(186, 'a') + "\"";
    QCOMPARE(fits.size(), std::size_t(200));
    QVERIFY(validate(fits, parseLine(fits, context), context).empty());
    const std::string line = "AT+CIOTINIT=\"" + std::string(187, 'a') + "\"";
    QCOMPARE(QString::fromStdString(summary(validate(line, parseLine(line, context), context))), QString("line-too-long@200+1"));
}

// Nothing here may take long, throw, or point outside of the line.
void TstLineCheck::malformed()
{
    const LineContext context{&test::lineView(), {}, nullptr};
    const std::size_t mega = 1 << 20;
    std::vector<std::string> lines{std::string("AT+X\0Y", 6),
                                   std::string("AT+CIOTINIT=\0\0", 14),
                                   "AT+CIOTINIT=\"",
                                   "AT+CIOTINIT=\"\"\"\"\"",
                                   "AT;;;;",
                                   "AT;",
                                   "AT=",
                                   "AT?",
                                   "AT+",
                                   "AT+=",
                                   "AT+?",
                                   "AT&",
                                   "AT\\",
                                   "AT\"",
                                   "AT,,,",
                                   "AT+CIOTINIT=\xff\xfe",
                                   "\xef\xbb\xbf",
                                   "AT+CIOTINIT=\xe4\xb8",
                                   "A",
                                   "AT//",
                                   "A/x"};
    for (const char *head : {"AT+CIOTINIT=", "AT+CIOTDAT=0,1,", "AT^ONENETPOST=", "AT^ONENETPOST=\"", "AT+HTTPCONTENT=0,\"",
                             "AT+TYPES=", "AT", "AT+X=", "AT+IDMEP=a,", "AT+MIPLDISCOVERRSP=0,1,1,1,", "ATE", "AT+"})
        for (const char *unit : {",", "\"", "\",", "\",\"", "{", "[", "{\"a\":", ";", "\\", " ", "//", " //", "\xe2\x80\x9c",
                                 "\xef\xbc\x8c", "a", "0", "\" ", ";E0"}) {
            std::string line = head;
            const std::string piece = unit;
            while (line.size() < mega / 8)
                line += piece;
            lines.push_back(std::move(line));
        }
    lines.push_back("AT+CIOTINIT=" + std::string(mega, ','));
    for (const std::string &line : lines) {
        const ParsedLine parsed = parseLine(line, context);
        for (const Problem &problem : validate(line, parsed, context))
            QVERIFY(problem.span.end() <= line.size());
        for (const ParsedCommand &command : parsed.commands) {
            QVERIFY(command.span.end() <= line.size());
            for (const Argument &argument : command.arguments)
                QVERIFY(argument.span.end() <= line.size() && argument.inner.end() <= line.size());
            const std::string once = compose(command, {}, context);
            const ParsedLine again = parseLine(once, context);
            QVERIFY(!again.commands.empty());
            const std::string twice = compose(again.commands.front(), {}, context);
            QVERIFY2(twice == once, (line.substr(0, 60) + "\n" + once.substr(0, 60) + "\n" + twice.substr(0, 60)).c_str());
        }
    }
}

ATSCOPE_TEST(TstLineCheck)
#include "tst_line_check.moc"
