// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connection/port_help.h"

#include <utility>

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/connection/port_words.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int MostWidth = 760; // of a line that is read

} // namespace

PortHelp::PortHelp(session::Workbench &workbench, QWidget *parent) : QScrollArea(parent), m_workbench(workbench)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    m_timer.setInterval(LookMs);
    connect(&m_timer, &QTimer::timeout, this, &PortHelp::look);
    connect(&workbench, &session::Workbench::portsChanged, this, &PortHelp::fill);
    connect(&Theme::instance(), &Theme::changed, this, &PortHelp::fill);
}

void PortHelp::look()
{
    auto found = transport::usbDevicesWithoutPort();
    if (found == m_withoutDriver)
        return;
    m_withoutDriver = std::move(found);
    fill();
}

QLabel *PortHelp::put(const QString &text, bool dim)
{
    auto *label = new QLabel(text, m_inside);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (dim) {
        auto colours = label->palette();
        colours.setColor(QPalette::WindowText, Theme::instance().colour(Tone::Dim));
        label->setPalette(colours);
    }
    m_column->addWidget(label);
    return label;
}

void PortHelp::putButton(const QString &text, const QString &toolTip, const std::function<void()> &does)
{
    auto *button = new QPushButton(text, m_inside);
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, does);
    auto *row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch();
    m_column->addLayout(row);
}

void PortHelp::putPort(const transport::PortInfo &port)
{
    const auto reason = PortWords::shortReason(port);
    const bool free = reason.isEmpty() && !port.path.empty();
    auto *title = put((free ? QStringLiteral("● ") : QStringLiteral("⚠ ")) + PortWords::label(port) + (reason.isEmpty() ? QString() : QStringLiteral(" — ") + reason));
    auto font = title->font();
    font.setBold(true);
    title->setFont(font);
    auto colours = title->palette();
    colours.setColor(QPalette::WindowText, Theme::instance().colour(free ? Tone::Good : Tone::Warning));
    title->setPalette(colours);
    if (free) {
        const auto path = QString::fromStdString(port.path);
        putButton(tr("Connect to %1").arg(QString::fromStdString(port.port)), tr("Opens it and listens; with the line settings above"),
                  [this, path] { Q_EMIT connectWanted(path); });
        return;
    }
    if (!port.problem)
        return;
    put(PortWords::text(*port.problem, m_workbench.language()));
    if (const auto command = PortWords::remedy(*port.problem); !command.isEmpty())
        putButton(tr("Copy the command"), command, [command] { QGuiApplication::clipboard()->setText(command); });
}

// Made anew: it is small, and nobody types here.
void PortHelp::fill()
{
    if (!isVisible())
        return;
    auto *around = new QWidget;
    m_inside = new QWidget(around);
    m_inside->setMaximumWidth(MostWidth);
    auto *centre = new QHBoxLayout(around);
    centre->addStretch(1);
    centre->addWidget(m_inside, 100);
    centre->addStretch(1);
    m_column = new QVBoxLayout(m_inside);
    m_column->setContentsMargins(16, 16, 16, 16);
    m_column->setSpacing(8);
    m_column->addStretch(1);
    auto *heading = put(tr("Nothing is open yet."));
    auto font = heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setBold(true);
    heading->setFont(font);
    put(tr("Choose a port above and press F5: ATscope listens, and sends nothing that you did not ask for."));

    const auto &ports = m_workbench.ports();
    for (const auto &port : ports)
        putPort(port);
    for (const auto &device : m_withoutDriver)
        putPort(device);
    if (ports.empty() && m_withoutDriver.empty() && m_since.elapsed() < FirstLookMs)
        put(tr("Looking for serial ports …"));
    else if (ports.empty() && m_withoutDriver.empty())
        put(QStringLiteral("⚠ ")
            + tr("No serial port was found: nothing is plugged in, or the system has no driver for it. Plug in the module or its USB adapter with a "
                 "cable that carries data, not only power, and switch the module on: it appears here by itself. In a virtual machine or a container "
                 "hand the USB device through to it. A port that is not listed can be typed above (/dev/…, COM5, tcp://host:port)."));

    put(tr("Without hardware: a virtual module runs inside ATscope and answers like a real one."));
    for (const auto &module : m_workbench.virtualModules()) {
        const auto name = QString::fromStdString(module);
        putButton(tr("Connect to the virtual %1").arg(name), tr("virtual:%1").arg(name), [this, name] { Q_EMIT connectWanted(QStringLiteral("virtual:") + name); });
    }
    put(tr("A recording opens with Ctrl+O."));
    putButton(tr("Open a recording …"), tr("Ctrl+O"), [this] { Q_EMIT openWanted(); });

    if (!transport::leftOut().empty()) {
        put(tr("This build leaves out:"), true);
        for (const auto &message : transport::leftOut())
            put(QStringLiteral("· ") + PortWords::text(message, m_workbench.language()), true);
    }
    m_column->addStretch(2);
    setWidget(around); // all of it at once; the old one goes
}

// Filled behind the first paint: ports are not known before it, and so much text costs as much as the rest of the window.
bool PortHelp::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Paint && std::exchange(m_blank, false))
        QTimer::singleShot(0, this, [this] {
            fill();
            look();
        });
    return QScrollArea::viewportEvent(event);
}

void PortHelp::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_blank = true;
    m_timer.start();
    if (!m_since.isValid()) {
        m_since.start();
        QTimer::singleShot(FirstLookMs + 1, this, &PortHelp::fill);
    }
}

void PortHelp::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QScrollArea::hideEvent(event);
}

void PortHelp::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QScrollArea::changeEvent(event);
}

} // namespace atscope::views
