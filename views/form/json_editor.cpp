// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/json_editor.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextDocument>
#include <QToolButton>

#include "views/form/payload_file.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {

// Not toPlainText(): it makes blanks of no-break spaces.
QString rawText(const QPlainTextEdit &edit)
{
    return edit.document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

} // namespace

JsonEditor::JsonEditor(QWidget *parent)
    : ArgumentEditor(parent), m_edit(new QPlainTextEdit(this)), m_count(new QLabel(this)), m_eye(new EyeButton(this)),
      m_file(smallButton({}, this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    box->addWidget(m_edit);
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_count, 1);
    line->addWidget(m_eye);
    line->addWidget(m_file);
    box->addLayout(line);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setWordWrap(true);
    m_count->setTextFormat(Qt::PlainText);
    m_edit->setTabChangesFocus(true);
    m_edit->setWordWrapMode(QTextOption::WrapAnywhere);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (m_hidden)
            return;
        m_typing = true;
        Q_EMIT edited(text(), false);
    });
    connect(m_eye, &QToolButton::toggled, this, [this] {
        m_typing = false;
        display();
        underline();
    });
    connect(m_file, &QToolButton::clicked, this, &JsonEditor::pickFile);
}

void JsonEditor::configure(const EditorSpec &spec)
{
    const bool masked = std::exchange(m_spec, spec).masked;
    m_edit->setFont(Theme::instance().monospace());
    m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * 4 + 12);
    m_edit->setAccessibleName(spec.name);
    m_edit->setAccessibleDescription(spec.description);
    m_edit->setPlaceholderText(spec.placeholder);
    m_eye->setVisible(spec.masked);
    m_file->setVisible(spec.payload);
    m_file->setText(tr("File…"));
    m_file->setToolTip(tr("Take the content of a file"));
    m_file->setAccessibleName(tr("From a file: %1").arg(spec.name));
    m_file->setAccessibleDescription(m_file->toolTip());
    if (masked != spec.masked && hides() != m_hidden)
        display();
}

QWidget *JsonEditor::focusTarget()
{
    return m_edit;
}

// Ends of lines are for the eye only: a command line has none.
std::string JsonEditor::text() const
{
    if (m_hidden)
        return m_behind;
    QString shown = rawText(*m_edit);
    shown.remove(QLatin1Char('\n'));
    return toBytes(shown);
}

bool JsonEditor::hides() const
{
    return m_spec.masked && !m_eye->reveals() && !m_typing && !state().text.empty();
}

void JsonEditor::display()
{
    m_hidden = hides();
    m_behind = m_hidden ? state().text : std::string();
    m_edit->setReadOnly(m_hidden);
    m_edit->setToolTip(m_hidden ? tr("It holds a secret: open the eye to read and edit it") : QString());
    setTextKeeping(*m_edit, m_hidden ? QString(12, QChar(0x2022)) : toShown(state().text));
}

void JsonEditor::stateTaken()
{
    m_length = 0;
    m_words.clear();
    underline();
}

void JsonEditor::place(std::size_t from, std::size_t length, const QString &words)
{
    m_from = from;
    m_length = std::max<std::size_t>(length, 1);
    m_words = words;
    underline();
}

// The place counts bytes of the argument; the document counts UTF-16 units, and has ends of lines besides.
void JsonEditor::underline()
{
    QList<QTextEdit::ExtraSelection> marks;
    QString words = state().given ? tr("%1 B").arg(state().bytes) : QString();
    if (m_spec.type != nullptr && m_spec.type->maxBytes && state().given)
        words = tr("%1/%2 B").arg(state().bytes).arg(*m_spec.type->maxBytes);
    if (m_length > 0 && !m_hidden) {
        const auto wire = text();
        const auto before = toShown(std::string_view(wire).substr(0, std::min(m_from, wire.size()))).size();
        const QString shown = rawText(*m_edit);
        qsizetype at = 0;
        for (qsizetype left = before; at < shown.size() && (left > 0 || shown[at] == QLatin1Char('\n')); ++at)
            left -= shown[at] == QLatin1Char('\n') ? 0 : 1;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_edit->document());
        // At the end there is nothing to underline but what stands before it.
        mark.cursor.setPosition(static_cast<int>(std::min(at, shown.size())));
        mark.cursor.movePosition(at < shown.size() ? QTextCursor::Right : QTextCursor::Left, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(Theme::instance().colour(Theme::Role::SquiggleError));
        mark.format.setBackground(Theme::instance().wash(Tone::Bad));
        marks << mark;
        const QTextBlock block = m_edit->document()->findBlock(static_cast<int>(std::min(at, shown.size())));
        words += (words.isEmpty() ? QString() : QStringLiteral("  ·  "))
            + tr("line %1, column %2").arg(block.blockNumber() + 1).arg(at - block.position() + 1);
    }
    m_edit->setExtraSelections(marks);
    m_count->setText(words);
}

bool JsonEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && m_typing) {
        m_typing = false;
        if (hides()) {
            display();
            underline();
        }
    }
    return ArgumentEditor::eventFilter(watched, event);
}

void JsonEditor::pickFile()
{
    auto *dialog = new QFileDialog(this, tr("Content of %1").arg(m_spec.name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &JsonEditor::takeFile);
    dialog->open();
}

void JsonEditor::takeFile(const QString &path)
{
    std::string text;
    QString refused;
    if (readPayload(path, *m_spec.type, m_spec.mostFileBytes, text, refused))
        put(text);
    else
        Q_EMIT noticed(refused);
}

void JsonEditor::put(const std::string &text)
{
    m_hidden = false;
    m_edit->setReadOnly(false);
    setTextKeeping(*m_edit, toShown(text));
    Q_EMIT edited(text, true);
    if (hides()) {
        display();
        underline();
    }
}

} // namespace atscope::views
