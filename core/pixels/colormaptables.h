// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/colormap.h"

#include <cstdint>
#include <span>

namespace gabor {

/// 0xRRGGBB from the lowest value to the highest, rounded to bytes.
std::span<const std::uint32_t, 256> colormapRgb(ColormapKind kind);

} // namespace gabor
