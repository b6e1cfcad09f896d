// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "core/tiles/tilecache.h"
#include "core/tiles/tilejob.h"
#include "core/tiles/tileplan.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <tuple>
#include <vector>

namespace gabor {

/// Keeps a spectrogram's visible tiles coming: says what is known now, and when more is.
/// What has been computed for an earlier choice of parameters stays in the cache, so that going back costs nothing.
class TileFeed : public QObject
{
    Q_OBJECT

public:
    /// @param queue       outlives the feed
    /// @param byteBudget  of all tiles that are kept
    TileFeed(JobQueue& queue, std::size_t byteBudget, QObject* parent = nullptr);
    ~TileFeed() override;

    /// What to analyse and how. @p spec has no fault. Work for anything else stops.
    void setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec);
    /// The visible run of time, and the device pixels that show it.
    void setView(double beginSample, double endSample, int pixelCount);
    /// More of the sound can be read than before.
    void soundGrew();
    /// How transforms are planned from now on; Reproducible at first.
    void setPlans(PlanChoice plans) { m_plans = plans; }

    const SampleSource* source() const { return m_source.get(); }
    const SpectrumSpec& spec() const { return m_spec; }
    /// The window of the analysis; nothing while there is no sound.
    const AnalysisWindow* window() const { return m_window.get(); }
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
    bool isSettled() const { return m_tilesOpen == 0; }

signals:
    /// There is more to see, or less is left to be done.
    void changed();
    /// There was no memory for a tile of the present choice.
    void outOfMemory();

private:
    struct Arrival
    {
        std::uint64_t job = 0;
        std::uint64_t spectrum = 0;
        std::shared_ptr<const LevelTile> tile; ///< nothing: stopped, or no memory
        bool outOfMemory = false;
    };
    struct RunningJob
    {
        std::uint64_t number = 0;
        std::stop_source stop;
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

    TileLookup lookup();
    void plan();
    TileCover coverOf(double beginSample, double endSample, double pictures) const;
    std::vector<WantedTile> wantedAround();
    void keepOnly(const std::vector<WantedTile>& wanted);
    void start(const WantedTile& wanted, JobQueue::Urgency urgency);
    void stopAll();
    void takeArrivals();
    void announce();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    TileCache m_cache;

    std::shared_ptr<const SampleSource> m_source;
    SpectrumSpec m_spec;
    std::shared_ptr<const AnalysisWindow> m_window;
    PlanChoice m_plans = PlanChoice::Reproducible;
    std::vector<SpectrumSpec> m_knownSpecs; ///< a spec's place is its number in the cache
    std::uint64_t m_spectrum = 0;
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

    QTimer m_nextAnnouncement;
    QElapsedTimer m_sinceAnnouncement;

    Mosaic m_mosaic;
    std::uint64_t m_version = 1;
    std::uint64_t m_mosaicVersion = 0;
};

} // namespace gabor
