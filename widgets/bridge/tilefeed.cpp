// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/tilefeed.h"

#include <QMetaObject>

#include <algorithm>

namespace gabor {

namespace {

/// Part of a picture's width that is computed beyond each end, once the picture itself is whole, so that panning finds it.
constexpr double margin = 0.5;
constexpr int announcementIntervalMs = 40;
/// Earlier choices of parameters that can be gone back to; of the rest the cache has hardly kept anything.
constexpr std::size_t mostKnownSpecs = 64;

/// A tile of single frames is computed as soon as a sketch, and there is none to stand in for it: behind the long tiles of
/// an image that is exported meanwhile it would leave the window empty.
JobQueue::Urgency urgencyOf(const WantedTile& wanted)
{
    const bool isLong = wanted.work == WantedTile::Work::Compute && wanted.id.lod > 0;
    return isLong ? JobQueue::Urgency::Visible : JobQueue::Urgency::Sketch;
}

} // namespace

TileFeed::TileFeed(JobQueue& queue, std::size_t byteBudget, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &TileFeed::takeArrivals, Qt::QueuedConnection);
      })),
      m_cache(byteBudget,
              [&queue](std::shared_ptr<const LevelTile> tile) {
                  // As urgent as what comes in its place, or more would be kept than the budget allows.
                  queue.submit(JobQueue::Urgency::Sketch, {}, [gone = std::move(tile)] {});
              }),
      m_design(queue)
{
    connect(&m_design, &WindowDesign::designed, this, &TileFeed::plan);
    connect(&m_design, &WindowDesign::outOfMemory, this, &TileFeed::outOfMemory);
    m_nextAnnouncement.setSingleShot(true);
    m_nextAnnouncement.setInterval(announcementIntervalMs);
    connect(&m_nextAnnouncement, &QTimer::timeout, this, [this] {
        m_sinceAnnouncement.start();
        emit changed();
    });
}

TileFeed::~TileFeed()
{
    m_inbox->close();
    stopAll();
}

void TileFeed::setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec)
{
    if (source == m_source && spec == m_spec)
        return;
    stopAll();
    if (source != m_source) {
        m_cache.clear(); // another sound: nobody will come back to the old one's tiles
        m_knownSpecs.clear();
    }
    m_design.choose(spec.stft);
    m_source = std::move(source);
    m_revision = m_source->revision();
    m_spec = spec;
    m_spectrum = numberOf(spec);
    m_frameCount = readableFrameCount(*m_source, m_spec.stft);
    plan();
}

std::uint64_t TileFeed::numberOf(const SpectrumSpec& spec)
{
    const auto known = std::find_if(m_knownSpecs.begin(), m_knownSpecs.end(),
                                    [&](const KnownSpec& candidate) { return candidate.spec == spec; });
    if (known != m_knownSpecs.end()) {
        std::rotate(known, known + 1, m_knownSpecs.end());
        return m_knownSpecs.back().number;
    }
    if (m_knownSpecs.size() == mostKnownSpecs)
        m_knownSpecs.erase(m_knownSpecs.begin());
    m_knownSpecs.push_back({spec, ++m_lastSpectrum});
    return m_lastSpectrum;
}

void TileFeed::setView(double beginSample, double endSample, int pixelCount)
{
    if (beginSample == m_beginSample && endSample == m_endSample && pixelCount == m_pixelCount)
        return;
    m_beginSample = beginSample;
    m_endSample = endSample;
    m_pixelCount = pixelCount;
    plan();
}

void TileFeed::soundGrew()
{
    if (!m_source)
        return;
    const std::int64_t frames = readableFrameCount(*m_source, m_spec.stft);
    if (!isUpToDate()) {
        m_revision = m_source->revision();
        stopAll();
        m_cache.clear();
    } else if (frames == m_frameCount) {
        return;
    }
    m_frameCount = frames;
    plan();
}

void TileFeed::setByteBudget(std::size_t byteBudget)
{
    if (byteBudget == m_cache.byteBudget())
        return;
    m_cache.setByteBudget(byteBudget);
    if (m_source)
        plan();
}

void TileFeed::beginSketching()
{
    if (m_sketching)
        return;
    m_sketching = true;
    if (m_source)
        plan();
}

void TileFeed::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (m_source)
        plan();
}

const Mosaic& TileFeed::mosaic()
{
    if (m_mosaicVersion != m_version) {
        m_mosaic = bestMosaic(m_cover, TileGrid(m_spec.stft.binCount()), m_frameCount, lookup());
        m_mosaicVersion = m_version;
    }
    return m_mosaic;
}

TileLookup TileFeed::lookup()
{
    return [this](TileId id) { return m_cache.find(m_spectrum, id); };
}

/// @param pictures  how many times the picture's width lies between the two samples
TileCover TileFeed::coverOf(double beginSample, double endSample, double pictures) const
{
    const double budget = static_cast<double>(pictureTileBytes) * pictures;
    return coverFor(beginSample, endSample, static_cast<int>(m_pixelCount * pictures), m_spec.stft, m_frameCount,
                    static_cast<std::size_t>(budget));
}

void TileFeed::plan()
{
    if (!m_source || m_pixelCount <= 0 || m_endSample <= m_beginSample) {
        // Nothing is in view, and what was must not be taken for what is chosen now.
        keepOnly({});
        m_cover = {};
        m_cache.setInView({});
        m_tileCount = m_tilesOpen = 0;
        ++m_version;
        return;
    }
    m_cover = coverOf(m_beginSample, m_endSample, 1);
    ++m_version;
    const TileRun inView = tilesInView();
    m_cache.setInView(inView);
    m_tileCount = static_cast<int>(inView.end - inView.begin);

    std::vector<WantedTile> wanted = wantedTiles(m_cover, TileGrid(m_spec.stft.binCount()), m_frameCount, lookup());
    m_tilesOpen = static_cast<int>(std::count_if(
        wanted.begin(), wanted.end(), [](const WantedTile& tile) { return tile.work != WantedTile::Work::Sketch; }));
    if (!m_sketching)
        std::erase_if(wanted, [](const WantedTile& tile) { return tile.work == WantedTile::Work::Sketch; });
    if (m_paused)
        std::erase_if(wanted, [this](const WantedTile& tile) { return canWait(tile); });
    if (m_order == TileOrder::AsHeard)
        std::ranges::sort(wanted, {}, [](const WantedTile& tile) { return tile.id.index; });
    if (!wanted.empty() || m_paused) {
        keepOnly(wanted);
        for (const WantedTile& tile : wanted)
            start(tile, urgencyOf(tile));
    } else {
        const std::vector<WantedTile> around = wantedAround();
        keepOnly(around);
        for (const WantedTile& tile : around)
            start(tile, JobQueue::Urgency::Background);
    }
    announce();
}

/// While a picture has gaps, each of its tiles would cost a repaint and keep the workers from the next one: gaps are
/// filled a few at a time, and the last one at once.
void TileFeed::announce()
{
    if (mosaic().hasGaps && m_sinceAnnouncement.isValid() && m_sinceAnnouncement.elapsed() < announcementIntervalMs) {
        if (!m_nextAnnouncement.isActive())
            m_nextAnnouncement.start();
        return;
    }
    m_nextAnnouncement.stop();
    m_sinceAnnouncement.start();
    emit changed();
}

double TileFeed::doneShare() const
{
    if (m_tileCount == 0)
        return 1;
    const TileGrid grid(m_spec.stft.binCount());
    double done = tilesDone();
    for (const auto& [work, job] : m_running) {
        if (work.kind != WantedTile::Work::Compute)
            continue;
        const auto framesPerTile =
            static_cast<double>(TileGrid::framesOfColumn(work.id.lod, grid.columnsPerTile()).begin);
        done += std::min(1.0, static_cast<double>(job.framesDone->load(std::memory_order_relaxed)) / framesPerTile);
    }
    return std::min(1.0, done / m_tileCount);
}

/// The tiles that the cover needs.
TileRun TileFeed::tilesInView() const
{
    if (m_cover.columns.size() == 0)
        return {};
    const TileGrid grid(m_spec.stft.binCount());
    return {m_spectrum, m_cover.lod, grid.tileOfColumn(m_cover.lod, m_cover.columns.begin).index,
            grid.tileOfColumn(m_cover.lod, m_cover.columns.end - 1).index + 1};
}

/// Whether a sketch can stand for a true tile: there is none of single frames, and none of what has only grown.
bool TileFeed::canWait(const WantedTile& wanted)
{
    if (wanted.work != WantedTile::Work::Compute || wanted.id.lod == 0)
        return false;
    const std::shared_ptr<const LevelTile> present = m_cache.find(m_spectrum, wanted.id);
    return !present || present->isSketch();
}

/// Whole tiles beside the picture, as far as there is room to keep them: one that drives out another would be computed
/// again for ever.
std::vector<WantedTile> TileFeed::wantedAround()
{
    const double reach = (m_endSample - m_beginSample) * margin;
    const TileCover around = coverOf(m_beginSample - reach, m_endSample + reach, 1 + 2 * margin);
    if (around.lod != m_cover.lod)
        return {};
    const TileGrid grid(m_spec.stft.binCount());
    const TileRun inView = tilesInView();
    const auto room = static_cast<std::int64_t>(m_cache.byteBudget() / grid.bytesPerTile());
    const std::int64_t roomBeside = std::max<std::int64_t>(0, room - (inView.end - inView.begin)) / 2;
    std::vector<WantedTile> wanted = wantedTiles(around, grid, m_frameCount, lookup());
    std::erase_if(wanted, [&](const WantedTile& tile) {
        return tile.work == WantedTile::Work::Sketch || tile.id.index < inView.begin - roomBeside
            || tile.id.index >= inView.end + roomBeside;
    });
    return wanted;
}

/// Stops what nobody looks at any more.
void TileFeed::keepOnly(const std::vector<WantedTile>& wanted)
{
    std::erase_if(m_running, [&](auto& entry) {
        const WantedTile work{entry.first.id, entry.first.kind};
        if (std::find(wanted.begin(), wanted.end(), work) != wanted.end())
            return false;
        entry.second.stop.request_stop();
        return true;
    });
}

void TileFeed::start(const WantedTile& wanted, JobQueue::Urgency urgency)
{
    const Work work{wanted.id, wanted.work};
    if (!m_design.window() || m_running.contains(work) || m_failed.contains(work))
        return; // a window that is being designed is worth another plan
    RunningJob& job = m_running[work];
    job.number = ++m_lastJob;

    const TileRequest request{m_source,  m_design.window(),     m_spec,
                              wanted.id, m_frameCount,          wanted.work == WantedTile::Work::Sketch,
                              m_plans,   m_envelopeBlockLength, job.framesDone};
    if (wanted.work == WantedTile::Work::Reduce) {
        submit(
            urgency, job,
            [request, first = m_cache.find(m_spectrum, TileGrid::firstChildOf(wanted.id)),
             second = m_cache.find(m_spectrum, TileGrid::secondChildOf(wanted.id))]() -> std::optional<ComputedTile> {
                return ComputedTile{reduceTiles(*first, second.get(), request.spec.reduction, request.frameCount), {}};
            });
        return;
    }
    const auto parts = std::make_shared<TileParts>(request);
    for (int part = 0; part < parts->count(); ++part)
        submit(urgency, job, [parts, part, stop = job.stop.get_token()] { return parts->compute(part, stop); });
}

/// Lets a worker compute and posts what comes of it.
void TileFeed::submit(JobQueue::Urgency urgency, const RunningJob& job,
                      std::function<std::optional<ComputedTile>()> compute)
{
    m_queue.submit(urgency, job.stop.get_token(),
                   [inbox = m_inbox, compute = std::move(compute), number = job.number, spectrum = m_spectrum,
                    envelopeBlockLength = m_envelopeBlockLength] {
                       Arrival arrival{number, spectrum, {}, envelopeBlockLength, false};
                       try {
                           std::optional<ComputedTile> computed = compute();
                           if (!computed)
                               return;
                           arrival.computed = *std::move(computed);
                       } catch (...) { // nothing but a lack of memory throws there
                           arrival.outOfMemory = true;
                       }
                       inbox->post(std::move(arrival));
                   });
}

void TileFeed::stopAll()
{
    m_failed.clear();
    for (auto& [work, job] : m_running)
        job.stop.request_stop();
    m_running.clear();
}

void TileFeed::takeArrivals()
{
    bool failed = false;
    std::vector<Arrival> arrivals = m_inbox->takeAll();
    for (Arrival& arrival : arrivals) {
        const auto job = std::find_if(m_running.begin(), m_running.end(),
                                      [&](const auto& entry) { return entry.second.number == arrival.job; });
        // What was stopped too late to save its work is still true for its own choice of parameters, but the numbers
        // of the choices begin anew with each sound, so an unknown job's tile cannot be placed.
        if (job == m_running.end()) {
            arrival.computed.envelopes.blocks.clear(); // those of another sound, perhaps
            continue;
        }
        if (arrival.computed.tile)
            m_cache.insert(arrival.spectrum, std::move(arrival.computed.tile));
        if (arrival.outOfMemory) {
            m_failed.insert(job->first); // not asked for again until something else is chosen
            failed = true;
        }
        m_running.erase(job);
    }
    plan();
    for (const Arrival& arrival : arrivals) {
        if (!arrival.computed.envelopes.blocks.empty())
            emit envelopesFound(arrival.computed.envelopes, arrival.envelopeBlockLength);
    }
    if (failed)
        emit outOfMemory();
}

} // namespace gabor
