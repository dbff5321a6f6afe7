// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connection/connection_bar.h"

#include <algorithm>
#include <set>

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include "core/catalog/messages.h"
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
    m_state->setMinimumWidth(110);
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
    m_identify = new QPushButton(this);

    auto *bar = new QHBoxLayout(this);
    bar->setContentsMargins(6, 3, 6, 3);
    bar->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_portLabel, m_port, m_baud, m_lineMore, m_connect, m_state, m_dtr, m_rts, m_inputs})
        bar->addWidget(widget);
    bar->addStretch();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_moduleLabel, m_module, m_identify})
        bar->addWidget(widget);

    connect(m_connect, &QPushButton::clicked, this, &ConnectionBar::connectNow);
    connect(m_port->lineEdit(), &QLineEdit::returnPressed, this, &ConnectionBar::connectNow);
    connect(m_identify, &QPushButton::clicked, this, &ConnectionBar::identify);
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
    m_identify->setText(tr("Identify"));
    m_identify->setToolTip(tr("Ask the module who it is: manufacturer, model, firmware, IMEI, SIM card. Nothing is changed in it."));
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
        QString label = QString::fromStdString(port.port);
        if (!port.description.empty())
            label += QStringLiteral(" · ") + QString::fromStdString(port.description);
        if (port.busy && !port.busyByUs)
            label += QStringLiteral("  ⚠ ") + tr("in use");
        m_port->addItem(label, QString::fromStdString(port.path));
        if (port.problem)
            m_port->setItemData(m_port->count() - 1, QString::fromStdString(catalog::Messages::render(*port.problem, m_workbench.language())), Qt::ToolTipRole);
    }
    for (const auto &module : m_workbench.virtualModules())
        m_port->addItem(tr("virtual %1").arg(QString::fromStdString(module)), QStringLiteral("virtual:") + QString::fromStdString(module));
    const int at = m_port->findData(chosen);
    if (at >= 0)
        m_port->setCurrentIndex(at);
    else if (!chosen.isEmpty())
        m_port->setEditText(chosen);
    else if (m_port->count() > 0)
        m_port->setCurrentIndex(0);
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
    if (log && log->live && log->state != ChannelState::Closed) {
        log->live->close();
        return;
    }
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
    options.reconnect = true;
    if (m_workbench.connectPort(std::move(options)))
        Q_EMIT opened();
}

void ConnectionBar::identify()
{
    const auto dialect = m_workbench.dialect();
    if (!isOpen() || !dialect)
        return;
    // Roles, not names: the catalog says which forms ask who the module is. Of several with one role the first is enough.
    std::set<std::string> asked;
    for (const auto &command : dialect->view().commands()) {
        for (const auto &form : command->forms) {
            const bool asks = form.role.starts_with("identify.") && form.kind != catalog::FormKind::Test
                && std::all_of(form.parameters.begin(), form.parameters.end(), [](const auto &parameter) { return parameter.optional; });
            if (!asks || !asked.insert(form.role).second)
                continue;
            const catalog::LineContext context{&dialect->view(), dialect->name(), nullptr};
            if (auto line = catalog::compose(*command, form, {}, context))
                m_workbench.send(std::move(line).value());
        }
    }
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
    m_identify->setEnabled(isOpen());
    if (log) {
        const int at = m_module->findData(QString::fromStdString(log->module()));
        if (at > 0 && !m_module->hasFocus())
            m_module->setCurrentIndex(at);
    }
    Q_EMIT sendableChanged();
}

void ConnectionBar::chooseLine()
{
    auto *menu = m_lineMore->menu();
    menu->clear();
    const auto group = [&](const QString &title, const char *option, const std::vector<std::pair<const char *, QString>> &values, const std::string &now) {
        auto *sub = menu->addMenu(title);
        auto *actions = new QActionGroup(sub);
        for (const auto &[value, label] : values) {
            auto *action = sub->addAction(label);
            action->setCheckable(true);
            action->setChecked(now == value);
            actions->addAction(action);
            connect(action, &QAction::triggered, this, [this, option = std::string(option), value = std::string(value)] {
                auto line = m_line;
                auto wrong = value == "profile" ? std::optional<base::Message>() : line.set(option, value);
                if (value == "profile")
                    line.ending.reset();
                if (!wrong)
                    wrong = line.check();
                if (wrong) {
                    Q_EMIT m_workbench.problem(0, *wrong, true);
                    return;
                }
                m_line = line;
                if (isOpen())
                    m_workbench.current()->live->setLine(m_line);
                showState();
            });
        }
    };
    using namespace transport;
    static const char *const parities[] = {"none", "even", "odd", "mark", "space"};
    static const char *const stops[] = {"1", "1.5", "2"};
    static const char *const flows[] = {"none", "rtscts", "xonxoff"};
    static const char *const endings[] = {"cr", "lf", "crlf"};
    group(tr("Data bits"), "data", {{"5", QStringLiteral("5")}, {"6", QStringLiteral("6")}, {"7", QStringLiteral("7")}, {"8", QStringLiteral("8")}}, std::to_string(m_line.dataBits));
    group(tr("Parity"), "parity", {{"none", tr("None")}, {"even", tr("Even")}, {"odd", tr("Odd")}, {"mark", tr("Mark")}, {"space", tr("Space")}}, parities[static_cast<int>(m_line.parity)]);
    group(tr("Stop bits"), "stop", {{"1", QStringLiteral("1")}, {"1.5", QStringLiteral("1.5")}, {"2", QStringLiteral("2")}}, stops[static_cast<int>(m_line.stopBits)]);
    group(tr("Flow control"), "flow", {{"none", tr("None")}, {"rtscts", QStringLiteral("RTS/CTS")}, {"xonxoff", QStringLiteral("XON/XOFF")}}, flows[static_cast<int>(m_line.flow)]);
    group(tr("Line end"), "ending", {{"profile", tr("The module's")}, {"cr", QStringLiteral("CR")}, {"lf", QStringLiteral("LF")}, {"crlf", QStringLiteral("CR LF")}}, m_line.ending ? endings[static_cast<int>(*m_line.ending)] : "profile");
}

} // namespace atscope::views
