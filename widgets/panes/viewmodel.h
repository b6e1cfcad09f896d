// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/frequencyscale.h"
#include "core/pixels/levelgrid.h"

#include <QObject>

#include <optional>
#include <vector>

namespace gabor {

/// A box of time and frequency.
using TimeFrequencyBox = PictureSpan;

/// What part of the sound is in view, what is selected and where the cursor stands: the one thing that all panes share.
/// Time is in samples, frequency in Hz. The view never leaves the sound and never becomes empty.
/// Frequencies are zoomed and moved on a scale: what lies between two of them keeps its share of the height.
class ViewModel : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Another sound, or the same one grown: the whole is [0, sampleCount] × [lowestHz, maximumHz].
    /// A view that showed the whole goes on showing it; any other stays where it is.
    void setLimits(double sampleCount, double sampleRate);
    /// Forgets the view, its history, the selection and the cursor, and shows the whole.
    void reset(double sampleCount, double sampleRate);

    double sampleCount() const { return m_sampleCount; }
    double sampleRate() const { return m_sampleRate; }
    /// Of the scale: 0, but on a logarithmic one.
    double lowestHz() const { return gabor::lowestHz(m_scale, maximumHz()); }
    double maximumHz() const { return m_sampleRate / 2; }
    PictureSpan whole() const { return {0, m_sampleCount, lowestHz(), maximumHz()}; }
    const PictureSpan& span() const { return m_span; }
    double beginSeconds() const { return m_span.beginSample / m_sampleRate; }
    double endSeconds() const { return m_span.endSample / m_sampleRate; }

    FrequencyScale frequencyScale() const { return m_scale; }
    /// A view that showed all frequencies goes on showing all; any other stays where it is as far as the scale reaches.
    void setFrequencyScale(FrequencyScale scale);
    /// Of the visible frequencies, in places on the scale.
    double lowPlace() const { return placeOf(m_span.lowHz); }
    double highPlace() const { return placeOf(m_span.highHz); }
    /// What stands at half of the height.
    double middleHz() const { return hzAt((lowPlace() + highPlace()) / 2); }

    /// Moves to @p span, kept inside the sound. One gesture of many steps leaves one entry in the history.
    void show(const PictureSpan& span);
    /// Scales the visible time by @p factor (below 1: closer) around @p sample, which stays where it is.
    void zoomTime(double factor, double sample);
    void zoomFrequency(double factor, double hz);
    /// @param places  on the scale, so that the view keeps its size there; Hz on a linear one
    void moveBy(double samples, double places);
    void fitAll();
    void fitTime();
    void fitFrequency();

    /// The next change of view begins a new entry in the history.
    void beginGesture() { m_inGesture = false; }
    bool canGoBack() const { return !m_history.empty(); }
    void goBack();

    const std::optional<TimeFrequencyBox>& selection() const { return m_selection; }
    void select(const std::optional<TimeFrequencyBox>& box);
    void zoomToSelection();
    /// The selection begins (or ends) at the cursor: over all frequencies where there was none before, and to the end
    /// (or from the begin) of the view.
    void selectFromCursor(bool begin);

    struct Cursor
    {
        double sample = 0;
        std::optional<double> hz; ///< nothing while the pointer is over the waveform
    };
    const std::optional<Cursor>& cursor() const { return m_cursor; }
    void setCursor(const std::optional<Cursor>& cursor);

signals:
    /// Also where the same span lies on another scale.
    void spanChanged();
    void selectionChanged();
    void cursorChanged();

private:
    double placeOf(double hz) const;
    double hzAt(double place) const;
    PictureSpan withPlaces(PictureSpan span, double low, double high) const;
    PictureSpan keptInside(PictureSpan span) const;

    FrequencyScale m_scale = FrequencyScale::Linear;
    double m_sampleCount = 1;
    double m_sampleRate = 1;
    PictureSpan m_span{0, 1, 0, 0.5};
    std::vector<PictureSpan> m_history;
    bool m_inGesture = false;
    std::optional<TimeFrequencyBox> m_selection;
    std::optional<Cursor> m_cursor;
};

} // namespace gabor
