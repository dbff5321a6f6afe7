// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

// What atscope-catalogc made of resources/catalogs and resources/messages. Defined in the library atscope_core_catalog_data
// (generated); atscope-catalogc itself brings definitions of its own, because it runs before there is any data.
namespace atscope::catalog::builtin {

std::string catalogTable(); // for fromTable(); empty: none
std::string catalogHash();  // tableHash() of it
std::string messageTable(); // for messagesFromTable(); empty: none

} // namespace atscope::catalog::builtin
