// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/transport/channel.h"
#include "support/test_main.h"

using namespace atscope::transport;

class TstLineOptions final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takes_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("text"); // of the options then
        const auto row = [](const char *option, const char *value, const char *text) {
            QTest::addRow("%s %s", option, value) << QString(option) << QString(value) << QString(text);
        };
        row("baud", "9600", "9600 8N1");
        row("baud", "50", "50 8N1");
        row("baud", "12000000", "12000000 8N1");
        row("data", "7", "115200 7N1");
        row("parity", "even", "115200 8E1");
        row("parity", "ODD", "115200 8O1");
        row("parity", "m", "115200 8M1");
        row("parity", "space", "115200 8S1");
        row("stop", "2", "115200 8N2");
        row("flow", "rtscts", "115200 8N1 rtscts");
        row("flow", "software", "115200 8N1 xonxoff");
        row("flow", "none", "115200 8N1");
        row("dtr", "on", "115200 8N1 dtr on");
        row("rts", "off", "115200 8N1 rts off");
        row("wait", "0.5", "115200 8N1");
        row("ending", "CrLf", "115200 8N1");
    }
    void takes()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        QFETCH(QString, text);
        LineOptions options;
        QVERIFY(!options.set(option.toStdString(), value.toStdString()));
        QVERIFY(!options.check());
        QCOMPARE(QString::fromStdString(options.text()), text);
        if (option == "wait")
            QCOMPARE(options.wait, 0.5);
        if (option == "ending")
            QCOMPARE(bytesOf(options.ending.value_or(LineEnding::Cr)), std::string_view("\r\n"));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        for (const auto &[option, values] : std::initializer_list<std::pair<const char *, QStringList>>{
                 {"baud", {"", "49", "12000001", "9600x", "1e5", "99999999999999"}},
                 {"data", {"4", "9", "x"}},
                 {"parity", {"x", "", "evens"}},
                 {"stop", {"0", "3", "1,5"}},
                 {"flow", {"cts", "rts"}},
                 {"dtr", {"yes", "2"}},
                 {"rts", {""}},
                 {"wait", {"-1", "86401", "nan", "1,5"}},
                 {"ending", {"crcr", "\\r"}}})
            for (const QString &value : values)
                QTest::addRow("%s '%s'", option, qPrintable(value)) << QString(option) << value;
    }
    void refuses()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        LineOptions options;
        const auto problem = options.set(option.toStdString(), value.toStdString());
        QVERIFY(problem);
        QCOMPARE(problem->code, std::string("line-option-value"));
        QCOMPARE(problem->arg("option"), std::string_view(option.toStdString()));
        QVERIFY(!problem->arg("expected").empty());
        QVERIFY(options == LineOptions());
    }

    void namesAreComplete()
    {
        QCOMPARE(LineOptions::all().size(), std::size_t{9});
        LineOptions options;
        QCOMPARE(options.set("bauds", "1").value_or(atscope::base::Message()).code, std::string("line-option-unknown"));
        for (const auto &option : LineOptions::all()) {
            QVERIFY(!LineOptions::expected(option.name).empty() && !option.value.empty() && !option.help.empty() && !option.helpZh.empty());
            QCOMPARE(options.set(option.name, "no such value").value_or(atscope::base::Message()).code, std::string("line-option-value"));
        }
    }

    void conflicts()
    {
        const auto code = [](const LineOptions &options) { return options.check().value_or(atscope::base::Message()).code; };
        LineOptions options;
        options.flow = FlowControl::RtsCts;
        options.rts = true;
        QCOMPARE(code(options), std::string("line-option-conflict"));
        options.rts.reset();
        QCOMPARE(code(options), std::string());
        options.stopBits = StopBits::OneAndHalf;
        QCOMPARE(code(options), std::string("line-option-conflict"));
        options.dataBits = 5;
        QCOMPARE(code(options), std::string());
        options.baud = 1;
        QCOMPARE(code(options), std::string("line-option-value"));
        QVERIFY(!Channel::make({}, options).ok());
    }

    void otherKindsAreNotMadeHere()
    {
        for (const char *text : {"virtual:ML302", "rfc2217://host:1"}) {
            const auto address = PortAddress::parse(text);
            QVERIFY(address.ok());
            const auto channel = Channel::make(*address, {});
            QVERIFY(!channel.ok());
            QCOMPARE(channel.error().message.code, std::string("port-kind-unsupported"));
        }
    }
};

ATSCOPE_TEST(TstLineOptions)
#include "tst_line_options.moc"
