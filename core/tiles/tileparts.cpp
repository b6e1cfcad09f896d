// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tileparts.h"

#include "core/tiles/tileplan.h"

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

struct PartSize
{
    double microseconds;
    int mostParts;
};
constexpr PartSize usualParts{8'000, 16};
constexpr PartSize decodedParts{25'000, 4}; ///< compressed sound has to be entered anew for each

/// Short tiles, and those that look only here and there, are one part. So are those of single frames, whose parts might
/// begin with the second one of a pair.
int partCountOf(const TileRequest& request)
{
    if (request.isSketch || request.spec.reduction == Reduction::Sample || request.id.lod == 0)
        return 1;
    const std::int64_t columns = columnsWithin(request).size();
    const double frames = std::ldexp(static_cast<double>(columns), request.id.lod);
    const double microseconds = frames * microsecondsPerFrame(request.spec.stft.nfft);
    const PartSize& size = request.source->isAtHand() ? usualParts : decodedParts;
    const int useful = static_cast<int>(std::min<double>(size.mostParts, microseconds / size.microseconds));
    return std::max(1, static_cast<int>(std::min<std::int64_t>(useful, columns)));
}

std::vector<ColumnRange> columnsOfParts(const TileRequest& request)
{
    const std::int64_t columns = columnsWithin(request).size();
    const int parts = partCountOf(request);
    std::vector<ColumnRange> cut;
    for (int part = 0; part < parts; ++part)
        cut.push_back({columns * part / parts, columns * (part + 1) / parts});
    return cut;
}

} // namespace

TileParts::TileParts(const TileRequest& request)
    : m_request(request), m_columns(columnsOfParts(request)), m_envelopes(m_columns.size()), m_missing(count())
{ }

std::optional<ComputedTile> TileParts::compute(int part, const std::stop_token& stop)
{
    const auto place = static_cast<std::size_t>(part);
    const ColumnRange columns = m_columns[place];
    if (stop.stop_requested())
        return std::nullopt;
    std::optional<EnvelopeRun> envelopes = EnvelopeRun();
    if (columns.size() > 0) {
        std::shared_ptr<LevelTile> tile;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_tile)
                m_tile = emptyTile(m_request);
            tile = m_tile;
        }
        envelopes = fillColumns(m_request, columns, part + 1 < count(), *tile, stop);
    }
    if (!envelopes)
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    m_envelopes[place] = *std::move(envelopes);
    if (--m_missing > 0)
        return std::nullopt;
    return joined();
}

/// Each part's envelopes reach to where those of the next one begin, or beyond.
ComputedTile TileParts::joined()
{
    EnvelopeRun all = std::move(m_envelopes.front());
    std::size_t most = all.blocks.size();
    for (const EnvelopeRun& part : m_envelopes)
        most += part.blocks.size();
    all.blocks.reserve(most);
    for (std::size_t part = 1; part < m_envelopes.size(); ++part) {
        const EnvelopeRun& next = m_envelopes[part];
        const std::int64_t known = all.firstBlock + std::ssize(all.blocks) - next.firstBlock;
        if (known < 0 || known > std::ssize(next.blocks))
            continue; // there are none of it, or all of them are known
        all.blocks.insert(all.blocks.end(), next.blocks.begin() + known, next.blocks.end());
    }
    return {std::move(m_tile), std::move(all)};
}

} // namespace gabor
