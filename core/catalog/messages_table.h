// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/compiler.h"
#include "core/catalog/model.h"

// How the sentences of resources/messages/*.yaml get into the binary.
namespace atscope::catalog {

struct MessageEntry
{
    std::string code;
    Text text;
    template<class A> void io(A &a) { a(code, text); }
};

// code: {en: '…{name}…', zh: '…'}. Both languages are a must and speak of the same names; a wrong file gives complaints.
void compileMessages(std::string_view yaml, const std::string &file, std::vector<MessageEntry> &out,
                     std::vector<Complaint> &complaints);

std::string messagesToTable(const std::vector<MessageEntry> &entries);
std::vector<MessageEntry> messagesFromTable(std::string_view table); // empty when the table is not right

} // namespace atscope::catalog
