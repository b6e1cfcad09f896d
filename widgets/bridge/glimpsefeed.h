// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "core/pixels/glimpse.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace gabor {

/// Has glimpses computed before anything else, all workers on one at a time. The latest that is asked for counts: what was
/// asked for before it and is not there yet never comes.
class GlimpseFeed : public QObject
{
    Q_OBJECT

public:
    /// @param queue  outlives the feed
    explicit GlimpseFeed(JobQueue& queue, QObject* parent = nullptr);
    ~GlimpseFeed() override;

    /// Whether a picture of @p source can be had at a glimpse: one that has to be decoded, or is still growing, comes
    /// tile by tile.
    static bool isFor(const SampleSource& source);
    /// The glimpse of @p request, or nothing as long as it is being computed, which this begins.
    std::shared_ptr<const Glimpse> glimpseOf(const GlimpseRequest& request);
    /// The same without beginning anything.
    std::shared_ptr<const Glimpse> knownGlimpseOf(const GlimpseRequest& request) const;
    /// Whether the glimpse that was asked for last is on its way.
    bool isComputing() const { return m_computing; }
    /// Whether the glimpse that was asked for last will not come: it could not be read in time, as the sound is far away or
    /// the machine busy, or there was no memory for it.
    bool hasGivenUp() const { return m_key && !m_computing && !m_glimpse; }
    /// Forgets everything, also what is on its way.
    void clear();

    /// Counts the glimpses that have come; 0: there is none.
    std::uint64_t number() const { return m_glimpse ? m_glimpsesMade : 0; }

signals:
    /// The glimpse that was asked for last is there, or it will not come.
    void changed();

private:
    /// What tells one glimpse from another.
    struct Key
    {
        SpectrumSpec spec;
        std::uint64_t revision = 0; ///< of the source
        std::int64_t frameCount = 0;
        TileCover cover;
        PictureFrame frame;
        GridValues values;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Arrival
    {
        std::uint64_t generation = 0;
        std::shared_ptr<const Glimpse> glimpse;
    };

    static Key keyOf(const GlimpseRequest& request);
    void start(const GlimpseRequest& request);
    static void compute(Inbox<Arrival>& inbox, const std::shared_ptr<Glimpse>& glimpse, int piece,
                        std::uint64_t generation, const std::stop_token& stop);
    void takeArrivals();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    std::optional<Key> m_key; ///< of what was asked for last
    std::shared_ptr<const Glimpse> m_glimpse;
    std::uint64_t m_glimpsesMade = 0;
    bool m_computing = false;
};

} // namespace gabor
