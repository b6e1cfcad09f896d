// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/waveformfeed.h"
#include "widgets/panes/viewmodel.h"

#include <QColor>
#include <QImage>
#include <QWidget>

namespace gabor {

/// The whole sound as a strip, with the visible part framed. Drag the frame to move it, its ends to change its length;
/// click beside it to move it there. Keys: Left and Right move the frame, with Shift they change its length.
class Overview : public QWidget
{
    Q_OBJECT

public:
    /// @param view, feed  outlive the strip
    Overview(ViewModel& view, WaveformFeed& feed, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {400, 46}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Drag { None, Frame, Begin, End };

    QRectF strip() const;
    QRectF frame() const;
    double sampleAt(double x) const;
    double xOf(double sample) const;
    Drag partAt(QPointF point) const;
    void showTime(double beginSample, double endSample);

    /// What the painted waveform depends on, but for the feed, which says when it has changed.
    struct WaveformKey
    {
        QSize size;
        double sampleCount = 0;
        QColor color;
        friend bool operator==(const WaveformKey&, const WaveformKey&) = default;
    };

    ViewModel& m_view;
    WaveformFeed& m_feed;
    QImage m_waveform; ///< kept, as the frame moves far more often than the sound changes
    WaveformKey m_waveformKey;
    Drag m_drag = Drag::None;
    double m_dragOffset = 0; ///< samples from the dragged edge to the pointer
};

} // namespace gabor
