// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/colorscale.h"

#include "core/base/vectorized.h"
#include "core/dsp/levels.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numbers>

namespace gabor {

namespace {

constexpr std::uint32_t transparent = 0;

/// So many values are coloured at a time: all that is made of them on the way stays in the first cache.
constexpr std::size_t stretch = 1024;

/// Places in a table of 256 colours. A NaN compares false with everything, and comes to the first.
GABOR_VECTORIZED void entriesOf(const float* values, std::size_t count, float low, float entriesPerUnit,
                                std::int32_t* entries)
{
    for (std::size_t i = 0; i < count; ++i) {
        const float place = (values[i] - low) * entriesPerUnit;
        const float atLeast = place > 0.0F ? place : 0.0F;
        entries[i] = static_cast<std::int32_t>(atLeast < 255.0F ? atLeast : 255.0F);
    }
}

/// Which is how NaN is told from silence.
GABOR_VECTORIZED void hideUnknown(const float* values, std::size_t count, std::uint32_t* colors)
{
    for (std::size_t i = 0; i < count; ++i)
        colors[i] = values[i] == values[i] ? colors[i] : transparent;
}

/// Looked up one by one: several times quicker than by AVX2's gathering, which a loop over all of it would become.
void lookUp(std::span<const float> values, const ColorTable& table, float low, float entriesPerUnit,
            std::span<std::uint32_t> colors)
{
    std::array<std::int32_t, stretch> entries{};
    for (std::size_t first = 0; first < values.size(); first += stretch) {
        const std::size_t count = std::min(stretch, values.size() - first);
        entriesOf(values.data() + first, count, low, entriesPerUnit, entries.data());
        for (std::size_t i = 0; i < count; ++i)
            colors[first + i] = table[static_cast<std::size_t>(entries[i])];
        hideUnknown(values.data() + first, count, colors.data() + first);
    }
}

void lookUpAmplitudes(std::span<const float> levels, const ColorScale& scale, std::span<std::uint32_t> colors)
{
    std::array<float, stretch> amplitudes{};
    const ColorScale ofAmplitudes{scale.colormap, scale.low, scale.high, false};
    for (std::size_t first = 0; first < levels.size(); first += stretch) {
        const std::size_t count = std::min(stretch, levels.size() - first);
        const std::span<float> part(amplitudes.data(), count);
        for (std::size_t i = 0; i < count; ++i)
            part[i] = levels[first + i] / 2; // a power of half the level is an amplitude
        powersFromDecibels(part, part);
        for (std::size_t i = 0; i < count; ++i) // which takes NaN for silence
            part[i] = levels[first + i] == levels[first + i] ? part[i] : levels[first + i];
        colorize(part, ofAmplitudes, colors.subspan(first, count));
    }
}

} // namespace

ColorScale colorScale(const DisplayParameters& display, const LevelReference& reference)
{
    switch (display.levelScale) {
    case LevelScale::Phase:
        return {display.phaseColormap, -std::numbers::pi, std::numbers::pi, false};
    case LevelScale::Magnitude:
        return {display.colormap, display.low, display.high, true};
    default:
        return {display.colormap, display.low - reference.offsetDb, display.high - reference.offsetDb, false};
    }
}

void colorize(std::span<const float> values, const ColorScale& scale, std::span<std::uint32_t> colors)
{
    assert(values.size() == colors.size());
    if (scale.amplitudesOfLevels) {
        lookUpAmplitudes(values, scale, colors);
        return;
    }
    const double entriesPerUnit = scale.high > scale.low ? 256 / (scale.high - scale.low) : 0;
    lookUp(values, colorTable(scale.colormap), static_cast<float>(scale.low), static_cast<float>(entriesPerUnit),
           colors);
}

} // namespace gabor
