// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/catalog/line.h"
#include "core/catalog/model.h"
#include "core/decode/object.h"
#include "core/expr/value.h"

// What the numbers of a LwM2M path are called: of the shipped objects and of those in the user's folder. Pure; any thread.
namespace atscope::decode {

struct ResourceName
{
    const catalog::NamedObject *object = nullptr;     // null: not known
    const catalog::NamedResource *resource = nullptr; // null: not known, or all of them
};
// `path`: 3303/0/5700, with or without a leading slash; shorter ones too.
ResourceName resourceOf(const catalog::Model &model, std::string_view path);

// "Temperature/0/Sensor value": numbers that nobody knows stay, -1 is *.
catalog::Text pathWords(const catalog::Model &model, std::string_view path);

// Of the arguments of a line or the fields of an answer: the path that those with the roles path.object, path.instance and
// path.resource make, 3303/0/5700. Empty: there is no object among them.
std::string pathOf(const std::vector<catalog::Argument> &fields);
// What such a one's number is called; null: it is none of them, or nobody knows.
const catalog::Text *nameOf(const catalog::Model &model, const std::vector<catalog::Argument> &fields, const catalog::Argument &field);

// The value by the type that came with it: a number, true or false, else the text. What does not fit stays text.
expr::Value typedValue(const ObjectValue &value);

} // namespace atscope::decode
