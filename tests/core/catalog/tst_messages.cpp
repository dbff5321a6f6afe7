// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/catalog/messages.h"
#include "core/catalog/messages_table.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// Every code of the core has its sentence in both languages.
class TstMessages : public QObject
{
    Q_OBJECT

private slots:
    void render();
    void places();
    void unknownCode();
    void everyCodeHasItsSentence();
    void noLatinChineseMixUp();
    void wrongFiles_data();
    void wrongFiles();
    void table();
    void everyGroupHasItsHeading();
};

void TstMessages::render()
{
    const base::Message message("catalog-wrong-type", {{"key", "title"}, {"expected", "integer"}, {"found", "list"}});
    QCOMPARE(Messages::render(message, Language::English), std::string("\"title\" must be a whole number; this is a list."));
    QCOMPARE(Messages::render(message, Language::Chinese), std::string("“title”应为整数，此处为列表。"));
    // An argument may look like a placeholder; a name without its argument stays as it is.
    const base::Message odd("catalog-unknown-urc", {{"name", "{name}"}});
    QCOMPARE(Messages::render(odd, Language::English), std::string("No family has the URC {name}."));
    QCOMPARE(Messages::render(base::Message("catalog-unknown-urc"), Language::English),
             std::string("No family has the URC {name}."));
    const base::Message types("expr-type", {{"operator", "+"}, {"expected", "number/duration"}, {"found", "text"}});
    QCOMPARE(Messages::render(types, Language::English), std::string("\"+\" needs a number or a duration here; this is a text."));
}

void TstMessages::everyGroupHasItsHeading()
{
    QCOMPARE(Messages::group("Errors", Language::Chinese), std::string("错误"));
    QCOMPARE(Messages::group("A user's own", Language::Chinese), std::string("A user's own"));
    std::set<std::string> groups;
    const auto catalog = Catalog::builtIn();
    for (const auto &family : catalog->model().families) {
        for (const auto &command : family.commands)
            groups.insert(command.group);
        for (const auto &urc : family.urcs)
            groups.insert(urc.group);
    }
    groups.erase(std::string());
    QVERIFY(groups.size() > 10);
    const auto codes = Messages::codes();
    for (const auto &group : groups) {
        std::string code = "group-";
        for (const char c : group)
            code += base::isAlnum(c) ? base::toLower(c) : '-';
        QVERIFY2(std::find(codes.begin(), codes.end(), code) != codes.end(), group.c_str());
    }
}

void TstMessages::places()
{
    const base::Message message("catalog-unreadable");
    QCOMPARE(Messages::render(base::Error(message, {"f.yaml", 3, 7}), Language::English),
             std::string("f.yaml:3:7: The file cannot be read."));
    QCOMPARE(Messages::render(base::Error(message, {"f.yaml", 0, 0}), Language::English),
             std::string("f.yaml: The file cannot be read."));
    QCOMPARE(Messages::render(base::Error(message), Language::Chinese), std::string("无法读取文件。"));
}

void TstMessages::unknownCode()
{
    QCOMPARE(Messages::render(base::Message("no-such-code", {{"a", "1"}}), Language::English), std::string("no-such-code a=1"));
    QVERIFY(!Messages::has("no-such-code", Language::English));
    QVERIFY(Messages::codes().size() > 80);
}

// Codes are literals handed to one of a few functions. A new helper is to be added to the list below.
void TstMessages::everyCodeHasItsSentence()
{
    static const QRegularExpression s_call(QStringLiteral(
        R"re(\b(Message|errorInside|error|warning|complain|stop|refuse|finding|add|problem|errorOf)\s*[({])re"
        R"re(([^";{}]*)"([a-z0-9]+(?:-[a-z0-9]+)*)")re"));
    static const QRegularExpression s_own(QStringLiteral(R"re("((?:catalog|expr)-[a-z0-9]+(?:-[a-z0-9]+)*)")re"));
    int found = 0;
    QStringList missing;
    const auto check = [&](const QString &code, const QString &path) {
        ++found;
        for (const Language language : {Language::English, Language::Chinese})
            if (!Messages::has(code.toStdString(), language) && !missing.contains(code + " in " + path))
                missing << code + " in " + path;
    };
    QDirIterator files(QStringLiteral(ATSCOPE_SOURCE_DIR "/core"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                       QDirIterator::Subdirectories | QDirIterator::FollowSymlinks);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto it = s_call.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            const QString code = match.captured(3);
            // Single words are codes for Message only: others take keys in the same place.
            if (match.captured(1) == QLatin1String("Message") ? match.captured(2).trimmed().isEmpty()
                                                              : code.contains(QLatin1Char('-')))
                check(code, path);
        }
        for (auto it = s_own.globalMatch(text); it.hasNext();)
            check(it.next().captured(1), path);
    }
    QVERIFY(found > 100);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
}

void TstMessages::noLatinChineseMixUp()
{
    static const QRegularExpression s_han(QStringLiteral("\\p{Han}"));
    for (const std::string &code : Messages::codes()) {
        const QString en = QString::fromStdString(Messages::render(base::Message(code), Language::English));
        const QString zh = QString::fromStdString(Messages::render(base::Message(code), Language::Chinese));
        QVERIFY2(!en.contains(s_han), code.c_str());
        QVERIFY2(zh.contains(s_han) || zh.size() < 20, code.c_str()); // single words may be the same
    }
}

void TstMessages::wrongFiles_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("one language") << std::string("a-b: {en: x, zh: y}\nc-d: {en: x}\n") << std::string("catalog-text-missing")
                                  << 2;
    QTest::newRow("names") << std::string("a-b: {en: '{x}', zh: '{y}'}\n") << std::string("catalog-placeholders-differ") << 1;
    QTest::newRow("twice") << std::string("a-b: {en: x, zh: y}\na-b: {en: x, zh: y}\n") << std::string("catalog-double-key") << 2;
    QTest::newRow("code") << std::string("A_b: {en: x, zh: y}\n") << std::string("catalog-bad-code") << 1;
    QTest::newRow("syntax") << std::string("a: {en: x\n") << std::string("catalog-yaml-syntax") << 2;
    QTest::newRow("other file") << std::string("there: {en: x, zh: y}\n") << std::string("catalog-double-message") << 1;
}

void TstMessages::wrongFiles()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(int, line);
    std::vector<MessageEntry> entries{{"there", {"x", "y"}}};
    std::vector<Complaint> complaints;
    compileMessages(text, "m.yaml", entries, complaints);
    QCOMPARE(complaints.size(), 1u);
    QCOMPARE(complaints[0].error.message.code, code);
    QCOMPARE(complaints[0].error.place.line, line);
}

void TstMessages::table()
{
    const std::vector<MessageEntry> entries{{"a", {"x", "y"}}, {"b", {"x", "大"}}};
    const std::string table = messagesToTable(entries);
    QCOMPARE(messagesFromTable(table).size(), 2u);
    QCOMPARE(messagesFromTable(table)[1].text.zh, std::string("大"));
    QVERIFY(messagesFromTable(table.substr(0, table.size() - 1)).empty());
    QVERIFY(messagesFromTable({}).empty());
}

ATSCOPE_TEST(TstMessages)
#include "tst_messages.moc"
