// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"

#include <QWidget>

#include <optional>

namespace gabor {

/// What colour stands for what level, and two grips that move the limits: the axis reaches beyond the limits, so that
/// there is room to drag. Wheel: shifts both limits. Double click: automatic limits. Keys: Up and Down move the upper
/// limit, with Ctrl the lower, Page Up and Page Down both.
class ColorBar : public QWidget
{
    Q_OBJECT

public:
    explicit ColorBar(QWidget* parent = nullptr);

    void setDisplay(const DisplayParameters& display);
    const DisplayParameters& display() const { return m_display; }
    /// Where the plot beside it has its frame, so that both stand level.
    void setFrame(int top, int height);

    /// Paints the bar without its grips, at the image's device pixel ratio.
    /// @param place  of its upper left corner, in logical pixels
    void paintOnto(QImage& image, QPoint place);

    QSize sizeHint() const override { return {barLeft + barWidth + numbersWidth, 200}; }

signals:
    /// A limit was moved by hand: automaticLevels is off in it.
    void displayChanged(const gabor::DisplayParameters& display);
    void automaticRequested();

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
    enum class Grip { None, Low, High, Both };
    struct Scale
    {
        double low = 0;
        double high = 1;
    };

    static constexpr int barLeft = 12;
    static constexpr int barWidth = 14;
    static constexpr int numbersWidth = 62;

    Scale scaleAround(const DisplayParameters& display) const;
    double yOf(double db) const;
    double dbAt(double y) const;
    Grip gripAt(QPointF point) const;
    void moveLimits(double lowBy, double highBy);
    void offer(double lowDb, double highDb);
    void paintBar(QPainter& painter, bool withGrips) const;
    void paintNumbers(QPainter& painter) const;
    void paintGrip(QPainter& painter, double db) const;

    DisplayParameters m_display;
    Scale m_scale;
    int m_top = 8;
    int m_height = 100;
    Grip m_dragged = Grip::None;
    double m_dragOffset = 0;
    DisplayParameters m_dragStart;
};

} // namespace gabor
