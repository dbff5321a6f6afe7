// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <algorithm>

#include "core/catalog/compiler.h"
#include "core/catalog/messages.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// Wrong files: every row says what is wrong, in which line and column.
class TstCompilerMalformed : public QObject
{
    Q_OBJECT

private slots:
    void malformed_data();
    void malformed();
    void limits_data();
    void limits();
    void shippedMust_data();
    void shippedMust();
};

namespace {

const char *const Head = "atscope: 1\nfamily: f\n";
// A form to hang things on: line 6 begins with eight blanks.
const char *const FormHead = "atscope: 1\nfamily: f\ncommands:\n  - name: AT+A\n    forms:\n      - form: set\n        ";

std::vector<Complaint> compiledAndLinked(const std::string &text, const CompileOptions &options)
{
    CompiledFile file = compileFile(text, "f.yaml", options);
    if (!file.usable())
        return file.complaints;
    Model model;
    model.families = std::move(file.families);
    model.modules = std::move(file.modules);
    return link(model);
}

std::string repeated(const std::string &piece, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += piece;
    return all;
}

} // namespace

void TstCompilerMalformed::malformed_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    int n = 0;
    const auto row = [&](const std::string &text, const char *code, int line, int column) {
        QTest::addRow("%02d %s", ++n, code) << text << std::string(code) << line << column;
    };
    const auto family = [&](const std::string &text, const char *code, int line, int column) {
        row(Head + text, code, line, column);
    };
    const auto form = [&](const std::string &text, const char *code, int line, int column) {
        row(FormHead + text, code, line, column);
    };

    row("", "catalog-empty", 1, 1);
    row("# nothing\n", "catalog-empty", 1, 1);
    row("atscope: 1\n", "catalog-empty", 1, 1);
    row("- 1\n", "catalog-wrong-type", 1, 1);
    row("atscope: [1\n", "catalog-yaml-syntax", 2, 1);
    row("family: f\n", "catalog-missing-key", 1, 1);
    row("atscope: 2\nfamily: f\n", "catalog-version", 1, 10);
    row("atscope: one\nfamily: f\n", "catalog-not-a-number", 1, 10);
    row("atscope: 1\nfamily: F\n", "catalog-bad-id", 2, 9);
    row("atscope: 1\ntitle: {en: t}\nmodules: [{module: M}]\n", "catalog-key-without-family", 2, 1);
    row("atscope: 1\nfamily: f\n--- \natscope: 1\n", "catalog-several-documents", 3, 1);
    row("atscope: 1\nfamily: *f\n", "catalog-yaml-syntax", 2, 9);
    row("atscope: 1\nfamily: f\nurcs: &u [*u]\n", "catalog-bad-alias", 3, 11);
    row(std::string("atscope: 1\nfam\0ily: f\n", 22), "catalog-control-character", 2, 4);
    row("atscope: 1\nfamily: f # \x04\n", "catalog-control-character", 2, 13);
    row("atscope: 1\n# \xE5\xA4\xA7 \xFF\n", "catalog-not-utf8", 2, 5);
    row("atscope: 1\nfamily: \"a\n", "catalog-bad-id", 2, 9); // yaml-cpp closes the quote itself

    family("comands: []\n", "catalog-misspelt-key", 3, 1);
    family("nonsense: []\n", "catalog-unknown-key", 3, 1);
    family("family: g\n", "catalog-double-key", 3, 1);
    family("title: Title\n", "catalog-wrong-type", 3, 8);
    family("title: {zh: t}\n", "catalog-text-missing", 3, 8);
    family("title: {en: t, de: t}\n", "catalog-unknown-key", 3, 16);
    family("commands: {name: AT+A}\n", "catalog-wrong-type", 3, 11);
    family("commands: [{title: {en: t}, forms: [{form: read}]}]\n", "catalog-missing-key", 3, 12);
    family("commands: [{name: AT+a, forms: [{form: read}]}]\n", "catalog-bad-command-name", 3, 19);
    family("commands: [{name: AT+A}]\n", "catalog-missing-key", 3, 12);
    family("commands:\n  - {name: AT+A, forms: [{form: read}]}\n  - {name: AT+A, forms: [{form: read}]}\n",
           "catalog-double-command", 5, 5);
    family("commands:\n  - {name: AT+A, misprints: [AT+B], forms: [{form: read}]}\n  - {name: AT+B, forms: [{form: read}]}\n",
           "catalog-double-command", 5, 5);
    family("facts: [{name: A}]\n", "catalog-bad-fact-name", 3, 16);
    family("facts: [{name: a, values: [x], initial: y}]\n", "catalog-bad-choice", 3, 41);
    family("facts: [{name: a, keeps: yes}]\n", "catalog-wrong-type", 3, 26);
    family("facts: [{name: a}, {name: a}]\n", "catalog-double-fact", 3, 20);
    family("finals: [{success: true}]\n", "catalog-missing-key", 3, 10);
    family("finals: [{text: E, numeric: true}]\n", "catalog-numeric-without-value", 3, 10);
    family("finals: [{text: E, value: true, table: t}]\n", "catalog-unknown-table", 1, 1);
    family("errors: [{id: e, firmware: '^(V1'}]\n", "catalog-bad-pattern", 3, 33);
    family("errors: [{id: e, codes: [{code: 1}, {code: 1}]}]\n", "catalog-double-value", 3, 10);
    family("default-errors: e\n", "catalog-unknown-table", 1, 1);
    family("urcs: [{name: '+A:'}]\n", "catalog-bad-prefix", 3, 15);
    family("urcs: [{name: +A}, {name: +A}]\n", "catalog-double-urc", 3, 20);
    family("urcs: [{name: +A, shapes: [{fields: [a]}], fields: [b]}]\n", "catalog-key-besides", 3, 44);
    family("urcs: [{name: +A, exact: true, fields: [a]}]\n", "catalog-exact-with-fields", 3, 8);
    family("urcs: [{name: +A, fields: [a], counted: {count: b}}]\n", "catalog-unknown-field", 3, 49);
    family("urcs: [{name: +A, counted: {event: own-field}}]\n", "catalog-counted-without-field", 3, 28);
    family("urcs: [{name: +A, kind: evnt}]\n", "catalog-bad-choice", 3, 25);
    family("urcs: [{name: +A, reply: {command: AT+X}}]\n", "catalog-unknown-command", 3, 8);
    family("urcs:\n  - {name: +A, fields: [a], effects: [{on: urc, fact: nix, value: 1}]}\n", "catalog-unknown-fact", 4, 5);
    family("urcs:\n  - {name: +A, fields: [a], effects: [{on: urc, when: b == 1, fact: nix, value: 1}]}\n", "expr-unknown-name",
           4, 55);

    form("parms: []\n", "catalog-misspelt-key", 7, 9);
    form("id: read\n", "catalog-bad-form-id", 7, 13);
    form("params: [A]\n", "catalog-bad-parameter-name", 7, 18);
    form("params: [a, a]\n", "catalog-double-parameter", 7, 21);
    form("params: [{name: a, type: int}]\n", "catalog-bad-choice", 7, 34);
    form("params: [{name: a, type: integer, range: 5..1}]\n", "catalog-bad-range", 7, 50);
    form("params: [{name: a, type: integer, range: 0,5}]\n", "catalog-unknown-key", 7, 52);
    form("params: [{name: a, type: integer, range: 0.x}]\n", "catalog-bad-range", 7, 50);
    form("params: [{name: a, bytes: -1..5}]\n", "catalog-bad-range", 7, 35);
    form("params: [{name: a, type: integer, bytes: 1..5}]\n", "catalog-key-unfit", 7, 43);
    form("params: [{name: a, type: enum}]\n", "catalog-missing-key", 7, 18);
    form("params: [{name: a, type: enum, values: [{value: 1}, {value: 1}]}]\n", "catalog-double-value", 7, 61);
    form("params: [{name: a, type: enum, values: {1: {en: a}, 1: {en: b}}}]\n", "catalog-double-key", 7, 61);
    form("params: [{name: a, type: flags, bits: {64: {en: a}}}]\n", "catalog-number-out-of-range", 7, 48);
    form("params: [{name: a, pattern: '(['}]\n", "catalog-bad-pattern", 7, 40);
    form("params: [{name: a, type: rest}, b]\n", "catalog-rest-not-last", 6, 9);
    form("params: [{name: a, secret: {part: abc}}]\n", "catalog-secret-without-group", 7, 43);
    form("params: [{name: a, variants: [{type: integer}]}]\n", "catalog-missing-key", 7, 39);
    form("params: [{name: a, required-when: b == 1}]\n", "expr-unknown-name", 7, 43);
    form("params: [{name: a, required-when: a ==}]\n", "expr-syntax", 7, 47);
    form("params: [{name: a, required-when: 'a == ''x'' and b'}]\n", "expr-unknown-name", 7, 59);
    form("params: [{name: a, required-when: \"a == \\\"x\\\" and b\"}]\n", "expr-unknown-name", 7, 59);
    form("params: [{name: a, type: integer, required-when: a == 'x'}]\n", "expr-type", 7, 63);
    form("params: [{name: a, type: integer, required-when: a + 1}]\n", "catalog-not-a-condition", 7, 58);
    form("timeout: \"'x'\"\n", "catalog-not-a-duration", 7, 19);
    form("params: [{name: a, role: 'count-of:b'}]\n", "catalog-unknown-parameter", 6, 1);
    form("groups: [{all-or-none: [a]}]\n", "catalog-bad-group", 7, 18);
    form("groups: [{all-or-none: [a, b]}]\n", "catalog-unknown-parameter", 6, 1);
    form("rules: [{code: X, require: true, text: {en: t}}]\n", "catalog-bad-code", 7, 24);
    form("rules: [{code: x, require: true, at: a, text: {en: t}}]\n", "catalog-unknown-parameter", 6, 1);
    form("rules: [{code: x, require: true, text: {en: '{b}'}}]\n", "catalog-unknown-placeholder", 6, 1);
    form("rules: [{code: x, require: true, text: {en: t}, fix: {b: 1}}]\n", "catalog-unknown-parameter", 6, 1);
    form("requires: [{that: fact.nix == 1, text: {en: t}}]\n", "expr-unknown-name", 7, 27);
    form("answer: all\n", "catalog-bad-choice", 7, 17);
    form("answer: [{fields: []}]\n", "catalog-missing-key", 7, 18);
    form("answer: [{prefix: +A, pattern: x}]\n", "catalog-prefix-and-pattern", 7, 18);
    form("answer: {kind: none, lines: [{prefix: +A}]}\n", "catalog-lines-without-answer", 7, 17);
    form("prompt: {text: '>'}\n", "catalog-prompt-without-end", 7, 17);
    form("prompt: {text: '>', count: a}\n", "catalog-unknown-parameter", 6, 1);
    form("prompt: {text: '>', end: x, timeout: soon}\n", "catalog-bad-duration", 7, 46);
    form("completion: {steps: [{urc: +X}]}\n", "catalog-unknown-urc", 6, 1);
    form("completion: {steps: [{urc: +X, failure: true}]}\n", "catalog-missing-key", 7, 21);
    form("danger: costly\n", "catalog-danger-text", 6, 9);
    form("samples: [{values: {a: 1}}]\n", "catalog-sample-kind", 7, 19);
    form("select: {parameter: 1, values: ['0']}\n", "catalog-unknown-parameter", 7, 29);
    form("effects: [{on: later, fact: a, value: 1}]\n", "catalog-bad-choice", 7, 24);

    row("atscope: 1\nmodules: [{module: M}, {module: m}]\n", "catalog-double-module", 2, 24);
    row("atscope: 1\nmodules: [{module: M, baud: 1}]\n", "catalog-number-out-of-range", 2, 29);
    row("atscope: 1\nmodules: [{module: M, facts: {nix: 1}}]\n", "catalog-unknown-fact", 2, 1);
}

void TstCompilerMalformed::malformed()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(int, line);
    QFETCH(int, column);
    const auto complaints = compiledAndLinked(text, {});
    QVERIFY(!complaints.empty());
    QByteArray all;
    bool found = false;
    for (const Complaint &c : complaints) {
        all +=
            QByteArray::fromStdString(Messages::render(c.error, Language::English)) + " [" + c.error.message.code.c_str() + "]\n";
        found = found || (c.error.message.code == code && c.error.place == base::SourcePlace{"f.yaml", line, column});
        QVERIFY2(Messages::has(c.error.message.code, Language::Chinese), c.error.message.code.c_str());
        // Every name in braces has its argument.
        for (const Language language : {Language::English, Language::Chinese})
            QVERIFY2(Messages::render(c.error.message, language).find('{') == std::string::npos || code == "catalog-wrong-type"
                         || code == "catalog-bad-choice",
                     Messages::render(c.error.message, language).c_str());
    }
    QVERIFY2(found, all);
}

void TstCompilerMalformed::limits_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    const auto row = [](const char *name, const std::string &text, const char *code) {
        QTest::newRow(name) << text << std::string(code);
    };
    row("size", std::string((4 << 20) + 1, '#'), "catalog-too-large");
    row("flow sequences", repeated("[", 100000), "catalog-too-deep");
    row("flow maps", repeated("{a: ", 50000), "catalog-too-deep");
    row("block sequences", repeated("- ", 200000) + "x", "catalog-too-deep");
    row("complex keys", repeated("? ", 200000) + "x", "catalog-too-deep");
    std::string stairs;
    for (int i = 0; i < 200; ++i)
        stairs += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    row("indent", stairs, "catalog-too-deep");
    row("65 levels", repeated("[", 65) + repeated("]", 65), "catalog-too-deep");
    row("many brackets", "[" + repeated("[],", 500000) + "]", "catalog-too-many-nodes");
    row("many scalars", repeated("- a\n", 450000), "catalog-too-many-nodes");
    // A billion laughs.
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i)
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated("*a" + std::to_string(i - 1) + ", ", 9) +
                "*a" + std::to_string(i - 1) + "]\n";
    row("bomb", bomb, "catalog-too-many-nodes");
    std::string chain = "a0: &a0 [x]\n";
    for (int i = 1; i < 100; ++i)
        chain += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
    row("deep by aliases", chain, "catalog-too-deep");
}

void TstCompilerMalformed::limits()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    const CompiledFile file = compileFile(text, "f.yaml", {});
    QVERIFY(!file.usable());
    QCOMPARE(file.complaints.front().error.message.code, code);
    QVERIFY(file.families.empty() && file.modules.empty());
}

void TstCompilerMalformed::shippedMust_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<bool>("isError");
    QTest::newRow("zh") << std::string("atscope: 1\nfamily: f\ntitle: {en: t}\n") << std::string("catalog-text-missing") << 3
                        << true;
    QTest::newRow("title") << std::string("atscope: 1\nfamily: f\n") << std::string("catalog-missing-key") << 1 << true;
    const std::string head = "atscope: 1\nfamily: f\ntitle: {en: t, zh: t}\n";
    const std::string command = "commands:\n  - {name: AT+A, title: {en: t, zh: t}, forms: [{form: set, params: [a]}]}\n";
    QTest::newRow("manual") << head + "manual: m.txt\n" + command << std::string("catalog-manual-missing") << 6 << true;
    QTest::newRow("no manual") << head + "urcs:\n  - {name: +A, title: {en: t, zh: t}, manual: '1'}\n"
                               << std::string("catalog-manual-without-file") << 5 << true;
    QTest::newRow("sample") << head + command << std::string("catalog-without-sample") << 5 << false;
}

void TstCompilerMalformed::shippedMust()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(int, line);
    QFETCH(bool, isError);
    const CompiledFile shipped = compileFile(text, "f.yaml", {true});
    const auto it = std::find_if(shipped.complaints.begin(), shipped.complaints.end(),
                                 [&](const Complaint &c) { return c.error.message.code == code; });
    QVERIFY(it != shipped.complaints.end());
    QCOMPARE(it->error.place.line, line);
    QCOMPARE(it->severity == Severity::Error, isError);
    QCOMPARE(shipped.usable(), !isError);
    QVERIFY(compileFile(text, "f.yaml", {}).complaints.empty()); // a user's file may leave it out
}

ATSCOPE_TEST(TstCompilerMalformed)
#include "tst_compiler_malformed.moc"
