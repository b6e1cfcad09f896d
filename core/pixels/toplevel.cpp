// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/toplevel.h"

#include "core/dsp/levels.h"
#include "core/pixels/picturecells.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <span>

namespace gabor {

namespace {

constexpr int columnPixels = 256;
constexpr int rowPixels = 512;

/// Runs of 2^lod frames: those that lie within a view as a whole, or come up to the end of the sound.
struct Runs
{
    int lod = 0;
    ColumnRange columns;
};

Runs runsIn(const PictureSpan& span, const KnownSpectrogram& known)
{
    const auto coverOf = [&](int pixelCount) {
        return coverFor(span.beginSample, span.endSample, pixelCount, known.stft, known.frameCount,
                        std::numeric_limits<std::size_t>::max());
    };
    const ColumnRange frames = coverOf(std::numeric_limits<int>::max()).columns;
    const int lod = std::max(coverOf(columnPixels).lod, known.cover.lod);
    const std::int64_t begin = TileGrid::columnCount(lod, frames.begin);
    const bool isToTheEnd = frames.end == known.frameCount;
    const std::int64_t end = isToTheEnd ? TileGrid::columnCount(lod, frames.end) : frames.end >> lod;
    if (begin < end)
        return {lod, {begin, end}};
    return {lod, {frames.begin >> lod, TileGrid::columnCount(lod, frames.end)}}; // a picture of next to no width
}

/// Of a row, what falls into each run.
class RowOfRuns
{
public:
    /// @param shift  from the lod of the columns to that of the runs
    RowOfRuns(const Runs& runs, int shift, bool isMean, bool isSample)
        : m_columns(runs.columns), m_shift(shift), m_isMean(isMean), m_isSample(isSample)
    { }

    void begin(std::span<float> out)
    {
        m_out = out;
        std::ranges::fill(out, m_isMean ? 0.0F : -std::numeric_limits<float>::infinity());
        m_counts.assign(out.size(), 0);
    }
    void add(std::int64_t column, float value)
    {
        const std::int64_t run = column >> m_shift;
        if (run < m_columns.begin || run >= m_columns.end || (m_isSample && column != run << m_shift))
            return;
        float& joined = m_out[static_cast<std::size_t>(run - m_columns.begin)];
        joined = m_isMean ? joined + value : std::max(joined, value);
        ++m_counts[static_cast<std::size_t>(run - m_columns.begin)];
    }
    void end()
    {
        if (!m_isMean)
            return;
        for (std::size_t run = 0; run < m_out.size(); ++run)
            m_out[run] /= static_cast<float>(std::max(m_counts[run], 1));
        decibelsFromPowers(m_out, m_out);
    }

private:
    ColumnRange m_columns;
    int m_shift;
    bool m_isMean;
    bool m_isSample;
    std::span<float> m_out;
    std::vector<int> m_counts;
};

} // namespace

PictureFrame topFrame(const PictureSpan& span, FrequencyScale scale)
{
    return {span, scale, columnPixels, rowPixels};
}

std::optional<float> topLevel(const KnownSpectrogram& known, const PictureSpan& span, FrequencyScale scale,
                              const GridValues& values, BandCache& bands)
{
    assert(!known.mosaic.isProvisional && values.kind == GridValues::Kind::Levels);
    const Runs runs = runsIn(span, known);
    const TileGrid grid(known.stft.binCount());
    const PictureFrame frame = topFrame(span, scale);
    const std::vector<const BandTile*> bandTiles = reduceBands(known, frame, values, bands);
    const std::size_t rowCount = frequencyAxis(known.stft, known.sampleRate, frame).size();

    LevelGrid picture;
    const auto width = static_cast<std::size_t>(runs.columns.size());
    picture.levels.resize(width * rowCount);
    RowOfRuns row(runs, runs.lod - known.cover.lod, known.reduction == Reduction::MeanPower,
                  known.reduction == Reduction::Sample);
    for (std::size_t y = 0; y < rowCount; ++y) {
        row.begin(std::span(picture.levels).subspan(y * width, width));
        for (std::size_t i = 0; i < bandTiles.size(); ++i) {
            const MosaicPiece& piece = known.mosaic.pieces[i];
            const float* const levels = bandTiles[i]->row(y);
            const std::int64_t first = grid.columnsOf(piece.tile->id()).begin;
            for (std::int64_t column = piece.columns.begin; column < piece.columns.end; ++column)
                row.add(column, levels[column - first]);
        }
        row.end();
    }
    return topLevel(picture);
}

std::optional<float> topLevel(const KnownSpectrogram& known, const PictureSpan& span, FrequencyScale scale,
                              const GridValues& values)
{
    BandCache bands;
    return topLevel(known, span, scale, values, bands);
}

} // namespace gabor
