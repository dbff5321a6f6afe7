// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "core/session/workbench.h"
#include "views/kit/hex_view.h"

class QLabel;

namespace atscope::views {

// The bytes of the selected event, with what each of them is part of. GUI thread.
class BytesView final : public QWidget
{
    Q_OBJECT
public:
    explicit BytesView(session::Workbench &workbench, QWidget *parent = nullptr);
    ~BytesView() override;

    HexView &hex() { return *m_hex; }

protected:
    void changeEvent(QEvent *event) override;

private:
    class Source;
    void take();
    void retranslate();

    session::Workbench &m_workbench;
    std::unique_ptr<Source> m_source;
    QLabel *m_title = nullptr;
    HexView *m_hex = nullptr;
};

} // namespace atscope::views
