// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/hex_editor.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "core/base/text.h"
#include "views/form/payload_file.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {

// The bytes that whole pairs of digits stand for; false: they are not only that.
bool bytesOf(const std::string &digits, std::string &bytes)
{
    bytes.clear();
    if (digits.size() % 2 != 0)
        return false;
    const auto value = [](char c) { return base::isDigit(c) ? c - '0' : base::toLower(c) - 'a' + 10; };
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        if (!base::isHexDigit(digits[i]) || !base::isHexDigit(digits[i + 1]))
            return false;
        bytes += static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
    }
    return true;
}

} // namespace

HexEditor::HexEditor(QWidget *parent)
    : ArgumentEditor(parent), m_hex(new QLineEdit(this)), m_text(new QLineEdit(this)), m_count(new QLabel(this)),
      m_file(smallButton({}, this)), m_eye(new EyeButton(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(2);
    grid->addWidget(m_hex, 0, 0);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_eye, 0, 2);
    grid->addWidget(m_file, 0, 3);
    grid->addWidget(m_count, 1, 0, 1, 4);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    setTabOrder(m_hex, m_text);
    setTabOrder(m_text, m_eye);
    setTabOrder(m_eye, m_file);
    for (QLineEdit *edit : {m_hex, m_text})
        edit->setMaxLength(1 << 24);
    setFocusProxy(m_hex);
    connect(m_hex, &QLineEdit::textEdited, this, [this](const QString &text) {
        showText();
        Q_EMIT edited(toBytes(text), false);
    });
    connect(m_text, &QLineEdit::textEdited, this, [this](const QString &text) {
        const auto digits = base::upper(base::toHex(toBytes(text)));
        setTextKeeping(*m_hex, toShown(digits));
        Q_EMIT edited(digits, false);
    });
    connect(m_eye, &QToolButton::toggled, this, &HexEditor::mask);
    connect(m_file, &QToolButton::clicked, this, &HexEditor::pickFile);
}

void HexEditor::configure(const EditorSpec &spec)
{
    m_spec = spec;
    m_hex->setFont(Theme::instance().monospace());
    m_hex->setAccessibleName(tr("%1, hexadecimal").arg(spec.name));
    m_hex->setAccessibleDescription(spec.description);
    m_hex->setPlaceholderText(spec.placeholder);
    m_hex->setToolTip(tr("Hexadecimal digits, two a byte"));
    m_text->setAccessibleName(tr("%1, as text").arg(spec.name));
    m_text->setAccessibleDescription(tr("The same bytes as UTF-8 text"));
    m_text->setToolTip(tr("The same bytes as UTF-8 text"));
    m_file->setVisible(spec.payload);
    m_file->setText(tr("File…"));
    m_file->setToolTip(tr("Take the bytes of a file"));
    m_file->setAccessibleName(tr("From a file: %1").arg(spec.name));
    m_file->setAccessibleDescription(m_file->toolTip());
    m_eye->setVisible(spec.masked);
    mask();
    showText();
    showCount();
}

QWidget *HexEditor::focusTarget()
{
    return m_hex;
}

std::string HexEditor::text() const
{
    return toBytes(m_hex->text());
}

void HexEditor::display()
{
    setTextKeeping(*m_hex, toShown(state().text));
    showText();
}

void HexEditor::stateTaken()
{
    showCount();
}

void HexEditor::showText()
{
    std::string bytes;
    const bool whole = bytesOf(text(), bytes);
    // Its own typing comes back as the same text and changes nothing.
    setTextKeeping(*m_text, whole ? toShown(bytes) : QString());
    m_text->setReadOnly(!whole);
    m_text->setPlaceholderText(whole ? tr("as text") : tr("(no whole bytes)"));
}

void HexEditor::showCount()
{
    const auto digits = state().text.size();
    QString words = tr("%1 B").arg(digits / 2);
    if (m_spec.type->maxBytes)
        words += tr(", %1 of at most %2 digits").arg(digits).arg(*m_spec.type->maxBytes);
    else if (digits % 2 != 0)
        words += tr(", %1 digits").arg(digits);
    m_count->setText(words);
    m_count->setVisible(state().given);
}

void HexEditor::mask()
{
    const auto echo = m_spec.masked && !m_eye->reveals() ? QLineEdit::Password : QLineEdit::Normal;
    m_hex->setEchoMode(echo);
    m_text->setEchoMode(echo);
}

void HexEditor::pickFile()
{
    auto *dialog = new QFileDialog(this, tr("Content of %1").arg(m_spec.name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &HexEditor::takeFile);
    dialog->open();
}

void HexEditor::takeFile(const QString &path)
{
    std::string digits;
    QString refused;
    if (!readPayload(path, *m_spec.type, m_spec.mostFileBytes, digits, refused)) {
        Q_EMIT noticed(refused);
        return;
    }
    setTextKeeping(*m_hex, toShown(digits));
    showText();
    Q_EMIT edited(digits, true);
}

} // namespace atscope::views
