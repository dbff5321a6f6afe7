// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// check_samples FILE [FOLDER]: the samples of one shipped catalog file, or of a user's file in a folder. A command line must have the values and problems it states, and come
// out the same when it is composed again; an answer or URC must have the shape of its entry and decode into its values.
// A profile's file: its families are there and it can be compiled into a dialect. Names of objects: in both languages.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>

#include "core/base/text.h"
#include "core/catalog/messages.h"
#include "core/decode/fields.h"

using namespace atscope;
using catalog::Sample;
using catalog::SampleKind;

namespace {

class Checker
{
public:
    explicit Checker(std::shared_ptr<const catalog::Catalog> catalog) : m_catalog(std::move(catalog)) {}

    // Entries of the file `wanted`; extended ones keep the samples they had.
    void family(const catalog::Family &family, const std::string &wanted)
    {
        const auto *home = homeOf(family);
        const auto isWanted = [&](const auto &entry) {
            return std::filesystem::path(entry.file.empty() ? family.file : entry.file).filename() == wanted;
        };
        for (const auto &command : family.commands)
            for (const auto &form : command.forms)
                for (const auto &sample : form.samples) {
                    if (!isWanted(command))
                        continue;
                    decode::Dialect dialect(m_catalog, sample.module.empty() ? home : m_catalog->module(sample.module), sample.dialect);
                    if (sample.kind == SampleKind::Line)
                        line(dialect, family, command, form, sample);
                    else if (sample.kind == SampleKind::Answer)
                        answer(dialect, family, form, sample);
                    else
                        urc(dialect, family, sample);
                }
        for (const auto &entry : family.urcs)
            for (const auto &sample : entry.samples) {
                if (!isWanted(entry))
                    continue;
                decode::Dialect dialect(m_catalog, sample.module.empty() ? home : m_catalog->module(sample.module), sample.dialect);
                urc(dialect, family, sample);
            }
    }

    void profile(const catalog::ModuleProfile &module)
    {
        ++checked;
        const decode::Dialect dialect(m_catalog, &module);
        if (dialect.view().families().size() != module.families.size())
            fail(module.file, module.line, "not every family of " + module.id + " exists");
        if (dialect.view().commands().empty())
            fail(module.file, module.line, module.id + " has no commands");
    }

    void named(const catalog::NamedObject &object)
    {
        ++checked;
        for (const auto &resource : object.resources)
            if (resource.title.en.empty() || resource.title.zh.empty())
                fail(object.file, object.line, "a resource without a name in both languages");
        if (object.title.en.empty() || object.title.zh.empty() || object.resources.empty())
            fail(object.file, object.line, "an object without a name or without resources");
    }

    int checked = 0;
    int failed = 0;

private:
    // The profile whose first family this is; else any that has it.
    const catalog::ModuleProfile *homeOf(const catalog::Family &family) const
    {
        const catalog::ModuleProfile *any = nullptr;
        for (const auto &module : m_catalog->model().modules) {
            const auto at = std::find(module.families.begin(), module.families.end(), family.id);
            if (at == module.families.end())
                continue;
            if (at == module.families.begin() && !module.lenient)
                return &module;
            if (!any || (any->lenient && !module.lenient))
                any = &module;
        }
        return any;
    }

    void fail(const std::string &file, int line, const std::string &why)
    {
        ++failed;
        std::printf("%s:%d: %s\n", file.c_str(), line, why.c_str());
    }

    // What the sample says is known.
    catalog::FactState factsOf(const decode::Dialect &dialect, const catalog::Family &family, const Sample &sample)
    {
        catalog::FactState facts;
        for (const auto &[name, value] : sample.facts) {
            const auto *fact = dialect.view().fact(name);
            if (!fact)
                fail(family.file, sample.line, sample.text + ": there is no fact " + name);
            else if (const auto kind = catalog::kindOf(*fact); kind == catalog::FactKind::List || kind == catalog::FactKind::Map)
                fill(facts, name, kind, value);
            else
                facts.set(name, catalog::factValue(*fact, value));
        }
        return facts;
    }

    // A list as 1;2, a map as key=value;key=value.
    static void fill(catalog::FactState &facts, const std::string &name, catalog::FactKind kind, std::string_view text)
    {
        const auto valueOf = [](std::string_view one) {
            const auto number = base::toInteger(one);
            return number ? expr::Value(*number) : expr::Value(one);
        };
        facts.clear(name, kind);
        while (!text.empty()) {
            const auto one = text.substr(0, text.find(';'));
            text.remove_prefix(std::min(text.size(), one.size() + 1));
            if (kind == catalog::FactKind::List)
                facts.add(name, valueOf(one), true);
            else if (const auto at = one.find('='); at != std::string_view::npos)
                facts.put(name, expr::Value(one.substr(0, at)), valueOf(one.substr(at + 1)), true);
        }
    }

    void values(const catalog::Family &family, const Sample &sample, const std::vector<catalog::Argument> &found)
    {
        for (const auto &[name, value] : sample.values) {
            const auto it = std::find_if(found.begin(), found.end(),
                                         [&, wanted = name](const auto &a) { return a.parameter && a.given && a.parameter->name == wanted; });
            if (it == found.end())
                fail(family.file, sample.line, sample.text + ": no value for " + name);
            else if (it->text != value && it->value.toText() != value)
                fail(family.file, sample.line, sample.text + ": " + name + " is \"" + it->text + "\", not \"" + value + '"');
        }
    }

    void line(const decode::Dialect &dialect, const catalog::Family &family, const catalog::Command &command, const catalog::Form &form,
              const Sample &sample)
    {
        ++checked;
        const auto facts = factsOf(dialect, family, sample);
        const catalog::LineContext context{&dialect.view(), dialect.name(), &facts};
        const auto parsed = catalog::parseLine(sample.text, context);
        const auto problems = catalog::validate(sample.text, parsed, context);
        std::vector<std::string> codes;
        std::string said;
        for (const auto &problem : problems) {
            codes.push_back(problem.code);
            said += ' ' + problem.code;
        }
        auto wanted = sample.problems;
        std::sort(codes.begin(), codes.end());
        std::sort(wanted.begin(), wanted.end());
        if (codes != wanted)
            fail(family.file, sample.line, sample.text + ": problems:" + (said.empty() ? " none" : said));
        if (!sample.suggestion.empty()) {
            const auto it = std::find_if(problems.begin(), problems.end(), [](const auto &problem) { return !problem.suggestion.empty(); });
            if (it == problems.end() || it->suggestion != sample.suggestion)
                fail(family.file, sample.line, sample.text + ": suggested is " + (it == problems.end() ? "nothing" : it->suggestion));
        }
        if (parsed.commands.empty())
            return fail(family.file, sample.line, sample.text + ": no command");
        const auto &first = parsed.commands.front();
        if (wanted.empty() && (first.command.item != &command || first.form != &form))
            fail(family.file, sample.line, sample.text + ": read as " + first.name + ' ' + (first.form ? first.form->id : "?") + ", not as "
                     + command.name + ' ' + form.id);
        values(family, sample, first.arguments);
        if (!wanted.empty() || parsed.commands.size() != 1)
            return;
        const auto composed = catalog::compose(first, {}, context);
        const auto again = catalog::parseLine(composed, context);
        if (again.commands.empty() || again.commands.front().form != first.form)
            return fail(family.file, sample.line, sample.text + ": composed as " + composed + ", which is read otherwise");
        values(family, sample, again.commands.front().arguments);
        if (catalog::compose(again.commands.front(), {}, context) != composed)
            fail(family.file, sample.line, sample.text + ": composing is not stable: " + composed);
    }

    void answer(const decode::Dialect &dialect, const catalog::Family &family, const catalog::Form &form, const Sample &sample)
    {
        ++checked;
        const int id = dialect.idOf(&form);
        const auto facts = factsOf(dialect, family, sample);
        std::vector<catalog::Argument> found;
        std::string_view rest = sample.text;
        std::vector<std::string> lines; // keeps the bytes that the arguments refer to
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            lines.emplace_back(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        for (const auto &text : lines) {
            const int shape = dialect.answerShape(id, text);
            if (shape == decode::NoEntry) {
                if (form.answer.kind == catalog::AnswerKind::Lines)
                    fail(family.file, sample.line, text + ": no shape of the answer");
                continue;
            }
            const auto fields = decode::fieldsOf(dialect, {id, decode::NoEntry, shape}, text, &facts);
            found.insert(found.end(), fields.begin(), fields.end());
        }
        values(family, sample, found);
    }

    void urc(const decode::Dialect &dialect, const catalog::Family &family, const Sample &sample)
    {
        ++checked;
        const auto match = dialect.urcOf(sample.text);
        const auto ref = dialect.urc(match.urc);
        if (!ref.urc)
            return fail(family.file, sample.line, sample.text + ": not known as a URC");
        const auto facts = factsOf(dialect, family, sample);
        values(family, sample, decode::fieldsOf(dialect, {decode::NoEntry, match.urc, match.shape}, sample.text, &facts));
    }

    std::shared_ptr<const catalog::Catalog> m_catalog;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 3)
        return 2;
    const std::string wanted = argv[1];
    std::vector<catalog::Complaint> complaints;
    const auto model = argc == 3 ? catalog::Catalog::withOverlay(argv[2], complaints) : catalog::Catalog::builtIn();
    for (const auto &complaint : complaints)
        std::printf("%s\n", catalog::Messages::render(complaint.error, catalog::Language::English).c_str());
    Checker checker(model);
    for (const auto &family : model->model().families)
        checker.family(family, wanted);
    for (const auto &module : model->model().modules)
        if (std::filesystem::path(module.file).filename() == wanted)
            checker.profile(module);
    for (const auto &object : model->model().namedObjects)
        if (std::filesystem::path(object.file).filename() == wanted)
            checker.named(object);
    std::printf("%s: %d checked, %d failed\n", wanted.c_str(), checker.checked, checker.failed);
    return checker.checked > 0 && checker.failed == 0 && complaints.empty() ? 0 : 1;
}
