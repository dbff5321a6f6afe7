// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/catalog/line.h"
#include "line_fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// Lines made from values, and from lines.
class TstLineCompose : public QObject
{
    Q_OBJECT

private slots:
    void fromValues_data();
    void fromValues();
    void unknownNames();
    void sameAgain_data();
    void sameAgain();
    void replaced();
};

void TstLineCompose::fromValues_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("values"); // name=text|name=text
    QTest::addColumn<QString>("line");
    const auto row = [](const char *command, int form, const char *values, const char *line) {
        QTest::newRow(line) << command << form << values << line;
    };
    row("AT+CIOTPING", 0, "", "AT+CIOTPING");
    row("AT+CMEE", 0, "", "AT+CMEE=?");
    row("AT+CMEE", 1, "", "AT+CMEE?");
    row("AT+CMEE", 2, "n=1", "AT+CMEE=1");
    row("AT+CMEE", 2, "", "AT+CMEE=");
    row("ATE", 0, "value=0", "ATE0");
    row("ATS0", 0, "", "ATS0?");
    row("ATS0", 1, "n=5", "ATS0=5");
    row("ATD", 0, "number=*99#", "ATD*99#");
    row("AT+CIOTBINSET", 0, "bin_lens=5|MSG_ID=1|des=a b", "AT+CIOTBINSET=1,\"a b\",5");
    row("AT+CIOTINIT", 1, "desc=x", "AT+CIOTINIT=,\"x\"");
    row("AT+CIOTINIT", 1, "title=", "AT+CIOTINIT=\"\"");
    row("AT+MIPLCREATEEX", 0, "host=h:1|flag=0|psk=abcdefgh", "AT+MIPLCREATEEX=\"h:1\",0,,\"abcdefgh\"");
    row("AT+MIPLCREATEEX", 0, "host=h:1|flag=0|psk=ab|psk_encode=1", "AT+MIPLCREATEEX=\"h:1\",0,,\"ab\",,1");
    row("AT+MIPLCFG", 0, "type=platform|ref=0|platform=1", "AT+MIPLCFG=\"platform\",0,1");
    row("AT+MIPLREADRSP", 1, "ref=0|mid=1|result=1|objid=3|insid=0|resid=1|type=1|len=1|value=a|index=0|flag=0",
        "AT+MIPLREADRSP=0,1,1,3,0,1,1,1,\"a\",0,0");
    row("AT+MIPLREADRSP", 1, "ref=0|mid=1|result=1|objid=3|insid=0|resid=1|type=3|len=1|value=7|index=0|flag=0",
        "AT+MIPLREADRSP=0,1,1,3,0,1,3,1,7,0,0");
    row("AT+IMQTTPUB", 0, "topic=/a|qos=0|message={\"a\":1}, b", "AT+IMQTTPUB=/a,0,{\"a\":1}, b");
    row("AT+IDMEP", 0, "event_id=E|event_payload={\"a\":1,\"b\":2}", "AT+IDMEP=E,{\"a\":1,\"b\":2}");
    row("AT+CIOTDAT", 0, "msg_id=0|num=1|data=te,,1", "AT+CIOTDAT=0,1,\"te,,1\"");
    row("AT^ONENETSET", 0, "host=h|port=80|url=/a|delay=", "AT^ONENETSET=\"h\",80,\"/a\"");
}

void TstLineCompose::fromValues()
{
    QFETCH(QString, command);
    QFETCH(int, form);
    QFETCH(QString, values);
    QFETCH(QString, line);
    const LineContext context{&test::lineView(), {}, nullptr};
    const Found<Command> found = test::lineView().command(command.toStdString());
    QVERIFY(bool(found));
    NamedTexts texts;
    for (const QString &value : values.split('|', Qt::SkipEmptyParts))
        texts.emplace_back(value.section('=', 0, 0).toStdString(), value.section('=', 1).toStdString());
    const auto composed = compose(*found, found->forms.at(static_cast<std::size_t>(form)), texts, context);
    QVERIFY(composed.ok());
    QCOMPARE(QString::fromStdString(*composed), line);
    // What was written is read back as the same values.
    const ParsedLine parsed = parseLine(*composed, context);
    for (const auto &[name, text] : texts)
        if (!text.empty())
            QCOMPARE(parsed.commands.at(0).argument(name)->wire(), text);
}

void TstLineCompose::unknownNames()
{
    const LineContext context{&test::lineView(), {}, nullptr};
    const Found<Command> found = test::lineView().command("AT+CMEE");
    const auto composed = compose(*found, found->forms.at(2), {{"nope", "1"}}, context);
    QVERIFY(!composed.ok());
    QCOMPARE(composed.error().message.code, std::string("unknown-parameter"));
}

void TstLineCompose::sameAgain_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("expected"); // of the first command
    const auto row = [](const char *line, const char *expected) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(expected);
    };
    const auto same = [&row](const char *line) { row(line, line); };
    same("AT");
    same("ATE0");
    same("ATE");
    same("ATS0=1");
    same("ATS0?");
    same("AT&F");
    same("ATD12345;");
    same("AT+CSQ");
    same("AT+CGMR");
    same("AT+CMEE=?");
    same("AT+UNKNOWN=1,\"a\",x");
    same("ATX4");
    same("AT+CIOTINIT=,\"x\"");
    same("AT+CIOTINIT=TV1,\"tv1 test\"");
    same("AT+MIPLCREATEEX=\"h:1\",0,,abcd1234,,1");
    same("AT+MIPLREADRSP=0,1,1,3,0,1,3,3,\"-12\",1,2");
    same("AT+CIOTDAT=0,2,te,,1;hy,,2");
    same("AT+HTTPCONTENT=0,\"{\"t\": \"8\"\\r,\"d\": \"8\"}\"");
    same("AT^ONENETPOST=\"{\\\"a\\\":1}\",\"api-key:x\"");
    same("AT+IMQTTPUB=/a,0, x ,y ");
    same("AT+CMEE=");
    row("at+cmee=1;+csq", "AT+CMEE=1");
    row("at+ cmee =1", "AT+CMEE=1");
    row("AT+CIOTBINSET=1, \"a\" ,5 //x", "AT+CIOTBINSET=1,\"a\",5");
    row("AT+CIOTINIT=\"a\",,", "AT+CIOTINIT=\"a\"");
    row("AT+CIOTINIT=\"abc", "AT+CIOTINIT=\"abc\"");
    row("AT+CIOTINIT=\"abc\\", "AT+CIOTINIT=\"abc\"");
    row("AT+CIOTMKEY=”dH=Z8\"", "AT+CIOTMKEY=\"dH=Z8\"");
    row("AT+CIOTDATBINSET=1,\"t\",5", "AT+CIOTBINSET=1,\"t\",5");
}

void TstLineCompose::sameAgain()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, expected);
    const LineContext context{&test::lineView(), {}, nullptr};
    const std::string text = line.toStdString();
    const std::string once = compose(parseLine(text, context).commands.at(0), {}, context);
    QCOMPARE(QByteArray::fromStdString(once), expected);
    QCOMPARE(compose(parseLine(once, context).commands.at(0), {}, context), once);
}

void TstLineCompose::replaced()
{
    const LineContext context{&test::lineView(), {}, nullptr};
    const auto with = [&context](const char *line, const NamedTexts &values) {
        return compose(parseLine(line, context).commands.at(0), values, context);
    };
    QCOMPARE(with("AT+CIOTBINSET=1,a,5", {{"des", "b"}}), std::string("AT+CIOTBINSET=1,b,5"));
    QCOMPARE(with("AT+CIOTBINSET=1,a,5", {{"des", "b,c"}}), std::string("AT+CIOTBINSET=1,\"b,c\",5"));
    QCOMPARE(with("AT+CIOTINIT=\"a\"", {{"desc", "b"}}), std::string("AT+CIOTINIT=\"a\",\"b\""));
    QCOMPARE(with("AT^ONENETSET=\"h\",80,\"/\",5", {{"delay", ""}}), std::string("AT^ONENETSET=\"h\",80,\"/\""));
}

ATSCOPE_TEST(TstLineCompose)
#include "tst_line_compose.moc"
