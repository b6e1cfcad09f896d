// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/soundmarks.h"

#include "widgets/panes/spectrogrampane.h"
#include "widgets/panes/waveformpane.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace gabor {

namespace {

constexpr int groundAlpha = 210;

QColor translucent(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

} // namespace

SoundMarks::SoundMarks(const ViewModel& view, WaveformPane& waveform, SpectrogramPane& spectrogram, QObject* parent)
    : QObject(parent), m_view(view), m_waveform(waveform), m_spectrogram(spectrogram)
{
    waveform.setMarks([this](QPainter& painter, const QRect& inside) { paintOverWaveform(painter, inside); });
    spectrogram.setMarks([this](QPainter& painter, const QRect& inside) { paintOverSpectrogram(painter, inside); });
}

void SoundMarks::setMarkers(std::span<const SoundMarker> markers)
{
    m_marks = marksOf(markers);
    refresh();
}

void SoundMarks::setShown(bool shown, bool waveform)
{
    m_shown = shown;
    m_hasWaveform = waveform;
    refresh();
}

void SoundMarks::refresh()
{
    m_waveform.refresh();
    m_spectrogram.refresh();
}

void SoundMarks::paintOverWaveform(QPainter& painter, const QRect& inside) const
{
    if (!m_shown || m_marks.empty())
        return;
    const ThemeColors colors = themeColors(m_waveform.palette());
    painter.setFont(m_waveform.smallFont());
    paintMarks(painter, inside, m_marks,
               [this](double sample) { return m_waveform.xOfSeconds(sample / m_view.sampleRate()); },
               {.line = colors.marker,
                .seam = {},
                .text = colors.text,
                .ground = translucent(colors.plotBackground, groundAlpha)});
}

void SoundMarks::paintOverSpectrogram(QPainter& painter, const QRect& inside) const
{
    if (!m_shown || m_marks.empty())
        return;
    painter.setFont(m_spectrogram.smallFont());
    // As the grid: a light line on a dark seam, both translucent, is seen on every color and hides none.
    paintMarks(painter, inside, m_marks,
               [this](double sample) { return m_spectrogram.xOfSeconds(sample / m_view.sampleRate()); },
               {.line = QColor(255, 255, 255, 140),
                .seam = QColor(0, 0, 0, 60),
                .text = m_hasWaveform ? QColor() : QColor(Qt::white),
                .ground = QColor(0, 0, 0, groundAlpha)});
}

} // namespace gabor
