// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"

#include <cstdint>
#include <span>

namespace gabor {

/// How the values of a grid become colours: entry floor(256 v) of the table, v the value's place between low (0) and
/// high (1), as matplotlib looks up (see colorIndex). NaN becomes fully transparent.
struct ColorScale
{
    ColormapChoice colormap;
    double low = 0;
    double high = 1; ///< low = high gives every value the first colour
    /// Values are levels in dB, and limits amplitudes: each level becomes an amplitude first.
    bool amplitudesOfLevels = false;

    friend bool operator==(const ColorScale&, const ColorScale&) = default;
};

/// For grids as @p display asks for them: levels in dBFS, or phases.
ColorScale colorScale(const DisplayParameters& display, const LevelReference& reference);

/// @param colors  out, as long as @p values: 0xAARRGGBB
void colorize(std::span<const float> values, const ColorScale& scale, std::span<std::uint32_t> colors);

} // namespace gabor
