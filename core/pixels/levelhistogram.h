// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/levelscale.h"
#include "core/pixels/levelgrid.h"

#include <cstddef>
#include <span>
#include <vector>

namespace gabor {

/// Values of a picture as they are spread over it, taken at even distances. Silence and what is not known yet are left
/// out.
/// @param most  values at most
std::vector<float> sampledValues(const LevelGrid& grid, std::size_t most = 20'000);

/// Levels in dBFS as valueOnScale has them on @p scale, in single precision. Phases remain what they are.
void putOnScale(std::span<float> values, LevelScale scale, const LevelReference& reference);

/// How many of @p values lie in each of @p count equal parts of [low, high], from the lowest up; a value on the edge of
/// two parts belongs to the upper one, and high itself to the last. Values outside count nowhere.
/// @param high  > low
std::vector<int> countsOfParts(std::span<const float> values, double low, double high, std::size_t count);

} // namespace gabor
