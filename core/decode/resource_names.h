// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

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

// The path that the fields of one line name, by their roles lwm2m.object, lwm2m.instance, lwm2m.resource: "3303/0/5700". Empty
// where there is no object.
std::string pathOf(const std::vector<catalog::Argument> &fields);

// What the number in `field`, one of `fields`, is called: "Temperature", "Sensor value"; of a list of resources all of them.
// Empty where it is no such number, or nobody knows it.
catalog::Text nameOf(const catalog::Model &model, const catalog::Argument &field, const std::vector<catalog::Argument> &fields);

// The value by the type that came with it: a number, true or false, else the text. What does not fit stays text.
expr::Value typedValue(const ObjectValue &value);

} // namespace atscope::decode
