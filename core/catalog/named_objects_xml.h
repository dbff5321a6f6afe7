// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/compiler.h"

namespace atscope::catalog {

// Reads an OMA object file (LwM2M registry, XML): names of objects and resources, types and units. Any bytes. A file with an error
// gives complaints with file, line and column, and nothing else: catalog-xml-broken {reason}, catalog-xml-entities,
// catalog-xml-bad-id {value}, catalog-xml-nothing, catalog-xml-too-large. At most 256 objects of 1024 resources; names are cut at
// 200 characters.
CompiledFile readNamedObjectsXml(std::string_view text, const std::string &file);

} // namespace atscope::catalog
