// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "core/tiles/tilecache.h"
#include "core/tiles/tileparts.h"
#include "core/tiles/tileplan.h"
#include "widgets/bridge/windowdesign.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <tuple>
#include <vector>

namespace gabor {

/// Bytes of tiles that one picture may be made of: where bins are many it decides the level of detail, and so it is the
/// same for the window and for exported images, whatever either of them keeps. Up to NFFT 16384 a picture 1600 pixels
/// wide has a column of its own for each of them.
inline constexpr std::size_t pictureTileBytes = std::size_t{128} << 20U;

/// Which of the tiles that take long come first.
enum class TileOrder {
    FromMiddle, ///< for the eye
    AsHeard     ///< the sound is read from its beginning to its end, as disks and the waveform like it best
};

/// Keeps a spectrogram's visible tiles coming: says what is known now, and when more is.
/// What has been computed for an earlier choice of parameters stays in the cache, so that going back costs nothing.
class TileFeed : public QObject
{
    Q_OBJECT

public:
    /// @param queue       outlives the feed
    /// @param byteBudget  of all tiles that are kept; what is in view is kept beyond it
    TileFeed(JobQueue& queue, std::size_t byteBudget, QObject* parent = nullptr);
    ~TileFeed() override;

    /// What to analyse and how. @p spec has no fault. Work for anything else stops.
    void setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec);
    /// The visible run of time, and the device pixels that show it.
    void setView(double beginSample, double endSample, int pixelCount);
    /// More of the sound can be read than before, or it has started over.
    void soundGrew();
    /// What a smaller budget does not allow goes at once.
    void setByteBudget(std::size_t byteBudget);
    /// While paused, a sketch is all that a picture gets where there can be one: no true tile is begun, and those that
    /// are being computed stop.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// Whether a sketch comes before the truth, as it does at first. An image that nobody watches growing needs none.
    void setSketching(bool sketching) { m_sketching = sketching; }
    /// The same from now on, for what is in view as well.
    void beginSketching();
    /// FromMiddle at first.
    void setOrder(TileOrder order) { m_order = order; }
    /// How transforms are planned from now on; Reproducible at first.
    void setPlans(PlanChoice plans) { m_plans = plans; }
    PlanChoice plans() const { return m_plans; }

    const SampleSource* source() const { return m_source.get(); }
    const std::shared_ptr<const SampleSource>& sharedSource() const { return m_source; }
    const SpectrumSpec& spec() const { return m_spec; }
    /// The window of the analysis; nothing while there is no sound, or the window is being designed.
    std::shared_ptr<const AnalysisWindow> window() const { return m_design.window(); }
    /// Whole frames that can be computed now.
    std::int64_t frameCount() const { return m_frameCount; }
    const TileCover& cover() const { return m_cover; }
    /// The best that is known of the view. Cheap when nothing has changed.
    const Mosaic& mosaic();
    /// Counts the mosaics: another number, another mosaic.
    std::uint64_t version() const { return m_version; }

    /// Tiles in view that are whole, and all of them.
    int tilesDone() const { return m_tileCount - m_tilesOpen; }
    int tileCount() const { return m_tileCount; }
    /// How much of the work for them is done, 0 to 1.
    double doneShare() const;
    bool isSettled() const { return m_tilesOpen == 0 && isUpToDate(); }
    /// Asks for the envelopes of blocks of so many samples that tiles come by; 0: for none. The same channel's.
    void setEnvelopeBlockLength(std::int64_t blockLength) { m_envelopeBlockLength = blockLength; }
    /// Jobs that have been asked for and are still wanted.
    int runningJobs() const { return static_cast<int>(m_running.size()); }
    std::size_t bytesKept() const { return m_cache.byteCount(); }

signals:
    /// There is more to see, or less is left to be done.
    void changed();
    /// Some true envelopes of the present sound and channel.
    void envelopesFound(const gabor::EnvelopeRun& run, std::int64_t blockLength);
    /// There was no memory for a tile of the present choice.
    void outOfMemory();

private:
    struct Arrival
    {
        std::uint64_t job = 0;
        std::uint64_t spectrum = 0;
        ComputedTile computed; ///< without a tile: stopped, or no memory
        std::int64_t envelopeBlockLength = 0;
        bool outOfMemory = false;
    };
    struct RunningJob
    {
        std::uint64_t number = 0;
        std::stop_source stop;
        std::shared_ptr<std::atomic<std::int64_t>> framesDone = std::make_shared<std::atomic<std::int64_t>>(0);
    };
    struct Work
    {
        TileId id;
        WantedTile::Work kind;
        friend auto operator<=>(const Work& a, const Work& b)
        {
            return std::tie(a.kind, a.id.lod, a.id.index) <=> std::tie(b.kind, b.id.lod, b.id.index);
        }
    };
    struct KnownSpec
    {
        SpectrumSpec spec;
        std::uint64_t number = 0; ///< in the cache
    };

    bool isUpToDate() const { return !m_source || m_source->revision() == m_revision; }
    TileLookup lookup();
    void plan();
    TileCover coverOf(double beginSample, double endSample, double pictures) const;
    TileRun tilesInView() const;
    std::vector<WantedTile> wantedAround();
    bool canWait(const WantedTile& wanted);
    std::uint64_t numberOf(const SpectrumSpec& spec);
    void keepOnly(const std::vector<WantedTile>& wanted);
    void start(const WantedTile& wanted, JobQueue::Urgency urgency);
    void submit(JobQueue::Urgency urgency, const RunningJob& job, std::function<std::optional<ComputedTile>()> compute);
    void stopAll();
    void takeArrivals();
    void announce();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    TileCache m_cache;

    std::shared_ptr<const SampleSource> m_source;
    std::uint64_t m_revision = 0; ///< of the source, as the tiles know it
    SpectrumSpec m_spec;
    WindowDesign m_design;
    PlanChoice m_plans = PlanChoice::Reproducible;
    std::int64_t m_envelopeBlockLength = 0;
    std::vector<KnownSpec> m_knownSpecs; ///< the latest last
    std::uint64_t m_lastSpectrum = 0;
    std::uint64_t m_spectrum = 0; ///< number of the present one in the cache
    std::int64_t m_frameCount = 0;

    double m_beginSample = 0;
    double m_endSample = 0;
    int m_pixelCount = 0;
    TileCover m_cover;

    std::map<Work, RunningJob> m_running;
    std::set<Work> m_failed; ///< for want of memory
    std::uint64_t m_lastJob = 0;
    int m_tileCount = 0;
    int m_tilesOpen = 0;
    bool m_paused = false;
    bool m_sketching = true;
    TileOrder m_order = TileOrder::FromMiddle;

    QTimer m_nextAnnouncement;
    QElapsedTimer m_sinceAnnouncement;

    Mosaic m_mosaic;
    std::uint64_t m_version = 1;
    std::uint64_t m_mosaicVersion = 0;
};

} // namespace gabor
