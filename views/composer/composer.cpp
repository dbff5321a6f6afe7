// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/composer.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include "core/base/text.h"
#include "core/session/line_writer.h"
#include "views/composer/assistant.h"
#include "views/composer/at_lexer.h"
#include "views/composer/call_tip.h"
#include "views/composer/hex_input.h"
#include "views/composer/line_editor.h"
#include "views/composer/line_place.h"
#include "views/composer/next_bar.h"
#include "views/composer/paste_bar.h"
#include "views/composer/problem_strip.h"
#include "views/composer/tip_window.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int MostLinesShown = 6;
constexpr int CalmMs = 600;             // so long after a key nothing is said about what is half written
constexpr int MostBlockLinesChecked = 500;

QString words(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

Composer::Composer(session::Draft &draft, QWidget *parent) : QWidget(parent), m_draft(draft)
{
    build();
    connect(&m_draft, &session::Draft::changed, this, &Composer::draftChanged);
    connect(&Theme::instance(), &Theme::changed, this, &Composer::applyTheme);
    connect(m_editor, &LineEditor::edited, this, &Composer::textEdited);
    connect(m_editor, &LineEditor::cursorMoved, this, [this] {
        m_assistant->moved();
        refreshStrip();
    });
    connect(m_editor, &LineEditor::hovered, this, [this](int position) { hover(position); });
    connect(m_editor, &LineEditor::menuWanted, this, &Composer::contextMenu);
    connect(m_editor, &LineEditor::focusChanged, this, QOverload<>::of(&QWidget::update));
    connect(m_editor, &LineEditor::pasteRefused, this, &Composer::tellPaste);
    connect(m_send, &QPushButton::clicked, this, [this] { send(true); });
    connect(m_strip, &ProblemStrip::fixWanted, this, [this] {
        m_editor->setFocus(Qt::OtherFocusReason);
        offerFixes();
    });
    connect(m_next, &NextBar::backWanted, this, [this] {
        m_draft.takeNext();
        m_editor->setFocus(Qt::OtherFocusReason);
    });
    connect(m_next, &NextBar::dropWanted, this, [this] {
        m_draft.dropWaiting();
        m_editor->setFocus(Qt::OtherFocusReason);
    });
    connect(m_bar, &PasteBar::sendWanted, this, &Composer::sendBlock);
    connect(m_bar, &PasteBar::editWanted, this, [this] {
        setBlockState(BlockState::Edited);
        m_editor->setFocus(Qt::OtherFocusReason);
    });
    connect(m_bar, &PasteBar::discardWanted, this, [this] {
        setBlockState(BlockState::None);
        m_editor->setFocus(Qt::OtherFocusReason);
    });
    m_typed = new QTimer(this);
    m_typed->setSingleShot(true);
    m_typed->setInterval(CalmMs);
    connect(m_typed, &QTimer::timeout, this, &Composer::refreshStrip);
    applyTheme();
    retranslate();
    showLine(m_draft.line(), session::DraftEditor::Program);
}

Composer::~Composer()
{
    // What the children still tell while they go finds nobody.
    m_draft.disconnect(this);
    m_editor->disconnect(this);
    m_editor->setKeyHandler({});
}

void Composer::build()
{
    m_bar = new PasteBar(this);
    m_bar->hide();
    m_next = new NextBar(this);
    m_next->hide();
    m_editor = new LineEditor(this);
    m_editor->setKeyHandler([this](QKeyEvent &event) { return handleKey(event); });
    m_lexer = new AtLexer(
        [this](std::string_view line) {
            if (line == m_draft.line())
                return lineStyles(line, m_draft.parsed(), m_draft.problems());
            // A line of a block.
            const auto context = m_draft.context();
            const auto parsed = context.view != nullptr ? catalog::parseLine(line, context) : catalog::ParsedLine{};
            return lineStyles(line, parsed, {});
        },
        this);
    m_send = new QPushButton(this);
    m_send->setFocusPolicy(Qt::TabFocus);
    addSendActions();
    m_strip = new ProblemStrip(this);
    m_assistant = new Assistant(m_draft, *m_editor, this);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(4, 4, 4, 2);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_bar, 0, 0, 1, 3);
    layout->addWidget(m_editor, 1, 0);
    layout->addWidget(m_send, 1, 1, Qt::AlignBottom);
    layout->addWidget(m_more, 1, 2, Qt::AlignBottom);
    layout->addWidget(m_next, 2, 0, 1, 3);
    layout->addWidget(m_strip, 3, 0, 1, 3);
    layout->setColumnStretch(0, 1);
    setFocusProxy(m_editor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Composer::retranslate()
{
    m_editor->setAccessibleName(tr("Command line"));
    m_editor->setAccessibleDescription(tr("Enter sends, Ctrl+Space completes, Alt+Enter repairs"));
    setAccessibleName(tr("Command line editor"));
    retranslateSending();
    const bool block = !m_hexMode && (m_blockState == BlockState::Asked || m_blockState == BlockState::Edited);
    m_send->setText(block ? tr("Send %n lines", nullptr, static_cast<int>(blockLines().size())) : tr("Send"));
    m_send->setEnabled(m_sendable);
    m_send->setToolTip(m_sendable ? tr("Send (Enter); without waiting for the answer of what runs: Ctrl+Enter") : m_reason);
    refreshStrip();
}

void Composer::applyTheme()
{
    // The lexer first: giving it to the editor sets the editor's colours from it.
    m_lexer->applyTheme();
    m_editor->setLexer(m_lexer);
    m_editor->applyTheme();
    if (m_hex)
        m_hex->applyTheme();
    fit();
    refresh();
    update();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        fit();
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit(); // another width wraps in other places
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = Theme::instance();
    const QWidget *shown = m_hexMode ? static_cast<const QWidget *>(m_hex) : m_editor;
    const bool focus = m_hexMode ? m_hex->isAncestorOf(focusWidget()) && m_hex->focusProxy()->hasFocus() : m_editor->hasFocus();
    const auto role = m_dropping ? Theme::Role::Drop : focus ? Theme::Role::Focus : Theme::Role::Border;
    painter.setPen(theme.colour(role));
    painter.drawRect(shown->geometry().adjusted(-1, -1, 0, 0));
}

void Composer::fit()
{
    if (m_editor == nullptr)
        return;
    const int lines = std::clamp(m_editor->linesShown(), 1, MostLinesShown);
    const auto line = static_cast<int>(m_editor->SendScintilla(QsciScintillaBase::SCI_TEXTHEIGHT, 0UL));
    const int height = std::max(lines * line, m_send->sizeHint().height() - 2);
    if (m_editor->minimumHeight() != height || m_editor->maximumHeight() != height)
        m_editor->setFixedHeight(height);
    if (m_hex)
        m_hex->fit(MostLinesShown);
}

void Composer::setSendable(bool sendable, const QString &reason)
{
    m_sendable = sendable;
    m_reason = reason;
    if (sendable)
        m_notice.clear();
    retranslate();
}

void Composer::setLanguage(catalog::Language language)
{
    m_language = language;
    m_assistant->setLanguage(language);
    refreshStrip();
}

void Composer::focusEditor()
{
    if (m_hexMode) {
        m_hex->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    m_editor->setFocus(Qt::ShortcutFocusReason);
    m_editor->select(0, m_editor->bytes().size());
}

void Composer::addHistory(const QString &line)
{
    m_history.add(line.toStdString());
}

QStringList Composer::history() const
{
    QStringList lines;
    for (const auto &line : m_history.lines())
        lines << words(line);
    return lines;
}

void Composer::setHistory(const QStringList &lines)
{
    std::vector<std::string> texts;
    for (const auto &line : lines)
        texts.push_back(line.toStdString());
    m_history.set(std::move(texts));
}

// ------------------------------------------------------------------------------------------------- editor and draft

void Composer::textEdited()
{
    m_notice.clear();
    m_history.endWalk();
    const std::string text = m_editor->bytes();
    if (text.find('\n') != std::string::npos || text.find('\r') != std::string::npos) {
        m_block = text;
        if (m_blockState == BlockState::None || m_blockState == BlockState::Aside)
            setBlockState(BlockState::Asked);
        else
            setBlockState(m_blockState);
        return;
    }
    if (m_blockState == BlockState::Asked || m_blockState == BlockState::Edited) {
        // Edited down to one line: that is the draft now.
        m_block.clear();
        m_blockState = BlockState::None;
        m_bar->hide();
        m_assistant->setEnabled(true);
        retranslate();
    }
    m_typed->start();
    const bool grew = text.size() > m_draft.line().size();
    m_draft.setLine(text, session::DraftEditor::Composer);
    refresh();
    m_assistant->typed(grew);
}

void Composer::draftChanged(session::DraftEditor who)
{
    if (who == session::DraftEditor::Composer)
        return; // its own: textEdited goes on
    if (m_blockState == BlockState::Asked || m_blockState == BlockState::Edited) {
        if (who == session::DraftEditor::Program)
            checkBlock(); // the line is the same, what it is read against is not
        else
            setBlockState(BlockState::Aside);
        refresh();
        return;
    }
    if (m_editor->composing())
        return; // what the input method commits comes with the text it was begun in
    showLine(m_draft.line(), who);
}

void Composer::showLine(const std::string &line, session::DraftEditor who)
{
    using session::DraftEditor;
    const std::string before = m_editor->bytes();
    if (before != line) {
        m_notice.clear();
        m_typed->stop();
        m_assistant->close();
        m_editor->setBytes(line);
        std::size_t tail = 0;
        while (tail < std::min(before.size(), line.size()) && before[before.size() - 1 - tail] == line[line.size() - 1 - tail])
            ++tail;
        if (who == DraftEditor::History || who == DraftEditor::Fix) {
            // Behind what changed.
            const auto at = line.size() - tail;
            m_editor->select(at, at);
        } else if (who == DraftEditor::Tree || who == DraftEditor::Program) {
            const auto at = firstGap();
            m_editor->select(at, at);
        }
    }
    refresh();
}

// Where to go on in a line that was just begun: the first parameter that must be there and is not, else the end.
std::size_t Composer::firstGap() const
{
    const auto &line = m_draft.line();
    if (const auto *command = m_draft.command())
        for (const auto &place : argumentPlaces(line, *command)) {
            const auto &argument = command->arguments[static_cast<std::size_t>(place.index)];
            if (!argument.given && argument.parameter != nullptr && !argument.parameter->optional)
                return place.from;
        }
    return line.size();
}

void Composer::refresh()
{
    m_lexer->restyle();
    m_editor->mark(editorProblems());
    fit();
    refreshNext();
    refreshStrip();
}

const std::vector<catalog::Problem> &Composer::editorProblems() const
{
    return m_blockState == BlockState::Asked || m_blockState == BlockState::Edited ? m_blockProblems : m_draft.problems();
}

// The one at the cursor, else the first error, else the first.
const catalog::Problem *Composer::shownProblem() const
{
    const auto &problems = editorProblems();
    const auto at = m_editor->position();
    const catalog::Problem *shown = nullptr;
    for (const auto &problem : problems) {
        if (at >= problem.span.offset && at <= problem.span.end())
            return &problem;
        if (shown == nullptr || (shown->severity == catalog::Severity::Warning && problem.severity == catalog::Severity::Error))
            shown = &problem;
    }
    return shown;
}

void Composer::refreshStrip()
{
    using Kind = ProblemStrip::Kind;
    if (!m_notice.isEmpty()) {
        m_strip->setMessage(Kind::Notice, m_notice);
        return;
    }
    if (m_hexMode) {
        refreshHexStrip();
        return;
    }
    const auto position = m_editor->position();
    const auto *problem = shownProblem();
    // Who is typing at the very place knows that it is not whole yet.
    if (problem != nullptr && m_typed->isActive() && position >= problem->span.offset && position <= problem->span.end() + 1
        && position == m_editor->bytes().size())
        problem = nullptr;
    if (problem != nullptr) {
        QString text = words(session::problemText(*problem, m_language));
        const bool block = &editorProblems() == &m_blockProblems;
        if (block)
            text = tr("Line %1: %2").arg(std::count(m_block.begin(), m_block.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(problem->span.offset, m_block.size())), '\n') + 1).arg(text);
        m_strip->setMessage(problem->severity == catalog::Severity::Error ? Kind::Error : Kind::Warning, text,
                            static_cast<int>(editorProblems().size()) - 1,
                            block ? std::vector<session::LineFix>() : session::fixesOf(*problem, m_language));
        return;
    }
    const auto tip = callTipAt(m_draft.line(), m_draft.parsed(), position, m_draft.context(), m_language);
    const bool hint = m_draft.line().empty() && m_blockState == BlockState::None;
    m_strip->setMessage(Kind::Info, tip.empty() ? (hint ? tr("Type a command; Ctrl+Space lists them, ↑ brings back what was sent") : QString())
                                                : TipWindow::line(tip));
}

void Composer::hover(std::ptrdiff_t position)
{
    if (position < 0) {
        m_assistant->hideHover();
        return;
    }
    const auto at = static_cast<std::size_t>(position);
    for (const auto &problem : editorProblems()) {
        // One without bytes is marked at the character before it.
        const auto from = problem.span.length == 0 && problem.span.offset > 0 ? problem.span.offset - 1 : problem.span.offset;
        if (at >= from && at < std::max(problem.span.end(), from + 1)) {
            m_assistant->showProblem(problem, at);
            return;
        }
    }
    m_assistant->showMeaning(at);
}

void Composer::tellPaste(const PastedText &pasted)
{
    const QLocale locale;
    const auto bytes = locale.formattedDataSize(static_cast<qint64>(pasted.bytes));
    switch (pasted.refusal) {
    case PastedText::Refusal::LineTooLong:
        m_notice = tr("Nothing was pasted: %1 are too long for a line (at most %2)")
                       .arg(bytes, locale.formattedDataSize(static_cast<qint64>(PastedText::MostLineBytes)));
        break;
    case PastedText::Refusal::BlockTooLong:
        m_notice = tr("Nothing was pasted: %1 are too much for this field (at most %2); send it as a file")
                       .arg(bytes, locale.formattedDataSize(static_cast<qint64>(PastedText::MostBlockBytes)));
        break;
    case PastedText::Refusal::None:
        m_notice = tr("Pasted without %n NUL bytes: a command line cannot hold them", nullptr, static_cast<int>(pasted.nulsLeftOut));
        break;
    }
    refreshStrip();
}

// ----------------------------------------------------------------------------------------------------------- the block

QStringList Composer::blockLines() const
{
    QStringList lines;
    for (const auto &line : words(m_block).split(u'\n'))
        if (!line.trimmed().isEmpty())
            lines << line;
    return lines;
}

void Composer::checkBlock()
{
    m_blockProblems.clear();
    const auto context = m_draft.context();
    if (context.view == nullptr)
        return;
    std::size_t from = 0;
    for (int number = 0; number < MostBlockLinesChecked && from < m_block.size(); ++number) {
        const auto end = std::min(m_block.find('\n', from), m_block.size());
        const auto line = std::string_view(m_block).substr(from, end - from);
        if (!base::trimmed(line).empty()) {
            for (auto &problem : catalog::validate(line, catalog::parseLine(line, context), context)) {
                problem.span.offset += from;
                m_blockProblems.push_back(std::move(problem));
            }
        }
        from = end + 1;
    }
}

// Every way into and out of a block goes through here. None and Aside show the draft again.
void Composer::setBlockState(BlockState state)
{
    const bool shown = state == BlockState::Asked || state == BlockState::Edited;
    m_blockState = state;
    if (state == BlockState::None)
        m_block.clear();
    m_assistant->setEnabled(!shown);
    if (shown) {
        checkBlock();
        if (m_editor->bytes() != m_block)
            m_editor->setBytes(m_block);
    } else {
        m_blockProblems.clear();
        m_editor->setBytes(m_draft.line());
        m_editor->select(m_draft.line().size(), m_draft.line().size());
    }
    const auto question = state == BlockState::Asked ? PasteBar::Question::Pasted
        : state == BlockState::Edited                ? PasteBar::Question::Edited
                                                     : PasteBar::Question::Aside;
    m_bar->ask(question, static_cast<int>(blockLines().size()));
    m_bar->setVisible(state != BlockState::None);
    retranslate();
    refresh();
}

void Composer::sendBlock()
{
    if (!m_sendable) {
        m_notice = m_reason;
        refreshStrip();
        return;
    }
    const auto lines = blockLines();
    setBlockState(BlockState::None);
    m_editor->setFocus(Qt::OtherFocusReason);
    if (!lines.isEmpty())
        Q_EMIT sendLinesWanted(lines);
}

} // namespace atscope::views
