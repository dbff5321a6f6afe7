// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/yaml_keys.h"
#include "core/simulator/behaviour.h"

// Private to the room: YAML → Behaviour (docs/simulator.md).
namespace atscope::simulator {

class BehaviourReader final
{
public:
    BehaviourReader(std::shared_ptr<const catalog::Catalog> catalog, std::vector<catalog::Complaint> &complaints)
        : m_catalog(std::move(catalog)), m_complaints(complaints)
    {
    }
    // Null when a complaint is an error.
    std::shared_ptr<const Behaviour> read(std::string_view text, const std::string &file);

private:
    using Context = catalog::reader::Context;
    using Keys = catalog::reader::Keys;
    using Node = catalog::yaml::Node;

    bool readFile(std::string_view text, const std::string &file, int depth);
    void extend(Context &c, const Node &node, int depth);
    void variables(Context &c, const Node &node);
    void facts(Context &c, const Node &node);
    void families(Context &c, const Node &node);
    void results(Context &c, const Node &node);
    void line(Context &c, const Node &node);
    void boot(Context &c, const Node &node);
    void commands(Context &c, const Node &node);
    void binding(Context &c, const Node &node, const catalog::Found<catalog::Command> &command, const std::string &id);
    void checks(Context &c, const Node &node, Binding &out);
    void stored(Context &c, const Node &node, Binding &out);
    void answers(Context &c, const Node &node, Binding &out);
    void answerLine(Context &c, const Node &node, Binding &out);
    void deed(Context &c, const Node &node, Binding &out);
    void start(Context &c, const Node &node);
    void chooseModule(Context &c, const Node &node);

    void expression(Context &c, const Node &node, std::string_view key, const catalog::Form *form, catalog::Expr &out);
    void expression(Keys &keys, std::string_view key, const catalog::Form *form, catalog::Expr &out);
    int variable(Context &c, const Node &node, std::string_view name);
    void texts(Context &c, const Node &node, std::string_view key, std::vector<std::string> &out); // with {variable}

    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::vector<catalog::Complaint> &m_complaints;
    std::shared_ptr<Behaviour> m_behaviour;
    const catalog::ModuleProfile *m_module = nullptr;
};

} // namespace atscope::simulator
