// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/glimpse.h"

#include "core/dsp/levels.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <utility>

namespace gabor {

namespace {

/// The powers that the rows of a picture show of a frame: @p out[y * stride].
void reduceToRows(std::span<const float> powers, const GridAxis& rows, Reduction reduction, float* out,
                  std::size_t stride)
{
    for (std::size_t y = 0; y < rows.size(); ++y) {
        const float* const first = powers.data() + rows[y].firstCell;
        const float* const end = powers.data() + rows[y].endCell;
        float value = *first;
        switch (reduction) {
        case Reduction::Maximum:
            for (const float* power = first + 1; power < end; ++power)
                value = *power > value ? *power : value;
            break;
        case Reduction::MeanPower:
            value = std::accumulate(first, end, 0.0F) / static_cast<float>(end - first);
            break;
        case Reduction::Sample:
            value = powers[sampledBin(rows[y])];
            break;
        }
        out[y * stride] = value;
    }
}

} // namespace

/// Neighbouring groups of vertices on their way into the grid.
class Glimpse::Piece
{
public:
    Piece(const Glimpse& glimpse, int firstGroup, int endGroup)
        : m_glimpse(glimpse), m_request(glimpse.m_request), m_firstGroup(firstGroup), m_endGroup(endGroup),
          m_analyzer(m_request.spec.stft, m_request.window, m_request.plans), m_first(m_request.spec.stft),
          m_second(m_request.spec.stft), m_values(rows().size() * static_cast<std::size_t>(endGroup - firstGroup))
    { }

    /// @return whether it came to its end
    bool compute(const std::stop_token& stop)
    {
        for (int group = m_firstGroup; group < m_endGroup; group += 2) {
            while (m_expectedGroups < std::min(m_endGroup, group + lookAhead())) {
                if (stop.stop_requested() || readsSlowly())
                    return false;
                expect(m_expectedGroups++);
            }
            if (stop.stop_requested() || readsSlowly())
                return false;
            read(group, m_first);
            if (group + 1 == m_endGroup) {
                m_analyzer.analyze(m_first.samples, wanted(m_first));
                deposit(group, m_first);
                break;
            }
            read(group + 1, m_second);
            m_analyzer.analyzePair(m_first.samples, m_second.samples, wanted(m_first), wanted(m_second));
            deposit(group, m_first);
            deposit(group + 1, m_second);
        }
        if (!ofPhases())
            decibelsFromPowers(m_values, m_values);
        return true;
    }

    /// A disk that has much to do may hold up who asks as well as who reads.
    bool readsSlowly() const { return m_asking.isSlow() || m_reading.isSlow(); }

    void copyInto(LevelGrid& grid) const
    {
        const auto groups = static_cast<std::size_t>(m_endGroup - m_firstGroup);
        const auto size = static_cast<std::size_t>(m_glimpse.m_groupSize);
        const std::size_t first = static_cast<std::size_t>(m_firstGroup) * size;
        const std::size_t end = std::min(grid.columnCount(), static_cast<std::size_t>(m_endGroup) * size);
        for (std::size_t y = 0; y < grid.rowCount(); ++y) {
            const float* const values = m_values.data() + y * groups;
            float* const out = grid.levels.data() + y * grid.columnCount();
            for (std::size_t x = first, group = 0; x < end; x += size, ++group)
                std::fill(out + x, out + std::min(end, x + size), values[group]);
        }
    }

private:
    class Pace
    {
    public:
        template <class Step>
        void time(Step step)
        {
            const Clock::time_point before = Clock::now();
            step();
            m_time += Clock::now() - before;
            ++m_steps;
        }
        /// On the average of some steps, as a busy machine may hold up one of them.
        bool isSlow() const
        {
            constexpr int enoughSteps = 8;
            constexpr std::chrono::milliseconds slowStep{3};
            return m_steps >= enoughSteps && m_time > m_steps * slowStep;
        }

    private:
        using Clock = std::chrono::steady_clock;

        int m_steps = 0;
        Clock::duration m_time{};
    };

    struct Frame
    {
        explicit Frame(const StftParameters& stft)
            : samples(static_cast<std::size_t>(stft.windowLength)), powers(static_cast<std::size_t>(stft.binCount())),
              phases(powers.size())
        { }
        std::vector<float> samples;
        std::vector<float> powers;
        std::vector<std::uint8_t> phases;
    };

    const GridAxis& rows() const { return m_glimpse.m_axes.frequencies(); }
    bool ofPhases() const { return m_request.values.kind == GridValues::Kind::Phases; }

    FrameAnalyzer::Bins wanted(Frame& frame) const
    {
        return {frame.powers, ofPhases() ? std::span(frame.phases) : std::span<std::uint8_t>()};
    }

    /// In groups: so much as keeps a disk busy, and as little as can be when nobody wants it any more.
    int lookAhead() const
    {
        constexpr int mostGroups = 128;
        constexpr int mostSamples = 1 << 18;
        return std::clamp(mostSamples / m_request.spec.stft.windowLength, 2, mostGroups);
    }

    void expect(int group)
    {
        m_asking.time([&] {
            m_request.source->expect({beginOf(group), beginOf(group) + m_request.spec.stft.windowLength});
        });
    }

    /// Sample
    std::int64_t beginOf(int group) const { return frameBegin(m_request.spec.stft, m_glimpse.frameOf(group)); }

    void read(int group, Frame& frame)
    {
        m_reading.time(
            [&] { m_request.source->read(beginOf(group), m_request.spec.channel, std::span<float>(frame.samples)); });
    }

    void deposit(int group, Frame& frame)
    {
        const auto groups = static_cast<std::size_t>(m_endGroup - m_firstGroup);
        float* const out = m_values.data() + (group - m_firstGroup);
        if (ofPhases()) {
            for (std::size_t y = 0; y < rows().size(); ++y)
                out[y * groups] = radiansOfPhase(frame.phases[sampledBin(rows()[y])]);
            return;
        }
        const auto factor = static_cast<float>(powerFromDecibels(m_request.values.edgeOffsetDb));
        frame.powers.front() *= factor;
        if (m_request.spec.stft.nfft % 2 == 0 && frame.powers.size() > 1)
            frame.powers.back() *= factor;
        reduceToRows(frame.powers, rows(), m_request.spec.reduction, out, groups);
    }

    const Glimpse& m_glimpse;
    const GlimpseRequest& m_request;
    int m_firstGroup;
    int m_endGroup;
    FrameAnalyzer m_analyzer;
    Frame m_first;
    Frame m_second;
    int m_expectedGroups = m_firstGroup; ///< before this one
    Pace m_asking;
    Pace m_reading;
    std::vector<float> m_values; ///< [row][group]: powers until all of them are there, phases are left as they are
};

Glimpse::Glimpse(GlimpseRequest request)
    : m_request(std::move(request)),
      m_axes(m_request.cover, m_request.spec.stft, m_request.source->description().sampleRate, m_request.frameCount,
             m_request.frame)
{
    constexpr double microsecondsPerPiece = 500;
    const int nfft = m_request.spec.stft.nfft;
    const auto vertices = static_cast<int>(m_axes.times().size());
    m_groupSize = 1 << sketchShiftFor(vertices, nfft);
    m_groupCount = (vertices + m_groupSize - 1) / m_groupSize;
    // Pairs go together, and so an even number does.
    m_groupsPerPiece = 2 * std::max(1, static_cast<int>(microsecondsPerPiece / microsecondsPerFrame(nfft) / 2));
    m_pieceCount = (m_groupCount + m_groupsPerPiece - 1) / m_groupsPerPiece;
    m_piecesLeft = m_pieceCount;
}

/// Where several frames fall into a group the middle one speaks for them, or the first where all that is wanted is a
/// sample.
std::int64_t Glimpse::frameOf(int group) const
{
    const GridAxis& times = m_axes.times();
    const auto first = static_cast<std::size_t>(group) * static_cast<std::size_t>(m_groupSize);
    const std::size_t last = std::min(times.size(), first + static_cast<std::size_t>(m_groupSize)) - 1;
    const std::int64_t begin = TileGrid::framesOfColumn(m_request.cover.lod, times[first].firstCell).begin;
    const std::int64_t end =
        std::min(TileGrid::framesOfColumn(m_request.cover.lod, times[last].endCell - 1).end, m_request.frameCount);
    const bool isSample =
        m_request.spec.reduction == Reduction::Sample || m_request.values.kind == GridValues::Kind::Phases;
    return isSample ? begin : begin + (end - begin) / 2;
}

Glimpse::Outcome Glimpse::compute(int piece, const std::stop_token& stop)
{
    if (m_tooSlow)
        return Outcome::TooSlow;
    const int firstGroup = piece * m_groupsPerPiece;
    Piece part(*this, firstGroup, std::min(m_groupCount, firstGroup + m_groupsPerPiece));
    if (!part.compute(stop)) {
        if (!part.readsSlowly())
            return Outcome::Unfinished;
        m_tooSlow = true;
        return Outcome::TooSlow;
    }
    std::call_once(m_laidOut, [this] { m_grid = m_axes.emptyGrid(); });
    part.copyInto(m_grid);
    if (--m_piecesLeft > 0)
        return Outcome::Unfinished;
    m_top = topLevel(m_grid);
    return Outcome::Whole;
}

void fillUnknown(LevelGrid& grid, const LevelGrid& glimpse)
{
    for (std::size_t i = 0; i < grid.levels.size(); ++i) {
        if (std::isnan(grid.levels[i]))
            grid.levels[i] = glimpse.levels[i];
    }
}

} // namespace gabor
