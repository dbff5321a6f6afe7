// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/catalog/yaml_keys.h"
#include "core/catalog/model.h"

// Private to the compiler: the parts of a catalog file. Each function reads one node into one struct and complains by itself.
namespace atscope::catalog::reader {

// `extends: true` (or the name of another entry of the family): the entry begins as a copy of that one, and what its keys say is
// laid over. Lives as long as the entry is read.
class Extension final
{
public:
    Extension(Context &c, Keys &keys, std::string_view what);
    ~Extension() { m_context.setExtending(false); }
    Extension(const Extension &) = delete;
    Extension &operator=(const Extension &) = delete;

    bool active() const { return m_node != nullptr; }
    // Fills `out` with the entry to begin with.
    template<class T> void begin(const Family &family, std::vector<T> Family::*entries, T &out) const
    {
        if (!active())
            return;
        const Model *base = m_context.base();
        const T *found = nullptr;
        if (base != nullptr)
            for (const Family &old : base->families)
                if (old.id == family.id)
                    found = entryOf(old.*entries);
        begin(found, out);
    }
    template<class T> void begin(std::vector<T> Model::*entries, T &out) const
    {
        if (active())
            begin(m_context.base() != nullptr ? entryOf(m_context.base()->*entries) : nullptr, out);
    }
    // A must in shipped files, unless it is there already.
    void title(Text &out) const;

private:
    static const std::string &keyOf(const Command &entry) { return entry.name; }
    static const std::string &keyOf(const Urc &entry) { return entry.name; }
    static const std::string &keyOf(const ErrorTable &entry) { return entry.id; }
    static const std::string &keyOf(const ModuleProfile &entry) { return entry.id; }
    static const std::string &keyOf(const PlatformProfile &entry) { return entry.id; }
    template<class T> const T *entryOf(const std::vector<T> &entries) const
    {
        for (const T &entry : entries)
            if (keyOf(entry) == m_wanted)
                return &entry;
        return nullptr;
    }
    template<class T> void begin(const T *found, T &out) const
    {
        if (found == nullptr) {
            missing();
            return;
        }
        out = *found;
        out.origin = Origin::Extended;
        m_context.setExtending(true);
    }
    void missing() const;

    Context &m_context;
    Keys &m_keys;
    const yaml::Node *m_node = nullptr;
    std::string m_wanted;
};

// A parameter or field, or just its name. `depth` counts items inside of items.
void readParameter(Context &c, const yaml::Node &node, Parameter &out, int depth = 0);
void readParameters(Keys &keys, std::string_view key, std::vector<Parameter> &out, int depth = 0);

void readCommand(Context &c, const yaml::Node &node, const Family &family, Command &out);
void readUrc(Context &c, const yaml::Node &node, const Family &family, Urc &out);
// {type: 2, code: 100..600, mode: [a, b]} over these fields.
void readMatch(Context &c, const yaml::Node &node, const std::vector<Parameter> &fields, std::vector<FieldMatch> &out);
void readAnswer(Context &c, const yaml::Node &node, Answer &out);
// `prefix` given: the line is known by it (a URC's shape), there are no keys for it.
void readShape(Context &c, const yaml::Node &node, const std::string *prefix, LineShape &out);
void readObject(Context &c, const yaml::Node &node, ObjectShape &out);
void readNamedObject(Context &c, const yaml::Node &node, NamedObject &out);
// fields, counted, exact, aliases of a line.
void readShapeKeys(Keys &keys, LineShape &out);
// A duration, or an expression that gives one: then it is a lower bound, as far as it is known.
void readSilence(Keys &keys, double &fixed, Expr &atLeast);
void readSecret(Context &c, const yaml::Node &node, Secret &out);
void readEffects(Keys &keys, std::vector<Effect> &out);
void readSamples(Keys &keys, std::vector<Sample> &out);

} // namespace atscope::catalog::reader
