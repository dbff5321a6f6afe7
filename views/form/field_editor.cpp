// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/field_editor.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include "core/base/text.h"
#include "views/form/payload_file.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"

namespace atscope::views {

using catalog::TypeKind;

FieldEditor::FieldEditor(QWidget *parent)
    : ArgumentEditor(parent), m_edit(new QLineEdit(this)), m_count(new QLabel(this)), m_now(smallButton({}, this)),
      m_file(smallButton({}, this)), m_eye(new EyeButton(this))
{
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    box->addWidget(m_edit, 1);
    for (QWidget *more : {static_cast<QWidget *>(m_eye), static_cast<QWidget *>(m_now), static_cast<QWidget *>(m_file),
                          static_cast<QWidget *>(m_count)})
        box->addWidget(more);
    m_edit->setMaxLength(1 << 24); // the default would cut long lines
    m_edit->setContextMenuPolicy(Qt::CustomContextMenu);
    m_edit->installEventFilter(this);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) { Q_EMIT edited(toBytes(text), false); });
    connect(m_edit, &QLineEdit::customContextMenuRequested, this, &FieldEditor::showMenu);
    connect(m_eye, &QToolButton::toggled, this, [this](bool on) {
        m_edit->setEchoMode(m_spec.masked && !on ? QLineEdit::Password : QLineEdit::Normal);
    });
    connect(m_now, &QToolButton::clicked, this, [this] { put(formatted(m_spec.clock(), m_spec.type->format)); });
    connect(m_file, &QToolButton::clicked, this, &FieldEditor::pickFile);
}

void FieldEditor::configure(const EditorSpec &spec)
{
    m_spec = spec;
    m_edit->setAccessibleName(spec.name);
    m_edit->setAccessibleDescription(spec.description);
    m_eye->setVisible(spec.masked);
    m_edit->setEchoMode(spec.masked && !m_eye->reveals() ? QLineEdit::Password : QLineEdit::Normal);
    m_now->setVisible(spec.type->kind == TypeKind::DateTime || spec.parameter->role == "now");
    m_now->setText(tr("Now"));
    m_now->setToolTip(tr("Put the time of this computer in"));
    m_now->setAccessibleName(tr("Now: %1").arg(spec.name));
    m_now->setAccessibleDescription(m_now->toolTip());
    m_file->setVisible(spec.payload);
    m_file->setText(tr("File…"));
    m_file->setToolTip(tr("Take the content of a file"));
    m_file->setAccessibleName(tr("From a file: %1").arg(spec.name));
    m_file->setAccessibleDescription(m_file->toolTip());
    stateTaken();
}

QWidget *FieldEditor::focusTarget()
{
    return m_edit;
}

std::string FieldEditor::text() const
{
    return toBytes(m_edit->text());
}

bool FieldEditor::isNarrow() const
{
    const auto kind = m_spec.type->kind;
    return !m_spec.masked && (kind == TypeKind::Integer || kind == TypeKind::Float);
}

void FieldEditor::display()
{
    setTextKeeping(*m_edit, toShown(state().text));
}

void FieldEditor::stateTaken()
{
    const bool emptyText = state().given && state().text.empty();
    m_edit->setPlaceholderText(emptyText ? tr("\"\" (an empty text)") : m_spec.placeholder);
    const bool counts = m_spec.type->maxBytes.has_value() || m_spec.payload;
    m_count->setVisible(counts && state().given);
    if (!counts)
        return;
    m_count->setText(m_spec.type->maxBytes ? tr("%1/%2 B").arg(state().bytes).arg(*m_spec.type->maxBytes) : tr("%1 B").arg(state().bytes));
}

bool FieldEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && m_spec.type->kind == TypeKind::Integer) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int by = key->key() == Qt::Key_Up ? 1 : key->key() == Qt::Key_Down ? -1 : 0;
        if (by != 0 && (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && step(by))
            return true;
    }
    return ArgumentEditor::eventFilter(watched, event);
}

// One up or down, over gaps between ranges; beyond the last range it stays.
bool FieldEditor::step(int by)
{
    const auto &ranges = m_spec.type->ranges;
    const std::string from = text().empty() ? m_spec.parameter->defaultValue : text();
    const auto now = base::toInteger(from);
    if (!now) {
        if (!from.empty())
            return false;
        const double low = !ranges.empty() && ranges.front().low ? *ranges.front().low : 0.0;
        put(base::fromInteger(static_cast<std::int64_t>(low)));
        return true;
    }
    if ((by > 0 && *now == INT64_MAX) || (by < 0 && *now == INT64_MIN))
        return true;
    const std::int64_t wanted = *now + by;
    std::optional<double> best = ranges.empty() ? std::optional<double>(static_cast<double>(wanted)) : std::nullopt;
    for (const auto &range : ranges) {
        const double low = range.low.value_or(-9e15);
        const double high = range.high.value_or(9e15);
        const double nearest = std::min(std::max(static_cast<double>(wanted), low), high);
        const bool ahead = by > 0 ? nearest >= static_cast<double>(wanted) : nearest <= static_cast<double>(wanted);
        if (ahead && (!best || (by > 0 ? nearest < *best : nearest > *best)))
            best = nearest;
    }
    if (best && *best >= -9e15 && *best <= 9e15)
        put(base::fromInteger(static_cast<std::int64_t>(*best)));
    return true;
}

bool FieldEditor::quotable() const
{
    const auto kind = m_spec.type->kind;
    return m_spec.type->quoting != catalog::Quoting::Forbidden && kind != TypeKind::Rest && kind != TypeKind::Integer
        && kind != TypeKind::Float && kind != TypeKind::Flags;
}

// As typed.
void FieldEditor::put(const std::string &text, bool keepEmpty)
{
    setTextKeeping(*m_edit, toShown(text));
    m_edit->end(false);
    Q_EMIT edited(text, keepEmpty);
}

void FieldEditor::showMenu(const QPoint &at)
{
    QMenu *menu = m_edit->createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    if (quotable())
        connect(menu->addAction(tr("Empty text (\"\")")), &QAction::triggered, this, [this] { put({}, true); });
    connect(menu->addAction(tr("Leave it out")), &QAction::triggered, this, [this] { put({}); });
    menu->popup(m_edit->mapToGlobal(at));
}

void FieldEditor::pickFile()
{
    auto *dialog = new QFileDialog(this, tr("Content of %1").arg(m_spec.name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FieldEditor::takeFile);
    dialog->open();
}

void FieldEditor::takeFile(const QString &path)
{
    std::string text;
    QString refused;
    if (readPayload(path, *m_spec.type, m_spec.mostFileBytes, text, refused))
        put(text, true);
    else
        Q_EMIT noticed(refused);
}

} // namespace atscope::views
