// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/viewmodel.h"

#include <algorithm>

namespace gabor {

namespace {

constexpr double shortestView = 16;     // samples
constexpr double narrowestShare = 1e-4; // of the whole band
constexpr std::size_t longestHistory = 100;

/// [begin, end] with a length between @p shortest and the whole, moved into [0, whole].
void keepInside(double& begin, double& end, double shortest, double whole)
{
    const double length = std::clamp(end - begin, std::min(shortest, whole), whole);
    const double middle = (begin + end) / 2;
    if (length != end - begin) {
        begin = middle - length / 2;
        end = begin + length;
    }
    if (begin < 0) {
        begin = 0;
        end = length;
    } else if (end > whole) {
        begin = whole - length;
        end = whole;
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

PictureSpan ViewModel::keptInside(PictureSpan span) const
{
    keepInside(span.beginSample, span.endSample, shortestView, m_sampleCount);
    keepInside(span.lowHz, span.highHz, maximumHz() * narrowestShare, maximumHz());
    return span;
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
    PictureSpan span = m_span;
    const double width = std::clamp((span.highHz - span.lowHz) * factor, maximumHz() * narrowestShare, maximumHz());
    const double share = (hz - span.lowHz) / (span.highHz - span.lowHz);
    span.lowHz = hz - share * width;
    span.highHz = span.lowHz + width;
    show(span);
}

void ViewModel::moveBy(double samples, double hz)
{
    PictureSpan span = m_span;
    samples = std::clamp(samples, -span.beginSample, m_sampleCount - span.endSample);
    hz = std::clamp(hz, -span.lowHz, maximumHz() - span.highHz);
    span.beginSample += samples;
    span.endSample += samples;
    span.lowHz += hz;
    span.highHz += hz;
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
    show({m_span.beginSample, m_span.endSample, 0, maximumHz()});
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
