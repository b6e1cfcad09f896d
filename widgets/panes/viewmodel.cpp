// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/viewmodel.h"

#include <algorithm>

namespace gabor {

namespace {

constexpr double shortestView = 16;     // samples
constexpr double narrowestShare = 1e-4; // of the whole height of the scale
constexpr std::size_t longestHistory = 100;

/// [begin, end] with a length between @p shortest and the whole, moved into [first, last].
void keepInside(double& begin, double& end, double shortest, double first, double last)
{
    const double whole = last - first;
    const double length = std::clamp(end - begin, std::min(shortest, whole), whole);
    const double middle = (begin + end) / 2;
    if (length != end - begin) {
        begin = middle - length / 2;
        end = begin + length;
    }
    if (begin < first) {
        begin = first;
        end = first + length;
    } else if (end > last) {
        begin = last - length;
        end = last;
    }
}

} // namespace

void ViewModel::setLimits(double sampleCount, double sampleRate)
{
    const bool showedAllTime = m_span.beginSample <= 0 && m_span.endSample >= m_sampleCount;
    if (sampleCount == m_sampleCount && sampleRate == m_sampleRate)
        return;
    m_sampleCount = std::max(1.0, sampleCount);
    m_sampleRate = sampleRate;
    if (showedAllTime)
        m_span.endSample = m_sampleCount;
    m_span = keptInside(m_span);
    emit spanChanged();
}

void ViewModel::reset(double sampleCount, double sampleRate)
{
    m_sampleCount = std::max(1.0, sampleCount);
    m_sampleRate = sampleRate;
    m_span = whole();
    m_history.clear();
    m_inGesture = false;
    m_selection.reset();
    m_cursor.reset();
    emit selectionChanged();
    emit cursorChanged();
    emit spanChanged();
}

void ViewModel::setFrequencyScale(FrequencyScale scale)
{
    if (scale == m_scale)
        return;
    const double lowestBefore = lowestHz();
    m_scale = scale;
    const auto moved = [&](PictureSpan span) {
        if (span.lowHz <= lowestBefore && span.highHz >= maximumHz())
            span.lowHz = lowestHz();
        return keptInside(span);
    };
    m_span = moved(m_span);
    std::transform(m_history.begin(), m_history.end(), m_history.begin(), moved);
    emit spanChanged();
}

double ViewModel::placeOf(double hz) const
{
    return scaleFromHz(std::max(hz, lowestHz()), m_scale);
}

/// Exact at the ends, where a view of all frequencies must be recognized as one.
double ViewModel::hzAt(double place) const
{
    if (place <= placeOf(lowestHz()))
        return lowestHz();
    return place >= placeOf(maximumHz()) ? maximumHz() : hzFromScale(place, m_scale);
}

/// @p span with the frequencies at [low, high] on the scale, moved inside as it is if it reaches over an end.
PictureSpan ViewModel::withPlaces(PictureSpan span, double low, double high) const
{
    const double first = placeOf(lowestHz());
    const double last = placeOf(maximumHz());
    keepInside(low, high, (last - first) * narrowestShare, first, last);
    span.lowHz = hzAt(low);
    span.highHz = hzAt(high);
    return span;
}

/// What reaches over an end of the frequencies is cut off there.
PictureSpan ViewModel::keptInside(PictureSpan span) const
{
    keepInside(span.beginSample, span.endSample, shortestView, 0, m_sampleCount);
    span.lowHz = std::clamp(span.lowHz, lowestHz(), maximumHz());
    span.highHz = std::clamp(span.highHz, lowestHz(), maximumHz());
    constexpr double rounding = 1e-6; // of the narrowest view, which would creep from one call to the next
    const double narrowest = (placeOf(maximumHz()) - placeOf(lowestHz())) * narrowestShare;
    const double low = placeOf(span.lowHz);
    const double high = placeOf(span.highHz);
    return high - low < narrowest * (1 - rounding) ? withPlaces(span, low, high) : span;
}

void ViewModel::show(const PictureSpan& span)
{
    const PictureSpan next = keptInside(span);
    if (next == m_span)
        return;
    if (!m_inGesture) {
        m_history.push_back(m_span);
        if (m_history.size() > longestHistory)
            m_history.erase(m_history.begin());
        m_inGesture = true;
    }
    m_span = next;
    emit spanChanged();
}

void ViewModel::zoomTime(double factor, double sample)
{
    PictureSpan span = m_span;
    // At the closest zoom the view must not creep sideways.
    const double length =
        std::clamp((span.endSample - span.beginSample) * factor, std::min(shortestView, m_sampleCount), m_sampleCount);
    const double share = (sample - span.beginSample) / (span.endSample - span.beginSample);
    span.beginSample = sample - share * length;
    span.endSample = span.beginSample + length;
    show(span);
}

void ViewModel::zoomFrequency(double factor, double hz)
{
    const double whole = placeOf(maximumHz()) - placeOf(lowestHz());
    const double size = highPlace() - lowPlace();
    const double next = std::clamp(size * factor, whole * narrowestShare, whole);
    const double place = placeOf(hz);
    const double low = place - (place - lowPlace()) / size * next;
    show(withPlaces(m_span, low, low + next));
}

void ViewModel::moveBy(double samples, double places)
{
    PictureSpan span = m_span;
    samples = std::clamp(samples, -span.beginSample, m_sampleCount - span.endSample);
    span.beginSample += samples;
    span.endSample += samples;
    // What does not move is not computed again: it would not come out the same to the last digit.
    const double whole = placeOf(maximumHz()) - placeOf(lowestHz());
    places = std::clamp(places, -whole, whole);
    if (places != 0)
        span = withPlaces(span, lowPlace() + places, highPlace() + places);
    show(span);
}

void ViewModel::fitAll()
{
    show(whole());
}

void ViewModel::fitTime()
{
    show({0, m_sampleCount, m_span.lowHz, m_span.highHz});
}

void ViewModel::fitFrequency()
{
    show({m_span.beginSample, m_span.endSample, lowestHz(), maximumHz()});
}

void ViewModel::goBack()
{
    if (m_history.empty())
        return;
    m_span = keptInside(m_history.back());
    m_history.pop_back();
    m_inGesture = false;
    emit spanChanged();
}

void ViewModel::select(const std::optional<TimeFrequencyBox>& box)
{
    if (box == m_selection)
        return;
    m_selection = box;
    emit selectionChanged();
}

void ViewModel::zoomToSelection()
{
    if (!m_selection)
        return;
    beginGesture();
    show(*m_selection);
}

void ViewModel::selectFromCursor(bool begin)
{
    if (!m_cursor)
        return;
    TimeFrequencyBox box = m_selection.value_or(TimeFrequencyBox{m_span.beginSample, m_span.endSample, 0, maximumHz()});
    (begin ? box.beginSample : box.endSample) = m_cursor->sample;
    if (box.endSample <= box.beginSample) // the cursor has passed the other end, which is given up
        (begin ? box.endSample : box.beginSample) = begin ? m_span.endSample : m_span.beginSample;
    if (box.endSample > box.beginSample)
        select(box);
}

void ViewModel::setCursor(const std::optional<Cursor>& cursor)
{
    m_cursor = cursor;
    emit cursorChanged();
}

} // namespace gabor
