// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/catalog/named_objects_xml.h"
#include "core/session/explanation.h"

namespace atscope::cli {

namespace {

void writeParameters(base::JsonWriter &out, const std::vector<catalog::Parameter> &parameters)
{
    out.beginArray();
    for (const auto &parameter : parameters) {
        out.beginObject();
        out.member("name", parameter.name).member("type", session::typeName(parameter.type.kind)).member("optional", parameter.optional);
        out.member("description", session::typeWords(parameter, false));
        if (!parameter.unit.empty())
            out.member("unit", parameter.unit);
        if (!parameter.defaultValue.empty())
            out.member("default", parameter.defaultValue);
        if (parameter.secret.any())
            out.member("secret", true);
        out.endObject();
    }
    out.endArray();
}

void writeModules(base::JsonWriter &out, const catalog::Catalog &catalog, const catalog::Family &family,
                  const std::vector<std::string> &only)
{
    out.key("modules").beginArray();
    for (const auto &module : catalog.model().modules) {
        const bool has = std::find(module.families.begin(), module.families.end(), family.id) != module.families.end();
        if (has && catalog::onModule(only, module))
            out.value(module.id);
    }
    out.endArray();
}

void writeCommand(base::JsonWriter &out, const catalog::Catalog &catalog, const catalog::Family &family, const catalog::Command &command,
                  bool chinese)
{
    out.beginObject();
    out.member("name", command.name).member("kind", "command").member("family", family.id);
    out.member("title", command.title.in(chinese));
    out.key("forms").beginArray();
    for (const auto &form : command.forms)
        out.value(form.id);
    out.endArray();
    out.key("parameters").beginObject();
    for (const auto &form : command.forms) {
        out.key(form.id);
        writeParameters(out, form.parameters);
    }
    out.endObject();
    if (!command.aliases.empty()) {
        out.key("aliases").beginArray();
        for (const auto &alias : command.aliases)
            out.value(alias);
        out.endArray();
    }
    writeModules(out, catalog, family, command.modules);
    if (!command.manual.empty())
        out.member("manual", family.manualFile + ' ' + command.manual);
    out.endObject();
}

void writeUrc(base::JsonWriter &out, const catalog::Catalog &catalog, const catalog::Family &family, const catalog::Urc &urc, bool chinese)
{
    out.beginObject();
    out.member("name", urc.name).member("kind", "urc").member("family", family.id).member("title", urc.title.in(chinese));
    out.key("forms").beginArray().endArray();
    out.key("parameters").beginObject().endObject();
    out.key("fields");
    writeParameters(out, urc.shapes.empty() ? std::vector<catalog::Parameter>{} : urc.shapes.front().fields);
    writeModules(out, catalog, family, urc.modules);
    if (!urc.manual.empty())
        out.member("manual", family.manualFile + ' ' + urc.manual);
    out.endObject();
}

Exit check(Program &program)
{
    bool wrong = false;
    auto files = program.values("check");
    files.insert(files.end(), program.positional().begin(), program.positional().end());
    catalog::Model known = program.workspace().catalog().model();
    for (const auto &file : files) {
        const auto text = Program::readFile(file);
        if (!text)
            return program.refuse(text.error());
        auto compiled = base::lower(file).ends_with(".xml") ? catalog::readNamedObjectsXml(*text, file)
                                                                : catalog::compileFile(*text, file, {.shipped = false, .base = &known});
        auto complaints = compiled.complaints;
        if (compiled.usable()) {
            // Laid over what is there, as it will be in the user's folder: names may refer to other families, and what is
            // wrong then is wrong because of this file.
            catalog::Model model = known;
            catalog::overlay(model, compiled);
            catalog::Model linked = model;
            for (auto &complaint : catalog::link(linked)) {
                complaint.error.place.file = file;
                complaints.push_back(std::move(complaint));
            }
            if (std::none_of(complaints.begin(), complaints.end(),
                             [](const auto &complaint) { return complaint.severity == catalog::Severity::Error; }))
                known = std::move(model);
        }
        for (const auto &complaint : complaints) {
            wrong = wrong || complaint.severity == catalog::Severity::Error || program.has("strict");
            if (!program.json()) {
                program.line(catalog::Messages::render(complaint.error, program.language()));
                continue;
            }
            base::JsonWriter out;
            const auto &place = complaint.error.place;
            out.beginObject().member("file", place.file.empty() ? file : place.file).member("line", place.line);
            out.member("column", place.column).member("code", complaint.error.message.code);
            out.member("severity", complaint.severity == catalog::Severity::Error ? "error" : "warning");
            out.member("message", catalog::Messages::render(complaint.error.message, program.language())).endObject();
            program.line(out);
        }
    }
    return wrong ? Exit::No : Exit::Done;
}

Exit run(Program &program)
{
    if (program.has("check"))
        return check(program);
    if (!program.positional().empty())
        return program.refuse(base::Message("cli-arguments", {{"subcommand", "commands"}, {"expected", "[--check FILE…]"}}));
    const auto &catalog = program.workspace().catalog();
    for (const auto &family : catalog.model().families) {
        if (program.workspace().moduleChosen()) {
            const auto &families = program.workspace().chosenDialect()->view().families();
            if (std::find(families.begin(), families.end(), &family) == families.end())
                continue;
        }
        for (const auto &command : family.commands) {
            base::JsonWriter out;
            writeCommand(out, catalog, family, command, program.chinese());
            program.json() ? program.line(out) : program.line(inColumn(command.name, 24) + family.id + "  " + command.title.in(program.chinese()));
        }
        for (const auto &urc : family.urcs) {
            base::JsonWriter out;
            writeUrc(out, catalog, family, urc, program.chinese());
            program.json() ? program.line(out) : program.line(inColumn(urc.name, 24) + family.id + "  " + urc.title.in(program.chinese()));
        }
    }
    return Exit::Done;
}

} // namespace

Subcommand commandsCommand()
{
    return {"commands", "[--check FILE…]", "list the command model, or check catalog files", "列出指令库，或检查指令库文件",
            {{"check", "FILE", "check this catalog file (more may follow)", "检查此指令库文件（可再跟多个文件）", true},
             StrictOption},
            0, -1, run};
}

} // namespace atscope::cli
