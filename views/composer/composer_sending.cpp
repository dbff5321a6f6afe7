// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUrl>

#include "views/composer/assistant.h"
#include "views/composer/composer.h"
#include "views/composer/hex_input.h"
#include "views/composer/line_editor.h"
#include "views/composer/paste_bar.h"
#include "views/composer/problem_strip.h"

// What goes out besides the Draft's line: bytes, files, repetitions, breaks.
namespace atscope::views {

namespace {

constexpr int BreaksMs[] = {10, 50, 100, 250, 500, 1000};

QStringList filesOf(const QMimeData *data)
{
    QStringList files;
    if (data->hasUrls())
        for (const auto &url : data->urls())
            if (url.isLocalFile())
                files << url.toLocalFile();
    return files;
}

} // namespace

void Composer::addSendActions()
{
    m_sendMenu = new QMenu(this);
    m_sendMenu->setToolTipsVisible(true);
    m_hexAction = new QAction(this);
    m_hexAction->setCheckable(true);
    m_hexAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H));
    connect(m_hexAction, &QAction::toggled, this, [this](bool on) {
        setHexMode(on);
        focusEditor();
    });
    m_fileAction = new QAction(this);
    m_fileAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    connect(m_fileAction, &QAction::triggered, this, &Composer::chooseFile);
    m_repeatAction = new QAction(this);
    m_repeatAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    connect(m_repeatAction, &QAction::triggered, this, [this] {
        if (refuse())
            return;
        if (m_hexMode || m_draft.line().empty()) {
            m_notice = m_hexMode ? tr("A command line can be repeated, bytes cannot: leave the hexadecimal mode")
                                 : tr("Write the line that is to be repeated first");
            refreshStrip();
            return;
        }
        Q_EMIT repeatWanted();
    });
    m_breakMenu = new QMenu(this);
    for (const int ms : BreaksMs) {
        auto *action = m_breakMenu->addAction(QString());
        action->setData(ms);
        connect(action, &QAction::triggered, this, [this, ms] { Q_EMIT breakWanted(ms); });
    }
    m_sendMenu->addActions(sendActions());
    m_more = new QToolButton(this);
    m_more->setArrowType(Qt::DownArrow);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_sendMenu);
    m_more->setFocusPolicy(Qt::TabFocus);
    setAcceptDrops(true);
    for (auto *target : {static_cast<QWidget *>(this), static_cast<QWidget *>(m_editor), m_editor->viewport()})
        target->installEventFilter(this);
}

// Made when somebody wants to write bytes.
HexInput &Composer::hex()
{
    if (m_hex)
        return *m_hex;
    m_hex = new HexInput(this);
    m_hex->hide();
    static_cast<QGridLayout *>(layout())->addWidget(m_hex, 1, 0);
    setTabOrder(m_editor, m_hex);
    for (auto *target : {static_cast<QWidget *>(&m_hex->edit()), m_hex->edit().viewport()})
        target->installEventFilter(this);
    connect(m_hex, &HexInput::changed, this, [this] {
        m_notice.clear();
        fit();
        refreshStrip();
    });
    connect(m_hex, &HexInput::sendWanted, this, &Composer::sendHex);
    connect(m_hex, &HexInput::focusChanged, this, QOverload<>::of(&QWidget::update));
    return *m_hex;
}

QList<QAction *> Composer::sendActions() const
{
    return {m_hexAction, m_fileAction, m_repeatAction, m_breakMenu->menuAction()};
}

void Composer::setBreak(Break possible)
{
    m_break = possible;
    retranslateSending();
}

void Composer::retranslateSending()
{
    m_hexAction->setText(tr("Write &hexadecimal"));
    m_hexAction->setToolTip(tr("Bytes instead of a line; exactly these go out"));
    m_fileAction->setText(tr("Send a &file …"));
    m_fileAction->setToolTip(tr("As it is or line by line; a file can be dropped here as well"));
    m_repeatAction->setText(tr("&Repeat the line …"));
    m_repeatAction->setToolTip(tr("Again and again, each time waiting for the answer"));
    // A grey entry says why it is grey, also to who cannot see a tool tip.
    auto *entry = m_breakMenu->menuAction();
    entry->setEnabled(m_break == Break::Possible);
    switch (m_break) {
    case Break::Possible: entry->setText(tr("Send a &break")); break;
    case Break::NotOpen: entry->setText(tr("Send a &break (no port is open)")); break;
    case Break::NoSerialPort: entry->setText(tr("Send a &break (this port is no serial line: a pty or TCP has none)")); break;
    }
    for (auto *action : m_breakMenu->actions())
        action->setText(tr("%1 ms").arg(action->data().toInt()));
    m_more->setAccessibleName(tr("More ways to send"));
    m_more->setToolTip(tr("Hexadecimal, a file, again and again, a break"));
}

void Composer::setHexMode(bool on)
{
    if (m_hexMode == on)
        return;
    hex();
    m_hexMode = on;
    m_notice.clear();
    m_assistant->close();
    const QSignalBlocker quiet(m_hexAction);
    m_hexAction->setChecked(on);
    m_editor->setVisible(!on);
    m_hex->setVisible(on);
    m_bar->setVisible(!on && m_blockState != BlockState::None);
    refreshNext();
    setFocusProxy(on ? static_cast<QWidget *>(m_hex) : m_editor);
    fit();
    retranslate();
    update();
}

bool Composer::refuse()
{
    if (m_sendable)
        return false;
    m_notice = m_reason;
    refreshStrip();
    return true;
}

void Composer::sendHex(bool atOnce)
{
    if (m_hex->read().problem) {
        m_hex->showProblem();
        refreshStrip();
        return;
    }
    const auto bytes = m_hex->bytes();
    if (bytes.empty() || refuse())
        return;
    m_hex->noteSent();
    Q_EMIT sendBytesWanted(QByteArray::fromStdString(bytes), atOnce);
}

void Composer::refreshHexStrip()
{
    using Kind = ProblemStrip::Kind;
    m_strip->setMessage(m_hex->read().problem ? Kind::Error : Kind::Info, m_hex->words(m_language));
}

void Composer::chooseFile()
{
    if (refuse())
        return;
    auto *dialog = new QFileDialog(this, tr("Send a file"), QString(), tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &Composer::sendFileWanted);
    dialog->open();
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::DragEnter || type == QEvent::DragMove || type == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        const auto files = filesOf(drop->mimeData());
        if (files.isEmpty())
            return false;
        m_dropping = type != QEvent::Drop;
        update();
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        if (type == QEvent::Drop && !refuse()) {
            if (files.size() > 1) {
                m_notice = tr("One file at a time: %1 is taken").arg(files.first().section(QLatin1Char('/'), -1));
                refreshStrip();
            }
            Q_EMIT sendFileWanted(files.first());
        }
        return true;
    }
    if (type == QEvent::DragLeave && m_dropping) {
        m_dropping = false;
        update();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace atscope::views
