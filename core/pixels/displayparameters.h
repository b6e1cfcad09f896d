// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/colormap.h"
#include "core/tiles/reduction.h"

#include <optional>

namespace gabor {

/// How a cell that is larger than a pixel is filled.
enum class Shading {
    Flat,   ///< one colour a cell: matplotlib's shading='nearest'
    Gouraud ///< colours run linearly from cell centre to cell centre: matplotlib's shading='gouraud'
};

/// Decides the look of a spectrogram and none of its numbers: changing it costs no FFT.
struct DisplayParameters
{
    Shading shading = Shading::Gouraud;
    ColormapChoice colormap;
    double lowDb = -100;         ///< drawn in the first colour, as is all below
    double highDb = -20;         ///< drawn in the last colour, as is all above; > lowDb
    bool automaticLevels = true; ///< the limits follow the picture's levels when the sound or its analysis changes

    friend bool operator==(const DisplayParameters&, const DisplayParameters&) = default;
};

/// Further from 0 dB no sound of 64-bit floats reaches with any sense.
inline constexpr double farthestLimitDb = 1000;

struct DisplayFault
{
    enum class Rule { LimitNotFinite, LimitTooFar, LimitsNotAscending };
    Rule rule;
};

/// The first rule that @p parameters break, or nothing when they may be used.
std::optional<DisplayFault> faultIn(const DisplayParameters& parameters);

} // namespace gabor
