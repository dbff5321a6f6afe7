// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/flags_editor.h"

#include <optional>

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include "core/base/text.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"

namespace atscope::views {

namespace {

std::optional<std::int64_t> flagsOf(const std::string &text)
{
    if (text.empty())
        return 0;
    const auto number = base::toInteger(text);
    return number && *number >= 0 ? number : std::nullopt;
}

QString doubledAmpersands(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

FlagsEditor::FlagsEditor(QWidget *parent) : ArgumentEditor(parent), m_number(new QLineEdit(this)), m_grid(new QGridLayout)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    box->addWidget(m_number);
    box->addLayout(m_grid);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(0);
    m_number->setMaxLength(1 << 24);
    setFocusProxy(m_number);
    connect(m_number, &QLineEdit::textEdited, this, [this](const QString &text) { Q_EMIT edited(toBytes(text), false); });
}

void FlagsEditor::configure(const EditorSpec &spec)
{
    m_number->setAccessibleName(spec.name);
    m_number->setAccessibleDescription(spec.description);
    m_number->setPlaceholderText(spec.placeholder);
    if (m_type != spec.type) {
        m_type = spec.type;
        qDeleteAll(m_boxes);
        m_boxes.clear();
        for (std::size_t i = 0; i < m_type->bits.size(); ++i) {
            auto *box = new QCheckBox(this);
            const int bit = m_type->bits[i].bit;
            connect(box, &QCheckBox::clicked, this, [this, bit](bool on) { toggle(bit, on); });
            m_grid->addWidget(box, static_cast<int>(i), 0);
            m_boxes.push_back(box);
        }
        stateTaken();
    }
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const QString meaning = fromUtf8(m_type->bits[i].text.in(spec.chinese));
        m_boxes[i]->setText(doubledAmpersands(tr("bit %1  %2").arg(m_type->bits[i].bit).arg(meaning)));
        m_boxes[i]->setAccessibleName(tr("%1, bit %2: %3").arg(spec.name).arg(m_type->bits[i].bit).arg(meaning));
        m_boxes[i]->setAccessibleDescription(meaning);
    }
}

QWidget *FlagsEditor::focusTarget()
{
    return m_number;
}

std::string FlagsEditor::text() const
{
    return toBytes(m_number->text());
}

void FlagsEditor::display()
{
    setTextKeeping(*m_number, toShown(state().text));
}

void FlagsEditor::stateTaken()
{
    const auto value = flagsOf(text());
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const int bit = m_type->bits[i].bit;
        m_boxes[i]->setEnabled(value.has_value() && bit >= 0 && bit < 63);
        m_boxes[i]->setChecked(value && bit >= 0 && bit < 63 && (*value >> bit & 1) != 0);
    }
}

void FlagsEditor::toggle(int bit, bool on)
{
    const auto value = flagsOf(text());
    if (!value)
        return;
    const std::int64_t mask = std::int64_t{1} << bit;
    const auto changed = base::fromInteger(on ? *value | mask : *value & ~mask);
    setTextKeeping(*m_number, toShown(changed));
    Q_EMIT edited(changed, false);
}

BitmapEditor::BitmapEditor(QWidget *parent)
    : ArgumentEditor(parent), m_edit(new QLineEdit(this)), m_less(smallButton(QStringLiteral("−"), this)),
      m_more(smallButton(QStringLiteral("+"), this)), m_grid(new QGridLayout)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_edit, 1);
    line->addWidget(m_less);
    line->addWidget(m_more);
    box->addLayout(line);
    box->addLayout(m_grid);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(8, 1);
    m_edit->setMaxLength(1 << 24);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) { Q_EMIT edited(toBytes(text), false); });
    connect(m_more, &QToolButton::clicked, this, [this] { put(text() + '0'); });
    connect(m_less, &QToolButton::clicked, this, [this] {
        auto shorter = text();
        if (!shorter.empty())
            shorter.pop_back();
        put(shorter);
    });
}

void BitmapEditor::configure(const EditorSpec &spec)
{
    m_name = spec.name;
    m_edit->setAccessibleName(spec.name);
    m_edit->setAccessibleDescription(spec.description);
    m_edit->setPlaceholderText(spec.placeholder);
    m_more->setToolTip(tr("One instance more"));
    m_more->setAccessibleName(tr("One instance more: %1").arg(spec.name));
    m_less->setToolTip(tr("One instance less"));
    m_less->setAccessibleName(tr("One instance less: %1").arg(spec.name));
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setAccessibleName(tr("%1, instance %2").arg(m_name).arg(i));
}

QWidget *BitmapEditor::focusTarget()
{
    return m_edit;
}

std::string BitmapEditor::text() const
{
    return toBytes(m_edit->text());
}

void BitmapEditor::display()
{
    setTextKeeping(*m_edit, toShown(state().text));
}

void BitmapEditor::stateTaken()
{
    const auto shown = text();
    const auto count = std::min(shown.size(), MostBoxes);
    while (m_boxes.size() > count) {
        delete m_boxes.back();
        m_boxes.pop_back();
    }
    while (m_boxes.size() < count) {
        const auto i = m_boxes.size();
        auto *box = new QCheckBox(QString::number(i), this);
        box->setAccessibleName(tr("%1, instance %2").arg(m_name).arg(i));
        connect(box, &QCheckBox::clicked, this, [this, i](bool on) {
            auto changed = text();
            if (i < changed.size())
                changed[i] = on ? '1' : '0';
            put(changed);
        });
        m_grid->addWidget(box, static_cast<int>(i / 8), static_cast<int>(i % 8));
        box->setVisible(true);
        m_boxes.push_back(box);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const bool known = shown[i] == '0' || shown[i] == '1';
        m_boxes[i]->setTristate(!known);
        m_boxes[i]->setCheckState(!known ? Qt::PartiallyChecked : shown[i] == '1' ? Qt::Checked : Qt::Unchecked);
    }
}

void BitmapEditor::put(const std::string &text)
{
    setTextKeeping(*m_edit, toShown(text));
    Q_EMIT edited(text, false);
}

LiteralEditor::LiteralEditor(QWidget *parent) : ArgumentEditor(parent), m_box(new QCheckBox(this)), m_other(new QLabel(this))
{
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_box);
    box->addWidget(m_other, 1);
    m_other->setTextFormat(Qt::PlainText);
    setFocusProxy(m_box);
    connect(m_box, &QCheckBox::clicked, this, [this](bool on) {
        m_text = on ? m_literal : std::string();
        m_other->clear();
        Q_EMIT edited(m_text, false);
    });
}

void LiteralEditor::configure(const EditorSpec &spec)
{
    m_literal = spec.type->literal;
    m_box->setText(doubledAmpersands(fromUtf8(m_literal)));
    m_box->setAccessibleName(tr("%1: %2").arg(spec.name, fromUtf8(m_literal)));
    m_box->setAccessibleDescription(spec.description);
}

QWidget *LiteralEditor::focusTarget()
{
    return m_box;
}

std::string LiteralEditor::text() const
{
    return m_text;
}

void LiteralEditor::display()
{
    m_text = state().text;
    m_box->setChecked(base::equalsNoCase(m_text, m_literal) && !m_literal.empty());
    m_other->setText(m_box->isChecked() ? QString() : toShown(m_text));
}

} // namespace atscope::views
