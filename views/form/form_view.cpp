// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/form_view.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/catalog/line.h"
#include "views/form/argument_editor.h"
#include "views/form/form_header.h"
#include "views/form/line_preview.h"
#include "views/form/parameter_row.h"
#include "views/form/problem_list.h"
#include "views/kit/question_bar.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"
#include "views/kit/theme.h"

namespace atscope::views {

FormView::FormView(session::Draft &draft, QWidget *parent)
    : QWidget(parent), m_draft(draft), m_clock([] { return QDateTime::currentDateTime(); }), m_empty(new QLabel(this)),
      m_body(new QWidget(this)), m_scroll(new QScrollArea(this)), m_header(new FormHeader(m_body)), m_rowBox(new QVBoxLayout),
      m_fixed(smallButton({}, m_body)), m_lineProblems(new ProblemList(m_body)), m_bar(new QuestionBar(this)),
      m_preview(new LinePreview(this)), m_send(new QPushButton(this)), m_copy(new QPushButton(this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(6, 6, 6, 6);
    box->setSpacing(6);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(16);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    box->addWidget(m_empty, 1);
    box->addWidget(m_scroll, 1);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);

    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 4, 0);
    body->setSpacing(8);
    body->addWidget(m_header);
    m_rowBox->setSpacing(8);
    body->addLayout(m_rowBox);
    m_fixed->setCheckable(true);
    body->addWidget(m_fixed, 0, Qt::AlignLeft);
    body->addWidget(m_lineProblems);
    body->addStretch(1);

    box->addWidget(m_bar);
    box->addWidget(m_preview);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_send);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    box->addLayout(buttons);
    m_send->setAutoDefault(false);
    m_copy->setAutoDefault(false);

    connect(m_fixed, &QToolButton::toggled, this, [this](bool on) {
        m_showsFixed = on;
        refresh();
    });
    connect(m_header, &FormHeader::formChosen, this, &FormView::chooseForm);
    connect(m_lineProblems, &ProblemList::fixWanted, this, &FormView::fix);
    connect(m_bar, &QuestionBar::answered, this, &FormView::onAnswered);
    connect(m_send, &QPushButton::clicked, this, &FormView::send);
    connect(m_copy, &QPushButton::clicked, this, &FormView::copyWanted);
    connect(&m_draft, &session::Draft::changed, this, &FormView::onChanged);
    connect(&Theme::instance(), &Theme::changed, this, &FormView::refresh);
    connect(qApp, &QApplication::focusChanged, this, &FormView::onFocusChanged);
    retranslate();
}

FormView::~FormView()
{
    // The focus leaves our editors while QWidget takes them down: by then there is no form to hear of it.
    disconnect(qApp, nullptr, this, nullptr);
}

void FormView::setLanguage(catalog::Language language)
{
    if (m_language == language)
        return;
    m_language = language;
    refresh();
}

void FormView::setSendable(bool sendable, const QString &reason)
{
    m_sendable = sendable;
    m_reason = reason;
    refreshButtons();
}

void FormView::setClock(std::function<QDateTime()> clock)
{
    m_clock = std::move(clock);
    refresh();
}

void FormView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FormView::retranslate()
{
    m_empty->setText(tr("Choose a command in the tree, or write one: its parameters appear here."));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the line, with its secrets"));
    m_copy->setAccessibleName(tr("Copy the line"));
    m_copy->setAccessibleDescription(m_copy->toolTip());
    m_fixed->setToolTip(tr("Parameters that can have one value only"));
    m_fixed->setAccessibleDescription(m_fixed->toolTip());
    setAccessibleName(tr("Form"));
    setAccessibleDescription(tr("The parameters of the command line"));
    refresh();
}

void FormView::onChanged(session::DraftEditor)
{
    // A question is about one line.
    if (m_bar->isVisible() && (!m_bar->asks() || m_asked != m_draft.line()))
        m_bar->dismiss();
    refresh();
}

// Only what the user does comes here. An empty text leaves the parameter out, unless he means the empty text itself.
void FormView::edit(ParameterRow *row, const std::string &text, bool keepEmpty)
{
    const auto *command = m_draft.command();
    if (command == nullptr)
        return;
    m_editing = row;
    if (text.empty() && keepEmpty) {
        std::string line = catalog::compose(*command, {{row->name(), text}}, m_draft.context());
        if (m_draft.parsed().commands.size() > 1)
            line = m_draft.line().substr(0, command->span.offset) + line + m_draft.line().substr(command->span.end());
        m_draft.setLine(std::move(line), session::DraftEditor::Form);
    } else {
        m_draft.setArguments({{row->name(), text}}, session::DraftEditor::Form);
    }
    m_editing = nullptr;
}

void FormView::fix(const session::LineFix &fix)
{
    QWidget *focused = focusWidget();
    ParameterRow *home = nullptr;
    for (auto *row : m_rows)
        if (row->isAncestorOf(focused))
            home = row;
    m_draft.apply(fix);
    if (fix.kind == session::LineFix::Kind::Before) {
        focusFirst();
        return;
    }
    // The button is gone with its problem; the keyboard stays in the row.
    if (home && std::find(m_rows.begin(), m_rows.end(), home) != m_rows.end() && home->isVisible())
        home->editor()->setFocus();
}

void FormView::chooseForm(const catalog::Form *form)
{
    if (m_command)
        m_draft.choose(*m_command, form, session::DraftEditor::Form);
}

void FormView::notice(const QString &text)
{
    m_bar->say(text, tr("Close"));
    Q_EMIT noticed(text);
}

void FormView::send()
{
    if (!m_send->isEnabled())
        return;
    const auto question = session::questionBefore(m_draft, m_language);
    if (!question.needed()) {
        Q_EMIT sendWanted();
        return;
    }
    m_asked = m_draft.line();
    m_bar->ask(question);
}

void FormView::onAnswered(bool yes)
{
    m_send->setFocus();
    // The port may have gone while the question stood there.
    if (yes && m_send->isEnabled() && m_asked == m_draft.line())
        Q_EMIT sendWanted();
}

void FormView::refreshButtons()
{
    const bool empty = m_draft.line().empty();
    m_send->setEnabled(m_sendable && !empty);
    m_copy->setEnabled(!empty);
    m_send->setText(m_draft.hasErrors() ? tr("Send anyway…") : tr("Send"));
    m_send->setAccessibleName(m_send->text());
    m_send->setToolTip(!m_sendable ? m_reason : empty ? tr("There is no line yet") : m_draft.hasErrors() ? tr("The line has errors") : QString());
    m_send->setAccessibleDescription(m_send->toolTip());
}

void FormView::onFocusChanged(QWidget *old, QWidget *now)
{
    for (auto *row : m_rows) {
        if (old == nullptr || !row->isAncestorOf(old) || (now != nullptr && row->isAncestorOf(now)))
            continue;
        // Another window for a moment (a menu, the file dialog) ends nothing.
        if (now == nullptr)
            continue;
        m_draft.endStep();
        row->editor()->resync();
    }
    if (now != nullptr && m_body->isAncestorOf(now))
        m_scroll->ensureWidgetVisible(now, 0, 24);
}

bool FormView::eventFilter(QObject *watched, QEvent *event)
{
    // One history for form and composer: the editors' own would know nothing of what others changed.
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool undo = key->matches(QKeySequence::Undo);
        if (undo || key->matches(QKeySequence::Redo)) {
            if (event->type() == QEvent::ShortcutOverride)
                event->accept();
            else if (undo)
                m_draft.undo();
            else
                m_draft.redo();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FormView::focusFirst()
{
    // What is wrong comes first, then what is empty and must not be, then whatever there is.
    ParameterRow *best = nullptr;
    int rank = 0;
    for (auto *row : m_rows) {
        if (row->isHidden() || !row->editor()->isEnabled())
            continue;
        const int now = !row->problems().problems().empty() ? 3 : !row->editor()->state().given ? 2 : 1;
        if (now > rank) {
            best = row;
            rank = now;
        }
    }
    if (best)
        best->editor()->setFocus(Qt::OtherFocusReason);
    else
        m_send->setFocus(Qt::OtherFocusReason);
}

} // namespace atscope::views
