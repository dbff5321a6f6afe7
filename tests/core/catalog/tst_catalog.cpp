// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include "core/catalog/catalog.h"
#include "core/catalog/facts.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// Look-ups: what a module sees of the model, and what a user's folder changes in it.
class TstCatalog : public QObject
{
    Q_OBJECT

private slots:
    void builtInIsClean();
    void names_data();
    void names();
    void firstFamilyWins();
    void basicNames_data();
    void basicNames();
    void nearest();
    void finals();
    void errorCodes_data();
    void errorCodes();
    void powerCycle();
    void overlayReplacesAndAdds();
    void overlayWithBadFiles();
    void overlayThatDoesNotFit();
    void overlayWithoutFolder();
};

namespace {

const char *const One = R"(
atscope: 1
family: one
default-errors: main
facts:
  - {name: level, values: [0, 1, 2], initial: 1}
  - {name: kept, keeps: true, initial: x}
  - {name: mode, values: [a, b], initial: a}
  - {name: given}
  - {name: gone}
finals:
  - {text: OK, success: true}
  - {text: +CME ERROR, value: true, table: main}
errors:
  - {id: main, finals: [+CME ERROR], codes: [{code: 3, text: {en: one main}}, {code: 9, name: NOT_NOW, text: {en: nine}}]}
  - {id: special, finals: [+CME ERROR], codes: [{code: 3, text: {en: one special}}, {code: 77, text: {en: seventy-seven}}]}
commands:
  - {name: AT+ONE, aliases: [AT+EINS], misprints: [AT+ON], forms: [{form: read}]}
  - {name: AT+BOTH, errors: special, forms: [{form: read}]}
  - {name: ATE, forms: [{form: execute}]}
  - {name: AT&F, forms: [{form: execute}]}
  - {name: ATS, forms: [{form: set, params: [n]}]}
  - {name: ATST, forms: [{form: execute}]}
urcs:
  - {name: +URC, aliases: [+URCC]}
)";

const char *const Two = R"(
atscope: 1
family: two
finals:
  - {text: OK, success: true}
  - {text: OK, success: true, families: [two]}
errors:
  - {id: main, finals: [+CME ERROR], codes: [{code: 3, text: {en: two main}}, {code: 50, text: {en: fifty}}]}
  - {id: old, finals: [+CME ERROR], firmware: '^V1', codes: [{code: 50, text: {en: old fifty}}]}
commands:
  - {name: AT+BOTH, forms: [{form: execute}]}
  - {name: AT+ON, forms: [{form: execute}]}
  - {name: AT+TWO, forms: [{form: execute}]}
urcs:
  - {name: +URC}
  - {name: +TWO}
)";

const char *const Three = R"(
atscope: 1
family: three
commands: [{name: AT+THREE, aliases: [AT+DREI], forms: [{form: execute}]}]
modules:
  - {module: M1, families: [one, two], facts: {level: 2, given: 5}}
  - {module: M2, families: [two, one]}
)";

std::shared_ptr<const Catalog> catalogOf(std::initializer_list<const char *> texts)
{
    Model model;
    for (const char *text : texts)
        overlay(model, compileFile(text, "f.yaml", {}));
    std::vector<Complaint> complaints;
    auto catalog = Catalog::make(std::move(model), complaints);
    return complaints.empty() ? catalog : nullptr;
}

CatalogView view(const char *module = "m1")
{
    auto catalog = catalogOf({One, Two, Three});
    const ModuleProfile *profile = catalog->module(module);
    return CatalogView(catalog, profile);
}

void write(const QTemporaryDir &dir, const char *name, const std::string &text)
{
    QFile file(dir.filePath(QString::fromLatin1(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(text));
}

} // namespace

void TstCatalog::builtInIsClean()
{
    auto model = Catalog::builtIn()->model();
    const auto complaints = link(model);
    QVERIFY(std::none_of(complaints.begin(), complaints.end(), [](const Complaint &c) { return c.severity == Severity::Error; }));
    const CatalogView generic(Catalog::builtIn(), nullptr);
    QCOMPARE(generic.module().id, std::string("generic"));
    QCOMPARE(generic.families().size(), Catalog::builtIn()->model().families.size());
}

void TstCatalog::names_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("found");
    QTest::addColumn<int>("match");
    QTest::newRow("name") << std::string("AT+ONE") << std::string("one AT+ONE") << 0;
    QTest::newRow("alias") << std::string("AT+EINS") << std::string("one AT+ONE") << 1;
    QTest::newRow("a name goes before a misprint of another family") << std::string("AT+ON") << std::string("two AT+ON") << 0;
    QTest::newRow("first family") << std::string("AT+BOTH") << std::string("one AT+BOTH") << 0;
    QTest::newRow("not of this module") << std::string("AT+THREE") << std::string() << 0;
}

void TstCatalog::names()
{
    QFETCH(std::string, name);
    QFETCH(std::string, found);
    QFETCH(int, match);
    const CatalogView v = view();
    NameMatch how = NameMatch::Name;
    const auto command = v.command(name, &how);
    QCOMPARE(command ? command.family->id + " " + command->name : std::string(), found);
    QCOMPARE(static_cast<int>(how), match);
}

void TstCatalog::firstFamilyWins()
{
    const CatalogView m1 = view("m1");
    const CatalogView m2 = view("M2");
    QCOMPARE(m1.urc("+URC").family->id, std::string("one"));
    QCOMPARE(m1.urc("+URCC")->name, std::string("+URC"));
    QCOMPARE(m2.urc("+URC").family->id, std::string("two"));
    QVERIFY(!m2.urc("+URCC")); // the alias belongs to the URC that is shadowed
    QCOMPARE(m2.command("AT+BOTH").family->id, std::string("two"));
    QCOMPARE(m1.commands().size(), 8u);
    QCOMPARE(m1.elsewhere("AT+DREI")->name, std::string("AT+THREE"));
    QVERIFY(!m1.elsewhere("AT+TWO"));
    const CatalogView generic(catalogOf({One, Two, Three}), nullptr);
    QVERIFY(generic.module().lenient);
    QVERIFY(generic.command("AT+THREE"));
}

void TstCatalog::basicNames_data()
{
    QTest::addColumn<std::string>("line");
    QTest::addColumn<std::string>("name");
    QTest::newRow("ATE0") << std::string("ATE0") << std::string("ATE");
    QTest::newRow("AT&F") << std::string("AT&F") << std::string("AT&F");
    QTest::newRow("ATS0=1") << std::string("ATS0=1") << std::string("ATS");
    QTest::newRow("longest") << std::string("ATST") << std::string("ATST");
    QTest::newRow("extended names end themselves") << std::string("AT+ONEX") << std::string();
    QTest::newRow("none") << std::string("ATZ") << std::string();
    QTest::newRow("short") << std::string("AT") << std::string();
}

void TstCatalog::basicNames()
{
    QFETCH(std::string, line);
    QFETCH(std::string, name);
    const CatalogView v = view();
    const auto found = v.longestBasic(line);
    QCOMPARE(found ? found->name : std::string(), name);
}

void TstCatalog::nearest()
{
    const CatalogView v = view();
    QCOMPARE(v.nearest("AT+OME").front(), std::string("AT+ONE"));
    QCOMPARE(v.nearest("AT+BOHT", 1), std::vector<std::string>{"AT+BOTH"});
    QCOMPARE(v.nearest("AT+EINZ").front(), std::string("AT+ONE")); // by its alias
    QVERIFY(v.nearest("AT+ABSOLUTELYDIFFERENT").empty());
}

void TstCatalog::finals()
{
    QCOMPARE(view().finals().size(), 3u); // OK is there once for all and once for one family
}

void TstCatalog::errorCodes_data()
{
    QTest::addColumn<std::string>("command");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<std::string>("firmware");
    QTest::addColumn<std::string>("texts");
    const auto row = [](const char *command, const char *code, const char *firmware, const char *texts) {
        QTest::addRow("%s %s %s", command, code, firmware)
            << std::string(command) << std::string(code) << std::string(firmware) << std::string(texts);
    };
    row("AT+ONE", "3", "", "one main");                     // its family's default
    row("AT+BOTH", "3", "", "one special");                 // the command's own table
    row("AT+BOTH", "9", "", "nine");                        // not in its own: the family's
    row("AT+ONE", "77", "", "seventy-seven");               // in none of both
    row("AT+TWO", "3", "", "one main|one special|two main"); // no table of its own: all, in the module's order
    row("", "3", "", "one main|one special|two main");
    row("", "03", "", "one main|one special|two main");
    row("", "not_now", "", "nine");
    row("", "50", "", "fifty|old fifty");
    row("", "50", "V1.2", "fifty|old fifty");
    row("", "50", "V2.0", "fifty");
    row("", "4711", "", "");
}

void TstCatalog::errorCodes()
{
    QFETCH(std::string, command);
    QFETCH(std::string, code);
    QFETCH(std::string, firmware);
    QFETCH(std::string, texts);
    const CatalogView v = view();
    std::string all;
    for (const auto &found : v.errorCode("+CME ERROR", code, command.empty() ? Found<Command>() : v.command(command), firmware))
        all += (all.empty() ? "" : "|") + found->text.en;
    QCOMPARE(all, texts);
    QVERIFY(v.errorCode("+CIS ERROR", code, {}).empty());
}

void TstCatalog::powerCycle()
{
    const CatalogView v = view();
    FactState facts;
    facts.set("level", expr::Value(0));
    facts.set("kept", expr::Value("mine"));
    facts.set("mode", expr::Value("b"));
    facts.set("gone", expr::Value("text"));
    facts.powerCycle(v);
    QCOMPARE(facts.value("level"), expr::Value(2)); // the profile knows it
    QCOMPARE(facts.value("given"), expr::Value(5));
    QCOMPARE(facts.value("kept"), expr::Value("mine"));
    QCOMPARE(facts.value("mode"), expr::Value("a"));
    QVERIFY(!facts.value("gone").known());
    FactState fresh;
    fresh.powerCycle(v);
    QVERIFY(!fresh.value("kept").known()); // may be anything
    QCOMPARE(factValue(v.families()[0]->facts[0], "2"), expr::Value(2));
    QCOMPARE(factValue(v.families()[0]->facts[2], "2"), expr::Value("2")); // a, b: texts
}

void TstCatalog::overlayReplacesAndAdds()
{
    Model model;
    for (const char *text : {One, Two})
        model.families.push_back(compileFile(text, "f.yaml", {}).families.at(0));
    overlay(model, compileFile(R"(
atscope: 1
family: one
facts: [{name: level, values: [7]}]
finals: [{text: +CME ERROR, value: true}, {text: NEW, success: true}]
errors: [{id: main, finals: [X], codes: []}]
commands: [{name: AT+ONE, title: {en: mine}, forms: [{form: execute}]}, {name: AT+NEW, forms: [{form: read}]}]
urcs: [{name: +URC, exact: true}]
)", "mine.yaml", {}));
    overlay(model, compileFile("{atscope: 1, family: four, urcs: [{name: +FOUR}], modules: [{module: M9, families: [four]}]}",
                               "four.yaml", {}));
    QCOMPARE(model.families.size(), 3u);
    const Family &one = model.families[0];
    QVERIFY(!one.fromUser && model.families[2].fromUser);
    QCOMPARE(one.commands.size(), 7u);
    QCOMPARE(one.commands[0].title.en, std::string("mine"));
    QCOMPARE(one.commands[0].file, std::string("mine.yaml"));
    QVERIFY(one.commands[0].aliases.empty() && one.commands[1].file.empty());
    QCOMPARE(one.commands[6].name, std::string("AT+NEW"));
    QVERIFY(one.urcs[0].shapes[0].exact);
    QCOMPARE(one.facts.size(), 5u);
    QCOMPARE(one.facts[0].values, std::vector<std::string>{"7"});
    QCOMPARE(one.finals.size(), 3u);
    QCOMPARE(one.errors.size(), 2u);
    QCOMPARE(one.defaultErrors, std::string("main"));
    QCOMPARE(model.modules.size(), 1u);
}

void TstCatalog::overlayWithBadFiles()
{
    QTemporaryDir dir;
    write(dir, "a.yaml", "atscope: 1\nfamily: my-family\nurcs: [{name: +MINE}]\n");
    write(dir, "b.yaml", "atscope: 1\nfamily: broken\nurc: []\n");
    write(dir, "c.yaml", "atscope: 1\nmodules: [{module: MINE, families: [my-family, v25ter]}]\n");
    write(dir, "ignored.txt", "nonsense");
    std::vector<Complaint> complaints;
    const auto catalog = Catalog::withOverlay(dir.path().toStdString(), complaints);
    QCOMPARE(complaints.size(), 1u);
    QCOMPARE(complaints[0].error.place, (base::SourcePlace{dir.filePath("b.yaml").toStdString(), 3, 1}));
    QVERIFY(catalog->family("my-family")->fromUser);
    QCOMPARE(catalog->module("mine")->families.front(), std::string("my-family"));
    QVERIFY(catalog->hash() != Catalog::builtIn()->hash());
    const CatalogView generic(catalog, nullptr);
    QVERIFY(generic.urc("+MINE"));
}

// A file that is right by itself and wrong together with the rest takes nothing of ours along.
void TstCatalog::overlayThatDoesNotFit()
{
    const auto shipped = Catalog::builtIn();
    QVERIFY(!shipped->model().families.empty());
    const std::string ours = shipped->model().families.front().id;
    QTemporaryDir dir;
    write(dir, "a.yaml", "atscope: 1\nfamily: " + ours + "\ncommands:\n  - name: AT+MINE\n    forms:\n"
                             "      - {form: read, requires: [{that: fact.nobody == 1, text: {en: t}}]}\n");
    write(dir, "b.yaml", "atscope: 1\nfamily: my-family\nurcs: [{name: +MINE}]\n");
    write(dir, "c.yaml",
          "atscope: 1\nfamily: my-other\nurcs: [{name: +MORE, reply: {command: AT+MINE}}]\n"); // needs what a.yaml had
    std::vector<Complaint> complaints;
    const auto catalog = Catalog::withOverlay(dir.path().toStdString(), complaints);
    QVERIFY(catalog->family(ours) != nullptr);
    QCOMPARE(catalog->family(ours)->commands.size(), shipped->family(ours)->commands.size());
    QVERIFY(catalog->family("my-family") != nullptr);
    QVERIFY(catalog->family("my-other") == nullptr);
    const auto it = std::find_if(complaints.begin(), complaints.end(),
                                 [](const Complaint &c) { return c.error.message.code == "expr-unknown-name"; });
    QVERIFY(it != complaints.end());
    QCOMPARE(it->error.place, (base::SourcePlace{dir.filePath("a.yaml").toStdString(), 6, 40}));
}

void TstCatalog::overlayWithoutFolder()
{
    std::vector<Complaint> complaints;
    const auto catalog = Catalog::withOverlay("/nowhere/at/all", complaints);
    QCOMPARE(complaints.size(), 1u);
    QCOMPARE(catalog, Catalog::builtIn());
}

ATSCOPE_TEST(TstCatalog)
#include "tst_catalog.moc"
