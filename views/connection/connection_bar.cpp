// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connection/connection_bar.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/catalog/messages.h"
#include "core/session/identification.h"
#include "views/connection/baud_finder.h"
#include "views/connection/identify_button.h"
#include "views/connection/port_words.h"
#include "views/kit/theme.h"

namespace atscope::views {

using transport::ChannelState;

namespace {

constexpr int Bauds[] = {9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600, 1500000, 3000000};

QString coloured(const QColor &colour, const QString &sign, const QString &words)
{
    return QStringLiteral("<span style='color:%1'>%2</span> %3").arg(colour.name(), sign, words.toHtmlEscaped());
}

} // namespace

ConnectionBar::ConnectionBar(session::Workbench &workbench, QWidget *parent) : QWidget(parent), m_workbench(workbench)
{
    build();
    retranslate();
    fillPorts();
    fillModules();
    showState();
    connect(&workbench, &session::Workbench::portsChanged, this, &ConnectionBar::fillPorts);
    connect(&workbench, &session::Workbench::catalogReady, this, &ConnectionBar::fillModules);
    connect(&workbench, &session::Workbench::currentChanged, this, &ConnectionBar::showState);
    connect(&workbench, &session::Workbench::stateChanged, this, &ConnectionBar::showState);
    connect(&workbench, &session::Workbench::dialectChanged, this, &ConnectionBar::showState);
    connect(&workbench, &session::Workbench::problem, this, [this](int, const base::Message &, bool failure) {
        if (failure)
            showState();
    });
    connect(&workbench.identification(), &session::Identification::changed, this, &ConnectionBar::showState);
    connect(&Theme::instance(), &Theme::changed, this, &ConnectionBar::showState);
}

void ConnectionBar::build()
{
    m_portLabel = new QLabel(this);
    m_port = new QComboBox(this);
    m_port->setEditable(true);
    m_port->setInsertPolicy(QComboBox::NoInsert);
    m_port->setMinimumContentsLength(22);
    m_portLabel->setBuddy(m_port);
    m_baud = new QComboBox(this);
    m_baud->setEditable(true);
    m_baud->setInsertPolicy(QComboBox::NoInsert);
    m_baud->setMinimumContentsLength(7);
    for (const int baud : Bauds)
        m_baud->addItem(QString::number(baud));
    m_baud->setCurrentText(QString::number(m_line.baud));
    m_lineMore = new QToolButton(this);
    m_lineMore->setPopupMode(QToolButton::InstantPopup);
    m_lineMore->setMenu(new QMenu(m_lineMore));
    m_connect = new QPushButton(this);
    m_state = new QLabel(this);
    m_state->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // never half a word
    m_dtr = new QToolButton(this);
    m_dtr->setText(QStringLiteral("DTR"));
    m_rts = new QToolButton(this);
    m_rts->setText(QStringLiteral("RTS"));
    for (auto *line : {m_dtr, m_rts}) {
        line->setCheckable(true);
        line->setAutoRaise(true);
    }
    m_inputs = new QLabel(this);
    m_inputs->setTextFormat(Qt::RichText);
    m_moduleLabel = new QLabel(this);
    m_module = new QComboBox(this);
    m_moduleLabel->setBuddy(m_module);
    m_identify = new IdentifyButton(m_workbench, [this] { return device(); }, this);
    m_finder = new BaudFinder(m_workbench, this);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    // One row; large text, a narrow window or long words make it two.
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight);
    column->addLayout(m_rows);
    column->addWidget(m_finder);
    m_rows->setContentsMargins(6, 3, 6, 3);
    m_rows->setSpacing(6);
    m_left = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_portLabel, m_port, m_baud, m_lineMore, m_connect, m_state, m_dtr, m_rts, m_inputs})
        m_left->addWidget(widget);
    m_left->addStretch();
    m_right = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_moduleLabel, m_module, m_identify})
        m_right->addWidget(widget);
    m_right->addStretch();
    m_rows->addLayout(m_left, 1);
    m_rows->addLayout(m_right);

    connect(m_connect, &QPushButton::clicked, this, &ConnectionBar::connectNow);
    connect(m_port->lineEdit(), &QLineEdit::returnPressed, this, &ConnectionBar::connectNow);
    connect(m_finder, &BaudFinder::found, this, &ConnectionBar::baudFound);
    connect(m_finder, &BaudFinder::connectWanted, this, &ConnectionBar::connectNow);
    connect(m_lineMore->menu(), &QMenu::aboutToShow, this, &ConnectionBar::chooseLine);
    connect(m_baud, &QComboBox::currentTextChanged, this, [this](const QString &text) {
        bool good = false;
        const int baud = text.toInt(&good);
        if (!good || baud < 50 || baud > 12'000'000)
            return;
        m_line.baud = baud;
        if (isOpen())
            m_workbench.current()->live->setLine(m_line);
    });
    connect(m_dtr, &QToolButton::clicked, this, [this](bool on) {
        if (isOpen())
            m_workbench.current()->live->setDtr(on);
    });
    connect(m_rts, &QToolButton::clicked, this, [this](bool on) {
        if (isOpen())
            m_workbench.current()->live->setRts(on);
    });
    connect(m_module, &QComboBox::activated, this, [this] {
        const auto *log = m_workbench.current();
        if (log && log->live && !chosenModule().isEmpty())
            log->live->setModule(chosenModule().toStdString());
    });
}

void ConnectionBar::retranslate()
{
    m_portLabel->setText(tr("&Port"));
    m_port->setAccessibleName(tr("Port"));
    m_port->lineEdit()->setPlaceholderText(tr("device, tcp://host:port, virtual:module"));
    m_baud->setAccessibleName(tr("Baud rate"));
    m_baud->setToolTip(tr("Baud rate"));
    m_lineMore->setAccessibleName(tr("Line settings"));
    m_lineMore->setToolTip(tr("Data bits, parity, stop bits, flow control, line end"));
    m_dtr->setToolTip(tr("Set DTR"));
    m_rts->setToolTip(tr("Set RTS"));
    m_moduleLabel->setText(tr("&Module"));
    m_module->setAccessibleName(tr("Module profile"));
    m_identify->refresh();
}

QSize ConnectionBar::minimumSizeHint() const
{
    const auto margins = m_rows->contentsMargins();
    return {std::max(m_left->minimumSize().width(), m_right->minimumSize().width()) + margins.left() + margins.right(), QWidget::minimumSizeHint().height()};
}

void ConnectionBar::arrange()
{
    const auto margins = m_rows->contentsMargins();
    // The port's name may lose some of its end, nothing else may.
    const int name = (m_port->sizeHint().width() - m_port->minimumSizeHint().width()) / 2;
    const int needed = m_left->minimumSize().width() + name + m_rows->spacing() + m_right->minimumSize().width() + margins.left() + margins.right();
    m_rows->setDirection(needed <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void ConnectionBar::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

bool ConnectionBar::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) // words or text size have changed
        arrange();
    return done;
}

void ConnectionBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fillPorts();
        fillModules();
        showState();
    }
    QWidget::changeEvent(event);
}

void ConnectionBar::fillPorts()
{
    const auto chosen = chosenPort(); // by what it means: labels change with language and state
    const QSignalBlocker quiet(m_port);
    m_port->clear();
    for (const auto &port : m_workbench.ports()) {
        const auto reason = PortWords::shortReason(port);
        m_port->addItem(PortWords::label(port) + (reason.isEmpty() ? QString() : QStringLiteral("  ⚠ ") + reason), QString::fromStdString(port.path));
        if (port.problem)
            m_port->setItemData(m_port->count() - 1, PortWords::text(*port.problem, m_workbench.language()), Qt::ToolTipRole);
    }
    if (m_workbench.ports().empty()) {
        m_port->addItem(tr("no serial port found"));
        qobject_cast<QStandardItemModel *>(m_port->model())->item(0)->setEnabled(false);
    }
    for (const auto &module : m_workbench.virtualModules())
        m_port->addItem(tr("virtual %1").arg(QString::fromStdString(module)), QStringLiteral("virtual:") + QString::fromStdString(module));
    const int at = m_port->findData(chosen);
    if (at >= 0)
        m_port->setCurrentIndex(at);
    else if (!chosen.isEmpty())
        m_port->setEditText(chosen);
    else
        m_port->setCurrentIndex(m_workbench.ports().empty() ? 1 : 0); // the first that can be chosen
}

void ConnectionBar::fillModules()
{
    const auto chosen = m_module->currentData();
    const QSignalBlocker quiet(m_module);
    m_module->clear();
    m_module->addItem(tr("automatic"), QString());
    m_module->setItemData(0, tr("Detected from the traffic; all families until then"), Qt::ToolTipRole);
    if (m_workbench.hasCatalog()) {
        for (const auto &module : m_workbench.workspace().catalog().model().modules)
            m_module->addItem(QString::fromStdString(module.id), QString::fromStdString(module.id));
    } else if (!chosen.toString().isEmpty()) {
        m_module->addItem(chosen.toString(), chosen);
    }
    m_module->setCurrentIndex(std::max(0, m_module->findData(chosen)));
}

void ConnectionBar::choose(const QString &port, const transport::LineOptions &line, const QString &module)
{
    m_line = line;
    const int at = m_port->findData(port);
    if (at >= 0)
        m_port->setCurrentIndex(at);
    else
        m_port->setEditText(port);
    {
        const QSignalBlocker quiet(m_baud);
        m_baud->setCurrentText(QString::number(line.baud));
    }
    if (!m_workbench.hasCatalog() && !module.isEmpty() && m_module->findData(module) < 0)
        m_module->addItem(module, module); // until the catalog says whether there is such a one
    m_module->setCurrentIndex(std::max(0, m_module->findData(module)));
    showState();
}

QString ConnectionBar::chosenPort() const
{
    const auto text = m_port->currentText().trimmed();
    const int at = m_port->findText(text);
    return at >= 0 ? m_port->itemData(at).toString() : text;
}

QString ConnectionBar::chosenModule() const
{
    return m_module->currentData().toString();
}

bool ConnectionBar::isBusy() const
{
    const auto *log = m_workbench.current();
    return log && log->live && log->state != ChannelState::Closed;
}

std::string ConnectionBar::device() const
{
    const auto *log = m_workbench.current();
    if (log && log->live)
        return m_workbench.identification().deviceOf(log->live->options().port);
    const auto address = transport::PortAddress::parse(chosenPort().toStdString());
    return address ? m_workbench.identification().deviceOf(*address) : std::string();
}

bool ConnectionBar::isOpen() const
{
    const auto *log = m_workbench.current();
    return log && log->live && log->state == ChannelState::Open;
}

void ConnectionBar::focusPort()
{
    m_port->setFocus();
}

void ConnectionBar::connectNow()
{
    auto *log = m_workbench.current();
    if (isBusy()) {
        m_workbench.identification().close(log->id);
        return;
    }
    m_finder->withdraw();
    auto address = transport::PortAddress::parse(chosenPort().toStdString());
    if (!address) {
        Q_EMIT m_workbench.problem(0, address.error().message, true);
        return;
    }
    // The same port again goes on in the same log.
    if (log && log->live && log->live->options().port == *address && log->live->options().line == m_line) {
        log->live->open();
        Q_EMIT opened();
        return;
    }
    session::SessionOptions options;
    options.port = *address;
    options.line = m_line;
    options.module = chosenModule().toStdString();
    options.reconnect = address->lasting();
    if (m_workbench.connectPort(std::move(options)))
        Q_EMIT opened();
}

void ConnectionBar::identify()
{
    if (const auto *log = m_workbench.current())
        m_workbench.identification().identify(log->id);
}

QString ConnectionBar::emptyText(const session::Log &log) const
{
    if (!log.live)
        return tr("This recording holds nothing that can be shown.");
    if (!log.lastProblem.code.empty() && log.state != ChannelState::Open)
        return PortWords::text(log.lastProblem, m_workbench.language());
    switch (log.state) {
    case ChannelState::Open:
        if (log.live->options().port.kind == transport::PortKind::Tcp)
            return tr("Connected and listening. Nothing was received yet.\nType a command below.");
        return tr("Connected and listening. Nothing was received yet.\nType a command below. If nothing comes back, or only garbage, the baud rate may be wrong: "
                  "disconnect, and let “Find the baud rate” in the menu of the line settings look for it.");
    case ChannelState::Opening: return tr("The port is being opened.");
    case ChannelState::Lost: return tr("The port is gone. ATscope opens it again as soon as it is back.");
    case ChannelState::Closed: return tr("The port is closed. Connect with F5.");
    }
    return {};
}

QString ConnectionBar::notSendable() const
{
    const auto *log = m_workbench.current();
    if (!log)
        return tr("No port is open. Choose one above and connect (F5).");
    if (!log->live)
        return tr("This is a recording. Connect to a port to send.");
    switch (log->state) {
    case ChannelState::Open: return {};
    case ChannelState::Opening: return tr("The port is being opened.");
    case ChannelState::Lost: return tr("The port is gone. ATscope opens it again as soon as it is back.");
    case ChannelState::Closed: return tr("The port is closed. Connect with F5.");
    }
    return {};
}

void ConnectionBar::showState()
{
    const auto *log = m_workbench.current();
    const auto &theme = Theme::instance();
    const auto state = log && log->live ? log->state : ChannelState::Closed;
    m_state->setTextFormat(Qt::RichText);
    switch (state) {
    case ChannelState::Open:
        if (m_workbench.identification().closing(log->id))
            m_state->setText(coloured(theme.colour(Tone::Warning), QStringLiteral("◌"), tr("Putting back …")));
        else
            m_state->setText(coloured(theme.colour(Tone::Good), QStringLiteral("●"), tr("Connected")));
        break;
    case ChannelState::Opening:
        m_state->setText(coloured(theme.colour(Tone::Warning), QStringLiteral("◌"), tr("Connecting …")));
        break;
    case ChannelState::Lost:
        m_state->setText(coloured(theme.colour(Tone::Bad), QStringLiteral("✗"), tr("Port is gone")));
        break;
    case ChannelState::Closed:
        m_state->setTextFormat(Qt::PlainText);
        m_state->setText(QStringLiteral("○ ") + (log && log->file ? tr("Recording") : tr("Not connected")));
        break;
    }
    m_state->setToolTip(log && !log->lastProblem.code.empty() ? QString::fromStdString(catalog::Messages::render(log->lastProblem, m_workbench.language())) : QString());
    m_connect->setText(state == ChannelState::Closed ? tr("Connect") : tr("Disconnect"));
    m_connect->setToolTip(tr("Connect or disconnect (F5)"));
    const bool lines = log && log->live && log->lines.available;
    m_dtr->setEnabled(lines);
    m_rts->setEnabled(lines);
    m_dtr->setChecked(lines && log->lines.dtr);
    m_rts->setChecked(lines && log->lines.rts);
    m_inputs->setVisible(lines);
    if (lines) {
        QString text;
        const auto put = [&](bool on, const char *name) {
            text += QStringLiteral("<span style='color:%1'>%2%3</span> ").arg(theme.colour(on ? Tone::Good : Tone::Dim).name(), on ? QStringLiteral("▪") : QStringLiteral("▫"), QString::fromLatin1(name));
        };
        put(log->lines.cts, "CTS");
        put(log->lines.dsr, "DSR");
        put(log->lines.dcd, "DCD");
        put(log->lines.ri, "RI");
        m_inputs->setText(text);
    }
    m_lineMore->setText(QString::fromStdString(m_line.text()).section(QLatin1Char(' '), 1));
    m_identify->refresh();
    if (log) {
        const int at = m_module->findData(QString::fromStdString(log->module()));
        if (at > 0 && !m_module->hasFocus())
            m_module->setCurrentIndex(at);
    }
    Q_EMIT sendableChanged();
}

} // namespace atscope::views
