// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/levelhistogram.h"

#include "core/dsp/levels.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gabor {

std::vector<float> sampledValues(const LevelGrid& grid, std::size_t most)
{
    assert(most > 0);
    std::vector<float> values;
    // An odd step does not fall into the rhythm of rows of an even length.
    const std::size_t step = (grid.levels.size() + most - 1) / most | 1U;
    values.reserve(grid.levels.size() / step + 1);
    for (std::size_t at = 0; at < grid.levels.size(); at += step) {
        if (std::isfinite(grid.levels[at]))
            values.push_back(grid.levels[at]);
    }
    return values;
}

void putOnScale(std::span<float> values, LevelScale scale, const LevelReference& reference)
{
    if (scale == LevelScale::Phase)
        return;
    if (scale != LevelScale::Magnitude) {
        const auto offsetDb = static_cast<float>(reference.offsetDb);
        for (float& value : values)
            value += offsetDb;
        return;
    }
    for (float& value : values)
        value /= 2; // a power of half the level is an amplitude
    powersFromDecibels(values, values);
}

std::vector<int> countsOfParts(std::span<const float> values, double low, double high, std::size_t count)
{
    assert(low < high && count > 0);
    std::vector<int> counts(count);
    const double partsPerUnit = static_cast<double>(count) / (high - low);
    for (const float value : values) {
        const double place = (static_cast<double>(value) - low) * partsPerUnit;
        if (place >= 0 && place <= static_cast<double>(count))
            ++counts[std::min(static_cast<std::size_t>(place), count - 1)];
    }
    return counts;
}

} // namespace gabor
