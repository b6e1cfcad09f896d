// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/picturefeed.h"

#include "core/waveform/envelopepyramid.h"

#include <algorithm>
#include <utility>

namespace gabor {

namespace {

bool isCoarse(const MosaicPiece& piece)
{
    return piece.lodShift > 0;
}

/// Tiles do not show all of the picture yet, or parts of it coarser than it is.
bool isUnfinished(const Mosaic& mosaic)
{
    return mosaic.hasGaps || std::any_of(mosaic.pieces.begin(), mosaic.pieces.end(), isCoarse);
}

/// A few single frames, which tiles have as soon as a glimpse, and for good.
bool areTilesAsQuick(const TileCover& cover, const StftParameters& stft)
{
    constexpr double mostMicroseconds = 2000;
    return cover.lod == 0
        && static_cast<double>(cover.columns.size()) * microsecondsPerFrame(stft.nfft) <= mostMicroseconds;
}

} // namespace

PictureFeed::PictureFeed(JobQueue& queue, std::size_t byteBudget, QObject* parent)
    : QObject(parent), m_queue(queue), m_tiles(queue, byteBudget), m_glimpses(queue), m_grids(queue)
{
    connect(&m_tiles, &TileFeed::changed, this, &PictureFeed::changed);
    connect(&m_glimpses, &GlimpseFeed::changed, this, [this] {
        if (m_glimpses.hasGivenUp() && m_sketching)
            m_tiles.beginSketching();
        emit changed();
    });
}

std::optional<JobQueue::GlimpsesFirst> PictureFeed::glimpsesFirst(const SampleSource& source)
{
    using First = std::optional<JobQueue::GlimpsesFirst>;
    return m_sketching && GlimpseFeed::isFor(source) ? First(std::in_place, m_queue) : First();
}

void PictureFeed::setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec)
{
    if (source.get() != m_tiles.source()) { // never the picture of another sound
        m_glimpses.clear();
        m_grids.clear();
    }
    if (source.get() != m_tiles.source() || spec != m_tiles.spec())
        ++m_analysis;
    m_tiles.setSketching(sketchesTiles(*source, spec.stft));
    m_tiles.setSpectrum(std::move(source), spec);
}

void PictureFeed::beginAhead(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec, int pixels)
{
    m_isAhead = true;
    m_tiles.setEnvelopeBlockLength(EnvelopePyramid::blockLengthFor(source->expectedSamples()));
    m_tiles.setView(0, static_cast<double>(source->expectedSamples()), pixels);
    setSpectrum(std::move(source), spec);
}

void PictureFeed::setView(double beginSample, double endSample, int pixelCount, const PictureChoice& choice)
{
    const auto glimpsesBeforeTiles = m_tiles.source() != nullptr ? glimpsesFirst(*m_tiles.source()) : std::nullopt;
    constexpr double viewOfNothing = 1; // samples
    m_isAhead = m_isAhead && endSample - beginSample <= viewOfNothing;
    if (!m_isAhead)
        m_tiles.setView(beginSample, endSample, pixelCount);
    pictureComes(choice);
}

void PictureFeed::setSketching(bool sketching)
{
    m_sketching = sketching;
    m_tiles.setOrder(sketching ? TileOrder::FromMiddle : TileOrder::AsHeard);
    m_tiles.setSketching(m_tiles.source() != nullptr ? sketchesTiles(*m_tiles.source(), m_tiles.spec().stft)
                                                     : sketching);
}

/// Glimpses of transforms that are not long are there at once wherever the view goes, as long as they come at all; sketches
/// beside them would only take the workers' time.
bool PictureFeed::sketchesTiles(const SampleSource& source, const StftParameters& stft) const
{
    return m_sketching && !(GlimpseFeed::isFor(source) && stft.nfft <= largestPairedSize && !m_glimpses.hasGivenUp());
}

bool PictureFeed::wantsGlimpse()
{
    if (!m_sketching || m_tiles.source() == nullptr || !m_tiles.window() || m_tiles.cover().columns.size() == 0
        || !GlimpseFeed::isFor(*m_tiles.source()) || areTilesAsQuick(m_tiles.cover(), m_tiles.spec().stft))
        return false;
    return isUnfinished(m_tiles.mosaic());
}

/// Nothing while it is being computed, which this begins where there is time for it, or where tiles do as well.
std::shared_ptr<const Glimpse> PictureFeed::glimpseOf(const PictureChoice& choice, Haste haste)
{
    if (choice.frame.width <= 0 || choice.frame.height <= 0)
        return nullptr;
    if (!wantsGlimpse()) {
        m_glimpses.clear();
        return nullptr;
    }
    const GlimpseRequest request{m_tiles.sharedSource(), m_tiles.window(), m_tiles.spec(), m_tiles.frameCount(),
                                 m_tiles.cover(),        choice.frame,     choice.values,  m_tiles.plans()};
    return haste == Haste::Now ? m_glimpses.knownGlimpseOf(request) : m_glimpses.glimpseOf(request);
}

bool PictureFeed::pictureComes(const PictureChoice& choice)
{
    const bool glimpseComes =
        glimpseOf(choice, Haste::MayTakeAWhile) == nullptr && wantsGlimpse() && m_glimpses.isComputing();
    return glimpseComes || quickTilesCome();
}

/// All of what the picture still lacks.
bool PictureFeed::quickTilesCome()
{
    return m_sketching && m_tiles.source() != nullptr && GlimpseFeed::isFor(*m_tiles.source())
        && areTilesAsQuick(m_tiles.cover(), m_tiles.spec().stft) && m_tiles.runningJobs() > 0
        && isUnfinished(m_tiles.mosaic());
}

/// Of a glimpse or of nothing: fillIn() adds the tiles.
GridRequest PictureFeed::requestOf(const PictureChoice& choice, std::shared_ptr<const Glimpse> glimpse) const
{
    GridRequest request;
    request.analysis = m_analysis;
    request.frame = choice.frame;
    request.values = choice.values;
    request.glimpseNumber = glimpse ? m_glimpses.number() : 0;
    request.glimpse = std::move(glimpse);
    return request;
}

void PictureFeed::fillIn(GridRequest& request, Mosaic mosaic) const
{
    request.mosaicVersion = m_tiles.version();
    request.mosaic = std::move(mosaic);
    request.cover = m_tiles.cover();
    request.stft = m_tiles.spec().stft;
    request.reduction = m_tiles.spec().reduction;
    request.sampleRate = m_tiles.source()->description().sampleRate;
    request.frameCount = m_tiles.frameCount();
}

bool PictureFeed::reduceAhead(const PictureChoice& choice)
{
    if (m_tiles.source() == nullptr || choice.frame.width <= 0 || choice.frame.height <= 0
        || m_tiles.mosaic().pieces.empty() || !m_tiles.mosaic().hasGaps)
        return false; // there is nothing, or all of it
    GridRequest request = requestOf(choice, nullptr);
    fillIn(request, m_tiles.mosaic());
    return m_grids.reduceAhead(request);
}

const LevelGrid* PictureFeed::gridOf(const PictureChoice& choice, Haste haste)
{
    const std::shared_ptr<const Glimpse> glimpse = glimpseOf(choice, haste);
    GridRequest request = requestOf(choice, glimpse);
    if (m_grids.isLast(m_tiles.version(), choice.frame, choice.values, request.glimpseNumber))
        return m_grids.last().get();
    Mosaic mosaic = m_tiles.mosaic();
    if (glimpse) {
        std::erase_if(mosaic.pieces, isCoarse);
        if (mosaic.pieces.empty() || !isLast(choice)) // at first without a look at tiles
            return m_grids.gridOf(request, haste);
    } else if (haste == Haste::MayTakeAWhile
               && (quickTilesCome()
                   || (mosaic.hasGaps && (mosaic.pieces.empty() || (m_glimpses.isComputing() && wantsGlimpse()))))) {
        return nullptr;
    }
    fillIn(request, std::move(mosaic));
    return m_grids.gridOf(request, haste);
}

bool PictureFeed::isLast(const PictureChoice& choice) const
{
    return m_grids.isOf(m_analysis, choice.frame, choice.values);
}

bool PictureFeed::isOfTiles(const PictureChoice& choice) const
{
    return isLast(choice) && m_grids.isLast(m_tiles.version(), choice.frame, choice.values);
}

bool PictureFeed::isWhole(const PictureChoice& choice)
{
    return m_tiles.source() != nullptr && (!m_tiles.mosaic().hasGaps || glimpseOf(choice, Haste::MayTakeAWhile))
        && (!m_grids.isGathering() || isLast(choice));
}

} // namespace gabor
