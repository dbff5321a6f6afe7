// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette_model.h"

#include <algorithm>
#include <numeric>

#include <QHash>
#include <QRegularExpression>

#include "core/catalog/line.h"

namespace atscope::views {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

QString withoutMnemonic(const QString &text)
{
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&"));
    return QString(text).remove(mnemonic);
}

void PaletteModel::fill(std::shared_ptr<const decode::Dialect> dialect, const std::vector<PaletteAction> &actions, catalog::Language language)
{
    beginResetModel();
    m_entries.clear();
    m_rows.clear();
    m_dialect = std::move(dialect);
    const bool chinese = language == catalog::Language::Chinese;
    for (const auto &action : actions) {
        Entry entry;
        entry.action = action.action;
        entry.id = action.id;
        entry.name = withoutMnemonic(action.action->text());
        entry.where = withoutMnemonic(action.menu);
        entry.reason = action.reason;
        entry.words = PaletteWords::of(entry.name, {}, {withoutMnemonic(action.otherWords), entry.where});
        m_entries.push_back(std::move(entry));
    }
    if (m_dialect) {
        const auto &module = m_dialect->view().module();
        for (const auto &found : m_dialect->view().commands()) {
            if (!catalog::onModule(found->modules, module))
                continue;
            const auto group = [&](catalog::Language in) {
                return found->group.empty() ? text(found.family->title.in(in == catalog::Language::Chinese)) : text(catalog::Messages::group(found->group, in));
            };
            Entry entry;
            entry.command = found.item;
            entry.id = entry.name = text(found->name);
            entry.title = text(found->title.in(chinese));
            entry.where = group(language);
            QStringList more{text(found->title.in(!chinese)), group(catalog::Language::English), group(catalog::Language::Chinese)};
            for (const auto &other : found->aliases)
                more << text(other);
            for (const auto &other : found->misprints)
                more << text(other);
            entry.words = PaletteWords::of(entry.name, entry.title, more);
            m_entries.push_back(std::move(entry));
        }
    }
    search(m_query, false);
    endResetModel();
}

void PaletteModel::setQuery(const QString &text)
{
    const PaletteQuery query(text);
    const bool narrow = query.narrows(m_query);
    beginResetModel();
    search(query, narrow);
    endResetModel();
}

void PaletteModel::search(const PaletteQuery &query, bool narrow)
{
    std::vector<int> candidates;
    if (narrow) {
        candidates = std::move(m_rows);
    } else {
        candidates.resize(m_entries.size());
        std::iota(candidates.begin(), candidates.end(), 0);
    }
    m_query = query;
    m_examined = candidates.size();
    QHash<QString, int> recent;
    for (const auto &id : m_recent)
        recent.insert(id, static_cast<int>(recent.size()));
    struct Ranked
    {
        PaletteFit fit;
        int recent;
        int entry;
    };
    std::vector<Ranked> ranked;
    ranked.reserve(candidates.size());
    for (const int index : candidates) {
        const auto &entry = m_entries[static_cast<std::size_t>(index)];
        if (const auto fit = query.fit(entry.words); fit != PaletteFit::None)
            ranked.push_back({fit, recent.value(entry.id, MostRecent), index});
    }
    std::sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) {
        return std::tie(a.fit, a.recent, a.entry) < std::tie(b.fit, b.recent, b.entry);
    });
    m_rows.clear();
    for (const auto &row : ranked)
        m_rows.push_back(row.entry);
}

void PaletteModel::setRecent(const QStringList &ids)
{
    m_recent = ids.mid(0, MostRecent);
    m_recent.removeDuplicates();
}

void PaletteModel::noteUsed(const QModelIndex &index)
{
    const auto *used = entry(index);
    if (!used)
        return;
    m_recent.removeAll(used->id);
    m_recent.prepend(used->id);
    m_recent = m_recent.mid(0, MostRecent);
}

const PaletteModel::Entry *PaletteModel::entry(const QModelIndex &index) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_rows.size())
        return nullptr;
    return &m_entries[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(index.row())])];
}

const catalog::Command *PaletteModel::command(const QModelIndex &index) const
{
    const auto *here = entry(index);
    return here ? here->command : nullptr;
}

QAction *PaletteModel::action(const QModelIndex &index) const
{
    const auto *here = entry(index);
    return here ? here->action.data() : nullptr;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const auto *here = entry(index);
    if (!here)
        return {};
    const bool available = here->command || (here->action && here->action->isEnabled());
    const QString shortcut = here->action ? here->action->shortcut().toString(QKeySequence::NativeText) : QString();
    const QString reason = available ? QString() : here->reason.isEmpty() ? tr("Not possible now") : here->reason;
    switch (role) {
    case Qt::DisplayRole: return here->name;
    case TitleRole: return here->title;
    case WhereRole: return here->where;
    case ShortcutRole: return shortcut;
    case IsCommandRole: return here->command != nullptr;
    case AvailableRole: return available;
    case ReasonRole: return reason;
    case Qt::AccessibleTextRole: {
        QStringList said{here->name};
        for (const auto &more : {here->title, here->command ? tr("command") : tr("action"), here->where, shortcut, reason})
            if (!more.isEmpty())
                said << more;
        return said.join(QStringLiteral(", "));
    }
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    // What cannot be done now can be chosen too: its reason is read there.
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

} // namespace atscope::views
