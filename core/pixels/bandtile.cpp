// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/bandtile.h"

#include "core/base/pages.h"
#include "core/base/vectorized.h"
#include "core/dsp/levels.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace gabor {

namespace {

/// Columns that are reduced side by side: one vector register of AVX2 twice.
constexpr std::size_t lanes = 16;

/// [column][bin] to [bin][lane]. All lanes are read side by side: writing one lane after the other would touch every
/// line of the result sixteen times.
void interleave(const std::array<const float*, lanes>& columns, std::size_t binCount, float* interleaved)
{
    for (std::size_t bin = 0; bin < binCount; ++bin) {
        for (std::size_t lane = 0; lane < lanes; ++lane)
            interleaved[bin * lanes + lane] = columns[lane][bin];
    }
}

/// [bin][lane] to [row][lane]: of each row the highest of its bins.
GABOR_VECTORIZED void highest(const float* interleaved, const GridVertex* rows, std::size_t rowCount, float* out)
{
    for (std::size_t y = 0; y < rowCount; ++y, out += lanes) {
        const float* const end = interleaved + static_cast<std::size_t>(rows[y].endCell) * lanes;
        const float* bin = interleaved + static_cast<std::size_t>(rows[y].firstCell) * lanes;
        float best[lanes];
        for (std::size_t lane = 0; lane < lanes; ++lane)
            best[lane] = bin[lane];
        for (bin += lanes; bin < end; bin += lanes) {
            for (std::size_t lane = 0; lane < lanes; ++lane)
                best[lane] = bin[lane] > best[lane] ? bin[lane] : best[lane];
        }
        for (std::size_t lane = 0; lane < lanes; ++lane)
            out[lane] = best[lane];
    }
}

/// The same of the mean.
GABOR_VECTORIZED void mean(const float* interleaved, const GridVertex* rows, std::size_t rowCount, float* out)
{
    for (std::size_t y = 0; y < rowCount; ++y, out += lanes) {
        const float* const end = interleaved + static_cast<std::size_t>(rows[y].endCell) * lanes;
        float sum[lanes] = {};
        for (const float* bin = interleaved + static_cast<std::size_t>(rows[y].firstCell) * lanes; bin < end;
             bin += lanes) {
            for (std::size_t lane = 0; lane < lanes; ++lane)
                sum[lane] += bin[lane];
        }
        const float share = 1.0F / static_cast<float>(rows[y].endCell - rows[y].firstCell);
        for (std::size_t lane = 0; lane < lanes; ++lane)
            out[lane] = sum[lane] * share;
    }
}

} // namespace

/// What the bins without a mirror image get besides.
class BandTile::EdgeOffset
{
public:
    EdgeOffset(double decibels, int binCount, int nfft)
        : m_decibels(static_cast<float>(decibels)), m_factor(static_cast<float>(powerFromDecibels(decibels))),
          m_last(nfft % 2 == 0 ? static_cast<std::size_t>(binCount - 1) : 0)
    { }

    float decibelsAt(std::size_t bin) const { return bin == 0 || bin == m_last ? m_decibels : 0.0F; }

    /// @param values  levels, for MeanPower powers: [bin][column]
    void apply(float* values, std::size_t columnCount, Reduction reduction) const
    {
        if (m_decibels == 0)
            return;
        applyTo(values, columnCount, reduction);
        if (m_last != 0)
            applyTo(values + m_last * columnCount, columnCount, reduction);
    }

private:
    void applyTo(float* values, std::size_t count, Reduction reduction) const
    {
        for (std::size_t i = 0; i < count; ++i)
            values[i] = reduction == Reduction::MeanPower ? values[i] * m_factor : values[i] + m_decibels;
    }

    float m_decibels;
    float m_factor;
    std::size_t m_last; ///< 0: the last bin has a mirror image
};

BandTile::BandTile(const LevelTile& tile, const GridAxis& rows, int nfft, Reduction reduction, const GridValues& values)
    : m_columnCount(static_cast<std::size_t>(tile.columnCount()))
{
    m_values.reserve(rows.size() * m_columnCount);
    layPages(m_values.data(), m_values.capacity() * sizeof(float));
    m_values.resize(rows.size() * m_columnCount);
    const EdgeOffset edges(values.edgeOffsetDb, tile.binCount(), nfft);
    if (values.kind == GridValues::Kind::Phases)
        samplePhases(tile, rows);
    else if (reduction == Reduction::Sample)
        sampleLevels(tile, rows, edges);
    else if (m_columnCount < lanes) // a few columns of very many bins are not worth laying side by side
        reduceOneByOne(tile, rows, reduction, edges);
    else
        reduceSideBySide(tile, rows, reduction, edges);
}

void BandTile::samplePhases(const LevelTile& tile, const GridAxis& rows)
{
    for (std::size_t column = 0; column < m_columnCount; ++column) {
        const std::span<const std::uint8_t> phases = tile.phases(static_cast<int>(column));
        for (std::size_t y = 0; y < rows.size(); ++y)
            m_values[y * m_columnCount + column] = radiansOfPhase(phases[sampledBin(rows[y])]);
    }
}

void BandTile::sampleLevels(const LevelTile& tile, const GridAxis& rows, const EdgeOffset& edges)
{
    for (std::size_t column = 0; column < m_columnCount; ++column) {
        const std::span<const float> levels = tile.column(static_cast<int>(column));
        for (std::size_t y = 0; y < rows.size(); ++y) {
            const std::size_t bin = sampledBin(rows[y]);
            m_values[y * m_columnCount + column] = levels[bin] + edges.decibelsAt(bin);
        }
    }
}

void BandTile::reduceOneByOne(const LevelTile& tile, const GridAxis& rows, Reduction reduction, const EdgeOffset& edges)
{
    std::vector<float> values(static_cast<std::size_t>(tile.binCount()));
    for (std::size_t column = 0; column < m_columnCount; ++column) {
        const std::span<const float> levels = tile.column(static_cast<int>(column));
        if (reduction == Reduction::MeanPower)
            powersFromDecibels(levels, values);
        else
            std::copy(levels.begin(), levels.end(), values.begin());
        edges.apply(values.data(), 1, reduction);
        for (std::size_t y = 0; y < rows.size(); ++y) {
            const auto bins =
                std::span<const float>(values).subspan(static_cast<std::size_t>(rows[y].firstCell),
                                                       static_cast<std::size_t>(rows[y].endCell - rows[y].firstCell));
            m_values[y * m_columnCount + column] = reduction == Reduction::Maximum
                ? *std::max_element(bins.begin(), bins.end())
                : std::accumulate(bins.begin(), bins.end(), 0.0F) / static_cast<float>(bins.size());
        }
    }
}

void BandTile::reduceSideBySide(const LevelTile& tile, const GridAxis& rows, Reduction reduction,
                                const EdgeOffset& edges)
{
    const auto bins = static_cast<std::size_t>(tile.binCount());
    std::vector<float> powers(reduction == Reduction::MeanPower ? bins * lanes : 0);
    std::vector<float> interleaved(bins * lanes);
    std::array<const float*, lanes> columns{};
    std::vector<float> reduced(rows.size() * lanes);
    for (std::size_t first = 0; first < m_columnCount; first += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            // Beyond the last column it stands in for those that are missing; nobody takes their results.
            const std::span<const float> levels =
                tile.column(static_cast<int>(std::min(first + lane, m_columnCount - 1)));
            columns[lane] = levels.data();
            if (reduction == Reduction::MeanPower) {
                powersFromDecibels(levels, {powers.data() + lane * bins, bins});
                columns[lane] = powers.data() + lane * bins;
            }
        }
        interleave(columns, bins, interleaved.data());
        edges.apply(interleaved.data(), lanes, reduction);
        const std::size_t count = std::min(lanes, m_columnCount - first);
        if (reduction == Reduction::Maximum)
            highest(interleaved.data(), rows.data(), rows.size(), reduced.data());
        else
            mean(interleaved.data(), rows.data(), rows.size(), reduced.data());
        for (std::size_t y = 0; y < rows.size(); ++y)
            std::copy_n(reduced.data() + y * lanes, count, m_values.data() + y * m_columnCount + first);
    }
}

bool BandCache::isFor(const GridAxis& rows, int nfft, Reduction reduction, const GridValues& values) const
{
    return rows == m_rows && nfft == m_nfft && reduction == m_reduction && values == m_gridValues;
}

void BandCache::begin(const GridAxis& rows, int nfft, Reduction reduction, const GridValues& values)
{
    if (!isFor(rows, nfft, reduction, values)) {
        m_entries.clear();
        m_rows = rows;
        m_nfft = nfft;
        m_reduction = reduction;
        m_gridValues = values;
    }
    for (auto& [key, entry] : m_entries)
        entry.used = false;
}

const BandTile& BandCache::bandOf(const std::shared_ptr<const LevelTile>& tile)
{
    Entry& entry = m_entries[tile.get()];
    if (!entry.band)
        entry = {tile, std::make_unique<const BandTile>(*tile, m_rows, m_nfft, m_reduction, m_gridValues), true};
    entry.used = true;
    return *entry.band;
}

void BandCache::end()
{
    std::erase_if(m_entries, [](const auto& item) { return !item.second.used; });
}

} // namespace gabor
