// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/argument_editor.h"

#include <algorithm>
#include <cstdlib>

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTextCursor>

#include "views/form/choice_editor.h"
#include "views/form/flags_editor.h"
#include "views/form/hex_editor.h"
#include "views/form/json_editor.h"
#include "views/form/field_editor.h"
#include "views/form/table_editor.h"

namespace atscope::views {

namespace {

using catalog::TypeKind;

enum class Kind { Line, Choice, Flags, Bitmap, Literal, Hex, Json, Table };

Kind kindFor(const EditorSpec &spec)
{
    switch (spec.type->kind) {
    case TypeKind::Hex: return Kind::Hex;
    case TypeKind::Json: return Kind::Json;
    case TypeKind::Records:
    case TypeKind::KeyValues:
    case TypeKind::List: return Kind::Table;
    case TypeKind::Flags: return spec.masked ? Kind::Line : Kind::Flags;
    case TypeKind::Bitmap: return spec.masked ? Kind::Line : Kind::Bitmap;
    case TypeKind::Literal: return Kind::Literal;
    case TypeKind::Enumeration: return spec.masked ? Kind::Line : Kind::Choice;
    default: break;
    }
    // Words with meanings are picked; numbers with a few named ones (0: none) are typed.
    const bool pickable = !spec.type->values.empty() && spec.type->ranges.empty() && spec.type->kind != TypeKind::DateTime;
    return pickable && !spec.masked ? Kind::Choice : Kind::Line;
}

} // namespace

ArgumentEditor *makeEditor(const EditorSpec &spec, QWidget *parent)
{
    ArgumentEditor *editor = nullptr;
    switch (kindFor(spec)) {
    case Kind::Line: editor = new FieldEditor(parent); break;
    case Kind::Choice: editor = new ChoiceEditor(parent); break;
    case Kind::Flags: editor = new FlagsEditor(parent); break;
    case Kind::Bitmap: editor = new BitmapEditor(parent); break;
    case Kind::Literal: editor = new LiteralEditor(parent); break;
    case Kind::Hex: editor = new HexEditor(parent); break;
    case Kind::Json: editor = new JsonEditor(parent); break;
    case Kind::Table: editor = new TableEditor(parent); break;
    }
    editor->configure(spec);
    return editor;
}

bool sameEditor(const EditorSpec &a, const EditorSpec &b)
{
    return kindFor(a) == kindFor(b) && (kindFor(a) != Kind::Table || a.type->kind == b.type->kind);
}

void setTextKeeping(QLineEdit &edit, const QString &text)
{
    if (edit.text() == text)
        return;
    const QSignalBlocker quiet(&edit);
    const int at = edit.cursorPosition();
    edit.setText(text);
    edit.setCursorPosition(std::min<int>(at, static_cast<int>(text.size())));
}

void setTextKeeping(QPlainTextEdit &edit, const QString &text)
{
    const QSignalBlocker quiet(&edit);
    const int at = edit.textCursor().position();
    edit.setPlainText(text);
    QTextCursor cursor = edit.textCursor();
    cursor.setPosition(std::min<int>(at, edit.document()->characterCount() - 1));
    edit.setTextCursor(cursor);
}

std::string formatted(const QDateTime &time, const std::string &format)
{
    const std::string pattern = format.empty() ? "YYYY-MM-DD hh:mm:ss" : format;
    const auto digits = [](int value, std::size_t width) {
        std::string text = std::to_string(value);
        return text.size() < width ? std::string(width - text.size(), '0') + text : text;
    };
    const QDate day = time.date();
    const QTime clock = time.time();
    const int quarters = time.offsetFromUtc() / 900;
    const std::pair<std::string_view, std::string> parts[] = {
        {"YYYY", digits(day.year(), 4)},      {"SSS", digits(clock.msec(), 3)},    {"YY", digits(day.year() % 100, 2)},
        {"MM", digits(day.month(), 2)},       {"DD", digits(day.day(), 2)},        {"hh", digits(clock.hour(), 2)},
        {"mm", digits(clock.minute(), 2)},    {"ss", digits(clock.second(), 2)},
        {"zz", (quarters < 0 ? "-" : "+") + digits(std::abs(quarters), 2)},
    };
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        const auto it = std::find_if(std::begin(parts), std::end(parts),
                                     [&](const auto &part) { return std::string_view(pattern).substr(i).starts_with(part.first); });
        if (it == std::end(parts)) {
            out += pattern[i++];
            continue;
        }
        out += it->second;
        i += it->first.size();
    }
    return out;
}

} // namespace atscope::views
