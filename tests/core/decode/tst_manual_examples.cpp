// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include <QMetaType>
#include <QRegularExpression>
#include <QTest>

#include "core/decode/fields.h"
#include "core/decode/manual_text.h"
#include "support/test_main.h"

using namespace atscope;
using test::Example;
using test::ExampleKind;

Q_DECLARE_METATYPE(atscope::test::Example)

// Every example of the five manuals: its command lines are clean on their module, its answers and URCs decode into named fields.
// Where the manuals lie beside the repository, the list in tests/data/manuals is held against their texts.
class TstManualExamples final : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog = catalog::Catalog::builtIn();
    const std::vector<test::Manual> m_manuals = test::readManuals();
    const test::ManualNames m_names = test::readManualNames();
    std::map<std::string, std::unique_ptr<decode::Dialect>> m_dialects;

    const decode::Dialect &dialect(const std::string &module)
    {
        auto &made = m_dialects[module];
        if (!made)
            made = std::make_unique<decode::Dialect>(m_catalog, m_catalog->module(module));
        return *made;
    }

    void rows(std::initializer_list<ExampleKind> kinds)
    {
        QTest::addColumn<Example>("example");
        for (const auto &manual : m_manuals)
            for (const auto &example : manual.examples)
                if (std::find(kinds.begin(), kinds.end(), example.kind) != kinds.end())
                    QTest::addRow("%s:%d %.40s", manual.file.c_str(), example.at, example.text.c_str()) << example;
    }

    static QStringList codesOf(const std::vector<catalog::Problem> &problems)
    {
        QStringList out;
        for (const auto &problem : problems)
            out += QString::fromStdString(problem.code);
        out.sort();
        return out;
    }

    // Every field has a name and fits its type; nothing is left over.
    static QString faultOf(const std::vector<catalog::Argument> &fields)
    {
        for (const auto &field : fields) {
            if (!field.parameter)
                return QStringLiteral("a field without a name: ") + QString::fromStdString(field.text);
            using catalog::TypeKind;
            const auto kind = field.type ? field.type->kind : TypeKind::String;
            const bool number = kind == TypeKind::Integer || kind == TypeKind::Float || kind == TypeKind::Flags;
            if (field.given && number && !field.value.isNumber())
                return QString::fromStdString(field.parameter->name) + " is no number: " + QString::fromStdString(field.text);
        }
        return {};
    }

private Q_SLOTS:
    void lines_data() { rows({ExampleKind::Line}); }
    void lines()
    {
        QFETCH(Example, example);
        const auto &dialect = this->dialect(example.module);
        const catalog::LineContext context{&dialect.view(), dialect.name(), nullptr};
        const auto parsed = catalog::parseLine(example.text, context);
        QStringList wanted = example.problems;
        wanted.sort();
        QCOMPARE(codesOf(catalog::validate(example.text, parsed, context)), wanted);
        if (!wanted.isEmpty())
            return;
        // And it is what it says, whoever writes it: composed from its values it is clean again.
        QCOMPARE(parsed.commands.size(), std::size_t{1});
        const std::string composed = catalog::compose(parsed.commands.front(), {}, context);
        const auto again = catalog::parseLine(composed, context);
        QCOMPARE(codesOf(catalog::validate(composed, again, context)), QStringList());
        // A module that is not known is no reason for an error.
        const auto &generic = this->dialect("generic");
        const catalog::LineContext anyModule{&generic.view(), generic.name(), nullptr};
        for (const auto &problem : catalog::validate(example.text, catalog::parseLine(example.text, anyModule), anyModule))
            QVERIFY2(problem.severity != catalog::Severity::Error, problem.code.c_str());
    }

    void answers_data() { rows({ExampleKind::Answer, ExampleKind::Urc}); }
    void answers()
    {
        QFETCH(Example, example);
        const auto &dialect = this->dialect(example.module);
        decode::ShapeRef shape;
        if (example.kind == ExampleKind::Urc) {
            const auto match = dialect.urcOf(example.text);
            QVERIFY2(match.urc != decode::NoEntry, "no URC");
            QVERIFY2(match.fits, "no shape of the URC has such fields");
            shape = {decode::NoEntry, match.urc, match.shape};
        } else {
            const auto parsed = catalog::parseLine(example.of, {&dialect.view(), dialect.name(), nullptr});
            QVERIFY(parsed.commands.size() == 1 && parsed.commands.front().form);
            const int form = dialect.idOf(parsed.commands.front().form);
            shape = {form, decode::NoEntry, dialect.answerShape(form, example.text)};
            // What comes behind the OK is a URC.
            if (!shape.found())
                if (const auto match = dialect.urcOf(example.text); match.fits)
                    shape = {decode::NoEntry, match.urc, match.shape};
            QVERIFY2(shape.found(), "no shape of the answer");
        }
        const auto fields = decode::fieldsOf(dialect, shape, example.text, nullptr);
        QVERIFY2(!fields.empty(), "no fields");
        QVERIFY2(std::any_of(fields.begin(), fields.end(), [](const auto &field) { return field.given; }), "no field has a value");
        const QString fault = faultOf(fields);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

    void finals_data() { rows({ExampleKind::Final}); }
    void finals()
    {
        QFETCH(Example, example);
        const auto &dialect = this->dialect(example.module);
        const auto parsed = catalog::parseLine(example.of, {&dialect.view(), dialect.name(), nullptr});
        const int form = dialect.idOf(parsed.commands.front().form);
        const auto match = dialect.final(example.text, std::vector<int>{form});
        QVERIFY(match && !match.success && !match.value.empty());
        QVERIFY(!decode::errorMeanings(dialect, match, dialect.form(form)).empty());
    }

    // What a manual prints wrong: these lines and no others.
    void printedWrong()
    {
        std::map<std::string, QStringList> found;
        for (const auto &manual : m_manuals)
            for (const auto &example : manual.examples) {
                QCOMPARE(example.wrong.empty(), example.problems.isEmpty());
                if (!example.wrong.empty())
                    found[manual.file] += QString::fromStdString(example.printed).left(30);
            }
        const std::map<std::string, QStringList> wanted{
            {"ml302-onenet.txt", {"AT+CIOTDATBINSET=<msg_id>,<d", "AT+CIOTCONNECTPARA=1,\"40440\",\u201D"}},
            {"ml302-aliyun.txt", {"AT+ALYMQTTSUB=<topic>"}},
            {"lwm2m-mipl.txt",
             {"AT+MIPLPARAMETERRSP=0,18174,1", "AT+MIPLPARAMETERRSP=0,18174,1", "AT+MIPLWRITEOBSERVERSP=0,18175",
              "AT+MIPLWRITERSP=,0,25845,2"}},
            {"alibaba-wifi.txt", {"AT+IDMPP={\"LightStatus\":1}"}}};
        for (const auto &[file, texts] : wanted)
            QCOMPARE(found[file], texts);
        QCOMPARE(found.size(), wanted.size());
    }

    // Each example stands where the list says, but for blanks, quotes and spelling of names.
    void placesInTheTexts()
    {
        for (const auto &manual : m_manuals) {
            const QStringList lines = test::linesOfManual(manual.file);
            if (lines.isEmpty())
                QSKIP("../shared/manuals is not there: examples are not held against the texts");
            for (const auto &example : manual.examples) {
                const QString raw = lines.mid(example.at - 1, example.to - example.at + 1).join(QString());
                const QString printed = QString::fromStdString(example.printed);
                const QString where = QStringLiteral("%1:%2 %3").arg(QString::fromStdString(manual.file)).arg(example.at).arg(printed);
                QVERIFY2(test::squeezed(test::withCanonicalNames(raw, m_names))
                             .contains(test::squeezed(test::withCanonicalNames(printed, m_names))),
                         qPrintable(where));
                // A fault is named where there is one.
                const QString line = lines[example.at - 1].trimmed();
                const bool asItStands = line == printed || (manual.file == "alibaba-wifi.txt" && line.contains(printed));
                if (example.wrong.empty())
                    QVERIFY2(asItStands ? example.undone.isEmpty() || example.undone == QStringList{"remark"} : !example.undone.isEmpty(),
                             qPrintable(where));
            }
        }
    }

    // Nothing that looks like an example is missing in the list.
    void noneIsLeftOut()
    {
        static const QRegularExpression s_pieces(QStringLiteral("\t| {2,}"));
        static const QRegularExpression s_label(QStringLiteral(R"(^(\(\d\)\s*|[^\sA-Za-z:]+:\s*))"));
        static const QRegularExpression s_command(QStringLiteral(R"(^AT ?[+^] ?[A-Za-z]+ ?(=(?! ?[<\[?])|\?|$))"));
        static const QRegularExpression s_answer(QStringLiteral(R"(^[+^][A-Z_]+(?: ERROR)? ?[:=] ?[^<>\[ ][^<>]*$)"));
        for (const auto &manual : m_manuals) {
            const QStringList lines = test::linesOfManual(manual.file);
            if (lines.isEmpty())
                QSKIP("../shared/manuals is not there: the list may lack examples");
            std::map<int, std::pair<int, int>> listed; // commands and answers of a line
            for (const auto &example : manual.examples)
                ++(example.kind == ExampleKind::Line ? listed[example.at].first : listed[example.at].second);
            for (const int row : manual.rows)
                ++listed[row].first;
            for (int n = 1; n <= lines.size(); ++n) {
                int commands = 0;
                int answers = 0;
                for (const QString &part : test::withPlainSigns(lines[n - 1]).split(s_pieces)) {
                    const QString piece = part.trimmed().remove(s_label);
                    commands += s_command.match(piece).hasMatch() ? 1 : 0;
                    answers += s_answer.match(piece).hasMatch() ? 1 : 0;
                }
                const auto [knownCommands, knownAnswers] = listed[n];
                QVERIFY2(commands <= knownCommands && answers <= knownAnswers,
                         qPrintable(QStringLiteral("%1:%2 %3").arg(QString::fromStdString(manual.file)).arg(n).arg(lines[n - 1])));
            }
        }
    }
};

ATSCOPE_TEST(TstManualExamples)
#include "tst_manual_examples.moc"
