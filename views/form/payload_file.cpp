// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/payload_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace atscope::views {

bool readPayload(const QString &path, const catalog::TypeSpec &type, std::size_t mostBytes, std::string &text, QString &refused)
{
    const auto words = [](const char *source) { return QCoreApplication::translate("atscope::views::PayloadFile", source); };
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        refused = words(QT_TRANSLATE_NOOP("atscope::views::PayloadFile", "%1 cannot be read: %2")).arg(name, file.errorString());
        return false;
    }
    const QByteArray bytes = file.read(static_cast<qint64>(mostBytes) + 1);
    if (static_cast<std::size_t>(bytes.size()) > mostBytes) {
        refused = words(QT_TRANSLATE_NOOP("atscope::views::PayloadFile", "%1 is too long: %2 bytes, at most %3 fit here"))
                      .arg(name).arg(file.size()).arg(mostBytes);
        return false;
    }
    if (type.kind == catalog::TypeKind::Hex) {
        text = bytes.toHex().toUpper().toStdString();
        return true;
    }
    if (bytes.contains('\n') || bytes.contains('\r') || bytes.contains('\0')) {
        refused = words(QT_TRANSLATE_NOOP("atscope::views::PayloadFile",
                                          "%1 has ends of lines or zero bytes in it: a command line cannot carry them"))
                      .arg(name);
        return false;
    }
    text = bytes.toStdString();
    return true;
}

} // namespace atscope::views
