// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "core/session/stored_settings.h"

class QMainWindow;

namespace atscope {

class LaterDock;

// The docks of the window, by their place in its list: Alt+1 …
enum class Dock : std::uint8_t { Commands, Form, Timeline, Urcs, Bytes, Settings };

// Arrangements of the docks: four of ours, and the user's own, which lie in the settings. A layout is known by its key: of ours the
// English word ("terminal"), of the user's the name. Names are compared without case; nobody's name is one of ours, in any language.
//
// In the settings: "layout", the key of the one in use, and "layouts", a list of {name, version, docks}. What another ATscope put
// into that list and this one does not understand stays where it is. GUI thread; window, docks and settings outlive it.
class Layouts final
{
    Q_DECLARE_TR_FUNCTIONS(atscope::Layouts)
public:
    static constexpr int Version = 1;
    static constexpr int LongestName = 60;

    Layouts(QMainWindow &window, const std::vector<LaterDock *> &docks, session::StoredSettings &settings);

    static QStringList builtIn();            // keys
    static bool isBuiltIn(const QString &key);
    QString title(const QString &key) const; // what people read, in their language
    QStringList own() const;                 // keys, by the alphabet
    // The key of what a user calls so: a key in any case, or a title. None: there is no such layout.
    std::optional<QString> find(const QString &name) const;

    // The one that was chosen last; the docks may stand elsewhere by now.
    QString current() const;
    // Puts the docks as that layout has them. False: it is the user's own and cannot be read (a newer ATscope made it).
    bool apply(const QString &key);
    // As the docks stood when the window was closed: what QMainWindow::saveState() gave. Nothing, or nothing that can be read: as the
    // current layout has them.
    void restore(const QByteArray &state);
    // Docks that float where there is no screen (any more) come back into the window.
    void bringBack();

    // Why a name is none for a layout of the user's own, or for the one that is to be renamed; empty: it is one.
    QString refusal(const QString &name, const QString &renamed = {}) const;
    // The docks as they stand, under this name; one of the same name gives way. The name as it was kept.
    QString save(const QString &name);
    void rename(const QString &key, const QString &name); // the name was not refused
    void remove(const QString &key);

private:
    void arrange(const QString &key);
    LaterDock *dock(Dock which) const;
    std::optional<QJsonObject> stored(const QString &key) const;
    void store(const QString &key, const std::optional<QJsonObject> &instead);

    QMainWindow &m_window;
    const std::vector<LaterDock *> &m_docks;
    session::StoredSettings &m_settings;
};

} // namespace atscope
