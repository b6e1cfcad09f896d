// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/frequencyscale.h"

namespace gabor {

/// How the frequencies in view lie along an axis, and how large its labels are.
struct FrequencyRoom
{
    FrequencyScale scale = FrequencyScale::Linear;
    double lowHz = 0; ///< above 0 on a logarithmic scale
    double highHz = 1;
    double pixels = 1;     ///< from lowHz to highHz
    double lineHeight = 1; ///< of a label, pixels

    /// Pixels above lowHz.
    double pixelsAt(double hz) const
    {
        const double low = scaleFromHz(lowHz, scale);
        return (scaleFromHz(hz, scale) - low) / (scaleFromHz(highHz, scale) - low) * pixels;
    }
    double distance(double fromHz, double toHz) const { return pixelsAt(toHz) - pixelsAt(fromHz); }
    bool shows(double hz) const { return hz >= lowHz && hz <= highHz; }
    bool showsSomeOf(double fromHz, double toHz) const { return toHz >= lowHz && fromHz <= highHz; }
};

} // namespace gabor
