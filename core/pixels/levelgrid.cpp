// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/levelgrid.h"

#include "core/dsp/levels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gabor {

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

GridAxis timeAxis(const TileCover& cover, const StftParameters& stft, std::int64_t frameCount, const PictureSpan& span,
                  int width)
{
    const double pixelsPerSample = width / (span.endSample - span.beginSample);
    const std::int64_t framesPerColumn = std::int64_t{1} << cover.lod;
    const auto positionOf = [=, &stft](double column) {
        // The last column of a sound may stand for fewer frames than the others; its middle lies accordingly.
        const double first =
            (column - 0.5) * static_cast<double>(framesPerColumn) + static_cast<double>(framesPerColumn) / 2 - 0.5;
        const double end =
            std::min(first + static_cast<double>(framesPerColumn), static_cast<double>(frameCount) - 0.5);
        return (frameCenter(stft, (std::min(first, end) + end) / 2) - span.beginSample) * pixelsPerSample;
    };
    return gridAxis({cover.columns.begin, cover.columns.end, positionOf}, width);
}

GridAxis frequencyAxis(const StftParameters& stft, double sampleRate, const PictureSpan& span, int height)
{
    const double hzPerBin = binSpacingHz(stft, sampleRate);
    const double pixelsPerHz = height / (span.highHz - span.lowHz);
    const auto positionOf = [=](double bin) { return (bin * hzPerBin - span.lowHz) * pixelsPerHz; };
    return gridAxis({0, stft.binCount(), positionOf}, height);
}

float reduceBins(std::span<const float> levels, Reduction reduction)
{
    if (levels.size() == 1)
        return levels.front();
    if (reduction == Reduction::Maximum) {
        float highest = levels.front();
        for (const float level : levels)
            highest = level > highest ? level : highest;
        return highest;
    }
    double sum = 0;
    for (const float level : levels)
        sum += powerFromDecibels(static_cast<double>(level));
    return static_cast<float>(decibelsFromPower(sum / static_cast<double>(levels.size())));
}

float combine(float a, float b, Reduction reduction, float shareOfB)
{
    if (reduction == Reduction::Maximum)
        return std::max(a, b);
    const double power = powerFromDecibels(static_cast<double>(a)) * static_cast<double>(1 - shareOfB)
        + powerFromDecibels(static_cast<double>(b)) * static_cast<double>(shareOfB);
    return static_cast<float>(decibelsFromPower(power));
}

/// Finds the columns of a mosaic in rising order without searching each time.
class MosaicReader
{
public:
    MosaicReader(const Mosaic& mosaic, const TileGrid& grid) : m_mosaic(mosaic), m_grid(grid) { }

    std::span<const float> column(std::int64_t column)
    {
        while (m_piece < m_mosaic.pieces.size() && m_mosaic.pieces[m_piece].columns.end <= column)
            ++m_piece;
        if (m_piece == m_mosaic.pieces.size() || m_mosaic.pieces[m_piece].columns.begin > column)
            return {};
        return m_mosaic.pieces[m_piece].levelsOf(column, m_grid);
    }

private:
    const Mosaic& m_mosaic;
    const TileGrid& m_grid;
    std::size_t m_piece = 0;
};

std::vector<double> positionsOf(const GridAxis& axis)
{
    std::vector<double> positions(axis.size());
    std::transform(axis.begin(), axis.end(), positions.begin(), [](const GridVertex& v) { return v.position; });
    return positions;
}

/// @p columns is [x][y]; the picture is drawn row by row. In blocks, so that both sides stay in the cache.
std::vector<float> transposed(const std::vector<float>& columns, std::size_t columnCount, std::size_t rowCount)
{
    constexpr std::size_t block = 32;
    std::vector<float> rows(columns.size());
    for (std::size_t y0 = 0; y0 < rowCount; y0 += block) {
        for (std::size_t x0 = 0; x0 < columnCount; x0 += block) {
            const std::size_t yEnd = std::min(rowCount, y0 + block);
            const std::size_t xEnd = std::min(columnCount, x0 + block);
            for (std::size_t y = y0; y < yEnd; ++y) {
                for (std::size_t x = x0; x < xEnd; ++x)
                    rows[y * columnCount + x] = columns[x * rowCount + y];
            }
        }
    }
    return rows;
}

} // namespace

LevelGrid gatherLevels(const Mosaic& mosaic, const TileCover& cover, const StftParameters& stft, Reduction reduction,
                       double sampleRate, std::int64_t frameCount, const PictureSpan& span, int width, int height)
{
    const TileGrid grid(stft.binCount());
    const GridAxis times = timeAxis(cover, stft, frameCount, span, width);
    const GridAxis frequencies = frequencyAxis(stft, sampleRate, span, height);

    std::vector<float> columns(times.size() * frequencies.size(), unknown);
    MosaicReader reader(mosaic, grid);
    for (std::size_t x = 0; x < times.size(); ++x) {
        float* const out = columns.data() + x * frequencies.size();
        for (std::int64_t cell = times[x].firstCell; cell < times[x].endCell; ++cell) {
            const std::span<const float> levels = reader.column(cell);
            if (levels.empty())
                continue;
            const bool first = std::isnan(out[0]);
            const float share = 1.0F / static_cast<float>(cell - times[x].firstCell + 1);
            for (std::size_t y = 0; y < frequencies.size(); ++y) {
                const GridVertex& bins = frequencies[y];
                const float level = reduceBins(levels.subspan(static_cast<std::size_t>(bins.firstCell),
                                                              static_cast<std::size_t>(bins.endCell - bins.firstCell)),
                                               reduction);
                out[y] = first ? level : combine(out[y], level, reduction, share);
            }
        }
    }
    return {positionsOf(times), positionsOf(frequencies), transposed(columns, times.size(), frequencies.size())};
}

std::optional<float> levelPercentile(const LevelGrid& grid, double share)
{
    constexpr std::size_t mostSamples = 1 << 15;
    const std::size_t step = std::max<std::size_t>(1, grid.levels.size() / mostSamples) | 1U;
    std::vector<float> sampled;
    sampled.reserve(grid.levels.size() / step + 1);
    for (std::size_t at = 0; at < grid.levels.size(); at += step) {
        if (std::isfinite(grid.levels[at]))
            sampled.push_back(grid.levels[at]);
    }
    if (sampled.empty())
        return std::nullopt;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(sampled.size() - 1) + 0.5);
    std::nth_element(sampled.begin(), sampled.begin() + rank, sampled.end());
    return sampled[static_cast<std::size_t>(rank)];
}

} // namespace gabor
