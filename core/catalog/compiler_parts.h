// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/catalog/compiler_reader.h"
#include "core/catalog/model.h"

// Private to the compiler: the parts of a catalog file. Each function reads one node into one struct and complains by itself.
namespace atscope::catalog::reader {

// A parameter or field, or just its name. `depth` counts items inside of items.
void readParameter(Context &c, const yaml::Node &node, Parameter &out, int depth = 0);
void readParameters(Keys &keys, std::string_view key, std::vector<Parameter> &out, int depth = 0);

void readCommand(Context &c, const yaml::Node &node, Command &out);
void readUrc(Context &c, const yaml::Node &node, Urc &out);
void readAnswer(Context &c, const yaml::Node &node, Answer &out);
// `prefix` given: the line is known by it (a URC's shape), there are no keys for it.
void readShape(Context &c, const yaml::Node &node, const std::string *prefix, LineShape &out);
// fields, counted, exact, aliases of a line.
void readShapeKeys(Keys &keys, LineShape &out);
void readEffects(Keys &keys, std::vector<Effect> &out);
void readSamples(Keys &keys, std::vector<Sample> &out);

} // namespace atscope::catalog::reader
