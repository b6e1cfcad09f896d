// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/waveform/envelope.h"

#include <QColor>
#include <QImage>

#include <functional>

namespace gabor {

struct EnvelopeColors
{
    QColor peak; ///< from the lowest to the highest sample
    QColor rms;  ///< from -RMS to +RMS
};

/// A waveform of @p size device pixels, one envelope a column: exact to the pixel at every scale factor, where lines
/// drawn by a painter would comb. Transparent where there is no sound. Null where there is no memory for it.
/// @param envelopeOf  the envelope of device column x
/// @param low, high   amplitudes at the bottom and the top edge
QImage paintedEnvelopes(QSize size, double low, double high, const EnvelopeColors& colors,
                        const std::function<Envelope(int x)>& envelopeOf);

} // namespace gabor
