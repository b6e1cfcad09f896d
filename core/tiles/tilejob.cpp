// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tilejob.h"

#include "core/dsp/levels.h"

#include <algorithm>
#include <vector>

namespace gabor {

namespace {

/// Reads frames in runs: neighbouring frames share most of their samples, and one long read is cheaper than many.
class FrameReader
{
public:
    FrameReader(const SampleSource& source, ChannelChoice channel, const StftParameters& stft)
        : m_source(source), m_channel(channel), m_windowLength(stft.windowLength), m_hop(stft.hop)
    {
        constexpr std::int64_t samplesPerRead = 1 << 16;
        m_framesPerRead = 1 + std::max<std::int64_t>(0, samplesPerRead - m_windowLength) / m_hop;
    }

    /// The samples under @p frame. @p endFrame limits how far the reader looks ahead.
    std::span<const float> frame(std::int64_t frame, std::int64_t endFrame)
    {
        if (frame < m_held.begin || frame >= m_held.end)
            hold({frame, std::min(frame + m_framesPerRead, endFrame)});
        const auto offset = static_cast<std::size_t>((frame - m_held.begin) * m_hop);
        return std::span<const float>(m_samples).subspan(offset, static_cast<std::size_t>(m_windowLength));
    }

private:
    void hold(ColumnRange frames)
    {
        m_held = frames;
        m_samples.resize(static_cast<std::size_t>((frames.size() - 1) * m_hop + m_windowLength));
        m_source.read(frames.begin * m_hop, m_channel, m_samples);
    }

    const SampleSource& m_source;
    ChannelChoice m_channel;
    std::int64_t m_windowLength;
    std::int64_t m_hop;
    std::int64_t m_framesPerRead = 1;
    ColumnRange m_held;
    std::vector<float> m_samples;
};

void accumulate(Reduction reduction, std::span<const float> powers, std::span<float> column)
{
    const float* const from = powers.data();
    float* const into = column.data();
    const std::size_t count = column.size();
    if (reduction == Reduction::Maximum) {
        for (std::size_t k = 0; k < count; ++k)
            into[k] = from[k] > into[k] ? from[k] : into[k];
    } else {
        for (std::size_t k = 0; k < count; ++k)
            into[k] += from[k];
    }
}

} // namespace

std::shared_ptr<const LevelTile> computeTile(const TileRequest& request, const std::stop_token& stop)
{
    const StftParameters& stft = request.spec.stft;
    const TileGrid grid(stft.binCount());
    const ColumnRange columns = grid.columnsOf(request.id);
    const std::int64_t endColumn = std::min(columns.end, TileGrid::columnCount(request.id.lod, request.frameCount));
    if (endColumn <= columns.begin || stop.stop_requested())
        return nullptr;

    const std::int64_t firstFrame = TileGrid::framesOfColumn(request.id.lod, columns.begin).begin;
    const std::int64_t endFrame =
        std::min(TileGrid::framesOfColumn(request.id.lod, endColumn - 1).end, request.frameCount);
    auto tile = std::make_shared<LevelTile>(request.id, static_cast<int>(endColumn - columns.begin), grid.binCount(),
                                            endFrame - firstFrame, request.isSketch && request.id.lod > 0);

    FrameAnalyzer analyzer(stft, request.window);
    FrameReader reader(*request.source, request.spec.channel, stft);
    std::vector<float> powers(static_cast<std::size_t>(grid.binCount()));
    for (std::int64_t column = columns.begin; column < endColumn; ++column) {
        ColumnRange frames = TileGrid::framesOfColumn(request.id.lod, column);
        frames.end = std::min(frames.end, request.frameCount);
        if (tile->isSketch()) {
            const std::int64_t middle = frames.begin + frames.size() / 2;
            frames = {middle, middle + 1};
        }
        const std::span<float> levels = tile->column(static_cast<int>(column - columns.begin));
        // Until the column is whole its memory holds powers: the logarithm is taken once, after the reduction.
        analyzer.analyze(reader.frame(frames.begin, frames.end), levels);
        for (std::int64_t frame = frames.begin + 1; frame < frames.end; ++frame) {
            if (stop.stop_requested())
                return nullptr;
            analyzer.analyze(reader.frame(frame, endFrame), powers);
            accumulate(request.spec.reduction, powers, levels);
        }
        if (request.spec.reduction == Reduction::MeanPower && frames.size() > 1) {
            const float share = 1.0F / static_cast<float>(frames.size());
            for (float& power : levels)
                power *= share;
        }
        decibelsFromPowers(levels, levels);
        if (stop.stop_requested())
            return nullptr;
    }
    return tile;
}

std::shared_ptr<const LevelTile> reduceTiles(const LevelTile& first, const LevelTile* second, Reduction reduction,
                                             std::int64_t frameCount)
{
    const TileId id = TileGrid::parentOf(first.id());
    const int childColumns = first.columnCount() + (second != nullptr ? second->columnCount() : 0);
    const TileGrid grid(first.binCount());
    auto tile = std::make_shared<LevelTile>(id, (childColumns + 1) / 2, first.binCount(),
                                            first.frameCount() + (second != nullptr ? second->frameCount() : 0), false);

    const auto childColumn = [&](int column) {
        const int split = grid.columnsPerTile();
        return column < split ? first.column(column) : second->column(column - split);
    };
    const auto framesInChild = [&](int column) {
        const ColumnRange frames = TileGrid::framesOfColumn(first.id().lod, grid.columnsOf(first.id()).begin + column);
        return static_cast<double>(std::min(frames.end, frameCount) - frames.begin);
    };
    for (int column = 0; column < tile->columnCount(); ++column) {
        const std::span<const float> left = childColumn(2 * column);
        const std::span<float> levels = tile->column(column);
        if (2 * column + 1 >= childColumns) {
            std::copy(left.begin(), left.end(), levels.begin());
            continue;
        }
        const std::span<const float> right = childColumn(2 * column + 1);
        if (reduction == Reduction::Maximum) {
            for (std::size_t k = 0; k < levels.size(); ++k)
                levels[k] = std::max(left[k], right[k]);
            continue;
        }
        const double leftFrames = framesInChild(2 * column);
        const double rightFrames = framesInChild(2 * column + 1);
        for (std::size_t k = 0; k < levels.size(); ++k) {
            const double sum = leftFrames * powerFromDecibels(static_cast<double>(left[k]))
                + rightFrames * powerFromDecibels(static_cast<double>(right[k]));
            levels[k] = static_cast<float>(decibelsFromPower(sum / (leftFrames + rightFrames)));
        }
    }
    return tile;
}

} // namespace gabor
