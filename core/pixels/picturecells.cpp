// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/picturecells.h"

#include "core/base/pages.h"

#include <algorithm>
#include <limits>

namespace gabor {

namespace {

CellPlacement columnPlacement(const TileCover& cover, const StftParameters& stft, std::int64_t frameCount,
                              const PictureFrame& frame)
{
    const double beginSample = frame.span.beginSample;
    const double pixelsPerSample = frame.width / (frame.span.endSample - beginSample);
    const std::int64_t framesPerColumn = std::int64_t{1} << cover.lod;
    // The last column of a sound may stand for fewer frames than the others; its middle lies accordingly.
    const auto framesBelow = [=](std::int64_t column) {
        return static_cast<double>(std::min(column * framesPerColumn, frameCount));
    };
    const auto positionOf = [=](double place) { return (frameCenter(stft, place) - beginSample) * pixelsPerSample; };
    return {cover.columns.begin, cover.columns.end,
            [=](std::int64_t column) { return positionOf((framesBelow(column) + framesBelow(column + 1) - 1) / 2); },
            [=](std::int64_t column) { return positionOf(framesBelow(column) - 0.5); }};
}

CellPlacement binPlacement(const StftParameters& stft, double sampleRate, const PictureFrame& frame)
{
    const FrequencyScale scale = frame.frequencyScale;
    const double hzPerBin = binSpacingHz(stft, sampleRate);
    const double low = scaleFromHz(frame.span.lowHz, scale);
    const double pixelsPerPlace = frame.height / (scaleFromHz(frame.span.highHz, scale) - low);
    // Below 0 Hz, where half of the first cell lies, not every scale goes on.
    const auto positionOf = [=](double bin) {
        const double hz = bin * hzPerBin;
        const double place = hz < 0 ? -scaleFromHz(-hz, scale) + 2 * scaleFromHz(0, scale) : scaleFromHz(hz, scale);
        return (place - low) * pixelsPerPlace;
    };
    return {0, stft.binCount(), [=](std::int64_t bin) { return positionOf(static_cast<double>(bin)); },
            [=](std::int64_t bin) { return positionOf(static_cast<double>(bin) - 0.5); }};
}

std::vector<double> positionsOf(const GridAxis& axis)
{
    std::vector<double> positions(axis.size());
    std::transform(axis.begin(), axis.end(), positions.begin(), [](const GridVertex& v) { return v.position; });
    return positions;
}

} // namespace

PictureAxes::PictureAxes(const TileCover& cover, const StftParameters& stft, double sampleRate, std::int64_t frameCount,
                         const PictureFrame& frame)
    : m_columns(columnPlacement(cover, stft, frameCount, frame)), m_bins(binPlacement(stft, sampleRate, frame)),
      m_times(gridAxis(m_columns, frame.width)), m_frequencies(gridAxis(m_bins, frame.height))
{ }

LevelGrid PictureAxes::emptyGrid() const
{
    LevelGrid grid{positionsOf(m_times),
                   positionsOf(m_frequencies),
                   cellEdges(m_times, m_columns),
                   cellEdges(m_frequencies, m_bins),
                   {}};
    const std::size_t count = m_times.size() * m_frequencies.size();
    grid.levels.reserve(count);
    layPages(grid.levels.data(), count * sizeof(float));
    grid.levels.assign(count, std::numeric_limits<float>::quiet_NaN());
    return grid;
}

GridAxis frequencyAxis(const StftParameters& stft, double sampleRate, const PictureFrame& frame)
{
    return gridAxis(binPlacement(stft, sampleRate, frame), frame.height);
}

} // namespace gabor
