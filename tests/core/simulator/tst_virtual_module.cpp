// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

#include "core/decode/fields.h"
#include "support/test_main.h"

using namespace atscope;
using atscope::test::Bench;

class TstVirtualModule : public QObject
{
    Q_OBJECT

private slots:
    void echoAndFraming()
    {
        Bench bench;
        COMPARE_TEXT(bench.feed("AT\r"), "AT\r\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("AT\r\n"), "AT\r\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("ATE0\r"), "ATE0\r\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("AT\r"), "\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("ATE1\r"), "\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("at\r"), "at\r\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("\r\n\r"), "\r\r");
    }

    void editing()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.feed("AX\x08T\r"), "\r\nOK\r\n");
        COMPARE_TEXT(bench.feed(std::string_view("\0\xff\0AT\r", 6)), "\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("hello\r"), "");
        COMPARE_TEXT(bench.feed("\x1b\x02" "AT\r"), "\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("AT+CMEE?\r"), "\r\n+CMEE: 0\r\n\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("A/"), "\r\n+CMEE: 0\r\n\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("a/"), "\r\n+CMEE: 0\r\n\r\nOK\r\n");
        Bench fresh;
        COMPARE_TEXT(fresh.feed("A/"), "A/");
    }

    void severalOnALine()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.ask("AT+CMEE=1;+CMEE?"), "+CMEE: 1|OK");
        COMPARE_TEXT(bench.ask("AT+CMEE=0;+CIOTPORT=0;+CMEE=2"), "ERROR");
        COMPARE_TEXT(bench.ask("AT+CMEE?"), "+CMEE: 0|OK"); // stopped at the first error
        COMPARE_TEXT(bench.ask("AT+CIOTSPLIT=\"#\",\"|\";+CIOTSPLIT?"), "+CIOTSPLIT: #,|OK");
        COMPARE_TEXT(bench.ask("ATE0V1"), "OK");
        COMPARE_TEXT(bench.ask("AT+CMEE=1;+NOSUCH;+CMEE=0"), "ERROR");
        COMPARE_TEXT(bench.ask("AT+CMEE?"), "+CMEE: 1|OK");
    }

    void unknown()
    {
        Bench bench;
        bench.ask("ATE0");
        bench.ask("AT+CMEE=1");
        COMPARE_TEXT(bench.ask("AT+NOSUCH"), "ERROR");
        COMPARE_TEXT(bench.ask("AT+NOSUCH=1,2"), "ERROR");
        COMPARE_TEXT(bench.ask("AT+CIOTDATBINSET=0,\"test\",10"), "ERROR"); // a misprint of the manual
        COMPARE_TEXT(bench.ask("AT+CIOTCMD"), "ERROR");
        COMPARE_TEXT(bench.ask("AT+CIOTSTATUS?"), "+CME ERROR: 106");
    }

    void storedAndReadBack()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.ask("AT+CMEE=1"), "OK");
        COMPARE_TEXT(bench.ask("AT+CIOTMKEY?"), "+CME ERROR: 102");
        COMPARE_TEXT(bench.ask("AT+CIOTMKEY=\"=ZF38ygYRfnPbCMvFjYOK4kj1jA=\""), "OK");
        QCOMPARE(bench.kept, 1);
        COMPARE_TEXT(bench.ask("AT+CIOTMKEY?"), "+CIOTMKEY: =ZF38ygYRfnPbCMvFjYOK4kj1jA=|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTMKEY=\"a,b\""), "OK");
        COMPARE_TEXT(bench.ask("AT+CIOTMKEY?"), "+CIOTMKEY: \"a,b\"|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=2"), "+CME ERROR: 108");
        COMPARE_TEXT(bench.ask("AT+CIOTPORT=876"), "OK");
        COMPARE_TEXT(bench.ask("AT+CIOTPORT?"), "+CIOTPORT: 876|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTSPLIT?"), "+CIOTSPLIT: \",\",\";\"|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTCONNECTPARA?"), "+CIOTCONNECTPARA: 1|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTCONNECTPARA=0,\"77\",\"mk\""), "OK");
        COMPARE_TEXT(bench.ask("AT+CIOTCONNECTPARA?"), "+CIOTCONNECTPARA: 0,77,mk|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTMKEY?"), "+CIOTMKEY: mk|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTID?"), "+CIOTID: 77|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTIDC"), "OK");
        COMPARE_TEXT(bench.ask("AT+CIOTID?"), "+CME ERROR: 103");
        COMPARE_TEXT(bench.ask("AT+CIOTINIT=,\"only\""), "OK");
        COMPARE_TEXT(bench.ask("AT+CIOTINIT?"), "+CIOTINIT: ,only|OK");
    }

    void whatIsMissing()
    {
        Bench bench;
        bench.ask("ATE0");
        bench.ask("AT+CMEE=1");
        COMPARE_TEXT(bench.ask("AT+CIOT?"), "+CME ERROR: 102");
        COMPARE_TEXT(bench.ask("AT+CIOTINIT"), "+CME ERROR: 102");
        bench.ask("AT+CIOTCONNECTPARA=0");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 103");
        bench.ask("AT+CIOTID=\"7\"");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 102");
        bench.ask("AT+CIOTMKEY=\"abc\"");
        COMPARE_TEXT(bench.ask("AT+CIOT?"), "+CME ERROR: 104");
        COMPARE_TEXT(bench.ask("AT+CIOTINIT"), "+CME ERROR: 118");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 122");
        bench.ask("AT+CIOTIP=\"183.230.40.39\"");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 123");
        bench.ask("AT+CIOTPORT=876");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 109"); // no platform behind it
        bench.ask("AT+CIOTCONNECTPARA=1");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 118");
        bench.ask("AT+CIOTPROID=89172");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 119");
        COMPARE_TEXT(bench.ask("AT+CIOTINIT"), "+CME ERROR: 119");
        bench.ask("AT+CIOTAUTHINFO=\"a\"");
        COMPARE_TEXT(bench.ask("AT+CIOTSTART=0"), "+CME ERROR: 109");
        COMPARE_TEXT(bench.ask("AT+CIOTINIT"), "+CME ERROR: 120");
        bench.ask("AT+CIOTINIT=\"TV1\"");
        COMPARE_TEXT(bench.ask("AT+CIOTINIT"), "+CME ERROR: 112");
        bench.ask("AT+CIOTKEY=\"k\"");
        COMPARE_TEXT(bench.ask("AT+CIOT?"), "+OK");
        for (const char *line :
             {"AT+CIOTPING", "AT+CIOTDAT=0,1,\"te,,1\"", "AT+CIOTBINSET=0,\"t\",3", "AT+CIOTQUIT", "AT+CIOTLOC=1,1"})
            COMPARE_TEXT(bench.ask(line), "+CME ERROR: 113");
        COMPARE_TEXT(bench.ask("AT+CIOTBINEND"), "+CME ERROR: 106");
        COMPARE_TEXT(bench.ask("AT+CIOTBINSEND=1,\"01\""), "+CME ERROR: 106");
        COMPARE_TEXT(bench.ask("AT^ONENETGET=\"api-key:x\""), "+CME ERROR: 106");
        COMPARE_TEXT(bench.ask("AT^ONENETSET=\"api.heclouds.com\",80,\"/devices\""), "+CME ERROR: 101");
        COMPARE_TEXT(bench.ask("AT+CIOTSTATUS"), "+CIOTSTATUS: 0|OK");
    }

    void errorLevels()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.ask("AT+CIOTPORT=0"), "ERROR");
        bench.ask("AT+CMEE=1");
        COMPARE_TEXT(bench.ask("AT+CIOTPORT=0"), "+CME ERROR: 108");
        COMPARE_TEXT(bench.ask("AT+CMEE=7"), "+CME ERROR: 50"); // a number of 3GPP for a command of 3GPP
        COMPARE_TEXT(bench.ask("ATE5"), "ERROR");
        bench.ask("AT+CMEE=2");
        COMPARE_TEXT(bench.ask("AT+CIOTPORT=0"), "+CME ERROR: Wrong parameter");
        COMPARE_TEXT(bench.ask("AT+CMEE=7"), "+CME ERROR: incorrect parameters");
    }

    void identity()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.ask("AT+CGMM"), "ML302|OK");
        QVERIFY(QString::fromStdString(bench.ask("ATI")).contains("ML302"));
        const std::string imei = bench.ask("AT+CGSN");
        QVERIFY2(QRegularExpression("^861234[0-9]{9}\\|OK$").match(QString::fromStdString(imei)).hasMatch(), imei.c_str());
        int sum = 0;
        for (int i = 0; i < 15; ++i) {
            int n = imei[static_cast<std::size_t>(14 - i)] - '0';
            n = i % 2 ? (n * 2 > 9 ? n * 2 - 9 : n * 2) : n;
            sum += n;
        }
        QCOMPARE(sum % 10, 0);
        COMPARE_TEXT(Bench(1).ask("AT+CGSN"), imei.c_str());
        QVERIFY(Bench(2).ask("AT+CGSN") != imei);
        QVERIFY(QString::fromStdString(bench.ask("AT+CIMI")).startsWith("460"));
        QVERIFY(QString::fromStdString(bench.ask("AT+CCID")).startsWith("+CCID: \"8986"));
        COMPARE_TEXT(bench.ask("AT+CPIN?"), "+CPIN: READY|OK");
        COMPARE_TEXT(bench.ask("AT+CSQ"), "+CSQ: 24,99|OK");
        COMPARE_TEXT(bench.ask("AT+CEREG?"), "+CEREG: 0,1|OK");
        COMPARE_TEXT(bench.ask("AT+COPS?"), "+COPS: 0,0,\"CHINA MOBILE\",7|OK");
        COMPARE_TEXT(bench.ask("AT+CGDCONT?"), "+CGDCONT: 1,\"IP\",\"cmiot\"|OK");
        COMPARE_TEXT(bench.ask("AT+CFUN=4;+CEREG?"), "+CEREG: 0,0|OK");
        COMPARE_TEXT(bench.ask("AT+CGATT?"), "+CGATT: 0|OK");
        COMPARE_TEXT(bench.ask("AT+CFUN=1;+CEREG?;+CGATT?"), "+CEREG: 0,1|+CGATT: 1|OK");
    }

    void resultFormats()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.feed("ATV0\r"), "0\r");
        COMPARE_TEXT(bench.feed("AT+CMEE?\r"), "+CMEE: 0\r\n0\r");
        COMPARE_TEXT(bench.feed("AT+NOSUCH\r"), "4\r");
        COMPARE_TEXT(bench.feed("ATV1Q1\r"), "");
        COMPARE_TEXT(bench.feed("ATQ0\r"), "\r\nOK\r\n");
    }

    void baudRate()
    {
        Bench bench;
        QCOMPARE(bench.module.baud(), 115200);
        bench.ask("AT+IPR=9600");
        QCOMPARE(bench.rate, 115200); // the OK still comes at the old rate
        QCOMPARE(bench.module.baud(), 9600);
        COMPARE_TEXT(bench.ask("AT+IPR?"), "+IPR: 9600|OK");
        QCOMPARE(bench.rate, 9600);
    }

    // Every clean sample of the catalog's command lines gets an answer that the catalog itself reads.
    void samplesAreAnswered_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const catalog::Family *family : test::ml302()->view().families()) {
            if (test::ml302()->manners(family->id) == nullptr)
                continue;
            for (const auto &command : family->commands)
                for (const auto &form : command.forms)
                    for (const auto &sample : form.samples)
                        if (sample.kind == catalog::SampleKind::Line && sample.problems.empty()
                            && (sample.module.empty() || sample.module == "ML302"))
                            QTest::newRow((family->id + ' ' + sample.text.substr(0, 60)).c_str())
                                << QByteArray::fromStdString(sample.text);
        }
    }
    void samplesAreAnswered()
    {
        QFETCH(QByteArray, line);
        const std::string text = line.toStdString();
        if (text == "A/")
            return;
        for (const int level : {0, 1, 2}) {
            Bench bench;
            bench.ask("ATE0");
            bench.ask("AT+CMEE=" + std::to_string(level));
            bench.happenings.clear();
            bench.feed(text + "\r");
            QVERIFY(!bench.happenings.empty());
            const auto &lines = bench.happenings.front().lines;
            QVERIFY(!lines.empty());
            const auto &dialect = test::ml302()->dialect();
            const catalog::LineContext context{&dialect.view(), {}, nullptr};
            const auto parsed = catalog::parseLine(text, context);
            QVERIFY(!parsed.commands.empty() && parsed.commands.front().form != nullptr);
            std::vector<int> forms;
            for (const auto &command : parsed.commands)
                forms.push_back(dialect.idOf(command.form));
            const auto final = dialect.final(lines.back(), forms);
            QVERIFY2(final, lines.back().c_str());
            QVERIFY2(bench.happenings.front().code != "108", "a clean line is refused for a parameter");
            if (!final.success && level == 1 && !final.value.empty())
                QVERIFY2(!decode::errorMeanings(dialect, final, dialect.form(forms.front())).empty(), lines.back().c_str());
            for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
                const int shape = dialect.answerShape(forms.front(), lines[i]);
                QVERIFY2(shape != decode::NoEntry, lines[i].c_str());
                const auto fields = decode::fieldsOf(dialect, {forms.front(), decode::NoEntry, shape}, lines[i], nullptr);
                for (const auto &field : fields)
                    QVERIFY2(field.parameter != nullptr, lines[i].c_str());
            }
        }
    }

    // What is stored comes back as it is when the catalog reads the answer.
    void roundTrips()
    {
        Bench bench;
        bench.ask("ATE0");
        const auto &dialect = test::ml302()->dialect();
        struct Case { const char *set; const char *read; const char *field; const char *value; };
        for (const Case &c : {Case{"AT+CIOTMKEY=\"=Z F,8;x=\"", "AT+CIOTMKEY?", "mkey", "=Z F,8;x="},
                              Case{"AT+CIOTAUTHINFO=\"ASDFGHJKL\"", "AT+CIOTAUTHINFO?", "authinfo", "ASDFGHJKL"},
                              Case{"AT+CIOTINIT=\"TV1\",\"tv1 test\"", "AT+CIOTINIT?", "desc", "tv1 test"},
                              Case{"AT+CIOTPROID=89172", "AT+CIOTPROID?", "proid", "89172"},
                              Case{"AT+CIOTIP=\"jjfaedp.hedevice.com\"", "AT+CIOTIP?", "server", "jjfaedp.hedevice.com"}}) {
            COMPARE_TEXT(bench.ask(c.set), "OK");
            bench.happenings.clear();
            bench.ask(c.read);
            const std::string line = bench.happenings.front().lines.front();
            const catalog::LineContext context{&dialect.view(), {}, nullptr};
            const int form = dialect.idOf(catalog::parseLine(c.read, context).commands.front().form);
            const auto fields =
                decode::fieldsOf(dialect, {form, decode::NoEntry, dialect.answerShape(form, line)}, line, nullptr);
            const auto field =
                std::find_if(fields.begin(), fields.end(), [&](const auto &f) { return f.parameter->name == c.field; });
            QVERIFY(field != fields.end());
            COMPARE_TEXT(field->text, c.value);
        }
    }

    void cutsMakeNoDifference()
    {
        const std::string dialogue = "AT\rATE0\rAT+CMEE=1\r\nAT+CIOTPORT=0\rA/ATE1\rAT+CIOTMKEY=\"ab\x08"
                                     "c\"\r\n\r\nAT+CIOTMKEY?;+CSQ\rATI\r";
        const std::string whole = Bench().feed(dialogue);
        std::mt19937 random(7);
        for (int run = 0; run < 200; ++run) {
            Bench bench;
            std::string out;
            for (std::size_t at = 0; at < dialogue.size();) {
                const std::size_t size = run == 0 ? 1 : 1 + random() % 12;
                out += bench.feed(std::string_view(dialogue).substr(at, size));
                at += size;
            }
            QCOMPARE(QByteArray::fromStdString(out), QByteArray::fromStdString(whole));
        }
    }

    void hostileInput()
    {
        Bench bench;
        bench.ask("ATE0");
        QVERIFY(bench.feed(std::string(1 << 20, 'x')).empty());
        QVERIFY(bench.feed("\r").empty());
        COMPARE_TEXT(bench.ask("AT"), "OK");
        QVERIFY(bench.feed("AT+CIOTMKEY=\"" + std::string(1 << 20, 'y')).empty());
        COMPARE_TEXT(bench.feed("\"\r"), "\r\nERROR\r\n");
        QVERIFY(bench.feed(std::string(1 << 20, '\0')).empty());
        COMPARE_TEXT(bench.ask("AT"), "OK");
        // Answers that nobody may take yet: what waits is bounded.
        bench.control(R"({"do":"fault","kind":"delay","ms":3600000,"count":1})");
        std::string flood;
        for (int i = 0; i < 20000; ++i)
            flood += "ATI\r";
        for (int i = 0; i < 20; ++i)
            QVERIFY(bench.feed(flood).empty());
        QVERIFY(bench.module.lostInput() > 0);
        QVERIFY(bench.after(3600000).size() < 5U << 20U);
        COMPARE_TEXT(bench.ask("AT"), "OK");
    }

    void randomDialogues()
    {
        std::mt19937 random(20260131);
        static const char *const pieces[] = {
            "AT",  "at+",       "+CIOT",     "MKEY", "=",         "?",        "\"",        ",",           ";",
            "\r",  "\r\n",      "A/",        "0",    "1",         "E",        "\x08",      "+CMEE=",      "START",
            "DAT", "^ONENET",   "SET",       "POST", "{\"a\":1}", "te,,1",    "\xff",      "&F",          "S0",
            "ID",  "+CFUN=1,1", "+IPR=9600", "INIT", "SPLIT",     "api-key:", "+CGDCONT=", "\xe2\x80\x9c"};
        for (int run = 0; run < 300; ++run) {
            Bench bench(static_cast<std::uint64_t>(run));
            for (int step = 0; step < 60; ++step) {
                std::string bytes;
                for (unsigned n = random() % 12; n > 0; --n) {
                    if (random() % 10 == 0)
                        bytes += static_cast<char>(random() % 256);
                    else
                        bytes += pieces[random() % std::size(pieces)];
                }
                bench.feed(bytes);
                if (random() % 20 == 0)
                    bench.control(bytes);
                if (random() % 10 == 0)
                    bench.after(static_cast<double>(random() % 2000));
            }
            bench.after(1e6);
            bench.feed("\r");
            bench.module.control(bench.now, R"({"do":"fault","kind":"silence","count":0})");
            bench.feed("ATQ0V1E0\r");
            COMPARE_TEXT(bench.feed("AT\r"), "\r\nOK\r\n");
        }
    }
};

ATSCOPE_TEST(TstVirtualModule)
#include "tst_virtual_module.moc"
