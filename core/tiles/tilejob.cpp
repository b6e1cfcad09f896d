// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tilejob.h"

#include "core/base/vectorized.h"
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

GABOR_VECTORIZED void takeHigher(const float* powers, float* column, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        column[k] = powers[k] > column[k] ? powers[k] : column[k];
}

GABOR_VECTORIZED void add(const float* powers, float* column, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        column[k] += powers[k];
}

GABOR_VECTORIZED void scale(float factor, float* column, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        column[k] *= factor;
}

/// A frame to be analysed, and what it means to its column.
struct FrameTask
{
    std::int64_t frame = 0;
    int column = 0; ///< of the tile
    std::int64_t placeInColumn = 0;
    std::int64_t columnFrames = 1; ///< frames that make the column
};

/// The frames of a tile in their order; of a sketch, the middle one of each column.
class FrameTasks
{
public:
    FrameTasks(const LevelTile& tile, std::int64_t firstFrame, std::int64_t endFrame)
        : m_isSketch(tile.isSketch()), m_lod(tile.id().lod), m_firstFrame(firstFrame), m_endFrame(endFrame),
          m_count(m_isSketch ? tile.columnCount() : endFrame - firstFrame)
    { }

    std::int64_t count() const { return m_count; }

    FrameTask operator[](std::int64_t i) const
    {
        const std::int64_t framesPerColumn = std::int64_t{1} << m_lod;
        const std::int64_t column = m_isSketch ? i : i >> m_lod;
        const std::int64_t first = m_firstFrame + column * framesPerColumn;
        const std::int64_t frames = std::min(framesPerColumn, m_endFrame - first);
        if (m_isSketch)
            return {first + frames / 2, static_cast<int>(column), 0, 1};
        return {m_firstFrame + i, static_cast<int>(column), m_firstFrame + i - first, frames};
    }

private:
    bool m_isSketch;
    int m_lod;
    std::int64_t m_firstFrame;
    std::int64_t m_endFrame;
    std::int64_t m_count;
};

/// Until a column is whole it holds powers: the logarithm is taken once, after the reduction.
void deposit(const FrameTask& task, std::span<const float> powers, Reduction reduction, LevelTile& tile)
{
    const std::span<float> column = tile.column(task.column);
    if (task.placeInColumn == 0)
        std::copy(powers.begin(), powers.end(), column.begin());
    else if (reduction == Reduction::Maximum)
        takeHigher(powers.data(), column.data(), column.size());
    else
        add(powers.data(), column.data(), column.size());
    if (task.placeInColumn + 1 < task.columnFrames)
        return;
    if (reduction == Reduction::MeanPower && task.columnFrames > 1)
        scale(1.0F / static_cast<float>(task.columnFrames), column.data(), column.size());
    decibelsFromPowers(column, column);
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

    const FrameTasks tasks(*tile, firstFrame, endFrame);
    FrameAnalyzer analyzer(stft, request.window);
    FrameReader reader(*request.source, request.spec.channel, stft);
    const auto samplesOf = [&](const FrameTask& task) {
        return reader.frame(task.frame, tile->isSketch() ? task.frame + 1 : endFrame);
    };
    std::vector<float> firstSamples(static_cast<std::size_t>(stft.windowLength));
    std::vector<float> firstPowers(static_cast<std::size_t>(grid.binCount()));
    std::vector<float> secondPowers(firstPowers.size());
    // Tiles begin at even frames wherever frames are paired, so the same frames always go together.
    for (std::int64_t i = 0; i < tasks.count(); i += 2) {
        if (stop.stop_requested())
            return nullptr;
        const bool isPair = i + 1 < tasks.count();
        if (isPair) {
            const std::span<const float> first = samplesOf(tasks[i]);
            std::copy(first.begin(), first.end(), firstSamples.begin()); // the reader may move on for the second
            analyzer.analyzePair(firstSamples, samplesOf(tasks[i + 1]), firstPowers, secondPowers);
        } else {
            analyzer.analyze(samplesOf(tasks[i]), firstPowers);
        }
        deposit(tasks[i], firstPowers, request.spec.reduction, *tile);
        if (isPair)
            deposit(tasks[i + 1], secondPowers, request.spec.reduction, *tile);
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
