// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/hex_input.h"

#include <algorithm>

#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTextBlock>

#include "views/kit/cell_font.h"
#include "views/kit/event_text.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr std::string_view Endings[] = {"", "\r", "\n", "\r\n"};
constexpr std::size_t PreviewBytes = 48;

// QTextDocument counts UTF-16 units, the core bytes.
int unitsBefore(const std::string &text, std::size_t byte)
{
    return static_cast<int>(QString::fromStdString(text.substr(0, byte)).size());
}

} // namespace

HexInput::HexInput(QWidget *parent) : QWidget(parent)
{
    m_edit = new QPlainTextEdit(this);
    m_edit->setTabChangesFocus(true);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setWordWrapMode(QTextOption::WrapAnywhere);
    m_edit->document()->setDocumentMargin(2);
    m_edit->installEventFilter(this);
    m_ending = new QComboBox(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit, 1);
    row->addWidget(m_ending, 0, Qt::AlignBottom);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &HexInput::take);
    connect(m_ending, &QComboBox::currentIndexChanged, this, &HexInput::changed);
    applyTheme();
    retranslate();
}

void HexInput::take()
{
    const auto text = m_edit->toPlainText().toStdString();
    m_read = session::readHexBytes(text);
    QList<QTextEdit::ExtraSelection> marks;
    if (m_read.problem) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_edit->textCursor();
        mark.cursor.setPosition(unitsBefore(text, m_read.where.offset));
        mark.cursor.setPosition(unitsBefore(text, m_read.where.end()), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(Theme::instance().colour(Theme::Role::SquiggleError));
        marks << mark;
    }
    m_edit->setExtraSelections(marks);
    Q_EMIT changed();
}

std::string HexInput::bytes() const
{
    if (m_read.problem || m_read.bytes.empty())
        return {};
    return m_read.bytes + std::string(Endings[static_cast<std::size_t>(std::max(0, m_ending->currentIndex()))]);
}

QString HexInput::words(catalog::Language language) const
{
    if (m_read.problem)
        return QString::fromStdString(catalog::Messages::render(*m_read.problem, language));
    const auto all = bytes();
    if (all.empty())
        return tr("Bytes in hexadecimal: 41 54 0D, 0x41,0x54 or 41540D; exactly these go out");
    const auto shown = std::string_view(all).substr(0, PreviewBytes);
    const auto more = shown.size() < all.size() ? QStringLiteral(" …") : QString();
    return tr("%n bytes", nullptr, static_cast<int>(all.size())) + QStringLiteral(" · ") + hexText(shown) + more + QStringLiteral(" · ")
        + CellFont::shown(textCell(shown, wire::Charset::Utf8, Tone::Plain).text) + more;
}

void HexInput::noteSent()
{
    m_history.endWalk();
    m_history.add(m_edit->toPlainText().simplified().toStdString());
    m_edit->selectAll();
}

void HexInput::showProblem()
{
    if (!m_read.problem)
        return;
    const auto text = m_edit->toPlainText().toStdString();
    auto cursor = m_edit->textCursor();
    cursor.setPosition(unitsBefore(text, m_read.where.offset));
    cursor.setPosition(unitsBefore(text, m_read.where.end()), QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
}

bool HexInput::walk(bool older)
{
    const auto cursor = m_edit->textCursor();
    const auto block = older ? m_edit->document()->firstBlock() : m_edit->document()->lastBlock();
    if (cursor.block() != block && !cursor.hasSelection())
        return false; // the cursor moves
    const auto text = m_edit->toPlainText().toStdString();
    const bool all = cursor.selectionEnd() - cursor.selectionStart() == m_edit->document()->characterCount() - 1;
    const auto found = older ? m_history.older(text, all ? std::string() : text) : m_history.newer();
    if (!found)
        return false;
    m_edit->setPlainText(QString::fromStdString(*found));
    m_edit->moveCursor(QTextCursor::End);
    return true;
}

bool HexInput::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        Q_EMIT focusChanged();
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const auto modifiers = key->modifiers() & ~Qt::KeypadModifier;
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (modifiers == Qt::ShiftModifier)
                return false; // a further line
            Q_EMIT sendWanted(modifiers == Qt::ControlModifier);
            return true;
        }
        if (modifiers == Qt::NoModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
            return walk(key->key() == Qt::Key_Up);
    }
    return QWidget::eventFilter(watched, event);
}

void HexInput::fit(int mostLines)
{
    const QFontMetrics metrics(m_edit->font());
    const int lines = std::clamp(static_cast<int>(m_edit->document()->size().height()), 1, mostLines);
    const int height = std::max(lines * metrics.lineSpacing() + 2 * static_cast<int>(m_edit->document()->documentMargin()) + 2,
                                m_ending->sizeHint().height() - 2);
    if (m_edit->minimumHeight() != height || m_edit->maximumHeight() != height)
        m_edit->setFixedHeight(height);
}

void HexInput::applyTheme()
{
    m_edit->setFont(Theme::instance().monospace());
    const QSignalBlocker quiet(this);
    take();
}

void HexInput::retranslate()
{
    m_edit->setAccessibleName(tr("Bytes in hexadecimal"));
    m_edit->setAccessibleDescription(tr("Enter sends, Ctrl+Enter sends without waiting"));
    const QSignalBlocker quiet(m_ending);
    const int at = std::max(0, m_ending->currentIndex());
    m_ending->clear();
    m_ending->addItems({tr("no line end"), QStringLiteral("+ CR"), QStringLiteral("+ LF"), QStringLiteral("+ CR LF")});
    m_ending->setCurrentIndex(at);
    m_ending->setAccessibleName(tr("Line end behind the bytes"));
}

void HexInput::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace atscope::views
