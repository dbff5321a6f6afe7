// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/messages_table.h"

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/catalog/archive.h"
#include "core/catalog/yaml_keys.h"

namespace atscope::catalog {

using namespace reader;

namespace {

constexpr std::string_view Magic = "ATSCOPEM";
constexpr std::uint32_t TableVersion = 1;

std::set<std::string> placeholders(const std::string &text)
{
    std::set<std::string> names;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
        if (const std::size_t end = text.find('}', at); end != std::string::npos)
            names.insert(text.substr(at + 1, end - at - 1));
    return names;
}

} // namespace

void compileMessages(std::string_view yaml, const std::string &file, std::vector<MessageEntry> &out,
                     std::vector<Complaint> &complaints)
{
    const auto document = yaml::Document::read(yaml, file);
    if (!document) {
        complaints.push_back({document.error(), Severity::Error});
        return;
    }
    Context c(*document, CompileOptions{true}, complaints);
    const std::size_t before = out.size(); // double keys of this file are complaints of Keys
    Keys keys(c, document->root(), "file");
    for (const auto &[name, node] : document->root().entries) {
        if (!name->isScalar() || keys.get(name->text) == nullptr)
            continue;
        MessageEntry entry;
        readName(c, *name, NameKind::RuleCode, entry.code);
        readText(c, *node, name->text, entry.text);
        if (placeholders(entry.text.en) != placeholders(entry.text.zh))
            c.error(*node, "catalog-placeholders-differ", {{"code", entry.code}});
        if (std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(before),
                        [&](const MessageEntry &other) { return other.code == entry.code; }))
            c.error(*name, "catalog-double-message", {{"code", entry.code}});
        out.push_back(std::move(entry));
    }
}

std::string messagesToTable(const std::vector<MessageEntry> &entries)
{
    archive::Writer writer;
    writer(entries);
    return archive::sealed(Magic, TableVersion, writer.take());
}

std::vector<MessageEntry> messagesFromTable(std::string_view table)
{
    std::vector<MessageEntry> entries;
    if (const auto body = archive::opened(Magic, TableVersion, table)) {
        archive::Reader reader(*body);
        reader(entries);
        if (!reader.good() || !reader.atEnd())
            entries.clear();
    }
    return entries;
}

} // namespace atscope::catalog
