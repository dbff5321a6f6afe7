// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/workbench.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;
class QVBoxLayout;

namespace atscope::views {

// What the user may set, in effect at once: language, theme, text size, how long recordings are kept, which modules are identified
// when their port opens. And what this build leaves out. GUI thread.
class SettingsPage final : public QWidget
{
    Q_OBJECT
public:
    explicit SettingsPage(session::Workbench &workbench, QWidget *parent = nullptr);

    void read(); // from the settings file, as loaded

Q_SIGNALS:
    void languageWanted(atscope::catalog::Language language);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void showUsage();
    void fillDevices();

    session::Workbench &m_workbench;
    QComboBox *m_language = nullptr;
    QComboBox *m_theme = nullptr;
    QSpinBox *m_scale = nullptr;
    QSpinBox *m_gigabytes = nullptr;
    QSpinBox *m_days = nullptr;
    QSpinBox *m_part = nullptr;
    QLabel *m_labels[6] = {};
    QLabel *m_usage = nullptr;
    QLabel *m_folder = nullptr;
    QLabel *m_identify = nullptr;
    QVBoxLayout *m_devices = nullptr; // a box each
    QCheckBox *m_putBack = nullptr;
    QLabel *m_leftOut = nullptr;
};

} // namespace atscope::views
