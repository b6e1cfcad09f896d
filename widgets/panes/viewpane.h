// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panes/viewmodel.h"
#include "widgets/plot/plotpane.h"

#include <QPointF>

#include <optional>

namespace gabor {

/// What dragging with the left button does.
enum class Tool { Pan, Select };

/// A plot that shows and moves a ViewModel: turns wheel, drags, pinches and keys into changes of the view, and paints
/// cursor and selection. Subclasses say what their vertical axis is and paint the content.
class ViewPane : public PlotPane
{
    Q_OBJECT

public:
    /// @param view  outlives the pane
    ViewPane(ViewModel& view, AxisKind vertical, QWidget* parent = nullptr);

    void setTool(Tool tool);
    /// For people from editors: the plain wheel moves through time, and Shift makes it zoom.
    void setWheelScrolls(bool scrolls) { m_wheelScrolls = scrolls; }
    /// Device pixels a logical pixel has: of the screen, unless a picture for elsewhere is wanted.
    double pixelScale() const { return m_pixelScale.value_or(devicePixelRatioF()); }
    void setPixelScale(double scale);
    bool isForElsewhere() const { return m_pixelScale.has_value(); }
    /// The same as far as a painter goes: what is painted onto an image is of that image's scale.
    double pixelScaleOf(const QPainter& painter) const;

protected:
    ViewModel& view() { return m_view; }
    const ViewModel& view() const { return m_view; }

    double sampleAt(double x) const;
    double xOfSample(double sample) const;

    /// Frequency under a point, where the pane's vertical axis is frequency.
    virtual std::optional<double> frequencyAt(double y) const = 0;
    virtual void zoomVertical(double factor, double y) = 0;
    virtual void moveVertical(double pixels) = 0;
    virtual void fitVertical() = 0;
    /// Takes the view's ranges over to the axes and repaints.
    virtual void followView();

    bool event(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Place { Inside, TimeAxis, VerticalAxis, Outside };
    enum class Drag { None, Pan, Time, Vertical, Select };

    Place placeOf(QPointF point) const;
    void updateMouseCursor(QPointF point);
    void moveCursorBy(double xPixels, double yPixels);
    std::optional<TimeFrequencyBox> boxBetween(QPointF a, QPointF b) const;
    void paintOverlay(QPainter& painter, const QRect& inside) const;
    void paintCursor(QPainter& painter, const QRect& inside, const ViewModel::Cursor& cursor) const;
    void paintSelection(QPainter& painter, const QRect& inside, const TimeFrequencyBox& box) const;

    ViewModel& m_view;
    Tool m_tool = Tool::Pan;
    bool m_wheelScrolls = false;
    bool m_showsFocus = false; ///< the keyboard came here by the keyboard, so it wants to know where it is
    std::optional<double> m_pixelScale;
    Drag m_drag = Drag::None;
    QPointF m_dragStart;
    QPointF m_dragLast;
};

} // namespace gabor
