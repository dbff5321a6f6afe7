// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/compiler.h"
#include "core/catalog/model.h"

namespace atscope::catalog {

// The linked model with its look-ups. Immutable once made; shared by every session and thread through shared_ptr.
class Catalog final
{
public:
    // What is built into the binary. Linked on first use, then the same object again.
    static std::shared_ptr<const Catalog> builtIn();
    // The built-in model with every *.yaml of `folder` laid over it (an entry is known by family and name; the user's wins), and
    // with the names in every *.xml, an OMA object file.
    // Files that are wrong are left out and complained about; the rest counts.
    static std::shared_ptr<const Catalog> withOverlay(const std::string &folder, std::vector<Complaint> &complaints);
    // From a model that is not linked yet.
    static std::shared_ptr<const Catalog> make(Model model, std::vector<Complaint> &complaints);

    const Model &model() const { return m_model; }
    const Family *family(std::string_view id) const;
    const ModuleProfile *module(std::string_view id) const; // case does not matter
    // SHA-256 of the table, for recordings and caches: first 16 hexadecimal digits.
    const std::string &hash() const { return m_hash; }

    Catalog(const Catalog &) = delete;
    Catalog &operator=(const Catalog &) = delete;
private:
    Catalog(Model model, std::string hash);
    Model m_model;
    std::string m_hash;
};

// SHA-256 of a table as Catalog::hash() has it.
std::string tableHash(std::string_view table);

// A command, URC or fact together with the family it is from.
template<class T>
struct Found
{
    const Family *family = nullptr;
    const T *item = nullptr;
    explicit operator bool() const { return item != nullptr; }
    const T *operator->() const { return item; }
    const T &operator*() const { return *item; }
};

// How a command name on the wire relates to what was found.
enum class NameMatch : std::uint8_t { Name, Alias, Misprint };

// The model as one module sees it: its families in their order, the first that has a name wins; names that only other
// families have are found by `elsewhere` (not supported by this module, but known). Immutable, any thread.
class CatalogView final
{
public:
    // `module` null: the profile "generic". There always is one, and it has every family.
    CatalogView(std::shared_ptr<const Catalog> catalog, const ModuleProfile *module);

    const Catalog &catalog() const { return *m_catalog; }
    const ModuleProfile &module() const { return *m_module; }

    // `name` upper case with AT. Aliases and misprints are found too; `match` says which.
    Found<Command> command(std::string_view name, NameMatch *match = nullptr) const;
    Found<Command> elsewhere(std::string_view name) const;
    Found<Urc> urc(std::string_view name) const;
    const Fact *fact(std::string_view name) const; // of the view's families; null: none has it
    // The longest command name that `line` begins with (case folded by the caller), for lines whose name is glued to what
    // follows (ATE0, ATS0=1).
    Found<Command> longestBasic(std::string_view line) const;
    std::vector<std::string> nearest(std::string_view name, int most = 3) const; // by edit distance, best first

    const std::vector<const Family *> &families() const { return m_families; }
    const std::vector<Found<Command>> &commands() const { return m_commands; } // in file order, shadowed ones left out
    const std::vector<Found<Urc>> &urcs() const { return m_urcs; }
    std::vector<Found<Final>> finals() const;

    // The table entry that explains `code` behind the final (or URC) `final` for a command of `family`; its own family's table
    // first. All that match, best first: more than one where it cannot be attributed. `firmware` known: tables made for other
    // firmware are left out.
    std::vector<Found<ErrorCode>> errorCode(std::string_view final, std::string_view code, const Found<Command> &command,
                                            std::string_view firmware = {}) const;

private:
    std::shared_ptr<const Catalog> m_catalog;
    const ModuleProfile *m_module = nullptr;
    std::vector<const Family *> m_families;
    std::vector<Found<Command>> m_commands;
    std::vector<Found<Urc>> m_urcs;
    std::unordered_map<std::string, std::pair<Found<Command>, NameMatch>> m_byName;
    std::unordered_map<std::string, Found<Urc>> m_urcByName;
};

} // namespace atscope::catalog
