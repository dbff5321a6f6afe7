// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/choice_editor.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include "views/form/shown_text.h"

namespace atscope::views {

ChoiceEditor::ChoiceEditor(QWidget *parent) : ArgumentEditor(parent), m_combo(new QComboBox(this))
{
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_combo);
    m_combo->setEditable(true);
    m_combo->setInsertPolicy(QComboBox::NoInsert);
    m_combo->setCompleter(nullptr); // it would put more in than was typed
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(6);
    m_combo->lineEdit()->setMaxLength(1 << 24);
    m_combo->installEventFilter(this);
    setFocusProxy(m_combo);
    connect(m_combo->lineEdit(), &QLineEdit::textEdited, this, [this](const QString &text) { Q_EMIT edited(toBytes(text), false); });
    // The list says "0  off", the line says 0. Picking the same again behind another text must count, too: activated().
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
        const QString value = m_combo->itemData(index).toString();
        {
            const QSignalBlocker quiet(m_combo);
            m_combo->setCurrentIndex(-1);
        }
        m_combo->setEditText(value);
        Q_EMIT edited(toBytes(value), false);
    });
}

void ChoiceEditor::configure(const EditorSpec &spec)
{
    m_combo->setAccessibleName(spec.name);
    m_combo->setAccessibleDescription(spec.description);
    m_combo->lineEdit()->setAccessibleName(spec.name);
    m_combo->lineEdit()->setAccessibleDescription(spec.description);
    m_combo->lineEdit()->setPlaceholderText(spec.placeholder);
    QStringList items;
    QStringList values;
    for (const auto *value : spec.values) {
        const auto &meaning = value->text.in(spec.chinese);
        QString item = toShown(value->value);
        if (!meaning.empty())
            item += QStringLiteral("   ") + fromUtf8(meaning);
        if (value->reserved)
            item += tr(" (reserved)");
        items << item;
        values << toShown(value->value);
    }
    bool same = items.size() == m_combo->count();
    for (int i = 0; same && i < items.size(); ++i)
        same = m_combo->itemText(i) == items[i] && m_combo->itemData(i).toString() == values[i];
    if (same)
        return;
    const QSignalBlocker quiet(m_combo);
    const QString text = m_combo->currentText();
    m_combo->clear();
    for (int i = 0; i < items.size(); ++i)
        m_combo->addItem(items[i], values[i]);
    m_combo->setCurrentIndex(-1);
    m_combo->setEditText(text);
    m_combo->view()->setMinimumWidth(m_combo->view()->sizeHintForColumn(0) + 24);
}

QWidget *ChoiceEditor::focusTarget()
{
    return m_combo;
}

std::string ChoiceEditor::text() const
{
    return toBytes(m_combo->lineEdit()->text());
}

void ChoiceEditor::display()
{
    const QSignalBlocker quiet(m_combo);
    // Without an index, Up and Down begin at the value that stands there.
    m_combo->setCurrentIndex(m_combo->findData(toShown(state().text)));
    setTextKeeping(*m_combo->lineEdit(), toShown(state().text));
}

bool ChoiceEditor::eventFilter(QObject *watched, QEvent *event)
{
    // Scrolling the form must not change what the pointer happens to pass.
    if (event->type() == QEvent::Wheel && !m_combo->hasFocus()) {
        event->ignore();
        return true;
    }
    return ArgumentEditor::eventFilter(watched, event);
}

} // namespace atscope::views
