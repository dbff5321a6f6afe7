// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionSlider>

namespace atscope::views {

// Paints itself only when it would look different. The range of a log that is followed grows with every repaint, while its slider
// has long been as small as it gets and stands at the end.
class SteadyScrollBar final : public QScrollBar
{
public:
    using QScrollBar::QScrollBar;

    // From 0 to `most`, all at once: what lies in between is no look to show.
    void place(int most, int page, int step, int value)
    {
        m_placing = true;
        setRange(0, most);
        setPageStep(page);
        setSingleStep(step);
        setValue(value);
        m_placing = false;
        sliderChange(SliderRangeChange);
    }

protected:
    void sliderChange(SliderChange change) override
    {
        if (m_placing)
            return;
        QStyleOptionSlider option;
        initStyleOption(&option);
        const Look now{style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this), value() == minimum(), value() == maximum()};
        if (change != SliderOrientationChange && now == m_shown)
            return;
        m_shown = now;
        QScrollBar::sliderChange(change);
    }

private:
    struct Look
    {
        QRect slider;
        bool first = false;
        bool last = false;
        bool operator==(const Look &) const = default;
    };
    Look m_shown;
    bool m_placing = false;
};

} // namespace atscope::views
