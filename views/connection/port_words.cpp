// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connection/port_words.h"

#include <QRegularExpression>

namespace atscope::views {

QString PortWords::label(const transport::PortInfo &port)
{
    QString out = QString::fromStdString(port.port);
    if (!port.description.empty())
        out += (out.isEmpty() ? QString() : QStringLiteral(" · ")) + QString::fromStdString(port.description);
    if (port.vid && port.pid)
        out += QStringLiteral(" [%1:%2]").arg(*port.vid, 4, 16, QLatin1Char('0')).arg(*port.pid, 4, 16, QLatin1Char('0'));
    return out;
}

QString PortWords::shortReason(const transport::PortInfo &port)
{
    if (port.busyByUs)
        return {};
    if (port.problem) {
        const auto &code = port.problem->code;
        if (code.starts_with("port-permission") || code == "port-denied")
            return tr("no permission");
        if (code.ends_with("driver-missing"))
            return tr("driver missing");
        if (code != "port-busy")
            return tr("cannot be opened");
    }
    if (!port.busy)
        return {};
    return port.busyBy.empty() ? tr("in use") : tr("in use by %1").arg(QString::fromStdString(port.busyBy));
}

QString PortWords::text(const base::Message &message, catalog::Language language)
{
    return QString::fromStdString(catalog::Messages::render(message, language));
}

QString PortWords::remedy(const base::Message &message)
{
    static const QRegularExpression command(QStringLiteral("[\"(](sudo [^\")]+)[\")]|: (sudo rm .+)$"));
    const auto match = command.match(text(message, catalog::Language::English));
    return match.hasMatch() ? match.captured(1) + match.captured(2) : QString();
}

} // namespace atscope::views
