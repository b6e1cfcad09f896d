// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/gridfeed.h"

#include "core/pixels/picturecells.h"
#include "core/pixels/toplevel.h"

#include <QMetaObject>

#include <new>
#include <utility>

namespace gabor {

namespace {

/// Levels of tiles that are looked at in some milliseconds.
constexpr std::size_t quickValueCount = 3'000'000;
/// The same where nobody waits for it, as what is there shows the same place already.
constexpr std::size_t unnoticedValueCount = 500'000;
/// The same where other things are done in the same moment, as limits are looked for in a picture that has just come.
constexpr std::size_t briefValueCount = 1'500'000;
/// The same at a time of a picture that comes to be while nobody sees it.
constexpr std::int64_t aheadValueCount = 1'000'000;
/// Pixels of a picture that are gathered, or drawn, in some milliseconds: those of a window of 1920 x 1200.
constexpr std::int64_t quickPixelCount = 1'600'000;

KnownSpectrogram knownOf(const GridRequest& request)
{
    return {request.mosaic, request.cover, request.stft, request.reduction, request.sampleRate, request.frameCount};
}

/// Reduces tiles of @p request that @p bands has not, one at the least.
/// @return whether some are left
bool reduceSome(const GridRequest& request, const PictureFrame& frame, BandCache& bands)
{
    const bool isSamePicture = bands.isFor(frequencyAxis(request.stft, request.sampleRate, frame), request.stft.nfft,
                                           request.reduction, request.values);
    Mosaic some = request.mosaic;
    some.pieces.clear();
    std::int64_t valueCount = 0;
    for (const MosaicPiece& piece : request.mosaic.pieces) {
        if (!isSamePicture || !bands.has(*piece.tile)) {
            if (valueCount >= aheadValueCount)
                continue;
            valueCount += std::int64_t{piece.tile->columnCount()} * piece.tile->binCount();
        }
        some.pieces.push_back(piece);
    }
    reduceBands({some, request.cover, request.stft, request.reduction, request.sampleRate, request.frameCount}, frame,
                request.values, bands);
    return some.pieces.size() < request.mosaic.pieces.size();
}

bool isGlimpseAlone(const GridRequest& request)
{
    return request.glimpse && request.mosaic.pieces.empty();
}

std::shared_ptr<const LevelGrid> gathered(const GridRequest& request, BandCache& bands)
{
    if (isGlimpseAlone(request))
        return {request.glimpse, &request.glimpse->grid()};
    LevelGrid grid = gatherLevels(knownOf(request), request.frame, request.values, bands);
    if (request.glimpse)
        fillUnknown(grid, request.glimpse->grid());
    return std::make_shared<const LevelGrid>(std::move(grid));
}

/// @param grid  of @p request; needed where something of it is provisional
std::optional<float> topOf(const GridRequest& request, const LevelGrid* grid, BandCache& bands)
{
    if (isGlimpseAlone(request))
        return request.glimpse->top();
    if (request.mosaic.isProvisional || request.values.kind == GridValues::Kind::Phases)
        return topLevel(*grid);
    return topLevel(knownOf(request), request.frame.span, request.frame.frequencyScale, request.values, bands);
}

} // namespace

GridFeed::GridFeed(JobQueue& queue, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<std::variant<Arrival, FoundTop>>>([this] {
          QMetaObject::invokeMethod(this, &GridFeed::takeArrivals, Qt::QueuedConnection);
      })),
      m_bands(std::make_shared<BandCache>())
{ }

bool GridFeed::isLarge(const PictureFrame& frame)
{
    return std::int64_t{frame.width} * frame.height > quickPixelCount;
}

GridFeed::~GridFeed()
{
    m_inbox->close();
    m_stop.request_stop();
}

void GridFeed::clear()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_generation;
    m_bands = std::make_shared<BandCache>();
    m_topBands = {};
    m_grid = std::make_shared<const LevelGrid>();
    m_key = {};
    m_top.reset();
    m_topWanted.reset();
    m_isFindingTop = false;
    m_number = 0;
    m_failed.reset();
}

bool GridFeed::isLast(std::uint64_t mosaicVersion, const PictureFrame& frame, const GridValues& values,
                      std::uint64_t glimpseNumber) const
{
    return m_number != 0 && m_key == Key{m_key.analysis, mosaicVersion, frame, values, glimpseNumber};
}

bool GridFeed::isOf(std::uint64_t analysis, const PictureFrame& frame, const GridValues& values) const
{
    return m_number != 0 && m_key.analysis == analysis && m_key.frame == frame && m_key.values == values;
}

GridFeed::Key GridFeed::keyOf(const GridRequest& request)
{
    return {request.analysis, request.mosaicVersion, request.frame, request.values, request.glimpseNumber};
}

const LevelGrid* GridFeed::gridOf(const GridRequest& request, Haste haste)
{
    const Key key = keyOf(request);
    if (m_number != 0 && key == m_key)
        return m_grid.get();
    if (key == m_failed)
        throw std::bad_alloc();
    if (haste == Haste::MayTakeAWhile && !isGlimpseAlone(request)) {
        const bool isRefinement = isOf(request.analysis, request.frame, request.values);
        if (isGathering()) // the latest is asked for again when that is done
            return isRefinement ? m_grid.get() : nullptr;
        if (isLarge(request.frame) || (isRefinement && request.glimpse)
            || valuesToReduce(knownOf(request), request.frame, request.values, *m_bands)
                > (isRefinement ? unnoticedValueCount : quickValueCount)) {
            start(request);
            return isRefinement ? m_grid.get() : nullptr;
        }
    }
    if (!m_topBands.isEmpty() && !request.mosaic.isProvisional && !m_isFindingTop)
        startFindingTop(request, nullptr, m_gridsMade + 1); // which does not need the grid, and takes as long
    BandCache bandsOfThisOne;
    adopt(gathered(request, isGathering() ? bandsOfThisOne : *m_bands), request);
    return m_grid.get();
}

void GridFeed::adopt(std::shared_ptr<const LevelGrid> grid, const GridRequest& request)
{
    m_grid = std::move(grid);
    m_key = keyOf(request);
    m_topWanted = request;
    m_number = ++m_gridsMade;
}

std::optional<float> GridFeed::topOfLast()
{
    if (!m_topWanted)
        return m_top;
    try {
        m_top = topOf(*m_topWanted, m_grid.get(), m_topBands);
    } catch (const std::bad_alloc&) {
        m_top.reset();
    }
    m_topBands = {};
    m_topWanted.reset();
    return m_top;
}

bool GridFeed::reduceAhead(const GridRequest& request)
{
    if (isGathering() || isGlimpseAlone(request))
        return false;
    const bool isMoreLeft = reduceSome(request, request.frame, *m_bands);
    return (request.values.kind == GridValues::Kind::Levels
            && reduceSome(request, topFrame(request.frame.span, request.frame.frequencyScale), m_topBands))
        || isMoreLeft;
}

bool GridFeed::findTop()
{
    if (m_isFindingTop)
        return false;
    if (!m_topWanted || isGlimpseAlone(*m_topWanted))
        return true;
    const GridRequest& shown = *m_topWanted;
    const bool isQuick = shown.mosaic.isProvisional
        ? !isLarge(shown.frame)
        : valuesToReduce(knownOf(shown), topFrame(shown.frame.span, shown.frame.frequencyScale), shown.values,
                         m_topBands)
            <= briefValueCount;
    if (isQuick)
        return true;
    startFindingTop(shown, m_grid, m_number);
    return false;
}

/// @param grid    may be nothing where nothing of @p request is provisional
/// @param number  of the grid
void GridFeed::startFindingTop(const GridRequest& request, std::shared_ptr<const LevelGrid> grid, std::uint64_t number)
{
    m_isFindingTop = true;
    m_queue.submit(JobQueue::Urgency::Sketch, m_stop.get_token(),
                   [inbox = m_inbox, request, grid = std::move(grid), number, generation = m_generation,
                    bands = std::make_shared<BandCache>(std::exchange(m_topBands, {}))] {
                       FoundTop found{generation, number, {}};
                       try {
                           found.top = topOf(request, grid.get(), *bands);
                       } catch (const std::bad_alloc&) { // then limits stay as they are
                       }
                       inbox->post(found);
                   });
}

void GridFeed::takeTop(const FoundTop& found)
{
    m_isFindingTop = false;
    if (found.gridNumber != m_number)
        return;
    m_top = found.top;
    m_topWanted.reset();
}

void GridFeed::start(const GridRequest& request)
{
    m_queue.submit(JobQueue::Urgency::Sketch, m_stop.get_token(),
                   [inbox = m_inbox, request, bands = m_bands, generation = m_generation] {
                       Arrival arrival{generation, request, {}, bands};
                       try {
                           arrival.grid = gathered(request, *bands);
                       } catch (const std::bad_alloc&) {
                           arrival.bands = std::make_shared<BandCache>();
                       }
                       inbox->post(std::move(arrival));
                   });
    m_bands = nullptr;
}

void GridFeed::takeArrivals()
{
    for (std::variant<Arrival, FoundTop>& some : m_inbox->takeAll()) {
        if (std::visit([](const auto& arrival) { return arrival.generation; }, some) != m_generation)
            continue;
        if (const auto* const found = std::get_if<FoundTop>(&some)) {
            takeTop(*found);
        } else {
            auto& arrival = std::get<Arrival>(some);
            m_bands = std::move(arrival.bands);
            if (arrival.grid)
                adopt(std::move(arrival.grid), arrival.request);
            else
                m_failed = keyOf(arrival.request);
        }
        emit changed();
    }
}

} // namespace gabor
