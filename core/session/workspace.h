// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/messages.h"
#include "core/decode/dialect.h"

namespace atscope::session {

// What the user chose, handed in by the program; core reads no global settings.
struct Settings
{
    std::string catalogFolder; // the user's catalog files; empty: none
    std::string module;        // chosen by hand; empty: what the input tells, else generic
    std::string dialect;       // v4, classic; empty or auto: by profile and evidence
    catalog::Language language = catalog::Language::English;
};

// What both programs are made of: the catalog with the user's folder over it, and the dialects made from it.
// Made and used on one thread; what it hands out is immutable and may go to others. dialect() may be asked by any thread.
class Workspace final
{
public:
    // Loads the catalogs at once. Errors: `unknown-module` (with the known ones), `unknown-dialect`.
    // Wrong files of the user's folder are left out; complaints() says why.
    static base::Result<std::unique_ptr<Workspace>> open(Settings settings);

    const Settings &settings() const { return m_settings; }
    const std::vector<catalog::Complaint> &complaints() const { return m_complaints; }
    const catalog::Catalog &catalog() const { return *m_catalog; }
    std::shared_ptr<const catalog::Catalog> sharedCatalog() const { return m_catalog; }

    // The dialect of a module ("" or unknown: generic), made on first use and kept.
    std::shared_ptr<const decode::Dialect> dialect(std::string_view module, std::string_view name = {});
    // The one that the settings ask for.
    std::shared_ptr<const decode::Dialect> chosenDialect();
    bool moduleChosen() const { return !m_settings.module.empty(); }

private:
    Workspace() = default;
    Settings m_settings;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::vector<catalog::Complaint> m_complaints;
    std::mutex m_mutex; // guards m_dialects
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const decode::Dialect>> m_dialects;
};

} // namespace atscope::session
