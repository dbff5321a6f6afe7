// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/catalog/line.h"
#include "line_fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// What a line is read as: commands, forms and values.
class TstLineRead : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void spans();
    void emptyPlaces();
    void facts();
};

namespace {

std::string formText(const ParsedCommand &command)
{
    switch (command.kind) {
    case FormKind::Test:
        return command.name + "=?";
    case FormKind::Read:
        return command.name + "?";
    case FormKind::Set:
        return command.name + "=";
    case FormKind::Execute:
        break;
    }
    return command.name;
}

std::string valuesText(const ParsedLine &line)
{
    base::JsonWriter out;
    for (const ParsedCommand &command : line.commands) {
        out.beginObject();
        for (const auto &[name, value] : command.values()) {
            out.key(name);
            writeJson(out, value);
        }
        out.endObject();
        return out.take(); // of the first command
    }
    return {};
}

} // namespace

void TstLineRead::reads_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("commands"); // joined by a blank
    QTest::addColumn<QString>("values");   // of the first one
    const auto row = [](const char *line, const char *commands, const char *values = "{}") {
        QTest::newRow(line) << line << commands << values;
    };
    // Names and forms
    row("AT", "AT");
    row("at", "AT");
    row("A/", "A/");
    row("at+csq", "AT+CSQ");
    row("At+CsQ", "AT+CSQ");
    row("AT+CMEE?", "AT+CMEE?");
    row("AT+CMEE=?", "AT+CMEE=?");
    row("AT+CMEE=1", "AT+CMEE=", R"({"n":1})");
    row("AT+CMEE=", "AT+CMEE=");
    row("AT+CMEE=1;+CSQ", "AT+CMEE= AT+CSQ", R"({"n":1})");
    row("at+cmee=1;+csq;+ciotping", "AT+CMEE= AT+CSQ AT+CIOTPING", R"({"n":1})");
    row("AT+CMEE?;+CMEE=?;+CSQ", "AT+CMEE? AT+CMEE=? AT+CSQ");
    row("AT+CMEE=1 ; +CSQ", "AT+CMEE= AT+CSQ", R"({"n":1})");
    row("AT+CGMR", "AT+GCMR");
    row("AT+CIOTDATBINSET=1,\"test\",2583", "AT+CIOTBINSET=", R"({"msg_id":1,"des":"test","bin_lens":2583})");
    row("AT+NONSENSE=1,2", "AT+NONSENSE=");
    // Basic commands
    row("ATE0", "ATE=", R"({"value":0})");
    row("ate1v0", "ATE= ATV=", R"({"value":1})");
    row("ATE", "ATE=");
    row("ATE0V1+CSQ", "ATE= ATV= AT+CSQ", R"({"value":0})");
    row("ATE0;+CSQ", "ATE= AT+CSQ", R"({"value":0})");
    row("AT&F", "AT&F");
    row("AT&FE0", "AT&F ATE=");
    row("ATI", "ATI");
    row("ATS0=1", "ATS0=", R"({"n":1})");
    row("ATS0 = 1", "ATS0=", R"({"n":1})");
    row("ATS0?", "ATS0?");
    row("ATS0=1E0", "ATS0= ATE=", R"({"n":1})");
    row("ATD*99#", "ATD=", R"({"number":"*99#"})");
    row("ATD12345;", "ATD=", R"({"number":"12345;"})");
    row("ATX4", "ATX=");
    // Blanks where people put them
    row("AT +CSQ", "AT+CSQ");
    row("AT+ CIOTMKEY = \"abc\"", "AT+CIOTMKEY=", R"({"mkey":"abc"})");
    row("AT+CIOT MKEY=\"abc\"", "AT+CIOTMKEY=", R"({"mkey":"abc"})");
    row("AT+CIOTBINSET=1, \"test\" ,2583", "AT+CIOTBINSET=", R"({"msg_id":1,"des":"test","bin_lens":2583})");
    row("AT+CIOTSTART=0     //starts", "AT+CIOTSTART=", R"({"encrypt":0})");
    row("AT+CIOTMKEY=\"a//b\" //remark", "AT+CIOTMKEY=", R"({"mkey":"a//b"})");
    row("AT+HTTPCREATE=http://iot.10086.cn", "AT+HTTPCREATE=", R"({"url":"http://iot.10086.cn"})");
    // Strings
    row("AT+CIOTMKEY=\"a,b;+CSQ\"", "AT+CIOTMKEY=", R"({"mkey":"a,b;+CSQ"})");
    row("AT+CIOTMKEY=\"abc\";+CSQ", "AT+CIOTMKEY= AT+CSQ", R"({"mkey":"abc"})");
    row("AT+CIOTMKEY=abc", "AT+CIOTMKEY=", R"({"mkey":"abc"})");
    row("AT+CIOTMKEY=\"\"", "AT+CIOTMKEY=", R"({"mkey":""})");
    row("AT+CIOTINIT=\"TV1\",\"tv1 test\"", "AT+CIOTINIT=", R"({"title":"TV1","desc":"tv1 test"})");
    row("AT+CIOTINIT=,\"x\"", "AT+CIOTINIT=", R"({"desc":"x"})");
    row("AT+CIOTINIT=a;b", "AT+CIOTINIT=", R"({"title":"a;b"})"); // no command B
    row("AT+CIOTINIT=a;i", "AT+CIOTINIT= ATI", R"({"title":"a"})");
    row("AT+CIOTINIT=\"\xe4\xb8\xad\xe6\x96\x87\"", "AT+CIOTINIT=", "{\"title\":\"\xe4\xb8\xad\xe6\x96\x87\"}");
    row("AT+TYPES=,,,,,,,\"a\"\"b\"", "AT+TYPES=", R"({"e":"a\"b"})");
    row("AT+TYPES=,,,,,,,\"a\\\"b\",ab", "AT+TYPES=", R"({"e":"a\"b","x":"ab"})");
    row("AT+TYPES=,,,,,,,\"\\x2C\\r\\n\\12\"", "AT+TYPES=", R"({"e":",\u000d\u000a\u000a"})");
    // Numbers
    row("AT+TYPES=-12.5", "AT+TYPES=", R"({"f":-12.5})");
    row("AT+TYPES=abc", "AT+TYPES=", R"({"f":"abc"})");
    row("AT+TYPES=,,,7", "AT+TYPES=", R"({"o":7})");
    row("AT+TYPES=,,,abc", "AT+TYPES=", R"({"o":"abc"})");
    row("AT+TYPES=,,,,9007199254740993", "AT+TYPES=", R"({"i":"9007199254740993"})");
    row("AT+TYPES=,\"2026-11-21 10:22:31\"", "AT+TYPES=", R"({"d":"2026-11-21 10:22:31"})");
    row("AT+TYPES=,,,,,,,,0aFF", "AT+TYPES=", R"({"x":"0aFF"})");
    row("AT+MIPLCREATEEX=\"h:5684\",3", "AT+MIPLCREATEEX=", R"({"host":"h:5684","flag":3})");
    // Records, lists, pairs
    row("AT+CIOTDAT=0,3,\"te,,22.5;hy,2026-01-01 00:00:00,35%;pm,,89\"", "AT+CIOTDAT=",
        R"({"msg_id":0,"num":3,"data":[{"key":"te","value":"22.5"},{"key":"hy","time":"2026-01-01 00:00:00","value":"35%"},)"
        R"({"key":"pm","value":"89"}]})");
    row("AT+CIOTDAT=0,2,te,,22.5;hy,,35%", "AT+CIOTDAT=",
        R"({"msg_id":0,"num":2,"data":[{"key":"te","value":"22.5"},{"key":"hy","value":"35%"}]})");
    row("AT+CIOTDAT=0,2,te,,22.5;+CSQ", "AT+CIOTDAT=",
        R"({"msg_id":0,"num":2,"data":[{"key":"te","value":"22.5"},{"key":"+CSQ"}]})");
    row("AT+MIPLDISCOVERRSP=0,3200,1,14,\"5500;5501;5750\"", "AT+MIPLDISCOVERRSP=",
        R"({"ref":0,"objid":3200,"result":1,"length":14,"data":[5500,5501,5750]})");
    row("AT+MIPLDISCOVERRSP=0,19,1,3,1;0", "AT+MIPLDISCOVERRSP=", R"({"ref":0,"objid":19,"result":1,"length":3,"data":[1,0]})");
    row("AT+KV=\"pmin=1;psk=xyz;other=2\"", "AT+KV=", R"({"pairs":{"pmin":1,"psk":"xyz","other":"2"}})");
    row("AT+KV=pmin=1;psk=a,b", "AT+KV=", R"({"pairs":{"pmin":1,"psk":"a,b"}})");
    // JSON
    row(R"(AT^ONENETPOST="{"a":1,"b":[1,2,{"c":"},"}]}","api-key:x")", "AT^ONENETPOST=",
        R"({"post_content":{"a":1,"b":[1,2,{"c":"},"}]},"api_key":"api-key:x"})");
    row(R"(AT^ONENETPOST="{\"a\":22.5,\"b\":\"95.2%\"}","api-key: x")", "AT^ONENETPOST=",
        R"({"post_content":{"a":22.5,"b":"95.2%"},"api_key":"api-key: x"})");
    row(R"(AT^ONENETPOST="{"title":"TV1","protocol":"EDP",}","api-key: =")", "AT^ONENETPOST=",
        R"({"post_content":{"title":"TV1","protocol":"EDP"},"api_key":"api-key: ="})");
    row(R"(AT^ONENETPOST="{"a":1","api-key:x")", "AT^ONENETPOST=", R"({"post_content":"{\"a\":1","api_key":"api-key:x"})");
    row(R"(AT^ONENETPOST="{"a":"x","b":1}}","api-key:x")", "AT^ONENETPOST=",
        R"({"post_content":"{\"a\":\"x\",\"b\":1}}","api_key":"api-key:x"})");
    row(R"(AT+IDMEP=Error,{"ErrorCode":0,"b":[1,2]})", "AT+IDMEP=",
        R"({"event_id":"Error","event_payload":{"ErrorCode":0,"b":[1,2]}})");
    row(R"(AT+IDMEP=Error,{"a":";+CSQ"} //remark)", "AT+IDMEP=", R"({"event_id":"Error","event_payload":{"a":";+CSQ"}})");
    row(R"(AT+ALYMQTTPUB="/a",0,"{\"m\":\"h\"}")", "AT+ALYMQTTPUB=", R"({"topic":"/a","qos":0,"payload":{"m":"h"}})");
    row(R"(AT+ALYMQTTPUB="/a",0,"[1,null,true,12345678901234567890]")", "AT+ALYMQTTPUB=",
        R"({"topic":"/a","qos":0,"payload":[1,null,true,"12345678901234567890"]})");
    // Bare quotes inside
    row(R"(AT+HTTPCONTENT=0,"{"title": "1"\r,"desc": "2"\r,"a": {"x": "y"},}")", "AT+HTTPCONTENT=",
        R"({"id":0,"content":"{\"title\": \"1\"\u000d,\"desc\": \"2\"\u000d,\"a\": {\"x\": \"y\"},}"})");
    row(R"(AT+HTTPCONTENT=0,"{"a":"1","b":"2"}",0)", "AT+HTTPCONTENT=",
        R"({"id":0,"content":"{\"a\":\"1\",\"b\":\"2\"}","encode_method":0})");
    row(R"(AT+HTTPCONTENT=0,"")", "AT+HTTPCONTENT=", R"({"id":0,"content":""})");
    row("AT+HTTPCONTENT=0,7B7D,1", "AT+HTTPCONTENT=", R"({"id":0,"content":"7B7D","encode_method":1})");
    row("AT+HTTPCONTENT=0", "AT+HTTPCONTENT=", R"({"id":0})");
    // Alternatives and variants
    row("AT+MIPLCFG=\"binding\",0,2", "AT+MIPLCFG=", R"({"type":"binding","ref":0,"binding":2})");
    row("AT+MIPLCFG=\"platform\",0,10,\"me\"", "AT+MIPLCFG=", R"({"type":"platform","ref":0,"platform":10,"epname":"me"})");
    row("AT+MIPLREADRSP=0,18172,11", "AT+MIPLREADRSP=", R"({"ref":0,"mid":18172,"result":11})");
    row("AT+MIPLREADRSP=0,18172,1,3200,0,5501,3,3,\"-12\",1,2", "AT+MIPLREADRSP=",
        R"({"ref":0,"mid":18172,"result":1,"objid":3200,"insid":0,"resid":5501,"type":3,"len":3,)"
        R"("value":-12,"index":1,"flag":2})");
    row("AT+MIPLREADRSP=0,7056,1,3300,0,5700,4,4,50.8,0,0x200", "AT+MIPLREADRSP=",
        R"({"ref":0,"mid":7056,"result":1,"objid":3300,"insid":0,"resid":5700,"type":4,"len":4,)"
        R"("value":50.8,"index":0,"flag":"0x200"})");
    row("AT+MIPLCREATEEX=\"h\",0,,abcd1234,,1", "AT+MIPLCREATEEX=", R"({"host":"h","flag":0,"psk":"abcd1234","psk_encode":1})");
    // Rest
    row("AT+IMQTTPUB=/a/b,0,{\"a\":1}, b;+CSQ ", "AT+IMQTTPUB=", R"({"topic":"/a/b","qos":0,"message":"{\"a\":1}, b;+CSQ "})");
    row("AT+IMQTTPUB=/a/b,0,\"q\"", "AT+IMQTTPUB=", R"({"topic":"/a/b","qos":0,"message":"\"q\""})");
    row("AT+IMQTTAUTH=k,n,,s", "AT+IMQTTAUTH=", R"({"product_key":"k","device_name":"n","product_secret":"s"})");
    row("AT+IMQTTAUTH=gb80*1U, eng_**, 9da***d2", "AT+IMQTTAUTH=",
        R"({"product_key":"gb80*1U","device_name":"eng_**","device_secret":"9da***d2"})");
    row("AT+IMQTTAUTH=\"k\",\"n\",\"s\"", "AT+IMQTTAUTH=", R"({"product_key":"k","device_name":"n","device_secret":"s"})");
    row("AT+IMQTTAUTH=k\"1,n,s", "AT+IMQTTAUTH=", R"({"product_key":"k\"1","device_name":"n","device_secret":"s"})");
    // Damaged
    row("AT+CIOTINIT=\"abc", "AT+CIOTINIT=", R"({"title":"abc"})");
    row("AT+CIOTBINSET=1,\"abc,5", "AT+CIOTBINSET=", R"({"msg_id":1,"des":"abc","bin_lens":5})");
    row("AT+CIOTINIT=\"a\"b\",\"c\"", "AT+CIOTINIT=", R"({"title":"a\"b","desc":"c"})");
    row("AT+CIOTINIT=\"a\"b,\"c\"", "AT+CIOTINIT=", R"({"title":"a\"b,\"c"})");
    row(",,,,", "");
    row("OK", "");
    row("", "");
}

void TstLineRead::reads()
{
    QFETCH(QString, line);
    QFETCH(QString, commands);
    QFETCH(QString, values);
    const std::string text = line.toStdString();
    const LineContext context{&test::lineView(), {}, nullptr};
    const ParsedLine parsed = parseLine(text, context);
    std::string names;
    for (const ParsedCommand &command : parsed.commands)
        names += (names.empty() ? "" : " ") + formText(command);
    QCOMPARE(QString::fromStdString(names), commands);
    if (!parsed.commands.empty())
        QCOMPARE(QString::fromStdString(valuesText(parsed)), values);
}

void TstLineRead::spans()
{
    const LineContext context{&test::lineView(), {}, nullptr};
    const std::string line = "at+cmee=1;+ciotbinset=1, \"te st\" ,22";
    const ParsedLine parsed = parseLine(line, context);
    QCOMPARE(parsed.commands.size(), std::size_t(2));
    const auto part = [&line](base::Span span) { return line.substr(span.offset, span.length); };
    QCOMPARE(part(parsed.commands[0].span), std::string("at+cmee=1"));
    QCOMPARE(part(parsed.commands[0].nameSpan), std::string("at+cmee"));
    QCOMPARE(part(parsed.commands[1].nameSpan), std::string("+ciotbinset"));
    const Argument *des = parsed.commands[1].argument("DES");
    QVERIFY(des != nullptr && des->quoted);
    QCOMPARE(part(des->span), std::string("\"te st\""));
    QCOMPARE(part(des->inner), std::string("te st"));
    QCOMPARE(part(parsed.commands[1].argument("bin_lens")->span), std::string("22"));
}

void TstLineRead::emptyPlaces()
{
    const LineContext context{&test::lineView(), {}, nullptr};
    const ParsedLine parsed = parseLine("AT^ONENETSET=\"h\",80,\"/\",,\"\"", context);
    const ParsedCommand &command = parsed.commands.at(0);
    QCOMPARE(command.arguments.size(), std::size_t(5));
    QVERIFY(!command.argument("delay")->given);
    QVERIFY(!command.argument("delay")->value.known());
    QVERIFY(command.argument("urc")->given);
    QCOMPARE(command.argument("urc")->span, (base::Span{25, 2}));
    QCOMPARE(command.argument("delay")->span, (base::Span{24, 0}));
}

// Separators that AT+CIOTSPLIT changed.
void TstLineRead::facts()
{
    FactState facts;
    facts.set("ciot.split.us", expr::Value("|"));
    facts.set("ciot.split.rs", expr::Value("#"));
    const LineContext context{&test::lineView(), {}, &facts};
    const ParsedLine parsed = parseLine("AT+CIOTDAT=0,2,\"te||22,5#hy||35\"", context);
    QCOMPARE(QString::fromStdString(valuesText(parsed)),
             QString(R"({"msg_id":0,"num":2,"data":[{"key":"te","value":"22,5"},{"key":"hy","value":"35"}]})"));
    QVERIFY(validate("AT+CIOTDAT=0,2,\"te||22,5#hy||35\"", parsed, context).empty());
}

ATSCOPE_TEST(TstLineRead)
#include "tst_line_read.moc"
