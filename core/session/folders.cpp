// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/folders.h"

#include <QStandardPaths>

namespace atscope::session {

namespace {

std::string place(const std::string &settings, QStandardPaths::StandardLocation kind, const char *name)
{
    const auto base = settings.empty() ? QStandardPaths::writableLocation(kind).toStdString() + "/atscope" : settings;
    return *name == '\0' ? base : base + '/' + name;
}

} // namespace

std::string Folders::settings() const
{
    return place(m_settings, QStandardPaths::GenericConfigLocation, "");
}

std::string Folders::catalogs() const
{
    return place(m_settings, QStandardPaths::GenericConfigLocation, "catalogs");
}

std::string Folders::recordings() const
{
    return place(m_settings, QStandardPaths::GenericDataLocation, "recordings");
}

std::string Folders::virtualModules() const
{
    return place(m_settings, QStandardPaths::GenericDataLocation, "virtual");
}

std::string Folders::indexes() const
{
    return place(m_settings, QStandardPaths::GenericCacheLocation, "index");
}

} // namespace atscope::session
