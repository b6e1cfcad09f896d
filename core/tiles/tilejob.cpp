// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tilejob.h"

#include "core/base/vectorized.h"
#include "core/dsp/levels.h"
#include "core/waveform/envelopeaccumulator.h"

#include <algorithm>
#include <vector>

namespace gabor {

namespace {

/// Reads frames in runs: neighbouring frames share most of their samples, and one long read is cheaper than many.
class FrameReader
{
public:
    /// @param envelopeBlockLength  0 where the frames lie too far apart
    FrameReader(const TileRequest& request, std::int64_t envelopeBlockLength)
        : m_request(request), m_stft(request.spec.stft), m_envelopes(envelopeBlockLength)
    {
        constexpr std::int64_t samplesPerRead = 1 << 16;
        m_framesPerRead = 2 + std::max<std::int64_t>(0, samplesPerRead - m_stft.windowLength) / m_stft.hop;
    }

    /// The samples under @p frame. @p endFrame limits how far the reader looks ahead.
    std::span<const float> frame(std::int64_t frame, std::int64_t endFrame)
    {
        if (!holds(frame))
            hold({frame, std::min(frame + m_framesPerRead, endFrame)});
        return held(frame);
    }

    struct Pair
    {
        std::span<const float> first;
        std::span<const float> second;
    };

    /// The samples under @p frame and the next one.
    Pair pair(std::int64_t frame, std::int64_t endFrame)
    {
        if (!holds(frame) || !holds(frame + 1))
            hold({frame, std::min(frame + m_framesPerRead, endFrame)});
        return {held(frame), held(frame + 1)};
    }

    /// Reads the rest of the block that the frames so far end in.
    void completeBlock()
    {
        SampleInterval rest = m_envelopes.missing();
        rest.end = std::min(rest.end, m_request.source->availableSamples());
        if (rest.size() <= 0)
            return;
        m_held = {};
        m_samples.resize(static_cast<std::size_t>(rest.size()));
        m_request.source->read(rest.begin, m_request.spec.channel, m_samples);
        m_envelopes.take(rest.begin, m_samples);
    }

    EnvelopeRun envelopes() { return m_envelopes.finish(); }

private:
    bool holds(std::int64_t frame) const { return frame >= m_held.begin && frame < m_held.end; }

    std::span<const float> held(std::int64_t frame) const
    {
        const auto offset = static_cast<std::size_t>((frame - m_held.begin) * m_stft.hop);
        return std::span<const float>(m_samples).subspan(offset, static_cast<std::size_t>(m_stft.windowLength));
    }

    void hold(ColumnRange frames)
    {
        m_held = frames;
        m_samples.resize(static_cast<std::size_t>((frames.size() - 1) * m_stft.hop + m_stft.windowLength));
        const std::int64_t begin = frameBegin(m_stft, frames.begin);
        m_request.source->read(begin, m_request.spec.channel, m_samples);
        const auto length = static_cast<std::int64_t>(m_samples.size());
        const std::int64_t ofSound = std::clamp<std::int64_t>(m_request.source->availableSamples() - begin, 0, length);
        m_envelopes.take(begin, std::span<const float>(m_samples).first(static_cast<std::size_t>(ofSound)));
    }

    const TileRequest& m_request;
    const StftParameters& m_stft;
    std::int64_t m_framesPerRead = 2;
    ColumnRange m_held;
    std::vector<float> m_samples;
    EnvelopeAccumulator m_envelopes;
};

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

/// Which frames of a column are looked at.
enum class Pick { All, First, Middle };

/// The frames of a tile that are looked at, in their order.
class FrameTasks
{
public:
    /// @param firstColumn  of the tile, with which the frames begin
    FrameTasks(int lod, std::int64_t firstColumn, ColumnRange frames, Pick pick)
        : m_lod(lod), m_firstColumn(firstColumn), m_frames(frames), m_pick(pick),
          m_count(pick == Pick::All ? frames.size() : TileGrid::columnCount(lod, frames.size()))
    { }

    std::int64_t count() const { return m_count; }

    FrameTask operator[](std::int64_t i) const
    {
        const std::int64_t framesPerColumn = std::int64_t{1} << m_lod;
        const std::int64_t column = m_pick == Pick::All ? i >> m_lod : i;
        const std::int64_t first = m_frames.begin + column * framesPerColumn;
        const std::int64_t frames = std::min(framesPerColumn, m_frames.end - first);
        if (m_pick == Pick::All)
            return {m_frames.begin + i, ofTile(column), m_frames.begin + i - first, frames};
        return {m_pick == Pick::Middle ? first + frames / 2 : first, ofTile(column), 0, 1};
    }

private:
    int ofTile(std::int64_t column) const { return static_cast<int>(m_firstColumn + column); }

    int m_lod;
    std::int64_t m_firstColumn;
    ColumnRange m_frames; ///< begins with a column
    Pick m_pick;
    std::int64_t m_count;
};

/// The powers and phases of a frame on their way into a tile.
struct FrameBins
{
    explicit FrameBins(int binCount)
        : powers(static_cast<std::size_t>(binCount)), phases(static_cast<std::size_t>(binCount))
    { }

    /// What is to be computed for @p task: a column shows the phases of the first of its frames.
    FrameAnalyzer::Bins wantedFor(const FrameTask& task)
    {
        return {powers, task.placeInColumn == 0 ? std::span(phases) : std::span<std::uint8_t>()};
    }

    std::vector<float> powers;
    std::vector<std::uint8_t> phases;
};

PowerReduction powerReduction(Reduction reduction)
{
    return reduction == Reduction::MeanPower ? PowerReduction::Sum : PowerReduction::Maximum;
}

/// Takes frames into a tile one after the other, two at a time where there are two.
class TileFilling
{
public:
    TileFilling(const TileRequest& request, const FrameTasks& tasks, std::int64_t endFrame, bool isStriding,
                LevelTile& tile)
        : m_request(request), m_tasks(tasks), m_endFrame(endFrame), m_isStriding(isStriding), m_tile(tile),
          m_analyzer(request.spec.stft, request.window, request.plans),
          m_reader(request, isStriding ? 0 : request.envelopeBlockLength), m_secondReader(request, 0),
          m_first(tile.binCount()), m_second(tile.binCount())
    { }

    /// Tiles begin at even frames wherever frames are paired, so the same frames always go together.
    void takePair(std::int64_t index)
    {
        const FrameTask task = m_tasks[index];
        if (index + 1 == m_tasks.count()) {
            m_analyzer.analyze(m_reader.frame(task.frame, m_isStriding ? task.frame + 1 : m_endFrame),
                               m_first.wantedFor(task));
            deposit(task, m_first);
            return;
        }
        const FrameTask next = m_tasks[index + 1];
        const FrameReader::Pair samples = m_isStriding
            ? FrameReader::Pair{m_reader.frame(task.frame, task.frame + 1),
                                m_secondReader.frame(next.frame, next.frame + 1)}
            : m_reader.pair(task.frame, m_endFrame);
        if (task.column == next.column && task.placeInColumn > 0) {
            m_analyzer.reducePair(samples.first, samples.second, powerReduction(m_request.spec.reduction),
                                  m_tile.column(task.column));
            finishColumnAfter(next);
            return;
        }
        m_analyzer.analyzePair(samples.first, samples.second, m_first.wantedFor(task), m_second.wantedFor(next));
        deposit(task, m_first);
        deposit(next, m_second);
    }

    EnvelopeRun envelopes(bool isPart)
    {
        if (isPart)
            m_reader.completeBlock();
        return m_reader.envelopes();
    }

private:
    void deposit(const FrameTask& task, const FrameBins& bins)
    {
        const std::span<float> column = m_tile.column(task.column);
        if (task.placeInColumn == 0) {
            std::copy(bins.powers.begin(), bins.powers.end(), column.begin());
            std::copy(bins.phases.begin(), bins.phases.end(), m_tile.phases(task.column).begin());
        } else {
            reducePowers(bins.powers, powerReduction(m_request.spec.reduction), column);
        }
        finishColumnAfter(task);
    }

    /// Until a column is whole it holds powers: the logarithm is taken once, after the reduction.
    void finishColumnAfter(const FrameTask& task)
    {
        if (task.placeInColumn + 1 < task.columnFrames)
            return;
        const std::span<float> column = m_tile.column(task.column);
        if (m_request.spec.reduction == Reduction::MeanPower && task.columnFrames > 1)
            scale(1.0F / static_cast<float>(task.columnFrames), column.data(), column.size());
        decibelsFromPowers(column, column);
    }

    const TileRequest& m_request;
    const FrameTasks& m_tasks;
    std::int64_t m_endFrame;
    bool m_isStriding;
    LevelTile& m_tile;
    FrameAnalyzer m_analyzer;
    FrameReader m_reader;
    FrameReader m_secondReader; ///< frames at a stride lie too far apart for one
    FrameBins m_first;
    FrameBins m_second;
};

/// The frames of @p columns, which are counted from the first of the tile.
ColumnRange framesOf(const TileRequest& request, ColumnRange columns)
{
    const std::int64_t first = TileGrid(request.spec.stft.binCount()).columnsOf(request.id).begin;
    return {TileGrid::framesOfColumn(request.id.lod, first + columns.begin).begin,
            std::min(TileGrid::framesOfColumn(request.id.lod, first + columns.end - 1).end, request.frameCount)};
}

/// A sample of a column is as quickly found as its sketch, and is the truth.
bool isSketched(const TileRequest& request)
{
    return request.isSketch && request.id.lod > 0 && request.spec.reduction != Reduction::Sample;
}

Pick pickOf(const TileRequest& request)
{
    if (request.spec.reduction == Reduction::Sample)
        return Pick::First;
    return isSketched(request) ? Pick::Middle : Pick::All;
}

} // namespace

std::int64_t readableFrameCount(const SampleSource& source, const StftParameters& stft)
{
    const bool isComplete = source.isComplete(); // before the length, which may be final a moment later
    const std::int64_t samples = source.availableSamples();
    return isComplete ? frameCount(stft, samples) : lastingFrameCount(stft, samples);
}

ColumnRange columnsWithin(const TileRequest& request)
{
    const ColumnRange columns = TileGrid(request.spec.stft.binCount()).columnsOf(request.id);
    const std::int64_t end = std::min(columns.end, TileGrid::columnCount(request.id.lod, request.frameCount));
    return {0, std::max<std::int64_t>(0, end - columns.begin)};
}

std::shared_ptr<LevelTile> emptyTile(const TileRequest& request)
{
    const ColumnRange frames = framesOf(request, columnsWithin(request));
    return std::make_shared<LevelTile>(request.id, static_cast<int>(columnsWithin(request).size()),
                                       request.spec.stft.binCount(), frames.size(), isSketched(request));
}

std::optional<EnvelopeRun> fillColumns(const TileRequest& request, ColumnRange columns, bool isPart, LevelTile& tile,
                                       const std::stop_token& stop)
{
    const ColumnRange frames = framesOf(request, columns);
    const FrameTasks tasks(request.id.lod, columns.begin, frames, pickOf(request));
    TileFilling filling(request, tasks, frames.end, pickOf(request) != Pick::All && request.id.lod > 0, tile);
    for (std::int64_t i = 0; i < tasks.count(); i += 2) {
        if (stop.stop_requested())
            return std::nullopt;
        filling.takePair(i);
        if (request.framesDone)
            request.framesDone->fetch_add(2, std::memory_order_relaxed);
    }
    return filling.envelopes(isPart);
}

ComputedTile computeTileAndEnvelopes(const TileRequest& request, const std::stop_token& stop)
{
    const ColumnRange columns = columnsWithin(request);
    if (columns.size() == 0 || stop.stop_requested())
        return {};
    std::shared_ptr<LevelTile> tile = emptyTile(request);
    std::optional<EnvelopeRun> envelopes = fillColumns(request, columns, false, *tile, stop);
    if (!envelopes)
        return {};
    return {std::move(tile), *std::move(envelopes)};
}

std::shared_ptr<const LevelTile> computeTile(const TileRequest& request, const std::stop_token& stop)
{
    return computeTileAndEnvelopes(request, stop).tile;
}

std::shared_ptr<const LevelTile> reduceTiles(const LevelTile& first, const LevelTile* second, Reduction reduction,
                                             std::int64_t frameCount)
{
    const TileId id = TileGrid::parentOf(first.id());
    const int childColumns = first.columnCount() + (second != nullptr ? second->columnCount() : 0);
    const TileGrid grid(first.binCount());
    auto tile = std::make_shared<LevelTile>(id, (childColumns + 1) / 2, first.binCount(),
                                            first.frameCount() + (second != nullptr ? second->frameCount() : 0), false);

    const int split = grid.columnsPerTile();
    const auto childColumn = [&](int column) {
        return column < split ? first.column(column) : second->column(column - split);
    };
    const auto childPhases = [&](int column) {
        return column < split ? first.phases(column) : second->phases(column - split);
    };
    const auto framesInChild = [&](int column) {
        const ColumnRange frames = TileGrid::framesOfColumn(first.id().lod, grid.columnsOf(first.id()).begin + column);
        return static_cast<double>(std::min(frames.end, frameCount) - frames.begin);
    };
    for (int column = 0; column < tile->columnCount(); ++column) {
        const std::span<const float> left = childColumn(2 * column);
        const std::span<float> levels = tile->column(column);
        const std::span<const std::uint8_t> phases = childPhases(2 * column);
        std::copy(phases.begin(), phases.end(), tile->phases(column).begin());
        if (reduction == Reduction::Sample || 2 * column + 1 >= childColumns) {
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
