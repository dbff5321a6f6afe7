// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace atscope::session {

// Where things of the user lie. With a settings folder given (--settings) everything is inside it and nothing outside is read or
// written; else each kind lies where the system wants it, once per user. Nothing is made here. Paths are UTF-8.
class Folders final
{
public:
    explicit Folders(std::string settings = {}) : m_settings(std::move(settings)) {}

    std::string settings() const;       // window, ports, drafts: settings.json; ATscope's own log
    std::string catalogs() const;       // the user's catalog files
    std::string recordings() const;     // mode 0700: they hold secrets
    std::string virtualModules() const; // what virtual modules keep
    std::string indexes() const;        // side indexes of recordings that were opened: may be deleted at any time

private:
    std::string m_settings;
};

} // namespace atscope::session
