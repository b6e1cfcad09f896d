// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/levelgrid.h"
#include "core/pixels/toplevel.h"
#include "core/tiles/tilejob.h"
#include "tests/support/signals.h"

#include <map>

namespace gabor::test {

inline constexpr double sampleRate = 8000;

/// A sound, its analysis and every tile that a picture asks for.
class Scene
{
public:
    Scene(std::vector<double> samples, const StftParameters& stft, Reduction reduction = Reduction::Maximum)
    {
        m_request.frameCount = gabor::frameCount(stft, static_cast<std::int64_t>(samples.size()));
        m_request.source = test::monoSource(std::move(samples), sampleRate);
        m_request.window = makeAnalysisWindow(stft);
        m_request.spec.stft = stft;
        m_request.spec.channel = {0};
        m_request.spec.reduction = reduction;
    }

    const StftParameters& stft() const { return m_request.spec.stft; }
    std::int64_t frameCount() const { return m_request.frameCount; }

    std::shared_ptr<const LevelTile> tile(TileId id)
    {
        auto& tile = m_tiles[{id.lod, id.index}];
        if (!tile) {
            m_request.id = id;
            tile = computeTile(m_request, {});
        }
        return tile;
    }
    TileCover cover(const PictureSpan& span, int width) const
    {
        return coverFor(span.beginSample, span.endSample, width, stft(), frameCount(), std::size_t{1} << 40U);
    }
    LevelGrid picture(const PictureFrame& frame, const GridValues& values, const TileLookup& lookup)
    {
        const TileCover wanted = cover(frame.span, frame.width);
        const Mosaic mosaic = bestMosaic(wanted, TileGrid(stft().binCount()), frameCount(), lookup);
        return gatherLevels({mosaic, wanted, stft(), m_request.spec.reduction, sampleRate, frameCount()}, frame,
                            values);
    }
    std::optional<float> top(const PictureFrame& frame)
    {
        const TileCover wanted = cover(frame.span, frame.width);
        const Mosaic mosaic =
            bestMosaic(wanted, TileGrid(stft().binCount()), frameCount(), [this](TileId id) { return tile(id); });
        return topLevel({mosaic, wanted, stft(), m_request.spec.reduction, sampleRate, frameCount()}, frame.span,
                        frame.frequencyScale, {});
    }
    LevelGrid picture(const PictureFrame& frame, const GridValues& values)
    {
        return picture(frame, values, [this](TileId id) { return tile(id); });
    }
    LevelGrid picture(const PictureSpan& span, int width, int height, const TileLookup& lookup)
    {
        return picture({span, FrequencyScale::Linear, width, height}, {}, lookup);
    }
    LevelGrid picture(const PictureSpan& span, int width, int height)
    {
        return picture(span, width, height, [this](TileId id) { return tile(id); });
    }

private:
    TileRequest m_request;
    std::map<std::pair<int, std::int64_t>, std::shared_ptr<const LevelTile>> m_tiles;
};

} // namespace gabor::test
