// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/call_tip.h"

#include "core/session/explanation.h"
#include "views/composer/line_place.h"

namespace atscope::views {

CallTip callTipAt(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position, const catalog::LineContext &context,
                  catalog::Language language)
{
    const bool chinese = language == catalog::Language::Chinese;
    CallTip tip;
    const auto place = placeAt(line, parsed, position, context);
    if (place.command == nullptr || !place.command->command || place.command->form == nullptr)
        return tip;
    const auto &command = *place.command->command;
    const auto &form = *place.command->form;
    tip.syntax = session::syntaxOf(command, form);
    const auto *subject = place.subject();
    if (place.part != LinePlace::Part::Parameter || subject == nullptr) {
        tip.title = command.title.in(chinese);
        tip.help = command.help.in(chinese);
        return tip;
    }
    const auto name = '<' + place.parameter->name + '>';
    if (const auto at = tip.syntax.find(name); at != std::string::npos)
        tip.highlight = {at, name.size()};
    tip.parameter = place.item != nullptr ? name + " › " + subject->name : name;
    tip.title = subject->title.in(chinese);
    // The words of the type that counts here, not of the base type.
    catalog::Parameter shown = *subject;
    shown.type = *place.subjectType();
    tip.type = session::typeWords(shown, chinese);
    tip.unit = subject->unit;
    tip.help = subject->help.in(chinese);
    tip.optional = subject->optional;
    tip.fixed = subject->fixed;
    tip.byDefault = !subject->defaultValue.empty() ? subject->defaultValue : subject->defaultText.in(chinese);
    if (place.item == nullptr && place.given) {
        const auto &argument = place.command->arguments[static_cast<std::size_t>(place.index)];
        for (const auto &value : shown.type.values)
            if (value.value == argument.text)
                tip.value = value.value + " = " + value.text.in(chinese);
    }
    return tip;
}

} // namespace atscope::views
