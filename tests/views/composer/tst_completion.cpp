// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "support/test_main.h"
#include "views/composer/call_tip.h"
#include "views/composer/catalog_completion.h"
#include "views/composer/line_history.h"
#include "views/composer/line_place.h"
#include "views/composer/line_styles.h"
#include "views/composer/pasted_text.h"

using namespace atscope;
using catalog::Language;
using views::CompletionItem;

// The parts of the composer that know no widgets.
class TstCompletion final : public QObject
{
    Q_OBJECT

    static catalog::LineContext context()
    {
        static const auto s_dialect = test::ml302();
        return {&s_dialect->view(), s_dialect->name(), nullptr};
    }
    // The cursor is at the |.
    static std::vector<CompletionItem> at(std::string line, bool all = true, Language language = Language::English)
    {
        const auto cursor = line.find('|');
        line.erase(cursor, 1);
        return views::completionsAt(line, cursor, context(), language, all);
    }
    static std::string labels(const std::vector<CompletionItem> &items)
    {
        std::string text;
        for (const auto &item : items)
            text += (text.empty() ? "" : " ") + item.label;
        return text;
    }
    static std::string accepted(std::string line, const std::string &label)
    {
        const auto items = at(line);
        line.erase(line.find('|'), 1);
        for (const auto &item : items)
            if (item.label == label)
                return line.replace(item.replaces.offset, item.replaces.length, item.text);
        return "no such item in: " + labels(items);
    }

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("bare") << "cio|";
        QTest::newRow("sign") << "+cio|";
        QTest::newRow("whole") << "AT+CIO|";
        QTest::newRow("small") << "at+cio|";
        QTest::newRow("sign forgotten") << "ATCIO|";
        QTest::newRow("inside the word") << "AT+C|IO";
        QTest::newRow("further command") << "AT+CMEE=1;+CIO|";
    }
    void names()
    {
        QFETCH(QString, typed);
        const auto items = at(typed.toStdString());
        const auto text = labels(items);
        QVERIFY2(text.find("AT+CIOTMKEY") != std::string::npos, text.c_str());
        QVERIFY2(text.find("AT+CIOTCONNECTPARA") != std::string::npos, text.c_str());
        if (typed != "AT+C|IO") {
            for (const auto &item : items)
                QVERIFY2(item.label.starts_with("AT+CIO"), item.label.c_str());
        }
        QVERIFY(items.front().kind == CompletionItem::Kind::Command && !items.front().detail.empty());
    }

    void namesAreOfTheModule()
    {
        for (const auto &item : at("AT|"))
            QVERIFY2(context().view->command(item.label), item.label.c_str());
        QVERIFY(at("|").size() > 20);
    }

    void accept()
    {
        QCOMPARE(accepted("ciotco|", "AT+CIOTCONNECTPARA"), "AT+CIOTCONNECTPARA");
        QCOMPARE(accepted("AT+CMEE=1;+CIOTCO|", "AT+CIOTCONNECTPARA"), "AT+CMEE=1;+CIOTCONNECTPARA");
        QCOMPARE(accepted("AT+CIOTCONNECTPARA|", "="), "AT+CIOTCONNECTPARA=");
        QCOMPARE(accepted("AT+CIOTCONNECTPARA|", "?"), "AT+CIOTCONNECTPARA?");
        QCOMPARE(accepted("AT+CIOTCONNECTPARA=|", "1"), "AT+CIOTCONNECTPARA=1");
        QCOMPARE(accepted("AT+CIOTCONNECTPARA=|0,\"a\",\"b\"", "1"), "AT+CIOTCONNECTPARA=1,\"a\",\"b\"");
    }

    void forms()
    {
        const auto items = at("AT+CIOTCONNECTPARA|");
        QVERIFY(items.size() >= 2);
        QCOMPARE(items.front().label, "=");
        QVERIFY(items.front().goesOn);
        QVERIFY(labels(items).find('?') != std::string::npos);
        for (const auto &item : items)
            QVERIFY(item.kind == CompletionItem::Kind::Form);
    }

    void enumeration()
    {
        const auto items = at("AT+CIOTCONNECTPARA=|");
        QCOMPARE(labels(items).substr(0, 3), "0 1");
        QCOMPARE(items.front().detail, "device id and Masterkey");
        QCOMPARE(at("AT+CIOTCONNECTPARA=|", true, Language::Chinese).front().detail, "设备 ID 加 Masterkey");
        // What is written whole hides the list, unless it was asked for.
        QVERIFY(at("AT+CIOTCONNECTPARA=0|", false).empty());
        QCOMPARE(labels(at("AT+CIOTCONNECTPARA=0|", true)), "0 1");
        QCOMPARE(labels(at("AT+CIOTCONNECTPARA=7|", true)), "");
        QVERIFY(at("AT+CIOTCONNECTPARA=0,\"|\"").empty()); // a text: nothing to offer
    }

    void nowInRecords()
    {
        const std::string line = "AT+CIOTDAT=5,1,\"key,,55\"";
        const QDateTime now(QDate(2020, 2, 1), QTime(3, 4, 5));
        const auto where = context();
        const auto items = views::CatalogCompletion(where, Language::English).at(line, catalog::parseLine(line, where), 20, true, now);
        QCOMPARE(labels(items), "2020-02-01 03:04:05");
        QVERIFY(items.front().mark == CompletionItem::Mark::Now);
        auto changed = line;
        changed.replace(items.front().replaces.offset, items.front().replaces.length, items.front().text);
        QCOMPARE(changed, "AT+CIOTDAT=5,1,\"key,2020-02-01 03:04:05,55\"");
        QVERIFY(catalog::validate(changed, catalog::parseLine(changed, where), where).empty());
    }

    void dateTimes()
    {
        const QDateTime moment(QDate(2020, 2, 1), QTime(3, 4, 5, 6), Qt::OffsetFromUTC, 8 * 3600);
        QCOMPARE(views::dateTimeText(moment, ""), "2020-02-01 03:04:05");
        QCOMPARE(views::dateTimeText(moment, "YY/MM/DD,hh:mm:sszz"), "20/02/01,03:04:05+32");
        QCOMPARE(views::dateTimeText(moment, "YYYYMMDDhhmmssSSS"), "20200201030405006");
    }

    void nothingBreaks()
    {
        // Any bytes, any position: no crash, spans inside the line.
        const std::string lines[] = {"", "A/", "AT", "中文", "AT+CIOTDAT=5,2,\"温度,,5;b", "AT+CIOTIP=“x”，1", "AT;+;=,", std::string("A\0T", 3), "\xff\xfe=\"",
                                     "AT+CIOTDAT=,,,,,,,,", "AT+CMEE=1;+CIOTIP=\"a;b\";"};
        for (const auto &line : lines) {
            const auto parsed = catalog::parseLine(line, context());
            for (std::size_t i = 0; i <= line.size(); ++i) {
                for (const auto &item : views::completionsAt(line, i, context(), Language::English))
                    QVERIFY(item.replaces.end() <= line.size());
                const auto tip = views::callTipAt(line, parsed, i, context(), Language::Chinese);
                QVERIFY(tip.highlight.end() <= tip.syntax.size());
                for (const auto &target : {views::nextPlace(line, parsed, i, context()), views::previousPlace(line, parsed, i, context())})
                    QVERIFY(!target || target->select.end() <= line.size());
            }
            std::size_t covered = 0;
            for (const auto &run : views::lineStyles(line, parsed, catalog::validate(line, parsed, context())))
                covered += run.length;
            QCOMPARE(covered, line.size());
        }
    }

    void styles()
    {
        const std::string line = "AT+CIOTCONNECTPARA=2,\"7377439\",\"k\",1";
        const auto parsed = catalog::parseLine(line, context());
        const auto runs = views::lineStyles(line, parsed, catalog::validate(line, parsed, context()));
        std::string kinds;
        std::vector<std::size_t> lengths;
        for (const auto &run : runs) {
            kinds += "PNSTnVW"[static_cast<int>(run.style)];
            lengths.push_back(run.length);
        }
        QCOMPARE(kinds, "NSWSTSTSW"); // name = wrong ," text "," text ", surplus
        QCOMPARE(lengths.front(), std::string("AT+CIOTCONNECTPARA").size());
    }

    void places()
    {
        const std::string line = "AT+CIOTDAT=5,,\"key,,55\"";
        const auto parsed = catalog::parseLine(line, context());
        const auto name = [&](std::size_t at) {
            const auto place = views::placeAt(line, parsed, at, context());
            return place.parameter == nullptr ? std::string("-") : place.parameter->name + (place.item != nullptr ? "." + place.item->name : "");
        };
        QCOMPARE(name(3), "-");
        QCOMPARE(name(11), "msg_id");
        QCOMPARE(name(12), "msg_id");
        QCOMPARE(name(13), "num");
        QCOMPARE(name(15), "data.key");
        QCOMPARE(name(19), "data.time");
        QCOMPARE(name(20), "data.value");
        const auto next = views::nextPlace(line, parsed, 12, context());
        QVERIFY(next && next->select == (base::Span{13, 0}) && !next->appendComma);
        const auto before = views::previousPlace(line, parsed, 13, context());
        QVERIFY(before && before->select == (base::Span{11, 1}));
    }

    void callTip()
    {
        const std::string line = "AT+CIOTDAT=5,4,\"k,,1\"";
        const auto parsed = catalog::parseLine(line, context());
        const auto tip = views::callTipAt(line, parsed, 13, context(), Language::English);
        QCOMPARE(tip.parameter, "<num>");
        QCOMPARE(tip.syntax.substr(tip.highlight.offset, tip.highlight.length), "<num>");
        QCOMPARE(tip.title, "Number of records");
        QVERIFY(tip.type.starts_with("whole number 1"));
        QCOMPARE(views::callTipAt(line, parsed, 13, context(), Language::Chinese).title, "数据记录数量");
        QCOMPARE(views::callTipAt(line, parsed, 4, context(), Language::English).title, "Upload data points");
    }

    void historyWalk()
    {
        views::LineHistory history;
        history.set({"AT+CSQ", "AT+CIOTIP?", "AT", "AT+CSQ"}); // the last one counts
        QCOMPARE(history.lines().size(), 3U);
        QCOMPARE(*history.older("at+c", "at+c"), "AT+CSQ");
        QCOMPARE(*history.older("AT+CSQ", "AT+CSQ"), "AT+CIOTIP?"); // the prefix is that of the first step
        QVERIFY(!history.older("AT+CIOTIP?", ""));
        QCOMPARE(*history.newer(), "AT+CSQ");
        QCOMPARE(*history.newer(), "at+c");
        QVERIFY(!history.newer());
        for (std::size_t i = 0; i < views::LineHistory::Most + 5; ++i)
            history.add("AT" + std::to_string(i));
        QCOMPARE(history.lines().size(), views::LineHistory::Most);
        QCOMPARE(history.lines().front(), "AT5");
    }

    void pasted_data()
    {
        QTest::addColumn<QByteArray>("clipboard");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("CR LF at the end") << QByteArray("AT\r\n") << QByteArray("AT");
        QTest::newRow("blank lines behind") << QByteArray("AT\r\n  \r\n\n") << QByteArray("AT");
        QTest::newRow("blank lines before") << QByteArray("\r\n\r\nAT") << QByteArray("AT");
        QTest::newRow("CR CR LF") << QByteArray("AT\r\r\nATE0\rATI") << QByteArray("AT\nATE0\nATI");
        QTest::newRow("NUL") << QByteArray("A\0T", 3) << QByteArray("AT");
        QTest::newRow("not UTF-8") << QByteArray("AT\xff") << QByteArray("AT\xef\xbf\xbd");
        QTest::newRow("blanks in the line stay") << QByteArray(" AT+X=1, ") << QByteArray(" AT+X=1, ");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("only line ends") << QByteArray("\r\n\n") << QByteArray();
    }
    void pasted()
    {
        QFETCH(QByteArray, clipboard);
        QFETCH(QByteArray, text);
        const auto result = views::pastedText({clipboard.constData(), static_cast<std::size_t>(clipboard.size())});
        QCOMPARE(QByteArray::fromStdString(result.text), text);
    }
    void pastedTooMuch()
    {
        using views::PastedText;
        QVERIFY(views::pastedText(std::string(PastedText::MostLineBytes + 1, 'a')).refusal == PastedText::Refusal::LineTooLong);
        QVERIFY(views::pastedText(std::string(PastedText::MostLineBytes, 'a') + "\r\n").refusal == PastedText::Refusal::None);
        QVERIFY(views::pastedText(std::string(1 << 20, 'a')).refusal == PastedText::Refusal::LineTooLong);
        std::string block;
        while (block.size() < PastedText::MostBlockBytes)
            block += "AT\r\n";
        QVERIFY(views::pastedText(block + "AT").refusal == PastedText::Refusal::BlockTooLong);
    }
};

ATSCOPE_TEST(TstCompletion)
#include "tst_completion.moc"
