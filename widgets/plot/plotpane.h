// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"

#include <QSharedPointer>
#include <QWidget>

#include <functional>

class QCPAxis;

namespace gabor {

class PlotCanvas;
class FrequencyTicker;
class PlotPainter;
struct ThemeColors;

/// What the numbers along an axis are.
enum class AxisKind {
    Time,      ///< seconds; ticks of an hour-long axis read 1:02:00
    Frequency, ///< Hz, on the scale and with the labels that a FrequencyAxis says
    Amplitude  ///< of samples, 1 = full scale
};

/// One plot: a frame with a horizontal time axis and a vertical one, whose inside somebody else paints.
/// This is the only door to QCustomPlot, so that nobody else has to know it. Mouse and keyboard events arrive here.
class PlotPane : public QWidget
{
    Q_OBJECT

public:
    /// Paints the inside of the frame. @p inside is in logical pixels; the painter is clipped to it. How many device
    /// pixels a logical one has, the painter's device says.
    using Painting = std::function<void(QPainter& painter, const QRect& inside)>;

    /// Room beside the frame for numbers and captions, the same for every pane so that they stand under each other.
    static constexpr int leftMargin = 76; ///< unless setLeftMargin() says otherwise
    static constexpr int rightMargin = 14;
    /// Of the keys between the numbers and the frame, part of the left margin.
    static constexpr int pianoWidth = 14;

    explicit PlotPane(AxisKind vertical, QWidget* parent = nullptr);
    ~PlotPane() override;

    void setContent(Painting painting);
    /// Painted above the content with lines and texts of their own, in images too.
    void setMarks(Painting painting) { m_marks = std::move(painting); }
    /// Crosshair, selection and the like: painted above the plot, so that hovering never paints the content again.
    void setOverlay(Painting painting);

    void setTimeRange(double beginSeconds, double endSeconds);
    void setVerticalRange(double low, double high);
    /// The same for a pane whose vertical axis is one of frequencies, with the axis itself.
    void setFrequencyAxis(const FrequencyAxis& axis, double lowHz, double highHz);
    /// Whether the time axis has numbers and a caption, or ticks alone.
    void setTimeAxisLabelled(bool labelled);
    /// Without axes there is no frame either: the content fills the whole pane.
    void setAxesShown(bool shown);
    /// Takes another left margin.
    void setLeftMargin(int margin);
    /// The smallest one, up to the usual, beside which the present numbers and the caption have room.
    int neededLeftMargin() const;
    /// Lines at the ticks, across the content.
    void setGridShown(bool shown);

    /// The inside of the frame in this widget's logical pixels.
    QRect inside() const;
    double secondsAt(double x) const;
    double verticalAt(double y) const;
    double xOfSeconds(double seconds) const;
    /// Infinite for a frequency that has no place on its scale, as 0 Hz on a logarithmic one.
    double yOfVertical(double value) const;

    /// Repaints soon; many calls become one.
    void refresh();
    void refreshOverlay();

    /// Paints the pane without its overlay, as it looks at its present size.
    /// @param place  of the pane's upper left corner, in logical pixels
    void paintOnto(PlotPainter& painter, QPoint place);
    /// The same as an image of its own, as on a screen of device pixel ratio @p scale.
    QImage toImage(double scale);
    /// The pane is never seen, only painted onto images: it need not keep itself painted.
    void setOffScreen() { m_offScreen = true; }

    void setColors(const ThemeColors& colors);
    /// That of the numbers at the axes.
    QFont smallFont() const;

signals:
    /// The inside of the frame has another size or place.
    void insideChanged();
    /// What has changed has been drawn, for the screen. Sent within a paint event.
    void painted();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void styleAxis(QCPAxis& axis, const ThemeColors& colors) const;
    void placeFrame();
    void placeTicks();
    double placeOf(double vertical) const;
    double verticalOf(double place) const;
    void paintCaptions(QPainter& painter, const QRect& inside) const;
    void paintPiano(QPainter& painter, const QRect& inside) const;
    void paintVerticalCaption(QPainter& painter, const QRect& inside) const;
    int numbersWidth(const QFontMetrics& metrics) const;
    void paintGrid(QPainter& painter, const QRect& inside) const;

    AxisKind m_vertical;
    double m_low = 0; ///< of the vertical axis
    double m_high = 1;
    FrequencyAxis m_frequencyAxis;
    QSharedPointer<FrequencyTicker> m_frequencyTicker; ///< nothing where the vertical axis is another
    int m_leftMargin = leftMargin;
    bool m_timeLabelled = true;
    bool m_axesShown = true;
    bool m_gridShown = false;
    bool m_offScreen = false;
    PlotCanvas* m_plot = nullptr;
    Painting m_content;
    Painting m_grid;
    Painting m_marks;
    Painting m_captions;
    Painting m_overlay;
};

} // namespace gabor
