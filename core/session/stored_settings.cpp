// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/stored_settings.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include "core/record/output_file.h"

namespace atscope::session {

namespace {

constexpr qint64 LargestFile = 16 << 20;

QString nameOf(const std::string &path)
{
    return QString::fromStdString(path);
}

} // namespace

std::optional<base::Message> StoredSettings::load()
{
    QFile file(nameOf(m_file));
    m_values = {};
    if (!file.exists())
        return {};
    const auto refused = [this](const QString &reason) {
        m_broken = true;
        return base::Message("settings-unreadable", {{"file", m_file}, {"reason", reason.toStdString()}});
    };
    if (!file.open(QIODevice::ReadOnly))
        return refused(file.errorString());
    if (file.size() > LargestFile)
        return refused(QStringLiteral("> 16 MiB"));
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        return refused(error.errorString());
    m_values = document.object();
    return {};
}

void StoredSettings::set(const QString &key, const QJsonValue &value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_changed = true;
}

std::optional<base::Message> StoredSettings::save()
{
    if (!m_changed)
        return {};
    const auto refused = [this](const std::string &reason) {
        return base::Message("settings-unwritable", {{"file", m_file}, {"reason", reason}});
    };
    const auto slash = m_file.rfind('/');
    if (slash != std::string::npos)
        if (const auto wrong = record::makeFolder(m_file.substr(0, slash)))
            return wrong->message;
    if (m_broken) {
        QFile::remove(nameOf(m_file + ".broken"));
        QFile::rename(nameOf(m_file), nameOf(m_file + ".broken"));
        m_broken = false;
    }
    // A newer ATscope's version stays: it knows how to read what it wrote.
    if (m_values.value(QStringLiteral("version")).toInt() < Version)
        m_values.insert(QStringLiteral("version"), Version);
    QSaveFile file(nameOf(m_file));
    if (!file.open(QIODevice::WriteOnly))
        return refused(file.errorString().toStdString());
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(m_values).toJson());
    if (!file.commit())
        return refused(file.errorString().toStdString());
    m_changed = false;
    return {};
}

} // namespace atscope::session
