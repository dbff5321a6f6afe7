// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/workbench.h"

class QBoxLayout;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace atscope::views {

class BaudFinder;
class IdentifyButton;

// Which port, how, and what its state is; connect and disconnect, the module's profile, identify, DTR and RTS, and below it the
// search for the baud rate. GUI thread.
class ConnectionBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionBar(session::Workbench &workbench, QWidget *parent = nullptr);

    // Fills in what the user chose last; does not open anything.
    void choose(const QString &port, const transport::LineOptions &line, const QString &module);
    QString chosenPort() const;
    transport::LineOptions line() const { return m_line; }
    QString chosenModule() const;

    void connectNow();    // F5: opens the chosen port, or closes the open one
    void focusPort();
    void identify();      // session::Identification: what the profile's roles say, and nothing else
    void findBaud();      // of the chosen port, which must not be open; nothing is opened after that

    // Why nothing can be sent now; empty: a line can be sent.
    QString notSendable() const;
    bool isBusy() const; // the current log's port is open, being opened or waited for
    // What a log says that has no events yet: that it listens, or what stood in the way.
    QString emptyText(const session::Log &log) const;

    QSize minimumSizeHint() const override; // of two rows

Q_SIGNALS:
    void opened();           // a port was asked to open: remember the choice
    void sendableChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void build();
    void arrange(); // one row or two
    void retranslate();
    void fillPorts();
    void fillModules();
    void showState();
    void chooseLine();
    bool isOpen() const;
    void baudFound(int baud, const QString &module);
    std::string device() const; // of the current log's port, else of the chosen one; empty: none

    session::Workbench &m_workbench;
    transport::LineOptions m_line;
    QBoxLayout *m_rows = nullptr; // of the two below
    QHBoxLayout *m_left = nullptr;
    QHBoxLayout *m_right = nullptr;
    QLabel *m_portLabel = nullptr;
    QComboBox *m_port = nullptr;
    QComboBox *m_baud = nullptr;
    QToolButton *m_lineMore = nullptr;
    QPushButton *m_connect = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_dtr = nullptr;
    QToolButton *m_rts = nullptr;
    QLabel *m_inputs = nullptr;
    QLabel *m_moduleLabel = nullptr;
    QComboBox *m_module = nullptr;
    IdentifyButton *m_identify = nullptr;
    BaudFinder *m_finder = nullptr;
};

} // namespace atscope::views
