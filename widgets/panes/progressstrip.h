// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gabor {

/// A thin line along the lower edge of what it belongs to: how far the work at the picture is. It lies above its parent
/// and takes no room, so nothing moves when it comes and goes.
class ProgressStrip : public QWidget
{
    Q_OBJECT

public:
    static constexpr int thickness = 3;

    /// @param leftMargin, rightMargin  of @p parent that stay free
    ProgressStrip(int leftMargin, int rightMargin, QWidget* parent);

    /// @param done    0 to 1
    /// @param paused  shown in a quieter color: nothing moves at the moment
    void showProgress(double done, bool paused);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    int m_leftMargin;
    int m_rightMargin;
    double m_done = 0;
    bool m_paused = false;
};

} // namespace gabor
