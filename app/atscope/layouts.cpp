// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/layouts.h"

#include <algorithm>

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QMainWindow>
#include <QScreen>

#include "app/atscope/later_dock.h"

namespace atscope {

namespace {

constexpr const char *Terminal = "terminal";
constexpr const char *Commission = "commission";
constexpr const char *Diagnose = "diagnose";
constexpr const char *Firmware = "firmware";
constexpr int Reachable = 40; // pixels of a title bar that a mouse can still take hold of

const QString ListKey = QStringLiteral("layouts");
const QString CurrentKey = QStringLiteral("layout");
const QString NameKey = QStringLiteral("name");
const QString DocksKey = QStringLiteral("docks");
const QString VersionKey = QStringLiteral("version");

bool same(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

// Titles of ours in every language that the program speaks: none of them is free.
constexpr const char *ChineseTitles[] = {"终端", "开通调试", "诊断", "固件"};

} // namespace

Layouts::Layouts(QMainWindow &window, const std::vector<LaterDock *> &docks, session::StoredSettings &settings)
    : m_window(window), m_docks(docks), m_settings(settings)
{
}

QStringList Layouts::builtIn()
{
    return {QLatin1String(Terminal), QLatin1String(Commission), QLatin1String(Diagnose), QLatin1String(Firmware)};
}

bool Layouts::isBuiltIn(const QString &key)
{
    return builtIn().contains(key);
}

QString Layouts::title(const QString &key) const
{
    const QString titles[] = {tr("Terminal"), tr("Commission"), tr("Diagnose"), tr("Firmware")};
    const auto at = builtIn().indexOf(key);
    return at < 0 ? key : titles[at];
}

QStringList Layouts::own() const
{
    QStringList out;
    for (const auto value : m_settings.value(ListKey).toArray())
        if (const auto name = value.toObject().value(NameKey).toString(); !name.isEmpty())
            out << name;
    out.sort(Qt::CaseInsensitive);
    return out;
}

std::optional<QString> Layouts::find(const QString &name) const
{
    const auto wanted = name.trimmed();
    const auto ours = builtIn();
    for (qsizetype i = 0; i < ours.size(); ++i)
        if (same(ours[i], wanted) || same(title(ours[i]), wanted) || same(QString::fromUtf8(ChineseTitles[i]), wanted))
            return ours[i];
    for (const auto &key : own())
        if (same(key, wanted))
            return key;
    return std::nullopt;
}

QString Layouts::current() const
{
    return find(m_settings.value(CurrentKey).toString()).value_or(QLatin1String(Commission));
}

LaterDock *Layouts::dock(Dock which) const
{
    return m_docks[static_cast<std::size_t>(which)];
}

std::optional<QJsonObject> Layouts::stored(const QString &key) const
{
    for (const auto value : m_settings.value(ListKey).toArray())
        if (same(value.toObject().value(NameKey).toString(), key))
            return value.toObject();
    return std::nullopt;
}

// Everything else in the list stays as it is, understood or not.
void Layouts::store(const QString &key, const std::optional<QJsonObject> &instead)
{
    auto list = m_settings.value(ListKey).toArray();
    for (qsizetype i = list.size() - 1; i >= 0; --i)
        if (same(list.at(i).toObject().value(NameKey).toString(), key))
            list.removeAt(i);
    if (instead)
        list.append(*instead);
    m_settings.set(ListKey, list);
}

bool Layouts::apply(const QString &key)
{
    m_window.setUpdatesEnabled(false);
    bool done = true;
    if (isBuiltIn(key)) {
        arrange(key);
    } else {
        const auto layout = stored(key);
        done = layout && layout->value(VersionKey).toInt() <= Version
            && m_window.restoreState(QByteArray::fromBase64(layout->value(DocksKey).toString().toLatin1()));
    }
    if (done) {
        bringBack();
        m_settings.set(CurrentKey, key);
    }
    m_window.setUpdatesEnabled(true);
    return done;
}

void Layouts::restore(const QByteArray &state)
{
    // First an arrangement: a dock that the state does not know of (an older ATscope made it) has a place then.
    arrange(isBuiltIn(current()) ? current() : QLatin1String(Commission));
    if (!state.isEmpty())
        m_window.restoreState(state);
    bringBack();
}

void Layouts::bringBack()
{
    for (auto *floating : m_docks) {
        if (!floating->isFloating())
            continue;
        const auto frame = floating->frameGeometry();
        const QRect title(frame.topLeft(), QSize(frame.width(), std::min(frame.height(), Reachable)));
        const auto screens = QGuiApplication::screens();
        if (std::none_of(screens.begin(), screens.end(), [&](const QScreen *screen) {
                const auto seen = screen->availableGeometry().intersected(title);
                return seen.width() > Reachable && seen.height() > Reachable / 2;
            }))
            floating->setFloating(false);
    }
}

// On a laptop's 1366×768 as on a large screen: widths and heights are parts of the window.
void Layouts::arrange(const QString &key)
{
    for (auto *each : m_docks) {
        each->setFloating(false);
        m_window.removeDockWidget(each);
    }
    m_window.addDockWidget(Qt::LeftDockWidgetArea, dock(Dock::Commands));
    m_window.addDockWidget(Qt::RightDockWidgetArea, dock(Dock::Form));
    m_window.tabifyDockWidget(dock(Dock::Form), dock(Dock::Settings));
    m_window.addDockWidget(Qt::BottomDockWidgetArea, dock(Dock::Timeline));
    std::vector<Dock> visible;
    if (key == QLatin1String(Diagnose)) {
        // What happened, in order, below; what came by itself and its bytes beside the terminal.
        m_window.addDockWidget(Qt::RightDockWidgetArea, dock(Dock::Urcs));
        m_window.splitDockWidget(dock(Dock::Urcs), dock(Dock::Bytes), Qt::Vertical);
        visible = {Dock::Timeline, Dock::Urcs, Dock::Bytes};
    } else if (key == QLatin1String(Firmware)) {
        // The dialogue's progress, and the bytes of each of its blocks.
        m_window.splitDockWidget(dock(Dock::Timeline), dock(Dock::Bytes), Qt::Horizontal);
        m_window.tabifyDockWidget(dock(Dock::Timeline), dock(Dock::Urcs));
        visible = {Dock::Urcs, Dock::Timeline, Dock::Bytes};
    } else {
        m_window.tabifyDockWidget(dock(Dock::Timeline), dock(Dock::Urcs));
        m_window.tabifyDockWidget(dock(Dock::Urcs), dock(Dock::Bytes));
        if (key == QLatin1String(Commission))
            visible = {Dock::Commands, Dock::Form, Dock::Timeline, Dock::Urcs, Dock::Bytes};
    }
    for (std::size_t i = 0; i < m_docks.size(); ++i)
        m_docks[i]->setVisible(std::find(visible.begin(), visible.end(), static_cast<Dock>(i)) != visible.end());
    if (!visible.empty())
        dock(Dock::Timeline)->raise();
    const int width = m_window.width();
    const int height = m_window.height();
    const auto size = [&](Dock which, int pixels, Qt::Orientation along) { m_window.resizeDocks({dock(which)}, {pixels}, along); };
    if (key == QLatin1String(Diagnose)) {
        size(Dock::Urcs, width * 42 / 100, Qt::Horizontal);
        m_window.resizeDocks({dock(Dock::Urcs), dock(Dock::Bytes)}, {height / 2, height / 2}, Qt::Vertical);
        size(Dock::Timeline, height * 32 / 100, Qt::Vertical);
    } else if (key == QLatin1String(Firmware)) {
        m_window.resizeDocks({dock(Dock::Timeline), dock(Dock::Bytes)}, {width / 2, width / 2}, Qt::Horizontal);
        size(Dock::Timeline, height * 42 / 100, Qt::Vertical);
    } else {
        m_window.resizeDocks({dock(Dock::Commands), dock(Dock::Form)}, {width * 19 / 100, width * 29 / 100}, Qt::Horizontal);
        size(Dock::Timeline, height * 27 / 100, Qt::Vertical);
    }
}

QString Layouts::refusal(const QString &name, const QString &renamed) const
{
    const auto wanted = name.simplified();
    if (wanted.isEmpty())
        return tr("Give the layout a name.");
    if (wanted.size() > LongestName)
        return tr("A name has at most %1 characters.").arg(LongestName);
    const auto taken = find(wanted);
    if (taken && isBuiltIn(*taken))
        return tr("%1 is a layout of ATscope itself. Take another name.").arg(title(*taken));
    if (taken && !renamed.isEmpty() && *taken != renamed)
        return tr("There is a layout %1 already. Take another name.").arg(*taken);
    return {};
}

QString Layouts::save(const QString &name)
{
    const auto wanted = name.simplified();
    auto layout = stored(wanted).value_or(QJsonObject());
    layout.insert(NameKey, wanted);
    layout.insert(VersionKey, Version);
    layout.insert(DocksKey, QString::fromLatin1(m_window.saveState().toBase64()));
    store(wanted, layout);
    m_settings.set(CurrentKey, wanted);
    return wanted;
}

void Layouts::rename(const QString &key, const QString &name)
{
    auto layout = stored(key);
    if (!layout)
        return;
    const auto wanted = name.simplified();
    const bool inUse = same(current(), key);
    layout->insert(NameKey, wanted);
    store(key, std::nullopt);
    store(wanted, layout);
    if (inUse)
        m_settings.set(CurrentKey, wanted);
}

void Layouts::remove(const QString &key)
{
    const bool inUse = same(current(), key);
    store(key, std::nullopt);
    if (inUse)
        m_settings.set(CurrentKey, QLatin1String(Commission));
}

} // namespace atscope
