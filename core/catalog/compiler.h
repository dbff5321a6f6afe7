// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/model.h"

// YAML → model → table. Used at build time (atscope-catalogc), for the user's folder, and by `commands --check`.
namespace atscope::catalog {

// What is wrong in a catalog file; `place` has file, line and column.
struct Complaint
{
    base::Error error;
    Severity severity = Severity::Error;
};

struct CompiledFile
{
    std::vector<Family> families; // none or one
    std::vector<ModuleProfile> modules;
    std::vector<PlatformProfile> platforms;
    std::vector<NamedObject> namedObjects;
    std::vector<Complaint> complaints;
    bool usable() const; // no complaint is an error
};

struct CompileOptions
{
    bool shipped = false; // shipped files must have every text in both languages and every manual section
    const Model *base = nullptr; // what `extends` may refer to; must outlive the call
};

// Reads one catalog file: any bytes, never throws. Limits against hostile files: 4 MiB, 64 levels, 400,000 nodes visited
// (aliases counted each time they are followed). A file with an error gives complaints and nothing else.
CompiledFile compileFile(std::string_view text, const std::string &file, const CompileOptions &options);

// Compiles every expression of the model against the names in sight, resolves names that refer to each other (URCs of
// completions, commands of replies, families of profiles, facts) and checks what needs the whole: unknown names, double
// entries, `extends`. Complaints about a family take that family out, never the others.
std::vector<Complaint> link(Model &model);

// Lays `over` on the model: commands, URCs, facts, finals and error tables replace those of the same name in the family of the
// same id (finals: all of one text), profiles those of the same id; what is new is added. For what comes from a user's folder.
void overlay(Model &model, CompiledFile over);

// The compact table: the whole model but for compiled expressions. Versioned and checksummed; `fromTable` refuses any other.
std::string toTable(const Model &model);
base::Result<Model> fromTable(std::string_view table);

} // namespace atscope::catalog
