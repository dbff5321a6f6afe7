// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/manual_text.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include "core/catalog/yaml.h"

namespace atscope::test
{

using catalog::yaml::Document;
using catalog::yaml::Node;

namespace
{

const QString DataFolder = QStringLiteral(ATSCOPE_TEST_DATA "/manuals");

[[noreturn]] void bad(const QString &file, const char *why)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(file), why);
    std::abort();
}

Document read(const QString &name)
{
    QFile file(DataFolder + '/' + name);
    if (!file.open(QIODevice::ReadOnly))
        bad(name, "cannot be read");
    auto document = Document::read(file.readAll().toStdString(), name.toStdString());
    if (!document)
        bad(name, document.error().message.code.c_str());
    return std::move(document).value();
}

const Node *member(const Node &map, const char *key)
{
    for (const auto &[name, value] : map.entries)
        if (name->text == key)
            return value;
    return nullptr;
}

std::string textOf(const Node &map, const char *key)
{
    const Node *node = member(map, key);
    return node ? node->text : std::string();
}

QStringList listOf(const Node &map, const char *key)
{
    QStringList out;
    if (const Node *node = member(map, key))
        for (const Node *item : node->items)
            out += QString::fromStdString(item->text);
    return out;
}

Example exampleOf(const Node &node, const std::string &module)
{
    Example made;
    made.at = std::atoi(textOf(node, "at").c_str());
    made.to = std::max(made.at, std::atoi(textOf(node, "to").c_str()));
    for (const auto &[key, kind] :
         {std::pair{"line", ExampleKind::Line}, {"answer", ExampleKind::Answer}, {"urc", ExampleKind::Urc}, {"final", ExampleKind::Final}})
        if (const Node *text = member(node, key)) {
            made.kind = kind;
            made.text = text->text;
        }
    made.printed = textOf(node, "printed");
    if (made.printed.empty())
        made.printed = made.text;
    made.module = textOf(node, "module");
    if (made.module.empty())
        made.module = module;
    made.of = textOf(node, "of");
    made.wrong = textOf(node, "wrong");
    made.undone = listOf(node, "undone");
    made.problems = listOf(node, "problems");
    return made;
}

} // namespace

std::vector<Manual> readManuals()
{
    std::vector<Manual> out;
    for (const QString &name : QDir(DataFolder).entryList({"*.yaml"}, QDir::Files, QDir::Name)) {
        if (name == "names.yaml")
            continue;
        const auto document = read(name);
        Manual manual;
        manual.file = textOf(document.root(), "manual");
        for (const QString &row : listOf(document.root(), "rows"))
            manual.rows.push_back(row.toInt());
        const Node *examples = member(document.root(), "examples");
        if (!examples)
            bad(name, "no examples");
        for (const Node *node : examples->items)
            manual.examples.push_back(exampleOf(*node, textOf(document.root(), "module")));
        out.push_back(std::move(manual));
    }
    return out;
}

ManualNames readManualNames()
{
    const auto document = read(QStringLiteral("names.yaml"));
    ManualNames out;
    for (const Node *family : member(document.root(), "families")->items)
        for (const auto &[name, forms] : member(*family, "names")->entries)
            out.rows.push_back({textOf(*family, "family"), name->text, forms->text});
    for (const Node *node : member(document.root(), "beyond")->items)
        out.beyond.push_back({textOf(*node, "family"), textOf(*node, "name"), {}});
    out.foreign = listOf(document.root(), "foreign");
    for (const auto &[printed, name] : member(document.root(), "spelt")->entries)
        out.spelt[QString::fromStdString(printed->text)] = QString::fromStdString(name->text);
    return out;
}

QStringList linesOfManual(const std::string &name)
{
    QFile file(QStringLiteral(ATSCOPE_SOURCE_DIR "/../shared/manuals/") + QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split('\n');
}

QString withPlainSigns(QString text)
{
    for (auto &c : text)
        switch (c.unicode()) {
        case 0x201C:
        case 0x201D:
        case 0x2033:
            c = '"';
            break;
        case 0x2018:
        case 0x2019:
            c = '\'';
            break;
        case 0xFF1A:
            c = ':';
            break;
        case 0xFF0C:
            c = ',';
            break;
        case 0x00A0:
            c = ' ';
            break;
        default:
            break;
        }
    return text.replace("&lt;", "<").replace("&gt;", ">");
}

QString squeezed(const QString &text)
{
    static const QRegularExpression s_blank(QStringLiteral("\\s+"));
    return withPlainSigns(text).remove(s_blank);
}

QString withCanonicalNames(QString text, const ManualNames &names)
{
    for (const auto &[printed, name] : names.spelt)
        text.replace(QRegularExpression("(?<![A-Za-z])" + QRegularExpression::escape(printed) + "(?![A-Za-z])"), name);
    return text;
}

} // namespace atscope::test
