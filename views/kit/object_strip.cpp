// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/object_strip.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int StepMs = 4;                 // of looking at a time
constexpr std::size_t StepEvents = 64;
constexpr int AgainMs = 500;              // while it grows
constexpr std::size_t MostText = 256 << 10;
constexpr decode::ContentOptions Shown{.most = std::uint64_t{4} << 20U}; // what is saved may be larger
constexpr int TextLines = 10;

} // namespace

ObjectStrip::ObjectStrip(session::Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_headline(new QLabel(this)), m_content(new QToolButton(this)), m_save(new QToolButton(this)),
      m_text(new QPlainTextEdit(this))
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 2, 4, 2);
    row->addWidget(m_headline, 1);
    row->addWidget(m_content);
    row->addWidget(m_save);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(m_text);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long one must not widen the window
    m_content->setCheckable(true);
    for (auto *button : {m_content, m_save})
        button->setAutoRaise(true);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->hide();
    applyTheme();
    connect(&Theme::instance(), &Theme::changed, this, &ObjectStrip::applyTheme);
    m_stepTimer.setSingleShot(true);
    m_againTimer.setSingleShot(true);
    connect(&m_stepTimer, &QTimer::timeout, this, &ObjectStrip::step);
    connect(&m_againTimer, &QTimer::timeout, this, &ObjectStrip::look);
    connect(m_content, &QToolButton::toggled, this, &ObjectStrip::showContent);
    connect(m_save, &QToolButton::clicked, this, &ObjectStrip::save);
    connect(&workbench.selection(), &session::Selection::changed, this, &ObjectStrip::take);
    connect(&workbench, &session::Workbench::currentChanged, this, &ObjectStrip::take);
    connect(&workbench, &session::Workbench::languageChanged, this, &ObjectStrip::look);
    connect(&workbench, &session::Workbench::logRemoved, this, [this](int id) {
        if (id == m_log)
            drop();
    });
    connect(&workbench, &session::Workbench::grew, this, [this](int id) {
        if (id == m_log && m_object && m_object->state == decode::ObjectState::Open && !m_againTimer.isActive())
            m_againTimer.start(AgainMs);
    });
    retranslate();
    hide();
    if (parent)
        parent->installEventFilter(this);
    take();
}

bool ObjectStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && watched == parentWidget())
        take(); // what was selected meanwhile
    return QWidget::eventFilter(watched, event);
}

ObjectStrip::~ObjectStrip() = default;

void ObjectStrip::drop()
{
    m_stepTimer.stop();
    m_againTimer.stop();
    m_search.reset();
    m_log = 0;
    show(std::nullopt);
}

void ObjectStrip::take()
{
    drop();
    look();
}

void ObjectStrip::look()
{
    const auto *log = m_workbench.current();
    const auto event = m_workbench.selection().event();
    m_log = log ? log->id : 0;
    if (!log || event == 0 || (parentWidget() != nullptr && !parentWidget()->isVisible()))
        return;
    m_search = std::make_unique<session::ObjectSearch>(log->store(), event, log->ended());
    step();
}

void ObjectStrip::step()
{
    if (!m_search)
        return;
    QElapsedTimer timer;
    timer.start();
    while (!m_search->step(StepEvents))
        if (timer.elapsed() >= StepMs) {
            m_stepTimer.start(0);
            return;
        }
    auto found = m_search->found();
    m_search.reset();
    show(std::move(found));
}

void ObjectStrip::show(std::optional<decode::Object> object)
{
    m_object = std::move(object);
    if (m_object)
        m_headline->setText(QString::fromStdString(session::objectHeadline(*m_object, m_workbench.language())));
    setVisible(m_object.has_value());
    m_save->setVisible(m_object && m_object->shape->kind != catalog::ObjectKind::Values);
    showContent();
}

void ObjectStrip::showContent()
{
    const auto *log = m_workbench.log(m_log);
    const bool wanted = m_object && log && m_content->isChecked();
    m_text->setVisible(wanted);
    if (!wanted) {
        m_text->clear();
        return;
    }
    const session::ObjectView view(*m_object, session::bytesOf(log->store()), m_workbench.workspace().catalog().model(), Shown);
    m_text->setPlainText(QString::fromStdString(view.toText(m_workbench.language(), MostText, !m_revealed)));
}

void ObjectStrip::setRevealed(bool revealed)
{
    m_revealed = revealed;
    showContent();
}

void ObjectStrip::save()
{
    const auto *log = m_workbench.log(m_log);
    if (!m_object || !log)
        return;
    const auto object = *m_object; // the selection may change while the dialog is open
    const int id = m_log;
    const auto name = QFileDialog::getSaveFileName(this, tr("Save content"), QStringLiteral("content.bin"));
    log = m_workbench.log(id);
    if (name.isEmpty() || !log)
        return;
    const auto content = decode::contentOf(object, session::bytesOf(log->store()));
    QSaveFile file(name);
    bool good = file.open(QIODevice::WriteOnly);
    constexpr std::size_t Block = std::size_t{1} << 20U;
    for (std::uint64_t at = 0; good && at < content.body.size(); at += Block) {
        const auto bytes = content.body.read(at, Block);
        good = file.write(bytes.data(), static_cast<qint64>(bytes.size())) == static_cast<qint64>(bytes.size());
    }
    if (!good || !file.commit())
        Q_EMIT m_workbench.problem(id, base::Message("object-unwritable", {{"file", name.toStdString()}, {"reason", file.errorString().toStdString()}}), true);
}

void ObjectStrip::applyTheme()
{
    m_text->setFont(Theme::instance().monospace());
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * TextLines + 8);
}

void ObjectStrip::retranslate()
{
    m_content->setText(tr("Show content"));
    m_content->setToolTip(tr("What its parts make together: headers, body or values, unpacked"));
    m_save->setText(tr("Save content…"));
    m_save->setToolTip(tr("Writes the body to a file"));
    m_text->setAccessibleName(tr("Content of the object"));
    m_headline->setAccessibleName(tr("Object that the event is part of"));
}

void ObjectStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace atscope::views
