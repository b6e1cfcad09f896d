// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panes/markpainting.h"

#include <QObject>

namespace gabor {

class SpectrogramPane;
class ViewModel;
class WaveformPane;

/// The places and runs of samples that the file of a sound gives names to, drawn over the panes of a figure: lines in
/// both, and the names in the upper one.
class SoundMarks : public QObject
{
    Q_OBJECT

public:
    /// All but the parent outlive the marks, or are not painted afterwards.
    SoundMarks(const ViewModel& view, WaveformPane& waveform, SpectrogramPane& spectrogram, QObject* parent);

    void setMarkers(std::span<const SoundMarker> markers);
    bool isEmpty() const { return m_marks.empty(); }

    bool areShown() const { return m_shown; }
    /// @param waveform  whether there is one for the names to stand in
    void setShown(bool shown, bool waveform = true);

private:
    void paintOverWaveform(QPainter& painter, const QRect& inside) const;
    void paintOverSpectrogram(QPainter& painter, const QRect& inside) const;
    void refresh();

    const ViewModel& m_view;
    WaveformPane& m_waveform;
    SpectrogramPane& m_spectrogram;
    std::vector<Mark> m_marks;
    bool m_shown = true;
    bool m_hasWaveform = true;
};

} // namespace gabor
