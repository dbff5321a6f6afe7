// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/catalog/builtin.h"
#include "core/catalog/named_objects_xml.h"

namespace atscope::catalog {

namespace {

constexpr const char *GenericId = "generic";
constexpr qint64 MaxFile = 4 << 20; // compileFile() says so; there is no need to read more

// The profile for modules that nobody knows has every family: what a user adds, too.
void completeGeneric(Model &model)
{
    auto it = std::find_if(model.modules.begin(), model.modules.end(), [](const ModuleProfile &m) { return m.id == GenericId; });
    if (it == model.modules.end()) {
        ModuleProfile generic;
        generic.id = GenericId;
        generic.title = {"Unknown module", "未知模组"};
        generic.lenient = true;
        it = model.modules.insert(model.modules.end(), std::move(generic));
    }
    for (const Family &family : model.families)
        if (std::find(it->families.begin(), it->families.end(), family.id) == it->families.end())
            it->families.push_back(family.id);
}

std::optional<std::string> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.read(MaxFile + 1).toStdString();
}

Model builtInModel()
{
    auto model = fromTable(builtin::catalogTable());
    return model ? std::move(model).value() : Model();
}

} // namespace

std::string tableHash(std::string_view table)
{
    const auto bytes = QByteArray::fromRawData(table.data(), static_cast<qsizetype>(table.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16).toStdString();
}

Catalog::Catalog(Model model, std::string hash) : m_model(std::move(model)), m_hash(std::move(hash)) {}

std::shared_ptr<const Catalog> Catalog::builtIn()
{
    static const std::shared_ptr<const Catalog> s_catalog = [] {
        Model model = builtInModel();
        link(model); // the build has seen that there is nothing to complain about
        completeGeneric(model);
        return std::shared_ptr<const Catalog>(new Catalog(std::move(model), builtin::catalogHash()));
    }();
    return s_catalog;
}

std::shared_ptr<const Catalog> Catalog::make(Model model, std::vector<Complaint> &complaints)
{
    for (Complaint &complaint : link(model))
        complaints.push_back(std::move(complaint));
    std::string hash = tableHash(toTable(model));
    completeGeneric(model);
    return std::shared_ptr<const Catalog>(new Catalog(std::move(model), std::move(hash)));
}

std::shared_ptr<const Catalog> Catalog::withOverlay(const std::string &folder, std::vector<Complaint> &complaints)
{
    const QDir dir(QString::fromStdString(folder));
    if (!dir.exists()) {
        complaints.push_back({base::Error(base::Message("catalog-no-folder", {{"folder", folder}})), Severity::Error});
        return builtIn();
    }
    std::vector<CompiledFile> files;
    std::vector<std::string> names;
    Model sofar = builtInModel(); // what the next file may extend
    for (const QString &entry : dir.entryList({QStringLiteral("*.yaml"), QStringLiteral("*.xml")}, QDir::Files, QDir::Name)) {
        const QString path = dir.filePath(entry);
        const std::string name = path.toStdString();
        const auto text = contentOf(path);
        if (!text) {
            complaints.push_back({base::Error(base::Message("catalog-unreadable"), {name, 0, 0}), Severity::Error});
            continue;
        }
        CompiledFile file = entry.endsWith(QLatin1String(".xml"), Qt::CaseInsensitive)
            ? readNamedObjectsXml(*text, name)
            : compileFile(*text, name, {.shipped = false, .base = &sofar});
        complaints.insert(complaints.end(), file.complaints.begin(), file.complaints.end());
        if (!file.usable())
            continue;
        overlay(sofar, file);
        files.push_back(std::move(file));
        names.push_back(name);
    }
    // A file that does not fit the rest is left out, and the rest is put together again without it: a family of ours must
    // not vanish because of a user's mistake.
    while (!files.empty()) {
        Model model = builtInModel();
        for (const CompiledFile &file : files)
            overlay(model, file);
        const std::size_t all = model.families.size();
        std::vector<Complaint> found = link(model);
        const bool whole = model.families.size() == all;
        std::set<std::string> wrong;
        for (const Complaint &complaint : found)
            if (complaint.severity == Severity::Error)
                wrong.insert(complaint.error.place.file);
        complaints.insert(complaints.end(), found.begin(), found.end());
        if (whole) {
            std::string hash = tableHash(toTable(model));
            completeGeneric(model);
            return std::shared_ptr<const Catalog>(new Catalog(std::move(model), std::move(hash)));
        }
        std::size_t kept = 0;
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (wrong.count(names[i]) != 0)
                continue;
            if (kept != i) {
                files[kept] = std::move(files[i]);
                names[kept] = std::move(names[i]);
            }
            ++kept;
        }
        if (kept == files.size())
            --kept; // nobody in particular is to blame: the last one that came goes
        files.resize(kept);
        names.resize(kept);
    }
    return builtIn();
}

const Family *Catalog::family(std::string_view id) const
{
    for (const Family &family : m_model.families)
        if (family.id == id)
            return &family;
    return nullptr;
}

const ModuleProfile *Catalog::module(std::string_view id) const
{
    for (const ModuleProfile &module : m_model.modules)
        if (base::equalsNoCase(module.id, id))
            return &module;
    return nullptr;
}

} // namespace atscope::catalog
