// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "core/pixels/glimpse.h"
#include "core/pixels/levelgrid.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>

namespace gabor {

/// Everything that decides the grid of a picture.
struct GridRequest
{
    std::uint64_t analysis = 0;      ///< stands for the sound and how it is analysed
    std::uint64_t mosaicVersion = 0; ///< stands for all that follows up to frameCount
    Mosaic mosaic;                   ///< shares its tiles
    TileCover cover;
    StftParameters stft;
    Reduction reduction = Reduction::Maximum;
    double sampleRate = 1;
    std::int64_t frameCount = 0;
    PictureFrame frame;
    GridValues values;
    std::uint64_t glimpseNumber = 0;          ///< stands for the glimpse; 0: there is none
    std::shared_ptr<const Glimpse> glimpse{}; ///< shows what the mosaic does not know
};

/// Gathers the grid of a picture: at once where that is a matter of a few milliseconds, otherwise on a worker, so that
/// pictures of very many bins do not keep the window from answering.
class GridFeed : public QObject
{
    Q_OBJECT

public:
    /// @param queue  outlives the feed
    explicit GridFeed(JobQueue& queue, QObject* parent = nullptr);
    ~GridFeed() override;

    enum class Haste {
        MayTakeAWhile, ///< changed() tells when there is more to have
        Now            ///< however long it takes
    };
    /// Whether a picture of that size has so many pixels that gathering it, or drawing it, takes longer than a window may
    /// keep anybody waiting.
    static bool isLarge(const PictureFrame& frame);
    /// The grid of @p request, or nothing as long as it is being gathered; meanwhile one that shows less of the same is as
    /// good. Cheap where it is the last one.
    /// Throws std::bad_alloc where there was no memory for it.
    const LevelGrid* gridOf(const GridRequest& request, Haste haste);
    /// Does some milliseconds of what gridOf() and topOfLast() will do, and what can be done before the last tile has come.
    /// For pictures that nobody sees before they are whole: then little is left. Throws std::bad_alloc.
    /// @return whether there is more of it to be done
    bool reduceAhead(const GridRequest& request);
    /// Whether gridOf() would be cheap.
    bool isLast(std::uint64_t mosaicVersion, const PictureFrame& frame, const GridValues& values,
                std::uint64_t glimpseNumber = 0) const;
    /// Whether the last grid is of that picture, however much was known of it then.
    bool isOf(std::uint64_t analysis, const PictureFrame& frame, const GridValues& values) const;
    /// Forgets everything, also what is on its way.
    void clear();

    /// The last grid, maybe of a place that has been left since.
    const std::shared_ptr<const LevelGrid>& last() const { return m_grid; }
    const PictureFrame& lastFrame() const { return m_key.frame; }
    const GridValues& lastValues() const { return m_key.values; }
    /// topLevel() of what the last grid shows, whatever its size, or of the grid itself while it shows sketches.
    std::optional<float> topOfLast();
    /// Whether topOfLast() takes no more than some two milliseconds. If not, a worker looks for it, and changed() tells.
    bool findTop();
    bool isFindingTop() const { return m_isFindingTop; }
    /// Counts the grids; 0: there is none.
    std::uint64_t number() const { return m_number; }
    bool isGathering() const { return m_bands == nullptr; }

signals:
    /// A worker has gathered a grid, or found the top of one.
    void changed();

private:
    /// What tells one grid from another.
    struct Key
    {
        std::uint64_t analysis = 0;
        std::uint64_t mosaicVersion = 0;
        PictureFrame frame;
        GridValues values;
        std::uint64_t glimpseNumber = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Arrival
    {
        std::uint64_t generation = 0;
        GridRequest request;
        std::shared_ptr<const LevelGrid> grid; ///< null: no memory
        std::shared_ptr<BandCache> bands;
    };
    struct FoundTop
    {
        std::uint64_t generation = 0;
        std::uint64_t gridNumber = 0;
        std::optional<float> top;
    };

    static Key keyOf(const GridRequest& request);
    void start(const GridRequest& request);
    void adopt(std::shared_ptr<const LevelGrid> grid, const GridRequest& request);
    void startFindingTop(const GridRequest& request, std::shared_ptr<const LevelGrid> grid, std::uint64_t number);
    void takeTop(const FoundTop& found);
    void takeArrivals();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<std::variant<Arrival, FoundTop>>> m_inbox;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    std::shared_ptr<BandCache> m_bands; ///< nothing while a worker has them
    BandCache m_topBands;               ///< of the picture whose top is wanted, as far as reduceAhead() has come
    std::shared_ptr<const LevelGrid> m_grid = std::make_shared<const LevelGrid>();
    Key m_key;
    std::optional<float> m_top;
    std::optional<GridRequest> m_topWanted; ///< what the last grid shows, while its top is not known
    bool m_isFindingTop = false;
    std::uint64_t m_number = 0;
    std::uint64_t m_gridsMade = 0;
    std::optional<Key> m_failed; ///< for want of memory
};

} // namespace gabor
