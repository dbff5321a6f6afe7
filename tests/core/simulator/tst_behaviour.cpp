// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <QTest>

#include <random>

#include "support/test_main.h"

using namespace atscope;
using atscope::test::Bench;
using simulator::Behaviour;

class TstBehaviour : public QObject
{
    Q_OBJECT

private slots:
    void shipped()
    {
        QVERIFY(!Behaviour::modules().empty());
        for (const std::string &module : Behaviour::modules()) {
            const auto made = Behaviour::builtIn(catalog::Catalog::builtIn(), module);
            QVERIFY2(made.ok(), made.ok() ? "" : catalog::Messages::render(made.error(), catalog::Language::English).c_str());
            // Nothing is unknown in a module.
            Bench bench(1, made.value());
            for (const catalog::Family *family : made.value()->view().families())
                for (const auto &fact : family->facts)
                    QVERIFY2(bench.module.memory().facts().value(fact.name).known(), fact.name.c_str());
        }
        const auto none = Behaviour::builtIn(catalog::Catalog::builtIn(), "M9999");
        QVERIFY(!none.ok());
        COMPARE_TEXT(none.error().message.code, "simulator-unknown-module");
        QVERIFY(Behaviour::builtIn(catalog::Catalog::builtIn(), "ml302").ok());
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const QByteArray head = "atscope: 1\nmodule: ML302\nextends: ML302\n";
        QTest::newRow("yaml") << QByteArray("atscope: [1") << QByteArray() << 0 << 0;
        QTest::newRow("module") << QByteArray("atscope: 1\nmodule: X1\n") << QByteArray("simulator-no-profile") << 2 << 9;
        QTest::newRow("base") << QByteArray("atscope: 1\nmodule: ML302\nextends: x\n") << QByteArray("simulator-unknown-base")
                              << 3 << 10;
        QTest::newRow("key") << head + "variabels: {}\n" << QByteArray("catalog-misspelt-key") << 4 << 1;
        QTest::newRow("command") << head + "commands:\n  AT+NOSUCH: {set: ok}\n"
                                 << QByteArray("catalog-unknown-command") << 5 << 3;
        QTest::newRow("form") << head + "commands:\n  AT+CIOTIDC: {set: ok}\n" << QByteArray("simulator-unknown-form") << 5 << 21;
        QTest::newRow("action") << head + "commands:\n  AT+CIOTIDC: {execute: jump}\n"
                                << QByteArray("simulator-unknown-action") << 5 << 25;
        QTest::newRow("variable") << head + "commands:\n  AT+CIOTIDC: {execute: {clear: nosuch}}\n"
                                  << QByteArray("simulator-unknown-variable") << 5 << 33;
        QTest::newRow("name")
            << head + "commands:\n  AT+CIOTIDC: {execute: {require: {that: given(mkey) and given(nosuch), error: 1}}}\n"
            << QByteArray("expr-unknown-name") << 5 << 64;
        QTest::newRow("syntax") << head + "line: {echo: '1 +'}\n" << QByteArray("expr-syntax") << 4 << 18;
        QTest::newRow("fact") << head + "facts: {no.such: '1'}\n" << QByteArray("catalog-unknown-fact") << 4 << 9;
        QTest::newRow("variable name") << head + "variables: {Bad-Name: x}\n" << QByteArray("simulator-variable-name") << 4 << 13;
        QTest::newRow("answer") << head + "commands:\n  AT+CIOTIDC: {execute: {answer: {x: mkey}}}\n"
                                << QByteArray("simulator-no-answer") << 5 << 34;
        QTest::newRow("field") << head + "commands:\n  AT+CIOTID: {read: {answer: {x: mkey}}}\n"
                               << QByteArray("catalog-unknown-key") << 5 << 31;
        QTest::newRow("text") << head + "boot: {lines: ['{nosuch}']}\n" << QByteArray("simulator-unknown-variable") << 4 << 17;
    }
    void errors()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(int, line);
        QFETCH(int, column);
        std::vector<catalog::Complaint> complaints;
        QVERIFY(Behaviour::load(catalog::Catalog::builtIn(), text.toStdString(), "my.yaml", complaints) == nullptr);
        QVERIFY(!complaints.empty());
        if (code.isEmpty())
            return;
        const auto &error = complaints.front().error;
        const std::string rendered = catalog::Messages::render(error, catalog::Language::English);
        QVERIFY2(QByteArray::fromStdString(error.message.code) == code, rendered.c_str());
        QVERIFY2(error.place.line == line && error.place.column == column, rendered.c_str());
        COMPARE_TEXT(error.place.file, "my.yaml");
        QVERIFY(catalog::Messages::has(error.message.code, catalog::Language::Chinese));
    }

    // A user's file changes single things of a shipped behaviour, and may bring control messages.
    void profile()
    {
        std::vector<catalog::Complaint> complaints;
        const auto behaviour = Behaviour::load(catalog::Catalog::builtIn(),
                                               "atscope: 1\nmodule: ML302\nextends: ML302\nvariables:\n  firmware: MY_1.2\n"
                                               "boot: {lines: ['{module} {firmware}', OK]}\n"
                                               "commands:\n  AT+CIOTSTATUS: {execute: {answer: {state: '7'}}}\n"
                                               "start:\n  - {do: fault, kind: silence, count: 1}\n  - {do: dance}\n",
                                               "my.yaml", complaints);
        for (const auto &complaint : complaints)
            qWarning("%s", catalog::Messages::render(complaint.error, catalog::Language::English).c_str());
        QVERIFY(behaviour != nullptr);
        Bench bench(1, behaviour);
        std::vector<std::string> refusals;
        bench.module.begin(bench.now, &refusals);
        QCOMPARE(refusals.size(), std::size_t{1});
        COMPARE_TEXT(bench.feed("AT\r"), "");
        COMPARE_TEXT(bench.ask("AT+CGMR"), "MY_1.2|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTSTATUS"), "+CIOTSTATUS: 7|OK");
        bench.ask("AT+CFUN=1,1");
        COMPARE_TEXT(bench.after(500), "\r\nML302 MY_1.2\r\n\r\nOK\r\n");
    }

    void hostileFiles()
    {
        std::mt19937 random(5);
        const std::string good =
            "atscope: 1\nmodule: ML302\nextends: ML302\ncommands:\n  AT+CIOTIDC: {execute: {clear: [mkey, key]}}\n"
            "boot: {delay: 1s, lines: [a, '{imei}']}\nstart: [{do: urc, text: x}]\n";
        for (int run = 0; run < 300; ++run) {
            std::string text = good;
            for (int n = 0; n < 3; ++n) {
                const std::size_t at = random() % text.size();
                switch (random() % 3) {
                case 0: text.erase(at, 1 + random() % 9); break;
                case 1: text[at] = static_cast<char>(random() % 256); break;
                default: text.insert(at, text.substr(random() % text.size(), random() % 20)); break;
                }
                if (text.empty())
                    break;
            }
            std::vector<catalog::Complaint> complaints;
            const auto behaviour = Behaviour::load(catalog::Catalog::builtIn(), text, "my.yaml", complaints);
            if (behaviour != nullptr)
                Bench(1, behaviour).feed("AT\r");
            else
                QVERIFY(!complaints.empty());
        }
    }
};

ATSCOPE_TEST(TstBehaviour)
#include "tst_behaviour.moc"
