// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connection/baud_finder.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "core/session/workbench.h"
#include "views/connection/port_words.h"
#include "views/kit/theme.h"

namespace atscope::views {

using session::ProbeNews;

BaudFinder::BaudFinder(session::Workbench &workbench, QWidget *parent)
    : QFrame(parent), m_workbench(workbench), m_text(new QLabel(this)), m_bar(new QProgressBar(this)), m_cancel(new QPushButton(this)),
      m_connect(new QPushButton(this)), m_close(new QToolButton(this))
{
    setAutoFillBackground(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setTextVisible(false);
    m_bar->setMaximumWidth(220);
    m_close->setAutoRaise(true);
    m_close->setText(QStringLiteral("✕"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 6, 3);
    row->addWidget(m_text, 1);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    row->addWidget(m_connect);
    row->addWidget(m_close);
    connect(m_cancel, &QPushButton::clicked, this, &BaudFinder::withdraw);
    connect(m_close, &QToolButton::clicked, this, &BaudFinder::withdraw);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        withdraw();
        Q_EMIT connectWanted();
    });
    connect(&Theme::instance(), &Theme::changed, this, &BaudFinder::applyTheme);
    applyTheme();
    retranslate();
    hide();
}

BaudFinder::~BaudFinder() = default;

void BaudFinder::start(const transport::PortAddress &port, const transport::LineOptions &line)
{
    m_probe.reset();
    m_port = QString::fromStdString(port.text());
    m_news = {};
    session::ProbeOptions options;
    options.port = port;
    options.line = line;
    options.stateFolder = m_workbench.folders().virtualModules();
    m_bar->setRange(0, 0);
    m_bar->show();
    m_cancel->show();
    m_connect->hide();
    m_close->hide();
    show();
    m_probe = std::make_unique<session::PortProbe>(m_workbench.workspace(), std::move(options), [this] { ring(); });
    retranslate();
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void BaudFinder::withdraw()
{
    m_probe.reset();
    hide();
}

// The probe's thread. The event carries nothing.
void BaudFinder::ring()
{
    auto event = std::make_unique<QEvent>(QEvent::User);
    if (!m_rung.exchange(true))
        QCoreApplication::postEvent(this, event.release());
}

void BaudFinder::customEvent(QEvent *)
{
    m_rung.exchange(false);
    if (!m_probe)
        return; // of one that was cancelled
    for (auto &news : m_probe->takeNews()) {
        m_news = std::move(news);
        if (m_news.kind == ProbeNews::Kind::Ended) {
            ended(m_news.result);
            return;
        }
        m_bar->setRange(0, m_news.count);
        m_bar->setValue(m_news.kind == ProbeNews::Kind::Asking ? m_news.count : m_news.number - 1);
        retranslate();
    }
}

void BaudFinder::ended(const session::ProbeResult &result)
{
    m_probe.reset();
    m_bar->hide();
    m_cancel->hide();
    m_connect->setVisible(result.answered);
    m_close->show();
    retranslate();
    (result.answered ? static_cast<QWidget *>(m_connect) : m_close)->setFocus(Qt::OtherFocusReason);
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    if (result.answered)
        Q_EMIT found(result.baud, QString::fromStdString(result.module));
}

void BaudFinder::applyTheme()
{
    auto colours = palette();
    colours.setColor(QPalette::Window, Theme::instance().wash(Tone::Urc));
    setPalette(colours);
}

void BaudFinder::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    m_connect->setText(tr("Connect"));
    m_connect->setToolTip(tr("Opens the port with what was found"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    m_bar->setAccessibleName(tr("Search for the baud rate"));
    switch (m_news.kind) {
    case ProbeNews::Kind::Trying:
        m_text->setText(m_news.number == 0 || m_news.baud == 0 ? tr("%1: asking the module …").arg(m_port)
                                                               : tr("%1: trying %2 bit/s, %3 of %4").arg(m_port).arg(m_news.baud).arg(m_news.number).arg(m_news.count));
        break;
    case ProbeNews::Kind::Asking:
        m_text->setText(m_news.baud == 0 ? tr("%1: it answers. Asking who it is …").arg(m_port)
                                         : tr("%1: it answers at %2 bit/s. Asking who it is …").arg(m_port).arg(m_news.baud));
        break;
    case ProbeNews::Kind::Ended: {
        const auto &result = m_news.result;
        if (result.answered) {
            QString who = QString::fromStdString(result.module.empty() ? result.model : result.module);
            if (who.isEmpty())
                who = tr("A module");
            if (!result.firmware.empty())
                who += QStringLiteral(" (") + QString::fromStdString(result.firmware) + QLatin1Char(')');
            m_text->setText(QStringLiteral("✓ ")
                            + (result.baud == 0 ? tr("%1 answers on %2.").arg(who, m_port) : tr("%1 answers on %2 at %3 bit/s.").arg(who, m_port).arg(result.baud)));
        } else {
            m_text->setText(QStringLiteral("⚠ ") + (result.problem ? PortWords::text(*result.problem, m_workbench.language()) : tr("The search was cancelled.")));
        }
        break;
    }
    }
}

void BaudFinder::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace atscope::views
