// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"
#include "widgets/panes/colorbarpainting.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace gabor {

class PlotPainter;

/// What colour stands for what value, how often each value occurs in the picture, and two grips that move the limits:
/// the axis reaches beyond the limits, so that there is room to drag. Wheel: shifts both limits. Double click: automatic
/// limits. Keys: Up and Down move the upper limit, with Ctrl the lower, Page Up and Page Down both. The limits of phases
/// are fixed.
class ColorBar : public QWidget
{
    Q_OBJECT

public:
    explicit ColorBar(QWidget* parent = nullptr);

    void setDisplay(const DisplayParameters& display);
    const DisplayParameters& display() const { return m_display; }
    /// Where the plot beside it has its frame, so that both stand level.
    void setFrame(int top, int height);
    /// What is counted beside the bar: values of the picture, on the display's scale. Asked whenever the bar is painted on
    /// the screen; empty: nothing is counted. When they are others, whoever gave it calls update().
    void setValueSource(std::function<std::vector<float>()> values);

    /// Paints the bar as it belongs to a figure, without its grips and the histogram.
    /// @param place  of its upper left corner, in logical pixels
    void paintOnto(PlotPainter& onto, QPoint place);

    /// The width that the bar needs in a figure with the numbers that it has now, up to the usual.
    int neededWidth() const;
    QSize sizeHint() const override { return {barLeft + barWidth + histogramWidth + numbersWidth, 200}; }

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

    static constexpr int barLeft = 12;
    static constexpr int barWidth = 14;
    static constexpr int histogramWidth = 18;
    static constexpr int numbersWidth = 62;

    /// @param forScreen  with room for the histogram, and beyond the limits for the grips
    ColorBarLook look(bool forScreen) const;
    bool isMovable() const { return hasMovableLimits(m_display.levelScale); }
    Grip gripAt(QPointF point) const;
    void describe();
    void moveLimits(double lowSteps, double highSteps);
    void shiftLimits(double byDb);
    void offer(LevelLimits limits);

    DisplayParameters m_display;
    LevelAxis m_axis;
    std::function<std::vector<float>()> m_values;
    int m_top = 8;
    int m_height = 100;
    Grip m_dragged = Grip::None;
    double m_dragOffset = 0;
    LevelLimits m_dragStart;
};

} // namespace gabor
