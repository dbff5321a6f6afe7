// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/explanation.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/decode/fields.h"
#include "core/decode/resource_names.h"

namespace atscope::session {

using catalog::FormKind;
using catalog::Parameter;
using catalog::TypeKind;

const char *typeName(TypeKind kind)
{
    switch (kind) {
    case TypeKind::Integer: return "integer";
    case TypeKind::Float: return "float";
    case TypeKind::Enumeration: return "enum";
    case TypeKind::Flags: return "flags";
    case TypeKind::String: return "string";
    case TypeKind::Hex: return "hex";
    case TypeKind::Host: return "host";
    case TypeKind::HostPort: return "host-port";
    case TypeKind::Topic: return "topic";
    case TypeKind::TopicFilter: return "topic-filter";
    case TypeKind::DateTime: return "date-time";
    case TypeKind::Json: return "json";
    case TypeKind::KeyValues: return "key-values";
    case TypeKind::Records: return "records";
    case TypeKind::List: return "list";
    case TypeKind::Bitmap: return "bitmap";
    case TypeKind::Literal: return "literal";
    case TypeKind::Rest: return "rest";
    }
    return "string";
}

namespace {

// The few words that hold an explanation together; everything else comes from the catalog.
struct Words
{
    bool zh;
    const char *pick(const char *en, const char *cn) const { return zh ? cn : en; }
};

std::string rangeWords(const std::vector<catalog::Range> &ranges)
{
    std::string text;
    for (const auto &range : ranges) {
        text += text.empty() ? "" : ", ";
        if (range.low && range.high && *range.low == *range.high) {
            text += base::fromDouble(*range.low);
            continue;
        }
        text += (range.low ? base::fromDouble(*range.low) : std::string()) + "…" + (range.high ? base::fromDouble(*range.high) : std::string());
    }
    return text;
}

void addLine(std::string &out, const std::string &text, int indent = 0)
{
    if (text.empty())
        return;
    out.append(static_cast<std::size_t>(indent), ' ');
    out += text + '\n';
}

std::string factTitle(const catalog::Model &model, std::string_view name, Words w)
{
    for (const auto &family : model.families)
        for (const auto &fact : family.facts)
            if (fact.name == name && !fact.title.empty())
                return fact.title.in(w.zh);
    return std::string(name);
}

// A rule's text speaks of one line; here it speaks of all: {num} becomes <num>, {fact.edp.session} the fact's title, {fix} N.
std::string general(const std::string &text, const catalog::Model &model, Words w)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto end = text[i] == '{' ? text.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            out += text[i];
            continue;
        }
        const auto name = text.substr(i + 1, end - i - 1);
        if (name.starts_with("fact."))
            out += w.pick("(", "（") + factTitle(model, std::string_view(name).substr(5), w) + w.pick(")", "）");
        else
            out += name == "fix" || name == "actual" ? "N" : name == "module" ? w.pick("the module", "该模组") : '<' + name + '>';
        i = end;
    }
    return out;
}

void addParameter(std::string &out, const Parameter &parameter, Words w, int indent)
{
    std::string line = '<' + parameter.name + '>';
    if (const auto &title = parameter.title.in(w.zh); !title.empty())
        line += "  " + title;
    line += "  (" + typeWords(parameter, w.zh);
    if (!parameter.unit.empty())
        line += ", " + parameter.unit;
    if (parameter.optional)
        line += w.pick(", optional", "，可选");
    if (!parameter.defaultValue.empty())
        line += w.pick(", default ", "，默认值 ") + parameter.defaultValue;
    else if (!parameter.defaultText.empty())
        line += w.pick(", default: ", "，默认值：") + parameter.defaultText.in(w.zh);
    if (!parameter.fixed.empty())
        line += w.pick(", always ", "，固定为 ") + parameter.fixed;
    if (parameter.secret.any())
        line += w.pick(", secret", "，敏感信息");
    addLine(out, line + ')', indent);
    addLine(out, parameter.help.in(w.zh), indent + 4);
    for (const auto &value : parameter.type.values)
        addLine(out, value.value + "  " + value.text.in(w.zh) + (value.reserved ? w.pick(" (reserved)", "（保留）") : ""), indent + 4);
    for (const auto &bit : parameter.type.bits)
        addLine(out, w.pick("bit ", "位 ") + std::to_string(bit.bit) + "  " + bit.text.in(w.zh), indent + 4);
    for (const auto &item : parameter.type.items)
        addParameter(out, item, w, indent + 4);
}

// Which of several shapes of one line it is: "  when <type> is 2, 6".
std::string matchWords(const catalog::LineShape &shape, Words w)
{
    std::string text;
    for (const auto &match : shape.match) {
        std::string values = rangeWords(match.ranges);
        for (const auto &value : match.texts)
            values += (values.empty() ? "" : ", ") + value;
        if (static_cast<std::size_t>(match.field) < shape.fields.size())
            text += w.pick("  when <", "  当 <") + shape.fields[static_cast<std::size_t>(match.field)].name + w.pick("> is ", "> 为 ") + values;
    }
    return text;
}

void addShapes(std::string &out, const std::vector<catalog::LineShape> &shapes, std::string_view fallback, Words w)
{
    std::vector<const Parameter *> told; // longer and shorter variants of a line have the same fields
    for (const auto &shape : shapes) {
        std::string line = shape.prefix.empty() ? std::string(fallback) : shape.prefix;
        for (std::size_t i = 0; i < shape.fields.size(); ++i)
            line += (i == 0 ? (line.empty() ? "" : ": ") : ",") + ('<' + shape.fields[i].name + '>');
        addLine(out, line + matchWords(shape, w), 4);
        for (const auto &field : shape.fields) {
            const bool again = std::any_of(told.begin(), told.end(), [&field](const Parameter *other) {
                return other->name == field.name && other->title.en == field.title.en && other->help.en == field.help.en
                    && other->type.kind == field.type.kind && other->type.values.size() == field.type.values.size();
            });
            if (again)
                continue;
            told.push_back(&field);
            addParameter(out, field, w, 6);
        }
    }
}

// What one line says stands right behind the name: it is what was asked for.
void putInLine(std::string &text, const std::string &values, Words w)
{
    if (values.empty())
        return;
    const auto behindName = std::min(text.find('\n'), text.size() - 1) + 1;
    text.insert(behindName, std::string(w.pick("In this line:\n", "此行中：\n")) + values + '\n');
}

// Does a field show this value with its words?
bool isListed(const catalog::Urc &urc, std::string_view code)
{
    for (const auto &shape : urc.shapes)
        for (const auto &field : shape.fields)
            for (const auto &value : field.type.values)
                if (value.value == code)
                    return true;
    return false;
}

// A time limit where nothing is said that would change it; what hangs on more than that is empty.
std::string usualTime(const catalog::Expr &limit)
{
    struct Nothing final : expr::Scope
    {
        expr::Value value(int) const override { return {}; }
    };
    return limit.present() ? limit.compiled.evaluate(Nothing()).toText() : std::string();
}

// Whose entry it is, where that is not the shipped one.
template<class T>
std::string originText(const T &entry, const catalog::Family &family, Words w)
{
    switch (entry.origin) {
    case catalog::Origin::Replaced:
        return w.pick("Your file replaces the shipped entry: ", "已被您的文件替换：") + entry.file;
    case catalog::Origin::Extended:
        return w.pick("Your file changes the shipped entry: ", "您的文件修改了内置条目：") + entry.file;
    case catalog::Origin::Added:
        return w.pick("From your own catalog folder: ", "来自您自己的指令库：") + entry.file;
    case catalog::Origin::Own:
        break;
    }
    return family.fromUser ? w.pick("From your own catalog folder: ", "来自您自己的指令库：") + family.file : std::string();
}

template<class T>
bool isUsers(const T &entry, const catalog::Family &family)
{
    return family.fromUser || entry.origin != catalog::Origin::Own;
}

std::string commandText(const decode::Dialect &dialect, const catalog::Found<catalog::Command> &found, const catalog::Form *only, Words w)
{
    const auto &command = *found;
    const auto &model = dialect.view().catalog().model();
    std::string out;
    addLine(out, command.name + "  " + command.title.in(w.zh));
    addLine(out, command.help.in(w.zh));
    if (command.kept)
        addLine(out, w.pick("Kept over power-off.", "掉电保存。"));
    for (const auto &form : command.forms) {
        if (only && &form != only)
            continue;
        addLine(out, "");
        out += '\n';
        addLine(out, syntaxOf(command, form) + (form.title.empty() ? "" : "  " + form.title.in(w.zh)));
        for (const auto &parameter : form.parameters)
            addParameter(out, parameter, w, 2);
        for (const auto &requirement : form.requirements)
            addLine(out, std::string(requirement.errorCode.empty() ? w.pick("Goes wrong when: ", "以下情况会出错：") : w.pick("Fails when: ", "以下情况会失败：")) + general(requirement.text.in(w.zh), model, w)
                             + (requirement.errorCode.empty() ? "" : w.pick(" (error ", "（错误码 ") + requirement.errorCode + w.pick(")", "）"))
                             + (requirement.fix.empty() ? "" : w.pick("  → first ", "  → 先发送 ") + general(requirement.fix, model, w)
                                                           + (requirement.fix.ends_with('=') ? "…" : "")), 2);
        for (const auto &rule : form.rules)
            addLine(out, std::string(w.pick("Is checked: ", "检查：")) + general(rule.text.in(w.zh), model, w), 2);
        if (!form.answer.lines.empty()) {
            addLine(out, w.pick("Answer:", "响应："), 2);
            addShapes(out, form.answer.lines, {}, w);
        }
        if (const auto limit = usualTime(form.timeout); !limit.empty())
            addLine(out, w.pick("The final result comes within ", "最终结果应在以下时间内返回：") + limit, 2);
        if (form.completion.present()) {
            const auto limit = usualTime(form.completion.deadline);
            addLine(out, limit.empty() ? w.pick("Done when this arrives:", "以下上报到达时完成：")
                                       : w.pick("Done when this arrives, within ", "以下上报到达时完成，时限 ") + limit + w.pick(":", "："), 2);
            for (const auto &step : form.completion.steps)
                addLine(out, step.urc + (step.meaning.empty() ? "" : "  " + step.meaning.in(w.zh))
                                 + (step.failure ? w.pick("  (failed)", "（失败）") : "")
                                 + (step.optional ? w.pick("  (optional)", "（可选）") : "")
                                 + (step.progress ? w.pick("  (goes on; the time begins anew)", "（仍在进行，重新计时）") : ""), 4);
        }
        for (const auto &hazard : form.hazards)
            addLine(out, hazard.text.in(w.zh).empty() ? "" : std::string(w.pick("Careful: ", "注意：")) + hazard.text.in(w.zh), 2);
    }
    for (const auto &note : command.notes)
        addLine(out, std::string(w.pick("Note: ", "说明：")) + note.in(w.zh));
    const auto &tableId = command.errors.empty() ? found.family->defaultErrors : command.errors;
    for (const auto &table : found.family->errors) {
        if (table.id != tableId)
            continue;
        out += '\n';
        addLine(out, w.pick("Errors:", "错误码："));
        for (const auto &code : table.codes)
            addLine(out, code.code + "  " + code.text.in(w.zh) + (code.todo.empty() ? "" : "  → " + code.todo.in(w.zh)), 2);
    }
    if (!command.manual.empty())
        addLine(out, std::string(w.pick("Manual: ", "手册：")) + found.family->manualFile + ' ' + command.manual);
    addLine(out, originText(command, *found.family, w));
    if (!dialect.view().command(command.name) && !only)
        addLine(out, w.pick("The module's own manual does not have this command.", "所选模组的手册中没有该指令。"));
    return out;
}

Explanation explainCommand(const decode::Dialect &dialect, const catalog::Found<catalog::Command> &found, const catalog::Form *only, Words w)
{
    Explanation result{found->name, "command", found.family->id, {}, commandText(dialect, found, only, w), isUsers(*found, *found.family)};
    for (const auto &form : found->forms)
        result.forms.push_back(form.id);
    return result;
}

// `line`: what to do about its values is told already.
Explanation explainUrc(const catalog::Found<catalog::Urc> &found, Words w, bool line)
{
    std::string out;
    addLine(out, found->name + "  " + found->title.in(w.zh));
    addLine(out, found->help.in(w.zh));
    addShapes(out, found->shapes, found->name, w);
    // Values have their words already: here is what to do about them.
    bool any = false;
    for (const auto &table : found.family->errors) {
        if (line || std::find(table.finals.begin(), table.finals.end(), found->name) == table.finals.end())
            continue;
        for (const auto &code : table.codes) {
            if (code.todo.empty())
                continue;
            if (!std::exchange(any, true))
                addLine(out, w.pick("What to try:", "处理建议："), 2);
            addLine(out, code.code + (isListed(*found, code.code) ? "" : "  " + code.text.in(w.zh)) + "  → " + code.todo.in(w.zh), 4);
        }
    }
    if (!found->reply.command.empty())
        addLine(out, w.pick("To be answered with ", "需用以下指令应答：") + found->reply.command, 2);
    if (!found->manual.empty())
        addLine(out, std::string(w.pick("Manual: ", "手册：")) + found.family->manualFile + ' ' + found->manual);
    addLine(out, originText(*found, *found.family, w));
    return {found->name, "urc", found.family->id, {}, out, isUsers(*found, *found.family)};
}

// What stands in a line, one value a line, with what it means or is called.
std::string valueLines(const std::vector<catalog::Argument> &all, const catalog::LineContext &context, Words w)
{
    std::string out;
    for (const auto &each : all) {
        if (!each.given || each.parameter == nullptr)
            continue;
        auto meaning = decode::valueWords({each}, context).in(w.zh);
        if (const auto name = decode::nameOf(context.view->catalog().model(), each, all).in(w.zh); !name.empty())
            meaning = name + (meaning.empty() ? "" : w.pick("; ", "；")) + meaning;
        addLine(out, each.parameter->name + " = " + each.shown().toText() + (meaning.empty() ? "" : "  " + meaning), 2);
    }
    return out;
}

} // namespace

namespace {

std::string kindWords(TypeKind kind, Words w)
{
    switch (kind) {
    case TypeKind::Integer: return w.pick("whole number", "整数");
    case TypeKind::Float: return w.pick("number", "数值");
    case TypeKind::Enumeration: return w.pick("one of a list", "枚举值");
    case TypeKind::Flags: return w.pick("bits", "位标志");
    case TypeKind::String: return w.pick("text", "文本");
    case TypeKind::Hex: return w.pick("hexadecimal", "十六进制");
    case TypeKind::Host: return w.pick("host name or IP address", "域名或 IP 地址");
    case TypeKind::HostPort: return w.pick("host[:port]", "主机[:端口]");
    case TypeKind::Topic: return w.pick("topic", "主题");
    case TypeKind::TopicFilter: return w.pick("topic filter", "主题过滤器");
    case TypeKind::DateTime: return w.pick("date and time", "日期时间");
    case TypeKind::Json: return "JSON";
    case TypeKind::KeyValues: return w.pick("key=value list", "键值列表");
    case TypeKind::Records: return w.pick("records", "记录列表");
    case TypeKind::List: return w.pick("list", "列表");
    case TypeKind::Bitmap: return w.pick("one digit an instance", "实例位图");
    case TypeKind::Literal: return w.pick("fixed word", "固定值");
    case TypeKind::Rest: return w.pick("rest of the line", "行内其余内容");
    }
    return {};
}

// 103: an error code of nobody knows which command. What it means in every table that has it, the module's own ones first.
Explanation explainNumber(const decode::Dialect &dialect, const std::string &number, Words w)
{
    Explanation result{number, "error", {}, {}, {}, false};
    const auto &view = dialect.view();
    const auto wanted = base::toInteger(number);
    std::vector<std::string> told;
    const auto take = [&](const catalog::Family &family) {
        for (const auto &table : family.errors)
            for (const auto &code : table.codes) {
                if (base::toInteger(code.code) != wanted)
                    continue;
                const auto line = table.title.in(w.zh) + ": " + code.text.in(w.zh);
                if (std::find(told.begin(), told.end(), line) != told.end())
                    continue;
                told.push_back(line);
                addLine(result.text, line);
                addLine(result.text, code.todo.empty() ? std::string() : "→ " + code.todo.in(w.zh), 2);
            }
    };
    for (const auto *family : view.families())
        take(*family);
    if (result.text.empty())
        for (const auto &family : view.catalog().model().families)
            take(family);
    return result;
}

} // namespace

std::string typeWords(const Parameter &parameter, bool chinese)
{
    const Words w{chinese};
    const auto &type = parameter.type;
    std::string text = kindWords(type.kind, w);
    if (type.kind == TypeKind::Literal)
        return '"' + type.literal + '"';
    if (const auto ranges = rangeWords(type.ranges); !ranges.empty())
        text += ' ' + ranges;
    if (type.minBytes || type.maxBytes)
        text += ' ' + (type.minBytes ? std::to_string(*type.minBytes) : "0") + "…" + (type.maxBytes ? std::to_string(*type.maxBytes) : "")
            + (type.kind == TypeKind::Hex ? w.pick(" digits", " 位") : w.pick(" bytes", " 字节"));
    return text;
}

std::string syntaxOf(const catalog::Command &command, const catalog::Form &form)
{
    std::string text = command.name;
    switch (form.kind) {
    case FormKind::Test: return text + "=?";
    case FormKind::Read: text += '?'; break;
    case FormKind::Execute: return text;
    case FormKind::Set:
        if (!decode::Dialect::answerPrefix(command.name).empty())
            text += '=';
        break;
    }
    if (form.kind == FormKind::Read)
        return text;
    int open = 0;
    for (std::size_t i = 0; i < form.parameters.size(); ++i) {
        const auto &parameter = form.parameters[i];
        if (parameter.optional) {
            text += '[';
            ++open;
        }
        text += i > 0 ? "," : "";
        text += parameter.type.kind == TypeKind::Literal ? '"' + parameter.type.literal + '"' : '<' + parameter.name + '>';
        const bool nextOptional = i + 1 < form.parameters.size() && form.parameters[i + 1].optional;
        if (parameter.optional && !nextOptional) {
            text.append(static_cast<std::size_t>(open), ']');
            open = 0;
        }
    }
    return text;
}

std::vector<Explanation> explain(const decode::Dialect &dialect, std::string_view what, bool chinese, std::vector<std::string> &nearest)
{
    const Words w{chinese};
    std::vector<Explanation> result;
    const auto &view = dialect.view();
    const auto text = std::string(base::trimmed(what));
    const auto upper = base::upper(text);
    const bool bare = !upper.starts_with("AT") && !upper.empty();
    // A name alone: AT+CIOTMKEY, +CIOTMKEY, CIOTMKEY
    for (const auto &name : {upper, bare ? "AT" + upper : upper, bare ? "AT+" + upper : upper}) {
        auto command = view.command(name);
        if (!command)
            command = view.elsewhere(name);
        if (command && result.empty())
            result.push_back(explainCommand(dialect, command, nullptr, w));
    }
    for (const auto &name : {text, '+' + text})
        if (const auto urc = view.urc(name); urc && (result.empty() || result.back().kind != "urc"))
            result.push_back(explainUrc(urc, w, false));
    if (!result.empty())
        return result;
    if (base::toInteger(text)) {
        if (auto numbers = explainNumber(dialect, text, w); !numbers.text.empty())
            result.push_back(std::move(numbers));
        return result;
    }
    // A command line: what its commands are, with the form that is meant
    const catalog::LineContext context{&view, dialect.name(), nullptr};
    const auto parsed = catalog::parseLine(text, context);
    for (const auto &command : parsed.commands) {
        if (!command.command)
            continue;
        auto explanation = explainCommand(dialect, command.command, command.form, w);
        putInLine(explanation.text, valueLines(command.arguments, context, w), w);
        result.push_back(std::move(explanation));
    }
    if (!result.empty())
        return result;
    // A line from a module
    const auto final = dialect.final(text, {});
    if (final && !final.value.empty()) {
        Explanation explanation{std::string(final.text), "final", {}, {}, {}, false};
        const auto titleOf = [&](const std::string &table) {
            for (const auto *family : view.families())
                for (const auto &each : family->errors)
                    if (each.id == table)
                        return std::string(each.title.in(w.zh));
            return table;
        };
        for (const auto &error : decode::errorMeanings(dialect, final, {})) {
            addLine(explanation.text, titleOf(error.table) + ": " + error.text.in(w.zh));
            addLine(explanation.text, error.todo.in(w.zh), 2);
        }
        if (!explanation.text.empty())
            result.push_back(std::move(explanation));
    } else if (const auto match = dialect.urcOf(text); match.urc != decode::NoEntry) {
        const auto ref = dialect.urc(match.urc);
        result.push_back(explainUrc({ref.family, ref.urc}, w, true));
        const auto fields = decode::fieldsOf(dialect, {decode::NoEntry, match.urc, match.shape}, text, nullptr);
        auto values = valueLines(fields, context, w);
        for (const auto &error : decode::urcErrors(dialect, ref, fields))
            addLine(values, error.todo.empty() ? std::string() : "→ " + error.todo.in(w.zh), 2);
        putInLine(result.back().text, values, w);
    }
    if (result.empty())
        nearest = view.nearest(bare ? "AT+" + upper : upper);
    return result;
}

} // namespace atscope::session
