// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "core/catalog/catalog.h"
#include "core/catalog/compiler.h"
#include "core/catalog/messages.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// Everything the format can say comes out as the model says it.
class TstCompiler : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everythingIsClean();
    void types();
    void conditions();
    void answers();
    void formParts();
    void urcs();
    void modules();
    void slotsOfNames();
    void badFamilyAloneGoes();
    void chainOfBadFamilies();
    void profileKeepsTheRest();

private:
    Model m_model;
};

namespace {

std::string everything()
{
    QFile file(QStringLiteral(ATSCOPE_TEST_DATA "/catalog/everything.yaml"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

QByteArray text(const std::vector<Complaint> &complaints)
{
    QByteArray all;
    for (const Complaint &c : complaints)
        all += QByteArray::fromStdString(Messages::render(c.error, Language::English)) + '\n';
    return all;
}

const Command *command(const Model &model, std::string_view name)
{
    for (const Family &family : model.families)
        for (const Command &c : family.commands)
            if (c.name == name)
                return &c;
    return nullptr;
}

const Urc *urc(const Model &model, std::string_view name)
{
    for (const Family &family : model.families)
        for (const Urc &u : family.urcs)
            if (u.name == name)
                return &u;
    return nullptr;
}

const Parameter &parameter(const Form &form, std::string_view name)
{
    static const Parameter s_none;
    for (const Parameter &p : form.parameters)
        if (p.name == name)
            return p;
    return s_none;
}

Family familyOf(const std::string &yaml, const std::string &file)
{
    CompiledFile compiled = compileFile(yaml, file, {});
    return compiled.families.empty() ? Family() : std::move(compiled.families.front());
}

} // namespace

void TstCompiler::initTestCase()
{
    CompiledFile file = compileFile(everything(), "everything.yaml", {true});
    QVERIFY2(file.complaints.empty(), text(file.complaints));
    QCOMPARE(file.families.size(), 1u);
    QCOMPARE(file.modules.size(), 2u);
    m_model.families = std::move(file.families);
    m_model.modules = std::move(file.modules);
}

void TstCompiler::everythingIsClean()
{
    const auto complaints = link(m_model);
    QVERIFY2(complaints.empty(), text(complaints));
    QCOMPARE(m_model.families.size(), 1u);
    QCOMPARE(m_model.factNames.size(), 4u);
}

void TstCompiler::types()
{
    const Form &set = command(m_model, "AT+ALL")->forms.at(2);
    QCOMPARE(set.kind, FormKind::Set);
    QCOMPARE(set.id, std::string("set"));
    const Parameter &number = parameter(set, "number");
    QCOMPARE(number.type.ranges.size(), 4u);
    QVERIFY(number.type.ranges[1].low == 7.0 && number.type.ranges[1].high == 7.0);
    QVERIFY(number.type.ranges[2].low == 10.0 && !number.type.ranges[2].high);
    QVERIFY(!number.type.ranges[3].low && number.type.ranges[3].high == -3.0);
    QCOMPARE(number.type.values.at(1).text.zh, std::string("开"));
    QCOMPARE(*parameter(set, "hexnumber").type.ranges.at(0).low, 16.0);
    QCOMPARE(*parameter(set, "real").type.ranges.at(0).low, -1.5);
    QCOMPARE(parameter(set, "real").defaultValue, std::string("0.5"));
    const Parameter &kind = parameter(set, "kind");
    QCOMPARE(kind.type.values.size(), 5u);
    QVERIFY(kind.type.values[1].reserved && kind.type.values[1].when.compiled.present());
    QCOMPARE(kind.type.values[4].value, std::string("6"));
    const Parameter &protocol = parameter(set, "protocol");
    QVERIFY(protocol.type.open);
    QCOMPARE(protocol.type.values[2].value, std::string("null")); // just text here
    QCOMPARE(protocol.type.values[3].value, std::string("~"));
    QCOMPARE(parameter(set, "mask").type.bits.at(1).bit, 7);
    const TypeSpec &string = parameter(set, "text").type;
    QVERIFY(string.minBytes == 1 && string.maxBytes == 16 && string.quoting == Quoting::Required && string.escapes &&
            string.bareQuotes);
    QVERIFY(parameter(set, "hex").type.even);
    QCOMPARE(parameter(set, "address").type.defaultPort, 5683);
    QVERIFY(!parameter(set, "topic").type.minBytes && parameter(set, "topic").type.maxBytes == 128);
    QCOMPARE(parameter(set, "at").type.format, std::string("YYYY-MM-DD hh:mm:ss"));
    QCOMPARE(parameter(set, "body").secret.jsonKeys.size(), 2u);
    QCOMPARE(parameter(set, "attributes").type.itemSeparator, std::string("="));
    QCOMPARE(parameter(set, "data").type.items.size(), 3u);
    QCOMPARE(parameter(set, "data").type.separatorFact, std::string("split.us"));
    QCOMPARE(parameter(set, "ids").type.separator, std::string("|"));
    QCOMPARE(parameter(set, "bits").type.kind, TypeKind::Bitmap);
    QCOMPARE(parameter(set, "word").type.literal, std::string("platform"));
    QCOMPARE(parameter(set, "ref").fixed, std::string("0"));
    const Parameter &other = parameter(set, "other");
    QCOMPARE(other.variants.size(), 3u);
    QCOMPARE(other.variants[0].type.kind, TypeKind::String);
    QCOMPARE(other.variants[1].type.kind, TypeKind::Integer); // as the base type
    QCOMPARE(parameter(set, "header").secret.part, std::string("api-key: ?(.*)"));
    QCOMPARE(parameter(set, "tail").type.kind, TypeKind::Rest);
}

void TstCompiler::conditions()
{
    const Form &set = command(m_model, "AT+ALL")->forms.at(2);
    const Parameter &psk = parameter(set, "psk");
    QVERIFY(psk.optional); // a must only when
    QVERIFY(psk.required.compiled.present() && psk.forbidden.compiled.present() && psk.secret.when.compiled.present());
    QCOMPARE(psk.required.compiled.usedSlots(), std::vector<int>{Slots::Parameter});
    QCOMPARE(parameter(set, "other").variants[1].when.compiled.usedSlots(), std::vector<int>{Slots::Module});
    QCOMPARE(parameter(set, "other").variants[2].when.compiled.usedSlots(), std::vector<int>{Slots::Dialect});
}

void TstCompiler::answers()
{
    const Command &all = *command(m_model, "AT+ALL");
    QCOMPARE(all.forms[0].answer.kind, AnswerKind::None);
    const Answer &lines = all.forms[1].answer;
    QCOMPARE(lines.kind, AnswerKind::Lines);
    QVERIFY(lines.lines[0].repeated && lines.lines[0].optional && lines.lines[0].fields[1].secret.always);
    QCOMPARE(lines.lines[0].aliases, std::vector<std::string>{"+ALLES"});
    QCOMPARE(lines.lines[1].pattern, std::string("^\\d{15}$"));
    QCOMPARE(all.forms[1].samples[0].text, std::string("+ALL: 1,abc\n123456789012345"));
    const Command &rules = *command(m_model, "AT+RULES");
    QCOMPARE(rules.forms[1].answer.kind, AnswerKind::Text);
    QCOMPARE(rules.forms[2].answer.kind, AnswerKind::Http);
    QCOMPARE(rules.forms[2].answer.final, FinalRule::Optional);
    const Command &send = *command(m_model, "AT+SEND");
    const Answer &own = send.forms[0].answer;
    QVERIFY(own.final == FinalRule::None && own.okIsNotFinal && own.silence == 500.0);
    QCOMPARE(own.failures, std::vector<std::string>{"SEND FAIL"});
    const Counted &counted = send.forms[1].answer.lines[0].counted;
    QVERIFY(counted.present && !counted.ownEvent && counted.place == Place::SameLine && counted.unit == Unit::Either);
    QCOMPARE(counted.countField, 1);
    QCOMPARE(counted.dataAfter, std::string(":"));
    QCOMPARE(counted.fieldsAfter, 1);
}

void TstCompiler::formParts()
{
    const Command &alt = *command(m_model, "AT+ALT");
    QCOMPARE(alt.forms[0].id, std::string("set:mode0"));
    QCOMPARE(alt.forms[0].selectValues, std::vector<std::string>{"0"});
    QCOMPARE(alt.forms[1].selectParameter, 0); // by name
    QCOMPARE(alt.forms[2].selectParameter, -1);
    const Form &set = command(m_model, "AT+RULES")->forms[0];
    QCOMPARE(set.groups.size(), 3u);
    QCOMPARE(set.groups[2].kind, GroupKind::AtMostOne);
    const Rule &rule = set.rules[0];
    QVERIFY(rule.when.compiled.present() && rule.require.compiled.present());
    QCOMPARE(rule.at, std::string("num"));
    QCOMPARE(rule.fixes.size(), 2u);
    QVERIFY(rule.fixes[1].value.compiled.present());
    QCOMPARE(set.rules[1].severity, Severity::Warning);
    QCOMPARE(set.requirements[0].errorCode, std::string("113"));
    QCOMPARE(set.effects.size(), 6u);
    QCOMPARE(set.prompt.end, std::string("\x1a"));
    QCOMPARE(set.prompt.timeout, 5000.0);
    QCOMPARE(set.danger, Danger::Destructive);
    QVERIFY(set.timeout.compiled.present());
    QVERIFY(set.completion.present() && set.completion.when.compiled.present() && set.completion.deadline.compiled.present());
    QCOMPARE(command(m_model, "AT+RULES")->forms[1].completion.mode, CompletionMode::AllOf);
    QCOMPARE(command(m_model, "AT+RULES")->forms[2].completion.mode, CompletionMode::InOrder);
}

void TstCompiler::urcs()
{
    const Urc &event = *urc(m_model, "+EVENT");
    QCOMPARE(event.shapes.size(), 3u);
    QVERIFY(event.closesWithoutLineEnd);
    QCOMPARE(event.shapes[0].aliases, std::vector<std::string>{"+EVT"});
    QCOMPARE(event.shapes[2].aliases, (std::vector<std::string>{"+NOTE", "+EVT"}));
    QCOMPARE(event.fieldNames, (std::vector<std::string>{"event", "num", "kind", "text"}));
    QVERIFY(urc(m_model, "CONNECT OK")->shapes[0].exact);
    const Urc &ask = *urc(m_model, "+ASK");
    QCOMPARE(ask.reply.command, std::string("AT+RULES"));
    QVERIFY(ask.reply.within.compiled.present() && ask.reply.when.compiled.present());
    const Counted &next = urc(m_model, "+NEXT")->shapes[0].counted;
    QVERIFY(next.place == Place::NextLine && next.unit == Unit::HexDigits && next.silence == 2000.0 && next.ownEvent);
    QCOMPARE(next.match.size(), std::size_t(1));
    QCOMPARE(next.match.front().field, 1);
    QCOMPARE(next.match.front().texts, std::vector<std::string>{"2"});
    QCOMPARE(next.countField, 2);
    QCOMPARE(urc(m_model, "+HTTP")->shapes[0].counted.unit, Unit::Http);
    QCOMPARE(urc(m_model, "+LINE")->shapes[0].counted.unit, Unit::Line);
}

void TstCompiler::modules()
{
    const ModuleProfile &alpha = m_model.modules[0];
    QCOMPARE(alpha.dialects, (std::vector<std::string>{"v4", "classic"}));
    QVERIFY(alpha.lineEnd == LineEnd::CrLf && alpha.baud == 9600 && alpha.maxLine == 512 && !alpha.lenient);
    QCOMPARE(alpha.cancelPrompt, std::string("\x1b"));
    QCOMPARE(alpha.facts, (std::vector<std::pair<std::string, std::string>>{{"level", "2"}}));
    QVERIFY(m_model.modules[1].lenient);
}

void TstCompiler::slotsOfNames()
{
    const Form &set = command(m_model, "AT+RULES")->forms[0];
    QCOMPARE(set.fieldNames, (std::vector<std::string>{"got", "event", "num", "kind", "text"}));
    // A step looks at the URC first: `num` is its field, cmd.num the parameter.
    QCOMPARE(set.completion.steps[0].when.compiled.usedSlots(),
             (std::vector<int>{Slots::Field + 1, Slots::Field + 2, Slots::Command}));
    QCOMPARE(set.completion.when.compiled.usedSlots(), std::vector<int>{Slots::Parameter});
    QCOMPARE(set.effects[1].when.compiled.usedSlots(), std::vector<int>{Slots::Parameter}); // on ok: what was sent
    QCOMPARE(set.effects[3].value.compiled.usedSlots(), std::vector<int>{Slots::Field});    // on answer
    QCOMPARE(set.requirements[0].that.compiled.usedSlots(), (std::vector<int>{Slots::Fact, Slots::Fact + 1}));
    QCOMPARE(urc(m_model, "+EVENT")->effects[0].when.compiled.usedSlots(), std::vector<int>{Slots::Field});
}

void TstCompiler::badFamilyAloneGoes()
{
    Model model;
    model.families.push_back(
        familyOf("{atscope: 1, family: good, title: {en: g}, commands: [{name: AT+G, forms: [{form: read}]}]}", "g"));
    model.families.push_back(
        familyOf("atscope: 1\nfamily: bad\ncommands:\n  - name: AT+B\n    forms:\n"
                 "      - {form: set, params: [a], rules: [{code: x, require: nobody == 1, text: {en: t}}]}\n",
                 "b"));
    const auto complaints = link(model);
    QCOMPARE(complaints.size(), 1u);
    QCOMPARE(complaints[0].error.message.code, std::string("expr-unknown-name"));
    QCOMPARE(complaints[0].error.place, (base::SourcePlace{"b", 6, 61}));
    QCOMPARE(model.families.size(), 1u);
    QCOMPARE(model.families[0].id, std::string("good"));
}

void TstCompiler::chainOfBadFamilies()
{
    // c has nothing wrong but that it needs b's URC.
    Model model;
    model.families.push_back(familyOf(
        "{atscope: 1, family: c, commands: [{name: AT+C, forms: [{form: read, completion: {steps: [{urc: +B}]}}]}]}", "c"));
    model.families.push_back(familyOf("{atscope: 1, family: b, default-errors: none, urcs: [{name: +B}]}", "b"));
    const auto complaints = link(model);
    QCOMPARE(complaints.size(), 2u);
    QCOMPARE(complaints[0].error.message.code, std::string("catalog-unknown-table"));
    QCOMPARE(complaints[1].error.message.code, std::string("catalog-unknown-urc"));
    QVERIFY(model.families.empty());
}

void TstCompiler::profileKeepsTheRest()
{
    Model model;
    model.families.push_back(familyOf("{atscope: 1, family: good, urcs: [{name: +G}]}", "g"));
    model.modules = compileFile("{atscope: 1, modules: [{module: M, families: [gone, good]}]}", "m", {}).modules;
    QCOMPARE(model.modules.size(), 1u);
    const auto complaints = link(model);
    QCOMPARE(complaints.size(), 1u);
    QCOMPARE(complaints[0].error.message.code, std::string("catalog-unknown-family"));
    QCOMPARE(model.modules[0].families, std::vector<std::string>{"good"});
}

ATSCOPE_TEST(TstCompiler)
#include "tst_compiler.moc"
