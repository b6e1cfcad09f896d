// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "widgets/bridge/gridfeed.h"
#include "widgets/bridge/heatmap.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace gabor {

/// Everything that decides the pixels of a heatmap.
struct HeatmapRequest
{
    std::uint64_t gridNumber = 0; ///< stands for the two that follow
    std::shared_ptr<const LevelGrid> grid;
    PictureFrame frame; ///< of the grid
    Shading shading = Shading::Flat;
    ColorScale scale;
    bool hasGaps = false; ///< they show the heatmap before
};

/// Draws the heatmap of a grid: at once where that is a matter of a few milliseconds, otherwise in bands on the workers.
/// One heatmap is drawn at a time, and after it the newest that is asked for then: every step of a dragged slider that
/// there is time for is seen, and none waits behind others.
class HeatmapFeed : public QObject
{
    Q_OBJECT

public:
    using Haste = GridFeed::Haste;

    /// @param queue  outlives the feed
    explicit HeatmapFeed(JobQueue& queue, QObject* parent = nullptr);
    ~HeatmapFeed() override;

    /// The heatmap of @p request, or nothing as long as it is being drawn. Cheap where it is the last one.
    /// Throws std::bad_alloc where there was no memory for it.
    const Heatmap* heatmapOf(const HeatmapRequest& request, Haste haste);
    /// Has the heatmap of @p request drawn by a worker, however small it is, unless it is known or one is being drawn: for
    /// who will ask for it, but has other things to do first. Throws std::bad_alloc.
    void begin(const HeatmapRequest& request);
    /// Forgets everything, also what is on its way.
    void clear();

    /// The last heatmap, maybe of a place or in colors that have been left since.
    const Heatmap& last() const { return m_last; }
    bool isDrawing() const { return m_drawing; }

signals:
    /// The workers have drawn a heatmap, or found that they have no memory for it. Not where heatmapOf() has said so already.
    void changed();

private:
    /// What tells one heatmap from another.
    struct Key
    {
        std::uint64_t gridNumber = 0;
        Shading shading = Shading::Flat;
        ColorScale scale;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Arrival
    {
        std::uint64_t generation = 0;
        Key key;
        Heatmap heatmap; ///< without an image: no memory
    };
    class Drawing;

    static Key keyOf(const HeatmapRequest& request);
    bool isLast(const Key& key) const;
    void start(const HeatmapRequest& request, const Key& key);
    bool adoptArrivals();
    void takeArrivals();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    bool m_drawing = false;
    Heatmap m_last;
    Key m_key;
    std::optional<Key> m_failed; ///< for want of memory
};

} // namespace gabor
